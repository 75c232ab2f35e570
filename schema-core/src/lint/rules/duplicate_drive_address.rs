use crate::domain::devices::AddressType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use std::collections::BTreeMap;

use crate::normalize::{address_of, bus_of};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two disks at one place of a controller.
    ///
    /// ## Why is this bad?
    /// A place takes one disk.
    pub(crate) static DUPLICATE_DRIVE_ADDRESS = {
        name: "duplicate-drive-address",
        alias: "K409",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let disks = &ctx.domain().devices.disks;
    let mut taken: BTreeMap<_, usize> = BTreeMap::new();
    for (index, disk) in disks.iter().enumerate() {
        let Some(address) = address_of(disk) else {
            continue;
        };
        let place = (
            bus_of(disk),
            address.controller,
            address.bus,
            address.target,
            address.unit,
        );
        let Some(first) = taken.get(&place).copied() else {
            taken.insert(place, index);
            continue;
        };
        let other = disks.get(first);
        // An address of USB is of one device of any kind, and that is another rule's.
        let is_usb = |disk: &crate::domain::devices::Disk| {
            let address = disk.address.filter(|address| address.port.is_some());
            address.is_some_and(|address| address.kind == AddressType::Usb)
        };
        if is_usb(disk) && other.is_some_and(is_usb) {
            continue;
        }
        // Two disks that have one place and one name are reported as that.
        let by_name = |other: &crate::domain::devices::Disk| {
            other.target.dev == disk.target.dev && other.address == disk.address
        };
        if other.is_some_and(by_name) {
            continue;
        }
        let path_of = |index: usize, has_address: bool| {
            let disk = Path::device("disk", index);
            if has_address {
                disk.child("address")
            } else {
                disk.child("target").attribute("dev")
            }
        };
        let message = format!(
            "controller {}, bus {}, unit {} of `{}` is taken by another disk",
            address.controller,
            address.bus,
            address.unit,
            bus_of(disk).as_str()
        );
        let other_path = path_of(first, other.is_some_and(|other| other.address.is_some()));
        ctx.report(rule, path_of(index, disk.address.is_some()), message)
            .related(&other_path, "the other disk")
            .note("a target without an `<address>` stands for a place as well: `hda` for the first, `hdb` for the second");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn an_address_and_a_name_can_mean_one_place() {
        let text = devices(
            "<disk><source file='/a'/><target dev='hda'/></disk>\
             <disk><source file='/b'/><target dev='hdb'/><address type='drive' unit='0'/></disk>",
        );
        let found = check(
            &text,
            &[
                "duplicate-drive-address at `<address type='drive' unit='0'/>`: controller 0, bus 0, unit 0 of `ide` is taken by another disk",
            ],
        );
        assert_eq!(&text[found[0].related[0].span.clone()], "hda");
    }

    #[test]
    fn an_address_of_usb_is_one_fault() {
        let disk = |name: &str| {
            format!(
                "<disk><source file='/{name}'/><target dev='{name}' bus='usb'/>\
                 <address type='usb' bus='0' port='1'/></disk>"
            )
        };
        let text = devices(&format!("{}{}", disk("sda"), disk("sdb")));
        let address = "<address type='usb' bus='0' port='1'/>";
        check(
            &text,
            &[&format!(
                "duplicate-device-address at `{address}`: another device has this address"
            )],
        );
    }
}
