use crate::diagnostic::Applicability;
use crate::domain::devices::DiskDevice;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

use super::image_of_other_drive::is_of_hard_disk;

declare_rule! {
    /// ## What it does
    /// Says which optical drives have no `<readonly/>`.
    ///
    /// ## Why is this bad?
    /// An image in an optical drive is read-only whether the document says so or not; a machine that is read back has the
    /// element.
    pub(crate) static OPTICAL_DRIVE_READ_ONLY = {
        name: "optical-drive-read-only",
        alias: "K421",
        severity: Note,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        // An image of a hard disk says that the drive is a slip.
        if disk.device == DiskDevice::Cdrom && !disk.readonly && !is_of_hard_disk(disk) {
            let path = Path::device("disk", index);
            ctx.report(rule, path.clone(), "an optical drive is always read-only")
                .note("`<readonly/>` says so")
                .add_elements(
                    "add `<readonly/>`",
                    Applicability::Safe,
                    &path,
                    "<readonly/>",
                );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found};

    #[test]
    fn optical_drives_are_read_only_whatever_the_document_says() {
        let with = |device: &str, inner: &str| {
            let text = devices(&format!(
                "<disk device='{device}'><source file='/a'/><target dev='hda'/>{inner}</disk>"
            ));
            found("optical-drive-read-only", &text)
        };
        assert_eq!(
            with("cdrom", ""),
            [
                "/domain/devices/disk[0] `<disk device='cdrom'>`: an optical drive is always read-only; Safe: `` => `<readonly/>`"
            ]
        );
        assert_eq!(with("cdrom", "<readonly/>"), [""; 0]);
        assert_eq!(with("disk", ""), [""; 0]);
        let slip = "<disk device='cdrom'><source file='/a.vdi'/><target dev='hda'/></disk>";
        assert_eq!(found("optical-drive-read-only", &devices(slip)), [""; 0]);
    }
}
