use crate::domain::devices::DiskDevice;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::name_prefix;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a hard disk with the name of a floppy, or a floppy with the name of another.
    ///
    /// ## Why is this bad?
    /// The name and the device contradict each other.
    pub(crate) static TARGET_DEVICE_MISMATCH = {
        name: "target-device-mismatch",
        alias: "K405",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let prefix = name_prefix(&disk.target.dev);
        let mismatch = match disk.device {
            DiskDevice::Floppy => prefix != "fd",
            DiskDevice::Disk | DiskDevice::Lun => prefix == "fd",
            DiskDevice::Cdrom => false,
        };
        if mismatch && !prefix.is_empty() {
            let path = Path::device("disk", index);
            let message = format!(
                "`{}` is no name for a {}",
                disk.target.dev,
                disk.device.as_str()
            );
            ctx.report(rule, path.child("target").attribute("dev"), message)
                .related(&path.attribute("device"), "the device")
                .note("floppies begin with `fd`, other disks do not");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn floppies_are_called_fd() {
        check(
            &devices("<disk device='floppy'><target dev='hda'/></disk>"),
            &["target-device-mismatch at `hda`: `hda` is no name for a floppy"],
        );
        check(
            &devices("<disk device='disk'><source file='/a'/><target dev='fda' bus='ide'/></disk>"),
            &["target-device-mismatch at `fda`: `fda` is no name for a disk"],
        );
    }
}
