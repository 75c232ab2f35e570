use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for USB devices, disks on USB and other USB controllers where a controller of model `none` says that there
    /// is no USB.
    ///
    /// ## Why is this bad?
    /// There is nothing that the device could be attached to. With another controller the machine has USB, and libvirt
    /// refuses that beside a controller that says it has none.
    pub(crate) static USB_DEVICE_WITHOUT_USB = {
        name: "usb-device-without-usb",
        alias: "H806",
        severity: Error,
        check: Check::Tree(&["controller"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let none = tree.devices("controller").find(|controller| {
        (controller.value("type"), controller.value("model")) == ("usb", "none")
    });
    let Some(none) = none else { return };
    for other in tree.devices("controller") {
        if (other.value("type") == "usb") && other.value("model") != "none" {
            tree.report(rule, &other, "the machine has no USB")
                .related(&none, "what says so")
                .note("remove one of the two")
                .remove("remove the one that says so", Applicability::Unsafe, none);
        }
    }
    for disk in tree.devices("disk") {
        let bus = disk
            .child("target")
            .and_then(|target| target.attribute("bus"));
        if let Some(usb) = bus.filter(|bus| bus.value() == "usb") {
            tree.report(rule, &usb, "the machine has no USB")
                .related(&none, "what says so")
                .note("remove `model='none'` of the controller, or put the disk on another bus");
        }
    }
    for input in tree.devices("input") {
        let kind = input
            .attribute("type")
            .filter(|kind| kind.value() == "tablet");
        let kind = kind.filter(|_| input.attribute("bus").is_none());
        if let Some(kind) = kind {
            tree.report(rule, &kind, "a tablet is on USB, and the machine has none")
                .related(&none, "what says so")
                .note("remove `model='none'` of the controller, or the device")
                .remove("remove the device", Applicability::Unsafe, input);
        }
    }
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
    use crate::lint::rules::testing::{devices, found, kvm_devices};

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
    #[test]
    fn neither_are_there_disks_or_controllers() {
        let with = |more: &str| {
            let none = "<controller type='usb' model='none'/>";
            let found = found("usb-device-without-usb", &devices(&format!("{none}{more}")));
            found.len()
        };
        assert_eq!(with(""), 0);
        assert_eq!(with("<controller type='usb' model='ehci'/>"), 1);
        assert_eq!(with("<input type='tablet'/>"), 1);
        assert_eq!(with("<input type='mouse'/>"), 0);
        assert_eq!(
            with("<disk><source file='/a'/><target dev='sda' bus='usb'/></disk>"),
            1
        );
    }
}
