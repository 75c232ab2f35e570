use crate::domain::devices::{Devices, Disk, DiskDevice};
use crate::domain::os::BootDevice;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a machine with nothing to start from: no disk, image or floppy of a kind that is in the boot order, and
    /// no network interface where the network is in it. A document without any device is a beginning, and passes.
    ///
    /// ## Why is this bad?
    /// The machine starts, and stops at the firmware's message that there is no bootable medium.
    pub(crate) static NO_BOOT_MEDIUM = {
        name: "no-boot-medium",
        alias: "O330",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let domain = ctx.domain();
    let devices = &domain.devices;
    let has = |kind| {
        let is_it = |disk: &&Disk| disk.device == kind && disk.source.is_some();
        devices.disks.iter().find(is_it).is_some()
    };
    let starts = |device: BootDevice| match device {
        BootDevice::HardDisk => has(DiskDevice::Disk) || has(DiskDevice::Lun),
        BootDevice::Cdrom => has(DiskDevice::Cdrom),
        BootDevice::Floppy => has(DiskDevice::Floppy),
        BootDevice::Network => !devices.interfaces.is_empty(),
    };
    let Some(os) = domain.os.as_ref().filter(|os| !os.boot.is_empty()) else {
        return;
    };
    let is_begun = *devices == Devices::default();
    // A disk that is misspelt, or stands elsewhere, may be it; that a hard disk has no image is said of that.
    let is_unread = !ctx.is_readable(&Path::root().child("devices"));
    let mut disks = devices.disks.iter();
    let lacks = disks.any(|disk| disk.device == DiskDevice::Disk && disk.source.is_none());
    let lacks = lacks && os.boot.iter().any(|boot| boot.dev == BootDevice::HardDisk);
    if is_unread || lacks {
        return;
    }
    if !ctx.is_vbox() || is_begun || os.boot.iter().any(|boot| starts(boot.dev)) {
        return;
    }
    ctx.report(
        rule,
        Path::root().child("os"),
        "there is nothing to start from",
    )
    .note("give the machine a disk or an image of a kind that a `<boot>` names");
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, found};

    fn with(boot: &str, devices: &str) -> Vec<String> {
        let text = domain(&format!(
            "<os><type>hvm</type><boot dev='{boot}'/></os><devices>{devices}</devices>"
        ));
        found("no-boot-medium", &text)
    }

    #[test]
    fn something_of_a_kind_in_the_boot_order_is_enough() {
        let disk = "<disk><source file='/a.vdi'/><target dev='hda'/></disk>";
        assert_eq!(with("hd", disk), [""; 0]);
        assert_eq!(with("network", "<interface type='user'/>"), [""; 0]);
        let nothing = ["/domain/os `<os>`: there is nothing to start from"];
        assert_eq!(with("cdrom", disk), nothing);
        assert_eq!(with("network", disk), nothing);
        let empty = "<disk device='cdrom'><target dev='hda'/></disk>";
        assert_eq!(with("cdrom", empty), nothing);
        assert_eq!(with("hd", "<sound model='ich6'/>"), nothing);
        let folder = "<filesystem><source dir='/a'/><target dir='a'/></filesystem>";
        assert_eq!(with("hd", folder), nothing);
        assert_eq!(with("hd", ""), [""; 0]);
    }

    #[test]
    fn what_is_wrong_with_the_disk_is_said_once() {
        let disk = "<disk><source file='/a.vdi'/><target dev='sda' bus='sata'/></disk>";
        let text = |devices: &str| {
            let os = "<os><type>hvm</type><boot dev='hd'/></os>";
            domain(&format!(
                "{os}<devices><controller type='sata' index='0'/>{devices}</devices>"
            ))
        };
        for (devices, rule) in [
            (disk.replace("disk>", "diks>"), "unknown-element"),
            (disk.replace("<source", "<sourec"), "unknown-element"),
            (
                disk.replace("<source file='/a.vdi'/>", ""),
                "disk-without-source",
            ),
            (disk.repeat(2), "duplicate-target-dev"),
        ] {
            let found = crate::lint::lint(&text(&devices));
            let found: Vec<&str> = found.iter().map(|found| found.rule).collect();
            assert_eq!(found, [rule], "{devices}");
        }
    }
}
