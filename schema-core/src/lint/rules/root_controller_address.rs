use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for an address of the root of PCI.
    ///
    /// ## Why is this bad?
    /// Nothing is above the root.
    pub(crate) static ROOT_CONTROLLER_ADDRESS = {
        name: "root-controller-address",
        alias: "K447",
        severity: Error,
        check: Check::Tree(&["controller"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for controller in tree.devices("controller") {
        if !["pci-root", "pcie-root"].contains(&controller.value("model")) {
            continue;
        }
        if let Some(address) = controller.child("address") {
            tree.report(
                rule,
                &address,
                format!("a `{}` has no address", controller.value("model")),
            )
            .note("it is what other addresses are counted from")
            .remove("remove the address", Applicability::Safe, address);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn nothing_is_above_the_root() {
        assert_eq!(
            found(
                "root-controller-address",
                &kvm_devices(
                    "<controller type='pci' index='0' model='pci-root'><address type='pci' slot='0'/></controller>"
                )
            ),
            [
                "/domain/devices/controller[0]/address `<address type='pci' slot='0'/>`: a `pci-root` has no address; Safe: `<address type='pci' slot='0'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "root-controller-address",
                &kvm_devices(
                    "<controller type='pci' index='1' model='pci-bridge'><address type='pci' slot='1'/></controller>"
                )
            ),
            [""; 0]
        );
    }
}
