use crate::domain::devices::{DiskDevice, DiskType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a hard disk without an image.
    ///
    /// ## Why is this bad?
    /// Only optical and floppy drives can be empty.
    pub(crate) static DISK_WITHOUT_SOURCE = {
        name: "disk-without-source",
        alias: "K407",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let file = disk
            .source
            .as_ref()
            .and_then(|source| source.file.as_deref())
            .unwrap_or_default();
        if disk.device == DiskDevice::Disk && disk.kind == DiskType::File && file.is_empty() {
            let source = Path::device("disk", index).child("source");
            let path = if disk.source.is_some() {
                source.attribute("file")
            } else {
                source
            };
            ctx.report(rule, path, "a hard disk needs an image")
                .note("add `<source file='/path/of/image.vdi'/>`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn drives_can_be_empty_and_disks_cannot() {
        check(
            &devices("<disk><target dev='hda'/></disk>"),
            &["disk-without-source at `<disk>`: a hard disk needs an image"],
        );
        check(
            &devices("<disk><source file=''/><target dev='hda'/></disk>"),
            &["disk-without-source at ``: a hard disk needs an image"],
        );
        check(
            &devices("<disk device='cdrom'><target dev='hda'/></disk>"),
            &[],
        );
    }

    #[test]
    fn a_misspelt_attribute_is_one_fault() {
        check(
            &devices("<disk><source fil='/a'/><target dev='hda'/></disk>"),
            &["unknown-attribute at `fil`: unknown attribute `fil` of `<source>`"],
        );
    }
}
