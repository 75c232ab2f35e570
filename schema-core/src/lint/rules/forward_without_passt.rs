use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for forwarded ports of an interface that is not of type `user` with the backend `passt`; for VirtualBox,
    /// that is not of type `user`.
    ///
    /// ## Why is this bad?
    /// Only that backend forwards ports; with VirtualBox only NAT does.
    pub(crate) static FORWARD_WITHOUT_PASST = {
        name: "forward-without-passt",
        alias: "N511",
        severity: Error,
        check: Check::Tree(&["portForward"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for (index, interface) in tree.devices("interface").enumerate() {
        // What is wrong with the type is said there.
        if tree.is_faulty(&Path::device("interface", index).attribute("type")) {
            continue;
        }
        let Some(forward) = interface.child("portForward") else {
            continue;
        };
        let backend = interface
            .child("backend")
            .map(|backend| backend.value("type"));
        let can = ["user", "vhostuser"].contains(&interface.value("type"));
        if tree.is_vbox() {
            // VirtualBox's NAT forwards ports by itself.
            if interface.value("type") != "user" {
                tree.report(rule, &forward, "this interface forwards no ports")
                    .note("it has to be of type `user`");
            }
        } else if !can || backend != Some("passt") {
            tree.report(rule, &forward, "this interface forwards no ports")
                .note("it has to be of type `user`, with `<backend type='passt'/>`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn passt_forwards() {
        assert_eq!(
            found(
                "forward-without-passt",
                &kvm_devices("<interface type='user'><portForward proto='tcp'/></interface>")
            ),
            [
                "/domain/devices/interface[0]/portForward[0] `<portForward proto='tcp'/>`: this interface forwards no ports",
            ]
        );
        assert_eq!(
            found(
                "forward-without-passt",
                &kvm_devices(
                    "<interface type='user'><backend type='passt'/><portForward proto='tcp'/></interface>"
                )
            ),
            [""; 0]
        );
    }
}
