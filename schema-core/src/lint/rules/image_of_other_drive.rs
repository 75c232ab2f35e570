use crate::diagnostic::Applicability;
use crate::domain::devices::{Disk, DiskBus, DiskDevice, DiskType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::bus_of;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for images whose names say that they are for another kind of drive: `.iso` in a hard disk, `.vdi`, `.vmdk` or
    /// `.vhd` in an optical drive, any of them in a floppy drive.
    ///
    /// ## Why is this bad?
    /// VirtualBox opens an image as what the drive reads, and `apply` fails where it is something else.
    pub(crate) static IMAGE_OF_OTHER_DRIVE = {
        name: "image-of-other-drive",
        alias: "K451",
        severity: Warning,
        check: Check::Domain(check),
    }
}

/// Ends of the names of optical media.
const OPTICAL: &[&str] = &["iso", "viso"];
/// Ends of the names of hard disks.
const HARD: &[&str] = &["vdi", "vmdk", "vhd", "vhdx", "hdd", "qcow2", "qcow", "qed"];

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let end = end_of_image(disk);
        let (is, read_by) = if is_one_of(OPTICAL, end) {
            ("an optical medium", DiskDevice::Cdrom)
        } else if is_one_of(HARD, end) {
            ("a hard disk", DiskDevice::Disk)
        } else {
            continue;
        };
        let (drive, bus) = (disk.device, bus_of(disk));
        if drive == read_by || drive == DiskDevice::Lun {
            continue;
        }
        let what = match drive {
            DiskDevice::Disk | DiskDevice::Lun => "a hard disk",
            DiskDevice::Cdrom => "an optical drive",
            DiskDevice::Floppy => "a floppy drive",
        };
        let path = Path::device("disk", index);
        // What drive it is could not be read, and that is said there.
        if !ctx.is_readable(&path.attribute("device")) {
            continue;
        }
        let place = path.child("source").attribute("file");
        let message = format!("`.{end}` is the image of {is}, and this is {what}");
        let report = ctx
            .report(rule, place, message)
            .note("VirtualBox opens an image as what the drive reads, and refuses it");
        // Each kind of drive has buses of its own.
        let fits = match read_by {
            DiskDevice::Cdrom => bus != DiskBus::Nvme,
            DiskDevice::Disk | DiskDevice::Floppy | DiskDevice::Lun => true,
        };
        if fits && drive != DiskDevice::Floppy {
            let word = read_by.as_str();
            let title = format!("write `device='{word}'`");
            let report = report.set_attribute(title, Applicability::Unsafe, &path, "device", word);
            // An optical drive is read-only whatever the document says; of a hard disk it would be meant.
            if read_by == DiskDevice::Disk {
                report.and_remove(&path.child("readonly"));
            }
        }
    }
}

/// What the name of the image ends with; nothing where there is none.
fn end_of_image(disk: &Disk) -> &str {
    let source = disk.source.as_ref().filter(|_| disk.kind == DiskType::File);
    let file = source.and_then(|source| source.file.as_deref());
    let end = file.and_then(|file| file.rsplit_once('.'));
    end.map_or("", |(_, end)| end)
}

fn is_one_of(ends: &[&str], end: &str) -> bool {
    ends.iter().any(|known| end.eq_ignore_ascii_case(known))
}

/// Whether the name of the image says that it is that of a hard disk.
pub(super) fn is_of_hard_disk(disk: &Disk) -> bool {
    is_one_of(HARD, end_of_image(disk))
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found};

    fn with(device: &str, file: &str, dev: &str) -> Vec<String> {
        let disk = format!(
            "<disk device='{device}'><source file='/{file}'/><target dev='{dev}' bus='{}'/></disk>",
            if dev == "fda" { "fdc" } else { "sata" }
        );
        found("image-of-other-drive", &devices(&disk))
    }

    #[test]
    fn an_image_goes_into_the_drive_that_reads_it() {
        let at = "/domain/devices/disk[0]/source/@file";
        for (device, file, dev, message, fix) in [
            (
                "disk",
                "a.iso",
                "sda",
                "`.iso` is the image of an optical medium, and this is a hard disk",
                "; Unsafe: `disk` => `cdrom`",
            ),
            (
                "cdrom",
                "a.VDI",
                "sda",
                "`.VDI` is the image of a hard disk, and this is an optical drive",
                "; Unsafe: `cdrom` => `disk`",
            ),
            (
                "floppy",
                "a.iso",
                "fda",
                "`.iso` is the image of an optical medium, and this is a floppy drive",
                "",
            ),
        ] {
            let expected = format!("{at} `/{file}`: {message}{fix}");
            assert_eq!(with(device, file, dev), [expected]);
        }
    }

    #[test]
    fn what_was_only_of_the_drive_goes_with_it() {
        let disk = "<disk device='cdrom'><source file='/a.vdi'/><target dev='sda' bus='sata'/><readonly/></disk>";
        let text = devices(disk);
        let lint = crate::lint::lint;
        let (mended, _) = crate::fix::mend(&text, lint(&text), crate::Applicability::Unsafe, lint);
        let expected = disk.replace("cdrom", "disk").replace("<readonly/>", "");
        assert!(mended.contains(&expected), "{mended}");
    }

    #[test]
    fn what_fits_and_what_nobody_knows_is_left_alone() {
        for (device, file, dev) in [
            ("disk", "a.vdi", "sda"),
            ("disk", "a.img", "sda"),
            ("cdrom", "a.iso", "sda"),
            ("cdrom", "iso", "sda"),
            // Which drive it is could not be read.
            ("dvd", "a.iso", "sda"),
            ("floppy", "a.img", "fda"),
        ] {
            assert_eq!(with(device, file, dev), [""; 0], "{device} {file}");
        }
    }
}
