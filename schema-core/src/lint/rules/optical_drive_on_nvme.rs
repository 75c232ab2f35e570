use crate::diagnostic::Applicability;
use crate::domain::devices::{DiskBus, DiskDevice};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::bus_of;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an optical drive on bus `nvme`.
    ///
    /// ## Why is this bad?
    /// NVMe has hard disks only; VirtualBox refuses the drive.
    pub(crate) static OPTICAL_DRIVE_ON_NVME = {
        name: "optical-drive-on-nvme",
        alias: "K443",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        if disk.device == DiskDevice::Cdrom && bus_of(disk) == DiskBus::Nvme {
            let bus = Path::device("disk", index).child("target").attribute("bus");
            ctx.report(rule, bus.clone(), "NVMe has no optical drives")
                .note("`sata`, `ide` and `scsi` have them")
                .replace("put it on `sata`", Applicability::Unsafe, &bus, "sata");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn only_hard_disks() {
        let with = |device: &str| {
            devices(&format!(
                "<disk device='{device}'><source file='/a'/><target dev='nvme0n1' bus='nvme'/></disk>"
            ))
        };
        let found = check(
            &with("cdrom"),
            &["optical-drive-on-nvme at `nvme`: NVMe has no optical drives"],
        );
        assert_eq!(found[0].fixes[0].title, "put it on `sata`");
        check(&with("disk"), &[]);
    }
}
