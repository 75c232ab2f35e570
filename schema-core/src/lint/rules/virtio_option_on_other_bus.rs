use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for options of virtio in the `<driver>` of a disk on another bus.
    ///
    /// ## Why is this bad?
    /// Queues and events are virtio's. libvirt refuses the disk.
    pub(crate) static VIRTIO_OPTION_ON_OTHER_BUS = {
        name: "virtio-option-on-other-bus",
        alias: "K418",
        severity: Error,
        check: Check::Tree(&["disk"], check),
    }
}

const OPTIONS: [&str; 5] = ["queues", "event_idx", "ioeventfd", "iommu", "ats"];

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for disk in tree.devices("disk") {
        let bus = disk
            .child("target")
            .and_then(|target| target.attribute("bus"));
        let Some((driver, bus)) = disk.child("driver").zip(bus) else {
            continue;
        };
        if bus.value() == "virtio" {
            continue;
        }
        for option in OPTIONS {
            let Some(attribute) = driver.attribute(option) else {
                continue;
            };
            let message = format!("`{option}` is an option of virtio");
            tree.report(rule, &attribute, message)
                .related(&bus, "the bus of the disk")
                .note("remove it, or put the disk on the bus `virtio`")
                .remove_attribute(
                    format!("remove `{option}`"),
                    Applicability::Unsafe,
                    attribute,
                );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn queues_are_those_of_virtio() {
        let found = |bus: &str| {
            found(
                "virtio-option-on-other-bus",
                &kvm_devices(&format!(
                    "<disk><driver name='qemu' queues='4'/><source file='/a'/><target dev='sda' bus='{bus}'/></disk>"
                )),
            )
        };
        assert_eq!(
            found("sata"),
            [
                "/domain/devices/disk[0]/driver/@queues `4`: `queues` is an option of virtio; the bus of the disk `sata`; \
                 Unsafe: ` queues='4'` => ``"
            ]
        );
        assert_eq!(found("virtio"), [""; 0]);
    }
}
