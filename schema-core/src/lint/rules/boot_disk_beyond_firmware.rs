use crate::domain::devices::{ControllerType, Disk, DiskDevice};
use crate::domain::os::BootDevice;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{bus_of, controller_type, letter_index};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an image to start from that is the fifth or a later device of a SATA or SCSI controller.
    ///
    /// ## Why is this bad?
    /// VirtualBox's BIOS looks at the first four devices of such a controller. An installer at a later port is not found.
    /// A machine of 7.2 that is started says so in its log: no bootable medium found.
    pub(crate) static BOOT_DISK_BEYOND_FIRMWARE = {
        name: "boot-disk-beyond-firmware",
        alias: "O332",
        severity: Warning,
        check: Check::Domain(check),
    }
}

/// So many devices of one controller the BIOS sees; `tests/it/live/boot.rs` tries it out.
const SEEN: usize = 4;

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let domain = ctx.domain();
    let os = domain.os.as_ref();
    let boot = os.map(|os| os.boot.as_slice()).unwrap_or_default();
    let wanted = |device: DiskDevice| {
        let kind = match device {
            DiskDevice::Disk | DiskDevice::Lun => BootDevice::HardDisk,
            DiskDevice::Cdrom => BootDevice::Cdrom,
            DiskDevice::Floppy => BootDevice::Floppy,
        };
        boot.iter().any(|boot| boot.dev == kind)
    };
    if !ctx.is_vbox() {
        return;
    }
    for bus in [ControllerType::Sata, ControllerType::Scsi] {
        let mut places: Vec<(u32, usize)> = domain
            .devices
            .disks
            .iter()
            .enumerate()
            .filter(|(_, disk)| controller_type(bus_of(disk)) == Some(bus))
            .filter_map(|(index, disk)| Some((place(disk)?, index)))
            .collect();
        places.sort_unstable();
        let device = |index: usize| domain.devices.disks.get(index).map(|disk| disk.device);
        // What is of the same kind and comes earlier is started from.
        let mut seen: Vec<DiskDevice> = Vec::new();
        for (count, (_, index)) in places.into_iter().enumerate() {
            let Some(kind) = device(index) else { continue };
            if count >= SEEN && wanted(kind) && !seen.contains(&kind) {
                ctx.report(
                    rule,
                    Path::device("disk", index).child("target").attribute("dev"),
                    format!("the BIOS does not look at the {}th device of `{}`", count + 1, bus.as_str()),
                )
                .note("give it one of the first four places, or use IDE for the image of an installer");
            }
            seen.push(kind);
        }
    }
}

fn place(disk: &Disk) -> Option<u32> {
    match disk.address {
        Some(address) => address.unit,
        None => letter_index(&disk.target.dev),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, found};

    #[test]
    fn an_installer_at_the_fifth_port_is_not_found() {
        let disks: Vec<String> = ["a", "b", "c", "d"]
            .iter()
            .map(|letter| {
                format!(
                    "<disk><source file='/{letter}'/><target dev='sd{letter}' bus='sata'/></disk>"
                )
            })
            .collect();
        let disks = disks.concat();
        let with = |dev: &str| {
            let text = domain(&format!(
                "<os><type>hvm</type><boot dev='cdrom'/><boot dev='hd'/></os><devices>{disks}\
                 <disk device='cdrom'><source file='/x.iso'/><target dev='{dev}' bus='sata'/></disk></devices>"
            ));
            found("boot-disk-beyond-firmware", &text)
        };
        assert_eq!(
            with("sde"),
            [
                "/domain/devices/disk[4]/target/@dev `sde`: the BIOS does not look at the 5th device of `sata`",
            ]
        );
    }
}
