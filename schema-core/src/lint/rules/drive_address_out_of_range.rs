use crate::domain::devices::{
    Controller, ControllerModel, ControllerType, DiskBus, DriveAddress, DrivePlace,
};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{bus_of, chipset_of, controller_type, controllers_numbered};
use crate::path::Path;
use crate::support::{Bus, Release};

declare_rule! {
    /// ## What it does
    /// Checks for an address that the controller does not have.
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
        let (Some(place), Some(kind)) = (
            disk.address.and_then(DriveAddress::place),
            controller_type(bus),
        ) else {
            continue;
        };
        // The bus is that of the target.
        if !ctx.is_readable(&Path::device("disk", index).child("target")) {
            continue;
        }
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
            if value > max {
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
}
