use crate::diagnostic::{Applicability, Severity};
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for the older attribute `listen` or `socket` of `<graphics>` that says something else than the first `<listen>`.
    ///
    /// ## Why is this bad?
    /// They are two spellings of one setting, of which a server listens at one. libvirt's schema takes such a document, and its
    /// parser refuses it. For other hypervisors it is a warning.
    pub(crate) static GRAPHICS_LISTEN_MISMATCH = {
        name: "graphics-listen-mismatch",
        alias: "G704",
        severity: Error,
        check: Check::Tree(&["device/listen"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let severity = if tree.is_vbox() {
        Severity::Error
    } else {
        Severity::Warning
    };
    for graphics in tree.devices("graphics") {
        let Some(listen) = graphics.child("listen") else {
            continue;
        };
        for (older, kind, name) in [
            ("listen", "address", "address"),
            ("socket", "socket", "socket"),
        ] {
            let (Some(outer), Some(inner)) = (graphics.attribute(older), listen.attribute(name))
            else {
                continue;
            };
            if listen.value("type") == kind && outer.value() != inner.value() {
                let message = format!("`{}` is not what `<listen>` says", outer.value());
                tree.report(rule, &outer, message)
                    .severity(severity)
                    .related(&inner, "the first `<listen>`")
                    .note(format!("leave `{older}` out, it is the older spelling"))
                    .remove_attribute(format!("remove `{older}`"), Applicability::Unsafe, outer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn both_spellings_agree() {
        assert_eq!(
            found(
                "graphics-listen-mismatch",
                &kvm_devices(
                    "<graphics type='vnc' listen='1.2.3.4'><listen type='address' address='5.6.7.8'/></graphics>"
                )
            ),
            [
                "/domain/devices/graphics[0]/@listen `1.2.3.4`: `1.2.3.4` is not what `<listen>` says; the first `<listen>` `5.6.7.8`; Unsafe: ` listen='1.2.3.4'` => ``",
            ]
        );
        assert_eq!(
            found(
                "graphics-listen-mismatch",
                &kvm_devices(
                    "<graphics type='vnc' socket='/a'><listen type='socket' socket='/b'/></graphics>"
                )
            ),
            [
                "/domain/devices/graphics[0]/@socket `/a`: `/a` is not what `<listen>` says; the first `<listen>` `/b`; Unsafe: ` socket='/a'` => ``",
            ]
        );
        assert_eq!(
            found(
                "graphics-listen-mismatch",
                &kvm_devices(
                    "<graphics type='vnc' listen='1.2.3.4'><listen type='address' address='1.2.3.4'/></graphics>"
                )
            ),
            [""; 0]
        );
    }
}
