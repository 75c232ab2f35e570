use crate::domain::devices::{AddressType, DiskBus};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{bus_of, controller_type};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a disk of IDE, SATA, SCSI, NVMe or floppy with an address that is not of type `drive`, and for one on USB with
    /// one that is not of type `usb`.
    ///
    /// ## Why is this bad?
    /// Such a disk has a place on a controller and nowhere else.
    pub(crate) static ADDRESS_NOT_DRIVE = {
        name: "address-not-drive",
        alias: "K410",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let bus = bus_of(disk);
        let name = match disk.address.map(|address| address.kind) {
            Some(AddressType::Other(name)) => name,
            Some(AddressType::Usb) if bus != DiskBus::Usb => "usb",
            Some(AddressType::Drive) if bus == DiskBus::Usb => "drive",
            Some(AddressType::Usb | AddressType::Drive) | None => continue,
        };
        // libvirt gives each a place on a bus of its own.
        if bus == DiskBus::Virtio {
            continue;
        }
        // bhyve gave SATA disks PCI addresses for long, and only the driver of QEMU minds that of a disk on USB.
        let bound = ctx.is_vbox() || !matches!(bus, DiskBus::Sata | DiskBus::Usb);
        if bound && controller_type(bus).is_some() && name != "unassigned" {
            let right = if bus == DiskBus::Usb { "usb" } else { "drive" };
            let path = Path::device("disk", index)
                .child("address")
                .attribute("type");
            ctx.report(
                rule,
                path,
                format!(
                    "a disk on bus `{}` cannot have an address of type `{name}`",
                    bus.as_str()
                ),
            )
            .note(format!("it has to be `{right}`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn drives_have_drive_addresses() {
        check(
            &devices(
                "<disk><source file='/a'/><target dev='sda' bus='sata'/><address type='usb'/></disk>",
            ),
            &[
                "address-not-drive at `usb`: a disk on bus `sata` cannot have an address of type `usb`",
            ],
        );
    }
}
