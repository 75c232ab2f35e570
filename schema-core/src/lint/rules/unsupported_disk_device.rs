use crate::domain::devices::DiskDevice;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a disk of device `lun`.
    ///
    /// ## Why is this bad?
    /// VirtualBox passes no logical units of the host on.
    pub(crate) static UNSUPPORTED_DISK_DEVICE = {
        name: "unsupported-disk-device",
        alias: "K402",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        if ctx.is_vbox() && disk.device == DiskDevice::Lun {
            let path = Path::device("disk", index).attribute("device");
            ctx.report(
                rule,
                path.clone(),
                "VirtualBox has no disks of device `lun`",
            )
            .note("it can be `disk`, `cdrom` or `floppy`")
            .offer(&path, ["disk", "cdrom"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn no_luns() {
        check(
            &devices("<disk device='lun'><source file='/a'/><target dev='sda'/></disk>"),
            &["unsupported-disk-device at `lun`: VirtualBox has no disks of device `lun`"],
        );
    }
}
