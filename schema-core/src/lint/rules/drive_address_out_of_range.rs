use std::collections::BTreeMap;

use crate::domain::devices::{
    Controller, ControllerModel, ControllerType, Disk, DiskBus, DriveAddress, DrivePlace,
};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{
    address_of, bus_of, chipset_of, controller_type, controllers_numbered, letter_index,
};
use crate::path::Path;
use crate::support::{Bus, Release};

use super::ports_out_of_range::bus_with_ports;

declare_rule! {
    /// ## What it does
    /// Checks for an address that the controller does not have, and for a target whose letter is beyond the `ports` of its
    /// controller.
    ///
    /// ## Why is this bad?
    /// IDE has channels 0 and 1 with units 0 and 1, SATA units 0 to 29, SCSI 0 to 15, SAS and NVMe 0 to 254, virtio-scsi 0 to
    /// 255, a floppy controller 0 and 1, USB ports 1 to 8; a controller that says its `ports` has no more than those.
    pub(crate) static DRIVE_ADDRESS_OUT_OF_RANGE = {
        name: "drive-address-out-of-range",
        alias: "K412",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let controllers = controllers_numbered(ctx.domain());
    let release = ctx.target().unwrap_or(Release::NEWEST);
    let sata = Bus::Sata.max_controllers(chipset_of(ctx.domain()), release);
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let bus = bus_of(disk);
        let Some(kind) = controller_type(bus) else {
            continue;
        };
        // The bus is that of the target.
        if !ctx.is_readable(&Path::device("disk", index).child("target")) {
            continue;
        }
        let Some(place) = disk.address.and_then(DriveAddress::place) else {
            if disk.address.is_none() {
                check_name(ctx, rule, index, &controllers);
            }
            continue;
        };
        let address = Path::device("disk", index).child("address");
        if bus == DiskBus::Usb {
            if place.unit > 7 {
                let message = format!("port {} is more than 8, the last of `usb`", place.unit + 1);
                ctx.report(rule, address.attribute("port"), message)
                    .note("choose a free port from 1 to 8");
            }
            continue;
        }
        let controller = controllers.get(&(kind, place.controller));
        for (name, value, max) in limits(kind, controller, sata.saturating_sub(1), place) {
            // The numbers of the controllers that are there are made to follow each other.
            let is_there = name == "controller" && controller.is_some();
            if value > max && !is_there {
                let message = format!(
                    "`{name}` {value} is more than {max}, the last of `{}`",
                    kind.as_str()
                );
                let path = address.attribute(name);
                let report = ctx
                    .report(rule, path.clone(), message)
                    .note(note(name, kind, max));
                // The number that is left is the only one that there is.
                if max == 0 {
                    report.offer(&path, ["0"]);
                }
            }
        }
    }
}

/// Looks at the place that the name of a disk says, on a controller that says how many ports it has.
fn check_name(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    index: usize,
    controllers: &BTreeMap<(ControllerType, u32), Controller>,
) {
    let Some(disk) = ctx.domain().devices.disks.get(index) else {
        return;
    };
    let (on, place) = (bus_of(disk), address_of(disk));
    let (Some(kind), Some(place)) = (controller_type(on), place) else {
        return;
    };
    let controller = if on == DiskBus::Virtio {
        let mut all = controllers.values();
        let model = Some(ControllerModel::VirtioScsi);
        all.find(|one| one.kind == kind && one.model == model)
    } else {
        controllers.get(&(kind, place.controller))
    };
    let Some((ports, unit)) = controller
        .and_then(|controller| controller.ports)
        .zip(unit_by_name(disk, place))
        .filter(|(ports, unit)| *ports > 0 && unit >= ports)
    else {
        return;
    };
    // That others have a fixed number of ports is said where theirs are left out.
    let has_ports = controller.is_some_and(|controller| bus_with_ports(controller).is_some());
    if has_ports {
        let target = Path::device("disk", index).child("target").attribute("dev");
        let message = format!(
            "target `{}` is port {unit}, and the controller ends with port {}",
            disk.target.dev,
            ports - 1
        );
        ctx.report(rule, target, message).note(
            "give the controller more `ports`, or the disk an `<address type='drive' unit='…'/>` of its own",
        );
    }
}

/// The unit that a name says, which on virtio is its letter.
fn unit_by_name(disk: &Disk, place: DrivePlace) -> Option<u32> {
    if bus_of(disk) == DiskBus::Virtio {
        letter_index(&disk.target.dev)
    } else {
        Some(place.unit)
    }
}

