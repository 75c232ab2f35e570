use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Tree, number};

declare_rule! {
    /// ## What it does
    /// Checks for a root of PCI whose number and whose target are not both 0, or both another.
    ///
    /// ## Why is this bad?
    /// The first root is the one that the machine has anyway.
    pub(crate) static ROOT_CONTROLLER_TARGET = {
        name: "root-controller-target",
        alias: "K448",
        severity: Error,
        check: Check::Tree(&["controller"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for controller in tree.devices("controller") {
        if controller.value("model") != "pci-root" {
            continue;
        }
        let target = controller
            .child("target")
            .and_then(|target| target.attribute("index"));
        let (Some(index), Some(target)) = (controller.attribute("index"), target) else {
            continue;
        };
        let (Some(first), Some(second)) = (number(index.value()), number(target.value())) else {
            continue;
        };
        if (first == 0) != (second == 0) {
            tree.report(
                rule,
                &target,
                format!("controller {first} cannot have target {second}"),
            )
            .related(&index, "the number of the controller")
            .note("controller 0 has target 0, and no other one has it");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn the_first_is_the_first() {
        assert_eq!(
            found(
                "root-controller-target",
                &kvm_devices(
                    "<controller type='pci' index='0' model='pci-root'><target index='1'/></controller>"
                )
            ),
            [
                "/domain/devices/controller[0]/target/@index `1`: controller 0 cannot have target 1; the number of the controller `0`",
            ]
        );
        assert_eq!(
            found(
                "root-controller-target",
                &kvm_devices(
                    "<controller type='pci' index='1' model='pci-root'><target index='1'/></controller>"
                )
            ),
            [""; 0]
        );
    }
}
