//! Takes back what a plan did before it failed. Each undo looks at what is there and puts it right, so it does not
//! matter how far its step came, and doing it twice does no harm.

use std::fmt;
use std::thread::sleep;
use std::time::Duration;

use uuid::Uuid;

use super::Link;
use crate::backend::{Backend, Call, Fault, FaultKind};
use crate::find;
use crate::journal::{JournalError, Journals, Story};
use crate::plan::{MachinePlan, Medium, Undo};
use crate::planner::is_commit;
use crate::reader::{Reader, as_list, as_object, as_objects, as_text};
use crate::value::{Name, Object, Value};

/// How often an undo is tried: a session that is just closing refuses, and a lost service needs a new connection.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);
/// `VBOX_E_INVALID_OBJECT_STATE`: a session is just opening or closing.
const BUSY: u32 = 0x80bb_0007;

/// What became of the steps that were done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// What could not be taken back, with the reason.
    pub left: Vec<String>,
}

impl Undone {
    /// Whether everything is as before.
    pub fn is_complete(&self) -> bool {
        self.left.is_empty()
    }
}

impl fmt::Display for Undone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.left.is_empty() {
            f.write_str("; everything is as it was before")
        } else {
            write!(
                f,
                "; not taken back: {}; the next command tries again",
                self.left.join("; ")
            )
        }
    }
}

/// Takes back what earlier runs on the same connection left behind; one line for each.
pub fn recover(link: &mut dyn Link, journals: &Journals) -> Result<Vec<String>, JournalError> {
    let connection = link.backend().about().uri.clone();
    let mut lines = Vec::new();
    for journal in journals.left_behind(&connection)? {
        let Story {
            plan,
            known_media,
            begun,
            done,
        } = &journal.story;
        let name = &plan.name;
        if plan.steps.iter().take(*done).any(is_commit) {
            lines.push(format!("an earlier run had finished the machine `{name}`"));
            journal.close()?;
            continue;
        }
        let undone = take_back(link, plan, known_media, *begun, true);
        lines.push(format!(
            "an earlier run was interrupted while it worked on the machine `{name}`{undone}"
        ));
        if undone.is_complete() {
            journal.close()?;
        }
    }
    Ok(lines)
}

/// Takes back the first `begun` steps of a plan, the last one first.
pub(super) fn take_back(
    link: &mut dyn Link,
    plan: &MachinePlan,
    known_media: &[String],
    begun: usize,
    alive: bool,
) -> Undone {
    let mut undone = Undone::default();
    let mut alive = alive;
    let steps = plan.steps.iter().take(begun).rev();
    for undo in steps.filter_map(|step| step.undo.as_ref()) {
        let mut outcome = Ok(());
        for attempt in 0..TRIES {
            if attempt > 0 {
                sleep(PAUSE);
            }
            outcome = if alive { Ok(()) } else { link.reconnect() };
            alive = outcome.is_ok();
            if alive {
                outcome = carry_out(link.backend(), undo, known_media);
            }
            match &outcome {
                Ok(()) => break,
                Err(fault) => match fault.kind {
                    FaultKind::Refused if fault.code == BUSY => {}
                    FaultKind::Refused | FaultKind::NoSuchMember => break,
                    FaultKind::ServiceGone | FaultKind::Timeout | FaultKind::Transport => {
                        alive = false;
                    }
                },
            }
        }
        if let Err(fault) = outcome {
            undone.left.push(format!("{}: {fault}", describe(undo)));
        }
    }
    if !alive {
        // The caller goes on with this link.
        if let Err(fault) = link.reconnect() {
            undone.left.push(format!("the connection: {fault}"));
        }
    }
    undone
}

fn describe(undo: &Undo) -> String {
    match undo {
        Undo::CloseMedium(medium) => format!("opening `{}`", medium.location),
        Undo::MediumType { medium, .. } => format!("the type of `{}`", medium.location),
        Undo::Unregister { uuid, .. } => format!("making the machine {uuid}"),
        Undo::ExtraData { key, .. } => format!("extra data `{key}`"),
    }
}

fn carry_out(backend: &mut dyn Backend, undo: &Undo, known_media: &[String]) -> Result<(), Fault> {
    match undo {
        Undo::CloseMedium(medium) => close_medium(backend, medium, known_media),
        Undo::MediumType { medium, before } => medium_type(backend, medium, before),
        Undo::Unregister {
            uuid,
            settings_file,
        } => unregister(backend, *uuid, settings_file),
        Undo::ExtraData { uuid, key, before } => extra_data(backend, *uuid, key, before),
    }
}

