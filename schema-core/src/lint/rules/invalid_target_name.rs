use std::collections::BTreeSet;

use crate::domain::devices::DiskBus;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{bus_of, letters, name_prefix, place_by_name};
use crate::order;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a target that is no name of a disk, such as `disk1`.
    ///
    /// ## Why is this bad?
    /// The name says the bus and the place on it: `hd`, `sd` or `fd` and a letter.
    pub(crate) static INVALID_TARGET_NAME = {
        name: "invalid-target-name",
        alias: "K403",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let disks = &ctx.domain().devices.disks;
    let taken = order::set(disks.iter().map(|disk| disk.target.dev.as_str()));
    for (index, disk) in disks.iter().enumerate() {
        let dev = &disk.target.dev;
        let path = || Path::device("disk", index).child("target").attribute("dev");
        let lower =
            Some(dev.to_lowercase()).filter(|lower| lower != dev && !name_prefix(lower).is_empty());
        if name_prefix(dev).is_empty() {
            ctx.report(rule, path(), format!("`{dev}` is no name of a disk"))
                .note("it has to be `hd`, `sd` or `fd` and a letter, such as `sda`")
                .offer(&path(), lower.as_deref());
        } else if ctx.is_vbox()
            && disk.address.is_none()
            && bus_of(disk) != DiskBus::Usb
            && place_by_name(disk).is_none()
        {
            ctx.report(rule, path(), format!("`{dev}` does not say which disk of its bus it is"))
                .note("lower-case letters have to follow the first two, such as in `sda`; or add an `<address>`")
                .offer(&path(), lower.or_else(|| free_name(bus_of(disk), &taken)).as_deref());
        }
    }
}

/// The first name of a bus that no disk has.
fn free_name(bus: DiskBus, taken: &BTreeSet<&str>) -> Option<String> {
    let prefix = match bus {
        DiskBus::Ide => "hd",
        DiskBus::Fdc => "fd",
        DiskBus::Virtio => "vd",
        DiskBus::Scsi | DiskBus::Sata | DiskBus::Usb | DiskBus::Sd => "sd",
        DiskBus::Xen | DiskBus::Uml | DiskBus::Nvme => return None,
    };
    let mut names = (0..).map(|number| format!("{prefix}{}", letters(number)));
    names.find(|name| !taken.contains(name.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn the_name_has_a_bus_and_a_letter() {
        let with = |dev: &str| {
            devices(&format!(
                "<disk><source file='/a'/><target dev='{dev}'/></disk>"
            ))
        };
        check(
            &with("disk1"),
            &["invalid-target-name at `disk1`: `disk1` is no name of a disk"],
        );
        check(
            &with("hdA"),
            &["invalid-target-name at `hdA`: `hdA` does not say which disk of its bus it is"],
        );
        check(&with("sdb"), &[]);
    }

    #[test]
    fn what_is_offered_is_a_name_that_no_disk_has() {
        let text = devices(
            "<disk><source file='/a'/><target dev='sda' bus='sata'/></disk>\
             <disk device='cdrom'><target dev='nvme0n1' bus='sata'/></disk>",
        );
        let found = check(
            &text,
            &[
                "invalid-target-name at `nvme0n1`: `nvme0n1` does not say which disk of its bus it is",
            ],
        );
        let titles: Vec<&str> = found[0].fixes.iter().map(|fix| &*fix.title).collect();
        assert_eq!(titles, ["write `sdb`"]);
    }
}
