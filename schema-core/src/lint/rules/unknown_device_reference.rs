use std::collections::BTreeMap;

use crate::diagnostic::{Applicability, Severity};
use crate::domain::devices::Alias;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::lint::suggest;
use crate::normalize::{address_of, bus_of, controller_type, port_numbers};
use crate::path::Path;
use crate::spec::Value as _;

declare_rule! {
    /// ## What it does
    /// Checks for settings in `<vbox:machine>` of devices that the document does not have, and for two of one device.
    ///
    /// ## Why is this bad?
    /// Settings are of the device that they name: a network interface by its MAC address, a shared folder or a disk by its
    /// target, each of these also by its alias, a serial port by its number, a controller by type and index. What names none
    /// is set nowhere, and of two the order would decide.
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
        machine.interfaces.iter().map(|it| {
            let mac = it.mac.map(|mac| mac.text().into_owned());
            Reference::of(mac, it.alias.as_ref(), |alias| {
                let mut all = devices.interfaces.iter();
                let named = all.find(|one| has_alias(one.alias.as_ref(), alias))?;
                Some(named.mac?.address.text().into_owned())
            })
        }),
    );
    let targets = devices.disks.iter().map(|one| one.target.dev.clone());
    report(
        ctx,
        rule,
        &Names {
            element: "vbox:disk",
            attribute: "target",
            what: "disk",
            known: targets.collect(),
        },
        machine.disks.iter().map(|it| {
            Reference::of(it.target.clone(), it.alias.as_ref(), |alias| {
                let mut all = devices.disks.iter();
                let named = all.find(|one| has_alias(one.alias.as_ref(), alias))?;
                Some(named.target.dev.clone())
            })
        }),
    );
    let ports = port_numbers(&devices.serials).into_iter();
    report(
        ctx,
        rule,
        &Names {
            element: "vbox:serial",
            attribute: "port",
            what: "serial port",
            known: ports.map(|port| port.to_string()).collect(),
        },
        machine
            .serials
            .iter()
            .map(|it| Reference::Key(it.port.to_string())),
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
        machine.filesystems.iter().map(|it| {
            Reference::of(it.target.clone(), it.alias.as_ref(), |alias| {
                let mut all = devices.filesystems.iter();
                let named = all.find(|one| has_alias(one.alias.as_ref(), alias))?;
                Some(named.target.dir.clone())
            })
        }),
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
    controllers.sort_unstable();
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
            .map(|it| Reference::Key(name(it.kind.as_str(), it.index))),
    );
}

fn has_alias(alias: Option<&Alias>, name: &str) -> bool {
    alias.is_some_and(|alias| alias.name == name)
}

/// How settings name their device.
enum Reference {
    /// By what it is known by.
    Key(String),
    /// By what it is known by, and by an alias, which is that of no device or of another.
    Both(String, String),
    /// By an alias that no device has, or whose device has no key.
    LostAlias(String),
    /// Not at all.
    Nothing,
}

impl Reference {
    fn of(
        key: Option<String>,
        alias: Option<&String>,
        find: impl Fn(&str) -> Option<String>,
    ) -> Self {
        match (key, alias) {
            (Some(key), Some(alias)) if find(alias).as_ref() != Some(&key) => {
                Self::Both(key, alias.clone())
            }
            (Some(key), _) => Self::Key(key),
            (None, Some(alias)) => {
                find(alias).map_or_else(|| Self::LostAlias(alias.clone()), Self::Key)
            }
            (None, None) => Self::Nothing,
        }
    }
}

/// The devices of a kind.
struct Names {
    element: &'static str,
    attribute: &'static str,
    what: &'static str,
    known: Vec<String>,
}

impl Names {
    /// What a device of the kind is known by.
    fn key(&self) -> &'static str {
        match self.attribute {
            "mac" => "<mac address='…'/>",
            _target => "<target …/>",
        }
    }
}

fn report(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    names: &Names,
    references: impl Iterator<Item = Reference>,
) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (index, reference) in references.enumerate() {
        let element = Path::machine().item(names.element, index);
        let at = element.attribute(names.attribute);
        let what = names.what;
        let reference = match reference {
            Reference::Key(key) => key,
            Reference::Both(key, alias) => {
                // The key counts; where it names nothing that is what is wrong.
                if names.known.contains(&key) {
                    let message = format!("the {what} `{key}` has no alias `{alias}`");
                    ctx.report(rule, element.attribute("alias"), message)
                        .severity(Severity::Warning)
                        .note(format!("`{}` counts; remove `alias`", names.attribute))
                        .remove_attribute("remove `alias`", &element.attribute("alias"));
                }
                key
            }
            Reference::LostAlias(alias) => {
                let message = format!("the document has no {what} with the alias `{alias}`");
                ctx.report(rule, element.attribute("alias"), message)
                    .note(format!(
                        "it has to have `{}` as well, by which a machine knows it",
                        names.key()
                    ));
                continue;
            }
            Reference::Nothing => {
                let message = format!("this is of no {what}");
                ctx.report(rule, at, message)
                    .note(format!("add `{}='…'`", names.attribute));
                continue;
            }
        };
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
                 <vbox:controller type='sata' hostCache='yes'/><vbox:disk target='sda' hotPluggable='yes'/>\
                 <vbox:serial port='1' uart='16750'/><vbox:interface alias='ua-lan' promiscuous='deny'/>",
            ),
            &[
                "unknown-device-reference at `08:00:27:00:00:02`: the document has no network interface `08:00:27:00:00:02`",
                "unknown-device-reference at `shar`: the document has no shared folder `shar`",
                "unknown-device-reference at `sata`: the document has no controller `sata 0`",
                "unknown-device-reference at `sda`: the document has no disk `sda`",
                "unknown-device-reference at `1`: the document has no serial port `1`",
                "unknown-device-reference at `ua-lan`: the document has no network interface with the alias `ua-lan`",
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
    #[test]
    fn two_names_are_of_one_device() {
        let devices = "<devices><disk><source file='/a.vdi'/><target dev='sda' bus='sata'/><alias name='ua-a'/></disk></devices></domain>";
        let with = |own: &str| machine(own).replace("</domain>", devices);
        check(
            &with("<vbox:disk target='sda' alias='ua-a' hotPluggable='yes'/>"),
            &[],
        );
        let found = check(
            &with("<vbox:disk target='sda' alias='ua-x' hotPluggable='yes'/>"),
            &["unknown-device-reference at `ua-x`: the disk `sda` has no alias `ua-x`"],
        );
        assert_eq!(found[0].fixes.len(), 1);
    }
}
