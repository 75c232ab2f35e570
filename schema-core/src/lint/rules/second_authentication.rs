use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for an `<auth>` of a disk beside one of its `<source>`.
    ///
    /// ## Why is this bad?
    /// There is one login. libvirt takes it in either place, and refuses both.
    pub(crate) static SECOND_AUTHENTICATION = {
        name: "second-authentication",
        alias: "K439",
        severity: Error,
        check: Check::Tree(&["auth"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for disk in tree.devices("disk") {
        let Some(outer) = disk.child("auth") else {
            continue;
        };
        let inner = disk.child("source").and_then(|source| source.child("auth"));
        if let Some(inner) = inner {
            tree.report(rule, &inner, "the disk has an `<auth>` already")
                .related(&outer, "the other `<auth>`")
                .note("the one in `<source>` is the newer spelling; keep one")
                .remove(
                    "remove the one outside `<source>`",
                    Applicability::Unsafe,
                    outer,
                );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn one_login_is_enough() {
        assert_eq!(
            found(
                "second-authentication",
                &kvm_devices(
                    "<disk type='network'><auth username='a'/><source protocol='iscsi' name='c'><auth username='a'/></source><target dev='vda'/></disk>"
                )
            ),
            [
                "/domain/devices/disk[0]/source/auth `<auth username='a'/>`: the disk has an `<auth>` already; the other `<auth>` `<auth username='a'/>`; Unsafe: `<auth username='a'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "second-authentication",
                &kvm_devices(
                    "<disk type='network'><source protocol='iscsi' name='c'><auth username='a'/></source><target dev='vda'/></disk>"
                )
            ),
            [""; 0]
        );
    }
}
