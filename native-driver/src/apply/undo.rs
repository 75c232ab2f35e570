//! Takes back what a plan did before it failed. Each undo looks at what is there and puts it right, so it does not
//! matter how far its step came, and doing it twice does no harm.

use std::fmt;
use std::thread::sleep;
use std::time::Duration;

use uuid::Uuid;

use super::{Link, Stop};
use crate::backend::{Backend, Call, Fault, FaultKind};
use crate::current::{Current, Look, is_saved_differently};
use crate::find;
use crate::journal::{JournalError, Journals, Story};
use crate::plan::{Action, MachinePlan, Medium, Phase, Step, Undo};
use crate::planner::is_commit;
use crate::reader::{Reader, as_list, as_object, as_objects, as_text};
use crate::value::{Name, Object, Value};

/// How often an undo is tried: a session that is just closing refuses, and a lost service needs a new connection.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);
/// `VBOX_E_INVALID_OBJECT_STATE`: a session is just opening or closing.
const BUSY: u32 = 0x80bb_0007;

/// Ours, for a medium that only a dead session used.
const STALE: u32 = 0xffff_0001;

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
        let saving = plan
            .steps
            .get(*done..*begun)
            .into_iter()
            .flatten()
            .find(|step| is_commit(step));
        let saved = match saving {
            Some(step) => {
                let lost = Fault::new(
                    FaultKind::Transport,
                    "saveSettings",
                    "the program was killed",
                );
                // One that cannot be looked at now is taken back, or tried again by the next command.
                was_saved(link, plan, step, &lost).unwrap_or_default()
            }
            None => false,
        };
        if saved || plan.steps.iter().take(*done).any(is_commit) {
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

/// Whether a machine was saved after all, when all that is known is that the service or the helper died meanwhile.
/// `VirtualBox` replaces a settings file whole, so a machine that differs from what it was is as asked.
pub(super) fn was_saved(
    link: &mut dyn Link,
    plan: &MachinePlan,
    step: &Step,
    fault: &Fault,
) -> Result<bool, Fault> {
    let unknown = match fault.kind {
        FaultKind::ServiceGone | FaultKind::Timeout | FaultKind::Transport => true,
        FaultKind::Refused | FaultKind::NoSuchMember => false,
    };
    // A new machine whose saving is in doubt is made again.
    if !unknown || step.phase != Phase::Save || plan.action != Action::Change {
        return Ok(false);
    }
    link.reconnect()?;
    let mut reader = Reader::new(link.backend());
    let Some(machine) = find::by_uuid(&mut reader, plan.uuid)? else {
        return Ok(false);
    };
    let current = Current::read(&mut reader, machine, Look::default())?;
    let before = plan.before.as_deref().unwrap_or_default();
    Ok(is_saved_differently(&current.digest(), before))
}

/// A session that died with its helper after it had attached or detached something leaves the service with a wrong
/// belief of what is in use, which only ends with the service. Says whether there is a new connection.
pub(super) fn renew_after_lost_session(
    link: &mut dyn Link,
    plan: &MachinePlan,
    begun: usize,
    stop: &Stop,
) -> bool {
    let helper_died = match stop {
        Stop::Fault(_step, fault) => match fault.kind {
            FaultKind::Transport | FaultKind::Timeout => true,
            FaultKind::Refused | FaultKind::ServiceGone | FaultKind::NoSuchMember => false,
        },
        Stop::Interrupted | Stop::Journal(_) => false,
    };
    let moved = |step: &Step| step.phase == Phase::Detach || step.phase == Phase::Attach;
    helper_died && plan.steps.iter().take(begun).any(moved) && link.renew_service().is_ok()
}

/// Takes back the first `begun` steps of a plan.
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
    let mut undos: Vec<&Undo> = steps.filter_map(|step| step.undo.as_ref()).collect();
    // Writing extra data saves whatever else the service believes of the machine, so the media are put right before.
    undos.sort_by_key(|undo| matches!(undo, Undo::ExtraData { .. }));
    for undo in undos {
        if let Err(fault) = insist(link, undo, plan, known_media, &mut alive) {
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

/// Tries an undo until it is done or refused for good.
fn insist(
    link: &mut dyn Link,
    undo: &Undo,
    plan: &MachinePlan,
    known_media: &[String],
    alive: &mut bool,
) -> Result<(), Fault> {
    let mut renewed = false;
    let mut outcome = Ok(());
    for attempt in 0..TRIES {
        if attempt > 0 {
            sleep(PAUSE);
        }
        outcome = if *alive { Ok(()) } else { link.reconnect() };
        *alive = outcome.is_ok();
        if *alive {
            outcome = carry_out(link.backend(), undo, plan.uuid, known_media);
        }
        let Err(fault) = &outcome else { return Ok(()) };
        match fault.kind {
            FaultKind::Refused if fault.code == BUSY => {}
            FaultKind::Refused if fault.code == STALE && !renewed => {
                renewed = true;
                link.renew_service()?;
            }
            FaultKind::Refused | FaultKind::NoSuchMember => break,
            FaultKind::ServiceGone | FaultKind::Timeout | FaultKind::Transport => *alive = false,
        }
    }
    match (outcome, undo) {
        // Another session goes on using it: then it is that one's, and not ours to close.
        (Err(fault), Undo::CloseMedium(_)) if fault.code == BUSY => Ok(()),
        (outcome, _undo) => outcome,
    }
}

fn describe(undo: &Undo) -> String {
    match undo {
        Undo::CloseMedium(medium) => format!("opening `{}`", medium.location),
        Undo::MediumType { medium, .. } => format!("the type of `{}`", medium.location),
        Undo::Unregister { uuid, .. } => format!("making the machine {uuid}"),
        Undo::ExtraData { key, .. } => format!("extra data `{key}`"),
    }
}

fn carry_out(
    backend: &mut dyn Backend,
    undo: &Undo,
    machine: Uuid,
    known_media: &[String],
) -> Result<(), Fault> {
    match undo {
        Undo::CloseMedium(medium) if known_media.contains(&medium.location) => {
            keep_medium(backend, medium)
        }
        Undo::CloseMedium(medium) => close_medium(backend, medium, machine),
        Undo::MediumType { medium, before } => medium_type(backend, medium, before),
        Undo::Unregister {
            uuid,
            settings_file,
        } => unregister(backend, *uuid, settings_file),
        Undo::ExtraData { uuid, key, before } => extra_data(backend, *uuid, key, before),
    }
}

/// The places of those media that the plan opens and VirtualBox knows already.
pub(super) fn known_media(
    backend: &mut dyn Backend,
    plan: &MachinePlan,
) -> Result<Vec<String>, Fault> {
    let opened: Vec<&Medium> = plan
        .steps
        .iter()
        .filter_map(|step| match &step.undo {
            Some(Undo::CloseMedium(medium)) => Some(medium),
            Some(Undo::MediumType { .. } | Undo::Unregister { .. } | Undo::ExtraData { .. })
            | None => None,
        })
        .collect();
    let mut devices: Vec<&Name> = opened.iter().map(|medium| &medium.device).collect();
    devices.sort();
    devices.dedup();
    let mut reader = Reader::new(backend);
    let mut known = Vec::new();
    for device in devices {
        for (_medium, _id, location) in media(&mut reader, device)? {
            let is_opened =
                |medium: &&Medium| medium.device == *device && medium.location == location;
            if opened.iter().any(is_opened) {
                known.push(location);
            }
        }
    }
    Ok(known)
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

fn close_medium(backend: &mut dyn Backend, medium: &Medium, machine: Uuid) -> Result<(), Fault> {
    let mut reader = Reader::new(backend);
    for (object, id, location) in media(&mut reader, &medium.device)? {
        if location != medium.location {
            continue;
        }
        let [users] = reader.get(object, ["machineIds"])?;
        let users = as_list(&users, "IMedium.machineIds")?.to_vec();
        let mut in_use = false;
        for user in users {
            let user = Uuid::try_parse(&as_text(&user, "IMedium.machineIds")?).unwrap_or_default();
            if user != machine || has_medium(&mut reader, user, &id)? {
                in_use = true;
            } else {
                if is_locked(&mut reader, user)? {
                    // By somebody who has attached it and not saved yet, or by a session of ours that is just ending.
                    let text = format!("`{location}` is in use by a session");
                    let mut fault = Fault::new(FaultKind::Refused, "IMedium.close", text);
                    fault.code = BUSY;
                    return Err(fault);
                }
                // A session that died took the medium with it, as far as the service knows.
                let text =
                    format!("VirtualBox takes `{location}` for in use until its service ends");
                let mut fault = Fault::new(FaultKind::Refused, "IMedium.close", text);
                fault.code = STALE;
                return Err(fault);
            }
        }
        if !in_use {
            reader.invoke(object, "close", Vec::new())?;
        }
    }
    Ok(())
}

/// A medium that was known before goes with the machine that is taken back, and is opened again.
fn keep_medium(backend: &mut dyn Backend, medium: &Medium) -> Result<(), Fault> {
    let mut reader = Reader::new(backend);
    let there = media(&mut reader, &medium.device)?;
    if there
        .iter()
        .any(|(_medium, _id, location)| *location == medium.location)
    {
        return Ok(());
    }
    let virtual_box = reader.backend().virtual_box();
    let args = crate::media::open_args(medium, reader.typelib());
    reader
        .invoke(virtual_box, "openMedium", args)
        .map(|_medium| ())
}

/// Whether a session holds the lock of a machine.
fn is_locked(reader: &mut Reader<'_>, machine: Uuid) -> Result<bool, Fault> {
    let Some(machine) = find::by_uuid(reader, machine)? else {
        return Ok(false);
    };
    let [state] = reader.get(machine, ["sessionState"])?;
    let state = reader.constant("SessionState", &state)?;
    Ok(state != "Unlocked" && state != "Closed")
}

/// Whether a medium is attached to a machine, whatever the medium itself says.
fn has_medium(reader: &mut Reader<'_>, machine: Uuid, id: &str) -> Result<bool, Fault> {
    let Some(machine) = find::by_uuid(reader, machine)? else {
        return Ok(false);
    };
    let [attachments] = reader.get(machine, ["mediumAttachments"])?;
    let attachments = as_objects(&attachments, "IMachine.mediumAttachments")?;
    for medium in reader.of_all(&attachments, "medium")? {
        let Value::Object(medium) = medium else {
            continue;
        };
        let [found] = reader.get(medium, ["id"])?;
        if as_text(&found, "IMedium.id")? == id {
            return Ok(true);
        }
    }
    Ok(false)
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
    let mut reader = Reader::new(&mut *backend);
    let machine = find::by_uuid(&mut reader, uuid)?;
    // Somebody may have deleted the machine in the meantime.
    let Some(machine) = machine else {
        return Ok(());
    };
    let now = reader.invoke(machine, "getExtraData", vec![Value::text(key)])?;
    reader.keep(machine);
    drop(reader);
    if as_text(&now, "IMachine.getExtraData")? == before {
        return Ok(());
    }
    let session = backend.new_session()?;
    let by_machine = backend.typelib().has("IMachine", "lockMachine");
    let (lock, unlock) = if by_machine {
        let write = Value::constant("LockType", "Write");
        let args = vec![Value::Object(session), write];
        (Call::invoke(machine, "lockMachine", args), "unlockMachine")
    } else {
        let id = Value::text(uuid.hyphenated().to_string());
        let args = vec![Value::Object(session), id];
        (
            Call::invoke(backend.virtual_box(), "openSession", args),
            "close",
        )
    };
    backend.call(&lock)?;
    let written = write_extra_data(backend, session, key, before);
    let unlocked = backend.call(&Call::invoke(session, unlock, Vec::new()));
    backend.release(&[machine, session]);
    written.and(unlocked.map(|_nothing| ()))
}

/// Of the machine that `session` has locked, saved at once.
fn write_extra_data(
    backend: &mut dyn Backend,
    session: Object,
    key: &str,
    value: &str,
) -> Result<(), Fault> {
    let mut reader = Reader::new(backend);
    let [machine] = reader.get(session, ["machine"])?;
    let machine = as_object(&machine, "ISession.machine")?;
    let args = vec![Value::text(key), Value::text(value)];
    reader
        .invoke(machine, "setExtraData", args)
        .map(|_nothing| ())
}
