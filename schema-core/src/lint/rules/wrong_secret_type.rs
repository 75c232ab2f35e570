use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a secret that is not of the type that the protocol of the disk wants: `iscsi` for iSCSI, `ceph` for RBD.
    ///
    /// ## Why is this bad?
    /// The storage would get a secret that it cannot read.
    pub(crate) static WRONG_SECRET_TYPE = {
        name: "wrong-secret-type",
        alias: "K438",
        severity: Error,
        check: Check::Tree(&["auth"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for disk in tree.devices("disk") {
        let Some(source) = disk.child("source") else {
            continue;
        };
        let wanted = match source.value("protocol") {
            "iscsi" => "iscsi",
            "rbd" => "ceph",
            _ => continue,
        };
        for auth in disk.items("auth").chain(source.items("auth")) {
            let kind = auth
                .child("secret")
                .and_then(|secret| secret.attribute("type"));
            if let Some(kind) = kind.filter(|kind| kind.value() != wanted) {
                let protocol = source.value("protocol");
                let message = format!("`{}` is no type of secret for `{protocol}`", kind.value());
                tree.report(rule, &kind, message)
                    .note(format!("it has to be `{wanted}`"))
                    .replace(
                        format!("write `{wanted}`"),
                        Applicability::Unsafe,
                        kind,
                        wanted,
                    );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn a_secret_is_of_the_type_of_the_protocol() {
        assert_eq!(
            found(
                "wrong-secret-type",
                &kvm_devices(
                    "<disk type='network'><auth username='a'><secret type='ceph' usage='b'/></auth><source protocol='iscsi' name='c'/><target dev='vda'/></disk>"
                )
            ),
            [
                "/domain/devices/disk[0]/auth/secret/@type `ceph`: `ceph` is no type of secret for `iscsi`; Unsafe: `ceph` => `iscsi`",
            ]
        );
        assert_eq!(
            found(
                "wrong-secret-type",
                &kvm_devices(
                    "<disk type='network'><auth username='a'><secret type='ceph' usage='b'/></auth><source protocol='rbd' name='c'/><target dev='vda'/></disk>"
                )
            ),
            [""; 0]
        );
    }
}
