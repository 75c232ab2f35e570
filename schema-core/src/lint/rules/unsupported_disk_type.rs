use crate::domain::devices::DiskType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a disk whose data is not in a file.
    ///
    /// ## Why is this bad?
    /// VirtualBox opens disk images; it has no pools, network disks or folders as disks.
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
        if disk.kind != DiskType::File {
            let path = Path::device("disk", index).attribute("type");
            ctx.report(
                rule,
                path.clone(),
                format!("VirtualBox has no disks of type `{}`", disk.kind.as_str()),
            )
            .note("it has to be `file`, with a VDI, VMDK, VHD, ISO or floppy image as its source")
            .offer(&path, ["file"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn only_files() {
        check(
            &devices("<disk type='block'><source file='/a'/><target dev='hda'/></disk>"),
            &["unsupported-disk-type at `block`: VirtualBox has no disks of type `block`"],
        );
        check(
            &devices("<disk><source file='/a'/><target dev='hda'/></disk>"),
            &[],
        );
    }
}
