use std::collections::BTreeMap;

use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::lint::suggest;
use crate::normalize::{address_of, bus_of, controller_type};
use crate::path::Path;
use crate::spec::Value as _;

declare_rule! {
    /// ## What it does
    /// Checks for settings in `<vbox:machine>` of devices that the document does not have, and for two of one device.
    ///
    /// ## Why is this bad?
    /// Settings are of the device that they name: a network interface by its MAC address, a shared folder by its target, a
    /// controller by type and index. What names none is set nowhere, and of two the order would decide.
    pub(crate) static UNKNOWN_DEVICE_REFERENCE = {
        name: "unknown-device-reference",
        alias: "V118",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(machine) = ctx.own() else { return };
    let devices = &ctx.domain().devices;
    let macs = devices.interfaces.iter().filter_map(|one| one.mac);
    report(
        ctx,
        rule,
        &Names {
            element: "vbox:interface",
            attribute: "mac",
            what: "network interface",
            known: macs.map(|mac| mac.address.text().into_owned()).collect(),
        },
        machine
            .interfaces
            .iter()
            .map(|it| it.mac.text().into_owned()),
    );
    let folders = devices.filesystems.iter().map(|one| one.target.dir.clone());
    report(
        ctx,
        rule,
        &Names {
            element: "vbox:filesystem",
            attribute: "target",
            what: "shared folder",
            known: folders.collect(),
        },
        machine.filesystems.iter().map(|it| it.target.clone()),
    );
    let name = |kind: &'static str, index: u32| format!("{kind} {index}");
    let mut controllers: Vec<String> = Vec::new();
    for one in &devices.controllers {
        controllers.push(name(one.kind.as_str(), one.index.unwrap_or_default()));
    }
    // The controllers that disks imply are there as well.
    for disk in &devices.disks {
        let index = address_of(disk).map_or(0, |address| address.controller);
        let kind = controller_type(bus_of(disk));
        controllers.extend(kind.map(|kind| name(kind.as_str(), index)));
    }
    controllers.sort();
    controllers.dedup();
    report(
        ctx,
        rule,
        &Names {
            element: "vbox:controller",
            attribute: "type",
            what: "controller",
            known: controllers,
        },
        machine
            .controllers
            .iter()
            .map(|it| name(it.kind.as_str(), it.index)),
    );
}

/// The devices of a kind.
struct Names {
    element: &'static str,
    attribute: &'static str,
    what: &'static str,
    known: Vec<String>,
}

fn report(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    names: &Names,
    references: impl Iterator<Item = String>,
) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (index, reference) in references.enumerate() {
        let element = Path::machine().item(names.element, index);
        let at = element.attribute(names.attribute);
        let what = names.what;
        if let Some(first) = seen.get(&reference) {
            let first = Path::machine().item(names.element, *first);
            let message = format!("the {what} `{reference}` has settings twice");
            ctx.report(rule, at, message)
                .related(&first, "the first are here")
                .note("put them into one element");
            continue;
        }
        if !names.known.contains(&reference) {
            let message = format!("the document has no {what} `{reference}`");
            let report = ctx.report(rule, at.clone(), message);
            let known = names.known.iter().map(String::as_str);
            match suggest::closest(&reference, known) {
                Some(meant) if !meant.contains(' ') => {
                    report.note(format!("did you mean `{meant}`?")).replace(
                        format!("write `{meant}`"),
                        Applicability::Unsafe,
                        &at,
                        meant,
                    );
                }
                Some(meant) => {
                    report.note(format!("did you mean `{meant}`?"));
                }
                None if names.known.is_empty() => {
                    report.note(format!("it has no {what} that could be named"));
                }
                None => {
                    let known: Vec<String> = names
                        .known
                        .iter()
                        .map(|known| format!("`{known}`"))
                        .collect();
                    report.note(format!("it has {}", known.join(", ")));
                }
            }
        }
        seen.insert(reference, index);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, machine};

    #[test]
    fn settings_are_of_a_device() {
        let devices = "<devices><interface type='user'><mac address='08:00:27:00:00:01'/></interface>\
                       <filesystem type='mount'><source dir='/s'/><target dir='share'/></filesystem>\
                       <controller type='ide' index='0' model='piix4'/></devices></domain>";
        let with = |own: &str| machine(own).replace("</domain>", devices);
        let found = check(
            &with(
                "<vbox:interface mac='08:00:27:00:00:02' promiscuous='deny'/>\
                 <vbox:filesystem target='shar' automount='yes'/>\
                 <vbox:controller type='sata' hostCache='yes'/>",
            ),
            &[
                "unknown-device-reference at `08:00:27:00:00:02`: the document has no network interface `08:00:27:00:00:02`",
                "unknown-device-reference at `shar`: the document has no shared folder `shar`",
                "unknown-device-reference at `sata`: the document has no controller `sata 0`",
            ],
        );
        assert_eq!(found[0].notes, ["did you mean `08:00:27:00:00:01`?"]);
        assert_eq!(found[1].fixes[0].title, "write `share`");
        check(
            &with(
                "<vbox:interface mac='08:00:27:00:00:01' promiscuous='deny'/>\
                 <vbox:filesystem target='share' automount='yes'/><vbox:filesystem target='share' automount='no'/>\
                 <vbox:controller type='ide' hostCache='yes'/>",
            ),
            &["unknown-device-reference at `share`: the shared folder `share` has settings twice"],
        );
    }
}
