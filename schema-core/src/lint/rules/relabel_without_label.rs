use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for `relabel='yes'` of an image without the label that it should get.
    ///
    /// ## Why is this bad?
    /// There is nothing to relabel it with.
    pub(crate) static RELABEL_WITHOUT_LABEL = {
        name: "relabel-without-label",
        alias: "L902",
        severity: Error,
        check: Check::Tree(&["seclabel"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for disk in tree.devices("disk") {
        let Some(source) = disk.child("source") else {
            continue;
        };
        for label in source
            .items("seclabel")
            .filter(|label| label.child("label").is_none())
        {
            if let Some(relabel) = label.attribute("relabel").filter(|it| it.value() == "yes") {
                tree.report(rule, &relabel, "there is no label to give to the image")
                    .note("add `<label>…</label>`, or write `relabel='no'`")
                    .replace("write `no`", Applicability::Unsafe, relabel, "no");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn a_label_is_named() {
        assert_eq!(
            found(
                "relabel-without-label",
                &kvm_devices(
                    "<disk><source file='/a'><seclabel model='selinux' relabel='yes'/></source><target dev='vda'/></disk>"
                )
            ),
            [
                "/domain/devices/disk[0]/source/seclabel[0]/@relabel `yes`: there is no label to give to the image; Unsafe: `yes` => `no`",
            ]
        );
        assert_eq!(
            found(
                "relabel-without-label",
                &kvm_devices(
                    "<disk><source file='/a'><seclabel model='selinux' relabel='yes'><label>a</label></seclabel></source><target dev='vda'/></disk>"
                )
            ),
            [""; 0]
        );
    }
}
