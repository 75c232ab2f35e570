use crate::diagnostic::Applicability;
use crate::domain::devices::Disk;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{letters, name_prefix};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two disks with one target.
    ///
    /// ## Why is this bad?
    /// The target names the disk in the machine, so no two can share it.
    pub(crate) static DUPLICATE_TARGET_DEV = {
        name: "duplicate-target-dev",
        alias: "K408",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let disks = &ctx.domain().devices.disks;
    let mut by_name: std::collections::BTreeMap<&str, Vec<usize>> =
        std::collections::BTreeMap::new();
    for (index, disk) in disks.iter().enumerate() {
        by_name.entry(&disk.target.dev).or_default().push(index);
    }
    let mut given: Vec<String> = Vec::new();
    for (dev, same) in by_name {
        let [first, rest @ ..] = same.as_slice() else {
            continue;
        };
        for second in rest {
            let target = |index| Path::device("disk", index).child("target").attribute("dev");
            let message = format!("target `{dev}` is that of another disk");
            let report = ctx
                .report(rule, target(*second), message)
                .related(&target(*first), "the other disk")
                .note("give each disk a name of its own; where it is attached an `<address>` says");
            // A disk that has an address is attached where that says, whatever its name.
            let has_address =
                |index: usize| disks.get(index).is_some_and(|disk| disk.address.is_some());
            let renamed = [*second, *first]
                .into_iter()
                .find(|index| has_address(*index))
                .filter(|_| rest.len() == 1);
            if let (Some(renamed), Some(free)) = (renamed, free_name(dev, disks, &given)) {
                report.replace(
                    format!("call the disk with the `<address>` `{free}`"),
                    Applicability::Safe,
                    &target(renamed),
                    &free,
                );
                given.push(free);
            }
        }
    }
}

/// The next name with the prefix of `dev` that no disk has.
fn free_name(dev: &str, disks: &[Disk], given: &[String]) -> Option<String> {
    let prefix = name_prefix(dev);
    if prefix.is_empty() {
        return None;
    }
    let mut names = (0..).map(|index| format!("{prefix}{}", letters(index)));
    names.find(|name| disks.iter().all(|disk| disk.target.dev != *name) && !given.contains(name))
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn both_places_are_shown_and_the_one_with_an_address_is_renamed() {
        let with = |second: &str| {
            devices(&format!(
                "<controller type='scsi' model='lsilogic'/>\
                 <disk><source file='/a'/><target dev='sda' bus='scsi'/></disk>\
                 <disk><source file='/b'/><target dev='{second}' bus='scsi'/><address type='drive' unit='5'/></disk>"
            ))
        };
        let text = with("sda");
        let found = check(
            &text,
            &["duplicate-target-dev at `sda`: target `sda` is that of another disk"],
        );
        assert_eq!(text.rfind("sda"), Some(found[0].span.start));
        assert_eq!(text.find("sda"), Some(found[0].related[0].span.start));
        assert_eq!(
            crate::fix::apply(&text, &found, crate::Applicability::Safe),
            with("sdb")
        );
    }

    #[test]
    fn without_an_address_there_is_no_safe_name() {
        let text = devices(
            "<disk><source file='/a'/><target dev='hda'/></disk><disk><source file='/b'/><target dev='hda'/></disk>",
        );
        let found = check(
            &text,
            &["duplicate-target-dev at `hda`: target `hda` is that of another disk"],
        );
        assert!(found[0].fixes.is_empty());
    }
}
