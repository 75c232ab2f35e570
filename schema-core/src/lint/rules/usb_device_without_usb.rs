use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for USB devices where a controller of model `none` says that there is no USB.
    ///
    /// ## Why is this bad?
    /// There is nothing that the device could be attached to.
    pub(crate) static USB_DEVICE_WITHOUT_USB = {
        name: "usb-device-without-usb",
        alias: "H806",
        severity: Error,
        check: Check::Tree(&["hub", "hostdev", "input", "redirdev"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let none = tree.devices("controller").find(|controller| {
        (controller.value("type"), controller.value("model")) == ("usb", "none")
    });
    let Some(none) = none else { return };
    for (name, attribute) in [
        ("hub", "type"),
        ("hostdev", "type"),
        ("input", "bus"),
        ("redirdev", "bus"),
    ] {
        for device in tree.devices(name) {
            if let Some(usb) = device
                .attribute(attribute)
                .filter(|bus| bus.value() == "usb")
            {
                tree.report(rule, &usb, "the machine has no USB")
                    .related(&none, "what says so")
                    .note("remove `model='none'` of the controller, or the device")
                    .remove("remove the device", Applicability::Unsafe, device);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn a_device_has_a_bus() {
        assert_eq!(
            found(
                "usb-device-without-usb",
                &kvm_devices(
                    "<controller type='usb' model='none'/><input type='tablet' bus='usb'/>"
                )
            ),
            [
                "/domain/devices/input[0]/@bus `usb`: the machine has no USB; what says so `<controller type='usb' model='none'/>`; Unsafe: `<input type='tablet' bus='usb'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "usb-device-without-usb",
                &kvm_devices(
                    "<controller type='usb' model='none'/><input type='mouse' bus='ps2'/>"
                )
            ),
            [""; 0]
        );
    }
}
