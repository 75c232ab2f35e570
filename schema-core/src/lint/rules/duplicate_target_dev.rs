use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Applicability, Severity};
use crate::domain::devices::AddressType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{letters, name_prefix};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for two disks with one target.
    ///
    /// ## Why is this bad?
    /// The target names the disk in the machine, so no two can share it. Where both disks have a PCI address that place is
    /// theirs whatever they are called, and it is a warning.
    pub(crate) static DUPLICATE_TARGET_DEV = {
        name: "duplicate-target-dev",
        alias: "K408",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let disks = &ctx.domain().devices.disks;
    let target = |index| Path::device("disk", index).child("target").attribute("dev");
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, disk) in disks.iter().enumerate() {
        // What stands in the place of a name that is missing is nobody's.
        if !disk.target.dev.is_empty() {
            by_name.entry(&disk.target.dev).or_default().push(index);
        }
    }
    let mut free = FreeNames {
        taken: by_name.keys().copied().collect(),
        next: BTreeMap::new(),
    };
    let is_on_pci = |index: &usize| {
        let address = disks.get(*index).and_then(|disk| disk.address);
        address.is_some_and(|address| matches!(address.kind, AddressType::Other("pci")))
    };
    let has_address = |index: usize| disks.get(index).is_some_and(|disk| disk.address.is_some());
    for (dev, same) in &by_name {
        let [first, rest @ ..] = same.as_slice() else {
            continue;
        };
        for second in rest {
            let severity = if is_on_pci(first) && is_on_pci(second) {
                Severity::Warning
            } else {
                rule.severity
            };
            let report = ctx
                .report(
                    rule,
                    target(*second),
                    format!("target `{dev}` is that of another disk"),
                )
                .severity(severity)
                .related(&target(*first), "the other disk")
                .note("give each disk a name of its own; where it is attached an `<address>` says")
                .remove_copy(
                    &Path::device("disk", *second),
                    &Path::device("disk", *first),
                );
            // A disk that has an address is attached where that says, whatever its name. Of more than two the first keeps it.
            let renamed = if has_address(*second) {
                Some(*second)
            } else {
                Some(*first).filter(|first| rest.len() == 1 && has_address(*first))
            };
            if let Some((renamed, name)) = renamed.zip(free.next(dev)) {
                let title = format!("call the disk with the `<address>` `{name}`");
                report.replace(title, Applicability::Safe, &target(renamed), &name);
            }
        }
    }
}

/// Names that no disk has.
struct FreeNames<'d> {
    taken: BTreeSet<&'d str>,
    /// The number of the next name to try, by prefix.
    next: BTreeMap<&'static str, u32>,
}

impl FreeNames<'_> {
    /// The next name with the prefix of `dev`, another each time.
    fn next(&mut self, dev: &str) -> Option<String> {
        let prefix = Some(name_prefix(dev)).filter(|prefix| !prefix.is_empty())?;
        let next = self.next.entry(prefix).or_default();
        loop {
            let name = format!("{prefix}{}", letters(*next));
            *next = next.checked_add(1)?;
            if !self.taken.contains(name.as_str()) {
                return Some(name);
            }
        }
    }
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
    fn a_name_that_is_missing_is_nobodys() {
        let text = devices(
            "<disk><source file='/a'/></disk><disk><source file='/b'/><target dev=''/></disk>",
        );
        let found = crate::lint::rules::testing::found("duplicate-target-dev", &text);
        assert_eq!(found, [""; 0]);
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
