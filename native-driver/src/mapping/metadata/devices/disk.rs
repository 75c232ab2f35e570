//! `<vbox:disk>`: what a machine says of an attachment, read only where a document names it. Each is written by a method of
//! the machine.

use schema_core::domain::YesNo;
use schema_core::domain::devices::Devices;
use schema_core::domain::metadata::{DiskSettings, Machine};
use schema_core::normalize::disk_names;
use schema_core::path::Path;

use super::super::named::{Named, Naming};
use super::super::{Ask, Context};
use crate::backend::Fault;
use crate::plan::builder::Builder;
use crate::plan::{Phase, Target};
use crate::reader::{Reader, as_bool};
use crate::value::{Object, Value};

/// A setting: the attribute, the member that says it, the method that writes it.
struct Switch {
    attribute: &'static str,
    member: &'static str,
    method: &'static str,
    of: fn(&mut DiskSettings) -> &mut Option<YesNo>,
}

const SWITCHES: [Switch; 3] = [
    Switch {
        attribute: "hotPluggable",
        member: "hotPluggable",
        method: "setHotPluggableForDevice",
        of: |disk| &mut disk.hot_pluggable,
    },
    Switch {
        attribute: "passthrough",
        member: "passthrough",
        method: "passthroughDevice",
        of: |disk| &mut disk.passthrough,
    },
    Switch {
        attribute: "temporaryEject",
        member: "temporaryEject",
        method: "temporaryEjectDevice",
        of: |disk| &mut disk.temporary_eject,
    },
];

fn value(settings: &DiskSettings, switch: &Switch) -> Option<YesNo> {
    *(switch.of)(&mut settings.clone())
}

fn name_of(target: &str) -> String {
    format!("vbox:disk {target}")
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    ask: &Ask<'_>,
    context: Context<'_>,
    out: &mut Machine,
) -> Result<(), Fault> {
    let names = disk_names(&context.devices.disks);
    for (target, place) in names.into_iter().zip(context.current.attachments()) {
        let wants = |machine: &Machine| {
            let mut wanted = machine.disks.iter();
            wanted.any(|wanted| wanted.target.as_ref() == Some(&target))
        };
        if !ask.about(&name_of(&target), wants) {
            continue;
        }
        let attachment = reader.part(machine, &place)?;
        let members = SWITCHES.map(|switch| switch.member);
        let values = reader.those(attachment, "IMediumAttachment", &members)?;
        let mut found = DiskSettings {
            target: Some(target),
            ..DiskSettings::default()
        };
        for (switch, value) in SWITCHES.iter().zip(values) {
            if let Some(value) = value {
                let is_on = as_bool(&value, switch.member)?;
                *(switch.of)(&mut found) = Some(if is_on { YesNo::Yes } else { YesNo::No });
            }
        }
        out.disks.push(found);
    }
    Ok(())
}

pub(super) fn shown(actual: &Machine, named: &Named, out: &mut Machine) {
    for there in &actual.disks {
        let name = name_of(there.target.as_deref().unwrap_or_default());
        let mut shown = DiskSettings::default();
        for switch in &SWITCHES {
            let is = value(there, switch);
            let is_named = named.has(&format!("{name}/@{}", switch.attribute));
            // None of them is on for a new disk.
            let is_shown = |is: &YesNo| is_named || named.whole && *is == YesNo::Yes;
            *(switch.of)(&mut shown) = is.filter(is_shown);
        }
        if shown != DiskSettings::default() {
            shown.target.clone_from(&there.target);
            out.disks.push(shown);
        }
    }
}

pub(super) fn plan(
    wanted: &Machine,
    was: &Machine,
    devices: &Devices,
    path: &Path,
    naming: &mut Naming<'_>,
    out: &mut Builder<'_>,
) {
    for (place, settings) in wanted.disks.iter().enumerate() {
        let target = settings.target.as_deref().unwrap_or_default();
        let mut disks = devices.disks.iter();
        let index = disks.position(|disk| disk.target.dev == target);
        let attachment = index.and_then(|index| out.target(&Path::device("disk", index)));
        let Some(Target::Attachment(controller, port, device)) = attachment else {
            continue;
        };
        let mut disks = was.disks.iter();
        let before = disks.find(|there| there.target == settings.target);
        for switch in &SWITCHES {
            let Some(wanted) = value(settings, switch) else {
                continue;
            };
            let at = path.item("vbox:disk", place).attribute(switch.attribute);
            let is_known = naming.name(format!("{}/@{}", name_of(target), switch.attribute));
            let before = before.and_then(|before| value(before, switch));
            let show = |is: YesNo| is.as_str().to_owned();
            if before == Some(wanted) {
                if !is_known {
                    // The machine is so already; from now on because the document says it.
                    out.change(&at, None, Some(show(wanted)));
                }
                continue;
            }
            out.change(&at, before.map(show), Some(show(wanted)));
            let args = vec![
                Value::text(&controller).into(),
                Value::Int(i64::from(port)).into(),
                Value::Int(i64::from(device)).into(),
                Value::Bool(wanted == YesNo::Yes).into(),
            ];
            out.call_in(Phase::Attach, Target::Machine, switch.method, args);
        }
    }
}
