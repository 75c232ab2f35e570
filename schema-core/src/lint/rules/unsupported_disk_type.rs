use crate::domain::devices::{DiskDevice, DiskType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a disk whose data is neither in a file nor, for an optical or floppy drive, in a drive of the host.
    ///
    /// ## Why is this bad?
    /// VirtualBox opens disk images, and can give a guest an optical or floppy drive of the host (type `block`). It has no
    /// pools, network disks or folders as disks. For a hard disk of the host there is an image that stands for it:
    /// `VBoxManage createmedium disk --filename disk.vmdk --format VMDK --variant RawDisk --property RawDrive=/dev/sdb`.
    pub(crate) static UNSUPPORTED_DISK_TYPE = {
        name: "unsupported-disk-type",
        alias: "K401",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let is_drive = matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy);
        let note = match disk.kind {
            DiskType::File => continue,
            DiskType::Block if is_drive => continue,
            DiskType::Block => {
                "a hard disk has to be an image; `VBoxManage createmedium disk --filename FILE.vmdk --format VMDK \
                 --variant RawDisk --property RawDrive=DEVICE` makes one that stands for a device of the host"
            }
            DiskType::Dir
            | DiskType::Network
            | DiskType::Volume
            | DiskType::Nvme
            | DiskType::Vhostuser
            | DiskType::Vhostvdpa => {
                "it has to be `file`, with a VDI, VMDK, VHD, ISO or floppy image as its source"
            }
        };
        let path = Path::device("disk", index).attribute("type");
        let what = if is_drive { "drives" } else { "disks" };
        let message = format!("VirtualBox has no {what} of type `{}`", disk.kind.as_str());
        ctx.report(rule, path.clone(), message)
            .note(note)
            .offer(&path, ["file"]);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn only_files_and_drives_of_the_host() {
        check(
            &devices("<disk type='block'><source dev='/dev/sdb'/><target dev='hda'/></disk>"),
            &["unsupported-disk-type at `block`: VirtualBox has no disks of type `block`"],
        );
        check(
            &devices(
                "<disk type='network' device='cdrom'><source name='a'/><target dev='hda'/></disk>",
            ),
            &[
                "unsupported-disk-type at `network`: VirtualBox has no drives of type `network`",
                "no-effect-on-virtualbox at `name`: `name` of `<source>` has no effect on VirtualBox",
            ],
        );
        check(
            &devices(
                "<disk type='block' device='cdrom'><source dev='/dev/sr0'/><target dev='hda'/></disk>",
            ),
            &[],
        );
        check(
            &devices("<disk><source file='/a'/><target dev='hda'/></disk>"),
            &[],
        );
    }
}
