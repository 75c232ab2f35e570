use crate::domain::devices::{DiskBus, DiskDevice};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{bus_of, name_prefix};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a floppy that is not on bus `fdc`, and anything else that is.
    ///
    /// ## Why is this bad?
    /// Floppy controllers have floppies and nothing else.
    pub(crate) static FLOPPY_BUS_MISMATCH = {
        name: "floppy-bus-mismatch",
        alias: "K406",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let bus = bus_of(disk);
        let is_floppy = disk.device == DiskDevice::Floppy;
        // A wrong name is reported as that.
        let named = disk.target.bus.is_none()
            && disk.device != DiskDevice::Cdrom
            && name_prefix(&disk.target.dev) == "fd";
        if is_floppy != (bus == DiskBus::Fdc) && !named {
            let target = Path::device("disk", index).child("target");
            let path = if disk.target.bus.is_some() {
                target.attribute("bus")
            } else {
                target.attribute("dev")
            };
            let message = format!(
                "a {} cannot be on bus `{}`",
                disk.device.as_str(),
                bus.as_str()
            );
            ctx.report(rule, path, message)
                .note("floppies are on `fdc`, and nothing else is");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn floppies_and_nothing_else() {
        check(
            &devices("<disk device='floppy'><target dev='fda' bus='ide'/></disk>"),
            &["floppy-bus-mismatch at `ide`: a floppy cannot be on bus `ide`"],
        );
        check(
            &devices("<disk device='cdrom'><target dev='hda' bus='fdc'/></disk>"),
            &["floppy-bus-mismatch at `fdc`: a cdrom cannot be on bus `fdc`"],
        );
        check(
            &devices("<disk device='floppy'><target dev='fda'/></disk>"),
            &[],
        );
    }
}