/// The ids of the media that VirtualBox knows, where the plan opens any.
pub(super) fn known_media(
    backend: &mut dyn Backend,
    plan: &MachinePlan,
) -> Result<Vec<String>, Fault> {
    let mut devices: Vec<&Name> = plan
        .steps
        .iter()
        .filter_map(|step| match &step.undo {
            Some(Undo::CloseMedium(medium)) => Some(&medium.device),
            Some(Undo::MediumType { .. } | Undo::Unregister { .. } | Undo::ExtraData { .. })
            | None => None,
        })
        .collect();
    devices.sort();
    devices.dedup();
    let mut reader = Reader::new(backend);
    let mut ids = Vec::new();
    for device in devices {
        for (_medium, id, _location) in media(&mut reader, device)? {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// The media of one kind: object, id, location.
fn media(reader: &mut Reader<'_>, device: &str) -> Result<Vec<(Object, String, String)>, Fault> {
    let list = match device {
        "DVD" => "DVDImages",
        "Floppy" => "floppyImages",
        _hard_disk => "hardDisks",
    };
    let virtual_box = reader.backend().virtual_box();
    let [objects] = reader.get(virtual_box, [list])?;
    let objects = as_objects(&objects, list)?;
    let ids = reader.of_all(&objects, "id")?;
    let locations = reader.of_all(&objects, "location")?;
    objects
        .into_iter()
        .zip(ids.iter().zip(&locations))
        .map(|(object, (id, at))| {
            Ok((
                object,
                as_text(id, "IMedium.id")?,
                as_text(at, "IMedium.location")?,
            ))
        })
        .collect()
}

fn close_medium(backend: &mut dyn Backend, medium: &Medium, known: &[String]) -> Result<(), Fault> {
    let mut reader = Reader::new(backend);
    for (object, id, location) in media(&mut reader, &medium.device)? {
        if location != medium.location || known.contains(&id) {
            continue;
        }
        let [machines] = reader.get(object, ["machineIds"])?;
        if as_list(&machines, "IMedium.machineIds")?.is_empty() {
            reader.invoke(object, "close", Vec::new())?;
        }
    }
    Ok(())
}

fn medium_type(backend: &mut dyn Backend, medium: &Medium, before: &Name) -> Result<(), Fault> {
    let mut reader = Reader::new(backend);
    for (object, _id, location) in media(&mut reader, &medium.device)? {
        let [now] = reader.get(object, ["type"])?;
        if location == medium.location && reader.constant("MediumType", &now)? != *before {
            let value = Value::Enum {
                of: Name::Borrowed("MediumType"),
                is: before.clone(),
            };
            reader.backend().call(&Call::set(object, "type", value))?;
        }
    }
    Ok(())
}

/// Takes the machine off the list and deletes its settings file. The list of media to delete is always empty: the files
/// are the user's.
fn unregister(backend: &mut dyn Backend, uuid: Uuid, settings_file: &str) -> Result<(), Fault> {
    let mut reader = Reader::new(backend);
    let machine = match find::by_uuid(&mut reader, uuid)? {
        Some(machine) => {
            let mode = Value::constant("CleanupMode", "DetachAllReturnNone");
            reader.invoke(machine, "unregister", vec![mode])?;
            machine
        }
        // The service may have died between the file and the list.
        None => match reopen(&mut reader, uuid, settings_file)? {
            Some(machine) => machine,
            None => return Ok(()),
        },
    };
    let delete = if reader.has("IMachine", "deleteConfig") {
        "deleteConfig"
    } else {
        "delete"
    };
    let progress = reader.invoke(machine, delete, vec![Value::List(Vec::new())])?;
    if let Value::Object(progress) = progress {
        let limit = Duration::from_mins(1);
        reader.backend().wait(progress, limit, &mut |_percent| {
            std::ops::ControlFlow::Continue(())
        })?;
    }
    Ok(())
}

fn reopen(
    reader: &mut Reader<'_>,
    uuid: Uuid,
    settings_file: &str,
) -> Result<Option<Object>, Fault> {
    if settings_file.is_empty() {
        return Ok(None);
    }
    let virtual_box = reader.backend().virtual_box();
    let mut args = vec![Value::text(settings_file)];
    if reader
        .backend()
        .typelib()
        .arity("IVirtualBox", "openMachine")
        == Some(2)
    {
        args.push(Value::text(""));
    }
    match reader.invoke(virtual_box, "openMachine", args) {
        Ok(machine) => {
            let machine = as_object(&machine, "IVirtualBox.openMachine")?;
            let [id] = reader.get(machine, ["id"])?;
            let is_ours = Uuid::try_parse(&as_text(&id, "IMachine.id")?) == Ok(uuid);
            Ok(is_ours.then_some(machine))
        }
        // There is no file, or none that could be read: nothing of ours.
        Err(fault) if fault.kind == FaultKind::Refused => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn extra_data(backend: &mut dyn Backend, uuid: Uuid, key: &str, before: &str) -> Result<(), Fault> {
    let mut reader = Reader::new(backend);
    // A machine that was made by the same plan is gone by its own undo.
    let Some(machine) = find::by_uuid(&mut reader, uuid)? else {
        return Ok(());
    };
    let now = reader.invoke(machine, "getExtraData", vec![Value::text(key)])?;
    if as_text(&now, "IMachine.getExtraData")? != before {
        reader.invoke(
            machine,
            "setExtraData",
            vec![Value::text(key), Value::text(before)],
        )?;
    }
    Ok(())
}
