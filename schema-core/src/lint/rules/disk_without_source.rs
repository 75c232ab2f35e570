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
            let disk_path = Path::device("disk", index);
            let source = disk_path.child("source");
            let is_there = disk.source.is_some();
            let file = source.attribute("file");
            // Text inside is no misspelt name of the attribute, and only a warning where it stands.
            let has_text = |tag: &str| !tag.contains('=') && !tag.ends_with('/');
            let is_bare =
                is_there && !ctx.is_readable(&file) && ctx.start_tag(&source).is_some_and(has_text);
            let path = if is_bare {
                disk_path
            } else if is_there {
                file
            } else {
                source.clone()
            };
            let report = ctx.report(rule, path, "a hard disk needs an image");
            let report = if is_bare {
                report.related(&source, "this names none")
            } else {
                report
            };
            report.note("add `<source file='/path/of/image.vdi'/>`");
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
    fn an_image_is_named_by_an_attribute() {
        check(
            &devices("<disk><source>/a.vdi</source><target dev='hda'/></disk>"),
            &[
                "disk-without-source at `<disk>`: a hard disk needs an image",
                "unexpected-text at `/a.vdi`: text in `<source>`, which has none",
            ],
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
