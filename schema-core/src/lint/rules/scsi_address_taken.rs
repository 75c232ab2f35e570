use std::collections::BTreeMap;

use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Tree};

declare_rule! {
    /// ## What it does
    /// Checks for a SCSI device of the host at a place of the guest's controller that another such device or a disk has.
    ///
    /// ## Why is this bad?
    /// A place takes one device. A disk without an `<address>` has the place that its target stands for.
    pub(crate) static SCSI_ADDRESS_TAKEN = {
        name: "scsi-address-taken",
        alias: "H808",
        severity: Error,
        check: Check::Tree(&["hostdev"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let mut hostdevs = tree
        .devices("hostdev")
        .filter(|hostdev| hostdev.value("type") == "scsi")
        .peekable();
    if hostdevs.peek().is_none() {
        return;
    }
    let mut taken: BTreeMap<_, Node<'_, '_>> = BTreeMap::new();
    for disk in tree.devices("disk") {
        let Some(target) = disk.child("target") else {
            continue;
        };
        let named = target.value("dev").strip_prefix("sd");
        let is_scsi = match target.value("bus") {
            "" => named.is_some(),
            bus => bus == "scsi",
        };
        if !is_scsi {
            continue;
        }
        let by_name = match named.map(str::as_bytes) {
            Some([letter @ b'a'..=b'g']) => Some((0, 0, 0, u64::from(letter - b'a'))),
            Some(_) | None => None,
        };
        match (drive(disk), by_name) {
            (Some((address, place)), _) => taken.insert(place, address),
            (None, Some(place)) => taken.insert(place, target),
            (None, None) => None,
        };
    }
    for hostdev in hostdevs {
        let Some((address, place)) = drive(hostdev) else {
            continue;
        };
        match taken.get(&place) {
            None => {
                taken.insert(place, address);
            }
            Some(first) => {
                let (controller, bus, target, unit) = place;
                let message = format!(
                    "controller {controller}, bus {bus}, target {target}, unit {unit} is taken by another device"
                );
                tree.report(rule, &address, message)
                    .related(first, "the other device")
                    .note("take a free `unit`");
            }
        }
    }
}

type Place = (u64, u64, u64, u64);

/// The address of a device on a controller for drives.
fn drive<'a, 't>(device: Node<'a, 't>) -> Option<(Node<'a, 't>, Place)> {
    let address = device
        .child("address")
        .filter(|address| address.value("type") == "drive")?;
    let part = |name| address.number_of(name).unwrap_or_default();
    Some((
        address,
        (
            part("controller"),
            part("bus"),
            part("target"),
            part("unit"),
        ),
    ))
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn a_place_takes_one_device() {
        assert_eq!(
            found(
                "scsi-address-taken",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='sda' bus='scsi'/></disk><hostdev mode='subsystem' type='scsi'><address type='drive' controller='0' bus='0' target='0' unit='0'/></hostdev>"
                )
            ),
            [
                "/domain/devices/hostdev[0]/address `<address type='drive' controller='0' bus='0' target='0' unit='0'/>`: controller 0, bus 0, target 0, unit 0 is taken by another device; the other device `<target dev='sda' bus='scsi'/>`",
            ]
        );
        assert_eq!(
            found(
                "scsi-address-taken",
                &kvm_devices(
                    "<hostdev mode='subsystem' type='scsi'><address type='drive' unit='1'/></hostdev><hostdev mode='subsystem' type='scsi'><address type='drive' unit='1'/></hostdev>"
                )
            ),
            [
                "/domain/devices/hostdev[1]/address `<address type='drive' unit='1'/>`: controller 0, bus 0, target 0, unit 1 is taken by another device; the other device `<address type='drive' unit='1'/>`",
            ]
        );
        assert_eq!(
            found(
                "scsi-address-taken",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='sda' bus='sata'/></disk><hostdev mode='subsystem' type='scsi'><address type='drive' unit='0'/></hostdev>"
                )
            ),
            [""; 0]
        );
    }
}
