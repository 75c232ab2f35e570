use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a mediated device with an address of another bus: `vfio-pci` is on PCI, `vfio-ccw` on the channel subsystem.
    ///
    /// ## Why is this bad?
    /// The guest has no such device at such a place.
    pub(crate) static WRONG_MDEV_ADDRESS = {
        name: "wrong-mdev-address",
        alias: "H805",
        severity: Error,
        check: Check::Tree(&["hostdev"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for hostdev in tree.devices("hostdev") {
        let Some(model) = hostdev
            .attribute("model")
            .filter(|_| hostdev.value("type") == "mdev")
        else {
            continue;
        };
        let wanted = match model.value() {
            "vfio-pci" => "pci",
            "vfio-ccw" => "ccw",
            _ => continue,
        };
        let kind = hostdev
            .child("address")
            .and_then(|address| address.attribute("type"));
        if let Some(kind) = kind.filter(|kind| kind.value() != wanted) {
            tree.report(
                rule,
                &kind,
                format!(
                    "a `{}` has no address of type `{}`",
                    model.value(),
                    kind.value()
                ),
            )
            .related(&model, "the model")
            .note("leave `<address>` out to get a free one");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn a_device_is_on_its_bus() {
        assert_eq!(
            found(
                "wrong-mdev-address",
                &kvm_devices(
                    "<hostdev mode='subsystem' type='mdev' model='vfio-ccw'><address type='pci' bus='0x00' slot='0x03'/></hostdev>"
                )
            ),
            [
                "/domain/devices/hostdev[0]/address/@type `pci`: a `vfio-ccw` has no address of type `pci`; the model `vfio-ccw`",
            ]
        );
        assert_eq!(
            found(
                "wrong-mdev-address",
                &kvm_devices(
                    "<hostdev mode='subsystem' type='mdev' model='vfio-pci'><address type='pci' bus='0x00' slot='0x03'/></hostdev>"
                )
            ),
            [""; 0]
        );
    }
}
