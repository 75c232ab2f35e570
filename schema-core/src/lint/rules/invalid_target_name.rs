use crate::domain::devices::DiskBus;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{bus_of, name_prefix, place_by_name};
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
    for (index, disk) in ctx.domain().devices.disks.iter().enumerate() {
        let dev = &disk.target.dev;
        let path = || Path::device("disk", index).child("target").attribute("dev");
        let lower = Some(dev.to_lowercase()).filter(|lower| !name_prefix(lower).is_empty());
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
                .offer(&path(), lower.as_deref());
        }
    }
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
}
