use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::name_prefix;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which disks are on a SCSI bus only because of their names: `sd…` without a `bus`.
    ///
    /// ## Why is this bad?
    /// Guests call their SATA disks `sda` too, and most who write that name mean SATA. The machine gets a SCSI controller, for
    /// which many a guest has no driver.
    pub(crate) static BUS_BY_TARGET_NAME = {
        name: "bus-by-target-name",
        alias: "K414",
        severity: Note,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        if disk.target.bus.is_some() || name_prefix(&disk.target.dev) != "sd" {
            continue;
        }
        let target = Path::device("disk", index).child("target");
        // A bus that could not be read is a fault of its own, and not silence.
        if !ctx.is_readable(&target.clone().attribute("bus")) {
            continue;
        }
        let message = format!("`{}` is on a SCSI bus, by its name", disk.target.dev);
        let mut report = ctx
            .report(rule, target.clone().attribute("dev"), message)
            .note("`bus` says which bus it is, whatever the name");
        for bus in ["scsi", "sata"] {
            let title = format!("write `bus='{bus}'`");
            // Only the first leaves the machine as it is.
            let applicability = if bus == "scsi" {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            };
            report = report.set_attribute(title, applicability, &target, "bus", bus);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found};

    #[test]
    fn a_name_that_chooses_the_bus_is_told() {
        let with = |target: &str| {
            let text = devices(&format!(
                "<disk><source file='/a'/><target {target}/></disk>"
            ));
            found("bus-by-target-name", &text)
        };
        assert_eq!(
            with("dev='sda'"),
            [
                "/domain/devices/disk[0]/target/@dev `sda`: `sda` is on a SCSI bus, by its name; Safe: `` => ` bus='scsi'`; Unsafe: `` => ` bus='sata'`"
            ]
        );
        assert_eq!(with("dev='sda' bus='sata'"), [""; 0]);
        assert_eq!(with("dev='hda'"), [""; 0]);
        assert_eq!(with("dev='sda' bus='stat'"), [""; 0]);
        assert_eq!(with("dev='sda' type='sata'"), [""; 0]);
        assert_eq!(with("dev='sda' controller='ide'"), [""; 0]);
    }
}
