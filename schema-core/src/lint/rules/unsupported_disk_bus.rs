use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{bus_of, controller_type, name_prefix};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a disk on a bus that is not applied: all but IDE, SATA, SCSI, NVMe, virtio, USB and floppy.
    ///
    /// ## Why is this bad?
    /// The disk would be on no controller.
    pub(crate) static UNSUPPORTED_DISK_BUS = {
        name: "unsupported-disk-bus",
        alias: "K404",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let bus = bus_of(disk);
        // A name that says no bus at all is reported as that.
        if controller_type(bus).is_some()
            || (disk.target.bus.is_none() && name_prefix(&disk.target.dev).is_empty())
        {
            continue;
        }
        let target = Path::device("disk", index).child("target");
        let (path, message) = match disk.target.bus {
            Some(_) => (
                target.attribute("bus"),
                format!("disks on bus `{}` cannot be applied", bus.as_str()),
            ),
            None => {
                let message = format!(
                    "target `{}` means bus `{}`, which cannot be applied",
                    disk.target.dev,
                    bus.as_str()
                );
                (target.attribute("dev"), message)
            }
        };
        let buses: &[&str] = match name_prefix(&disk.target.dev) {
            "fd" => &["fdc"],
            "hd" => &["ide", "sata", "scsi"],
            _ => &["sata", "scsi", "ide"],
        };
        let given = disk.target.bus.map(|_| buses).unwrap_or_default();
        ctx.report(rule, path.clone(), message)
            .note(
                "it can be `ide`, `sata`, `scsi`, `nvme`, `virtio`, `usb`, and `fdc` for a floppy",
            )
            .offer(&path, given.iter().copied());
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn said_or_meant() {
        check(
            &devices("<disk><source file='/a'/><target dev='xvda'/></disk>"),
            &[
                "unsupported-disk-bus at `xvda`: target `xvda` means bus `xen`, which cannot be applied",
            ],
        );
        check(
            &devices("<disk><source file='/a'/><target dev='sda' bus='sd'/></disk>"),
            &["unsupported-disk-bus at `sd`: disks on bus `sd` cannot be applied"],
        );
        check(
            &devices("<disk><source file='/a'/><target dev='vda' bus='sata'/></disk>"),
            &[],
        );
        for bus in ["usb", "virtio", "nvme"] {
            check(
                &devices(&format!(
                    "<disk><source file='/a'/><target dev='sda' bus='{bus}'/></disk>"
                )),
                &[],
            );
        }
    }
}