/// The numbers of a place and the highest that each can be.
fn limits(
    kind: ControllerType,
    controller: Option<&Controller>,
    last_sata: u32,
    place: DrivePlace,
) -> [(&'static str, u32, u32); 4] {
    let model = controller.and_then(|controller| controller.model);
    let (controllers, bus, unit) = match (kind, model) {
        (ControllerType::Ide, _) => (0, 1, 1),
        (ControllerType::Sata, _) => (last_sata, 0, 29),
        (ControllerType::Fdc, _) => (0, 0, 1),
        (ControllerType::Nvme, _) | (ControllerType::Scsi, Some(ControllerModel::Lsisas1068)) => {
            (u32::MAX, 0, 254)
        }
        (ControllerType::Scsi, Some(ControllerModel::VirtioScsi)) => (u32::MAX, 0, 255),
        (_, _) => (u32::MAX, 0, 15),
    };
    // A controller with fewer ports than it could have takes fewer disks.
    let ports = controller.and_then(|controller| controller.ports);
    let unit = ports.map_or(unit, |ports| unit.min(ports.saturating_sub(1)));
    [
        ("controller", place.controller, controllers),
        ("bus", place.bus, bus),
        ("target", place.target, 0),
        ("unit", place.unit, unit),
    ]
}

fn note(name: &str, kind: ControllerType, max: u32) -> &'static str {
    match (name, kind) {
        ("controller", _) if max == 0 => "a machine has one controller of this type",
        ("controller", _) => "the chipset takes no more controllers of this type",
        ("target", _) => "`target` is 0 with VirtualBox; the place is said by `unit`",
        ("bus", ControllerType::Ide) => "`bus` is the channel of an IDE controller",
        ("bus", _) => "`bus` is 0 but for IDE; the place is said by `unit`",
        _ => "choose a free place on the controller",
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn each_controller_has_its_limits() {
        let with = |bus: &str, dev: &str, address: &str| {
            devices(&format!(
                "<disk><source file='/a'/><target dev='{dev}' bus='{bus}'/><address type='drive' {address}/></disk>"
            ))
        };
        check(
            &with("ide", "hda", "bus='2'"),
            &["drive-address-out-of-range at `2`: `bus` 2 is more than 1, the last of `ide`"],
        );
        check(
            &with("sata", "sda", "unit='30'"),
            &["drive-address-out-of-range at `30`: `unit` 30 is more than 29, the last of `sata`"],
        );
        check(
            &with("sata", "sda", "controller='1'"),
            &[
                "drive-address-out-of-range at `1`: `controller` 1 is more than 0, the last of `sata`",
            ],
        );
        check(
            &with("scsi", "sda", "unit='16'"),
            &["drive-address-out-of-range at `16`: `unit` 16 is more than 15, the last of `scsi`"],
        );
        check(
            &with("scsi", "sda", "target='1'"),
            &["drive-address-out-of-range at `1`: `target` 1 is more than 0, the last of `scsi`"],
        );
        check(&with("sata", "sda", "unit='29'"), &[]);
    }

    #[test]
    fn sas_has_more_units_than_scsi() {
        check(
            &devices(
                "<controller type='scsi' model='lsisas1068'/><disk><source file='/a'/><target dev='sda'/><address type='drive' unit='254'/></disk>",
            ),
            &[],
        );
    }

    #[test]
    fn nvme_virtio_and_usb_have_theirs_and_ports_are_an_end() {
        let with = |more: &str, bus: &str, address: &str| {
            devices(&format!(
                "{more}<disk><source file='/a'/><target dev='sda' bus='{bus}'/><address {address}/></disk>"
            ))
        };
        let drive = |unit: u32| format!("type='drive' unit='{unit}'");
        let virtio = "<controller type='scsi' model='virtio-scsi'/>";
        check(&with(virtio, "scsi", &drive(255)), &[]);
        check(&with("", "nvme", &drive(254)), &[]);
        check(&with("", "usb", "type='usb' bus='0' port='8'"), &[]);
        check(
            &with("", "usb", "type='usb' bus='0' port='9'"),
            &["drive-address-out-of-range at `9`: port 9 is more than 8, the last of `usb`"],
        );
        check(
            &with("<controller type='sata' ports='4'/>", "sata", &drive(4)),
            &["drive-address-out-of-range at `4`: `unit` 4 is more than 3, the last of `sata`"],
        );
    }
    #[test]
    fn a_name_is_a_place_as_well() {
        let with = |controller: &str, target: &str| {
            devices(&format!(
                "<controller {controller}/><disk><source file='/a'/><target {target}/></disk>"
            ))
        };
        for (controller, target, dev, unit) in [
            ("type='sata' ports='1'", "dev='sdc' bus='sata'", "sdc", 2),
            (
                "type='scsi' model='lsisas1068' ports='1'",
                "dev='sdb' bus='scsi'",
                "sdb",
                1,
            ),
            (
                "type='scsi' model='virtio-scsi' ports='1'",
                "dev='vdb' bus='virtio'",
                "vdb",
                1,
            ),
        ] {
            check(
                &with(controller, target),
                &[&format!(
                    "drive-address-out-of-range at `{dev}`: target `{dev}` is port {unit}, and the controller ends with port 0"
                )],
            );
        }
        check(&with("type='sata' ports='3'", "dev='sdc' bus='sata'"), &[]);
        check(&with("type='sata'", "dev='sdc' bus='sata'"), &[]);
    }
}
