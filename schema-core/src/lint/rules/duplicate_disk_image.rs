use std::collections::BTreeMap;

use crate::domain::devices::{Disk, DiskDevice};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two hard disks, or floppy drives, of one image. `/vm/./a.vdi` is `/vm/a.vdi`.
    ///
    /// ## Why is this bad?
    /// VirtualBox attaches the image of a hard disk to a machine once, and refuses the second; with one floppy image in two
    /// drives it starts no machine. Hard disks that are all `<readonly/>` write to images of their own, and may share one.
    pub(crate) static DUPLICATE_DISK_IMAGE = {
        name: "duplicate-disk-image",
        alias: "K450",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let mut seen = BTreeMap::new();
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let source = disk.source.as_ref();
        let file = source.and_then(|source| source.file.as_deref());
        let Some(file) = file.filter(|file| !file.is_empty()) else {
            continue;
        };
        match disk.device {
            DiskDevice::Disk | DiskDevice::Floppy => {}
            DiskDevice::Cdrom | DiskDevice::Lun => continue,
        }
        let path = |index| {
            let source = Path::device("disk", index).child("source");
            source.attribute("file")
        };
        let (first, other) = *seen.entry(plain(file)).or_insert((index, disk));
        let is_refused = writes(other) || writes(disk);
        // Of a copy of the whole disk it is said that its target is taken.
        if first != index && is_refused && other.target.dev != disk.target.dev {
            let message = format!("`{file}` is the image of another disk");
            ctx.report(rule, path(index), message)
                .related(&path(first), "the other disk")
                .note("give each disk an image of its own, or remove one");
        }
    }
}

/// Whether a drive writes to its image itself.
fn writes(disk: &Disk) -> bool {
    disk.device != DiskDevice::Disk || !disk.readonly || disk.shareable
}

/// A path without what leads nowhere else.
fn plain(path: &str) -> String {
    let separates = |at| at == '/' || at == '\\';
    let is_root = path.starts_with(separates);
    let parts = path
        .split(separates)
        .filter(|part| !matches!(*part, "" | "."));
    let parts: Vec<&str> = parts.collect();
    format!("{}{}", if is_root { "/" } else { "" }, parts.join("/"))
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found};

    #[test]
    fn an_image_is_one_disk() {
        let disk = |file: &str, dev: &str, device: &str| {
            format!(
                "<disk device='{device}'><source file='{file}'/><target dev='{dev}' bus='sata'/></disk>"
            )
        };
        let found =
            |one: String, other: String| found("duplicate-disk-image", &devices(&(one + &other)));
        assert_eq!(
            found(disk("/a.vdi", "sda", "disk"), disk("/a.vdi", "sdb", "disk")),
            [
                "/domain/devices/disk[1]/source/@file `/a.vdi`: `/a.vdi` is the image of another disk; the other disk `/a.vdi`"
            ]
        );
        for same in ["/./a.vdi", "//a.vdi"] {
            let all = found(disk("/a.vdi", "sda", "disk"), disk(same, "sdb", "disk"));
            assert_eq!(all.len(), 1, "{same}");
        }
        let floppies = found(
            disk("/f.img", "fda", "floppy"),
            disk("/f.img", "fdb", "floppy"),
        );
        assert_eq!(floppies.len(), 1);
        assert_eq!(
            found(disk("/a.vdi", "sda", "disk"), disk("/b.vdi", "sdb", "disk")),
            [""; 0]
        );
        let with = |what: &str, dev: &str| {
            disk("/a.vdi", dev, "disk").replace("<source", &format!("<{what}/><source"))
        };
        for (one, other, count) in [
            ("readonly", "readonly", 0),
            ("readonly", "shareable", 1),
            ("shareable", "shareable", 1),
        ] {
            assert_eq!(
                found(with(one, "sda"), with(other, "sdb")).len(),
                count,
                "{one} {other}"
            );
        }
        assert_eq!(
            found(
                disk("/a.iso", "sda", "cdrom"),
                disk("/a.iso", "sdb", "cdrom")
            ),
            [""; 0]
        );
    }
}
