use crate::domain::devices::{Disk, DiskDevice, DiskType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a source that does not belong to the type of the disk: `dev` is of type `block`, `file` of type `file`.
    ///
    /// ## Why is this bad?
    /// The drive holds something else than the document seems to say, or nothing.
    pub(crate) static DISK_SOURCE_IGNORED = {
        name: "disk-source-ignored",
        alias: "K449",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let Some((name, other)) = ignored(disk) else {
            continue;
        };
        let path = Path::device("disk", index).child("source").attribute(name);
        let kind = disk.kind.as_str();
        let message = format!("`{name}` has no effect for a disk of type `{kind}`");
        ctx.report(rule, path, message)
            .note(format!("remove it, or write `type='{other}'`"));
    }
}

/// The attribute that counts for nothing, and the type that it would count for.
fn ignored(disk: &Disk) -> Option<(&'static str, &'static str)> {
    let source = disk.source.as_ref()?;
    let is_drive = matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy);
    match disk.kind {
        DiskType::File => source.dev.is_some().then_some(("dev", "block")),
        DiskType::Block => {
            let is_ignored = is_drive && source.file.is_some();
            is_ignored.then_some(("file", "file"))
        }
        // What VirtualBox has nothing of is said elsewhere.
        DiskType::Dir
        | DiskType::Network
        | DiskType::Volume
        | DiskType::Nvme
        | DiskType::Vhostuser
        | DiskType::Vhostvdpa => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn a_source_is_of_the_type() {
        let drive = |kind: &str, source: &str| {
            devices(&format!(
                "<disk type='{kind}' device='cdrom'><source {source}/><target dev='hda'/></disk>"
            ))
        };
        check(&drive("file", "file='/a.iso'"), &[]);
        check(&drive("block", "dev='/dev/sr0'"), &[]);
        check(
            &drive("file", "dev='/dev/sr0'"),
            &["disk-source-ignored at `/dev/sr0`: `dev` has no effect for a disk of type `file`"],
        );
        check(
            &drive("block", "file='/a.iso'"),
            &["disk-source-ignored at `/a.iso`: `file` has no effect for a disk of type `block`"],
        );
    }
}
