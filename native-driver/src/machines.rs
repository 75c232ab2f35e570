//! Machines that exist: listing them, reading one back, planning to delete one.

use schema_core::domain::{Domain, YesNo};
use serde::Serialize;
use uuid::Uuid;

use crate::backend::{Backend, Fault};
use crate::current::{Current, Look};
use crate::find;
use crate::plan::{Action, Arg, Change, ChangeAction, MachinePlan, Needs, Op, Phase, Step, Target};
use crate::reader::{Reader, as_bool, as_object, as_objects, as_text};
use crate::room;
use crate::unmanaged;
use crate::value::{Name, Object, Value};

/// One line of a list of machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The name; empty where it cannot be read.
    pub name: String,
    /// The identity.
    pub uuid: Uuid,
    /// The state in VirtualBox's words, such as `PoweredOff`; `Inaccessible` where it cannot be read.
    pub state: String,
}

/// A machine that was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// In the normal form.
    pub domain: Domain,
    /// What the format cannot express, in words.
    pub left_alone: Vec<String>,
}

/// Why a machine cannot be read or deleted.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MachineError {
    /// There is none of that name or UUID.
    #[error("there is no machine `{0}`; `boxwright list` shows those that there are")]
    NotFound(String),
    /// Deleting it would lose something.
    #[error("{0}")]
    Kept(String),
    /// VirtualBox could not be asked.
    #[error("{0}")]
    Fault(#[from] Fault),
}

/// All machines, by name and then by UUID.
pub fn list(backend: &mut dyn Backend) -> Result<Vec<Listed>, Fault> {
    let mut reader = Reader::new(backend);
    let virtual_box = reader.backend().virtual_box();
    let [machines] = reader.get(virtual_box, ["machines"])?;
    let machines = as_objects(&machines, "IVirtualBox.machines")?;
    let ids = reader.of_all(&machines, "id")?;
    let accessible = reader.of_all(&machines, "accessible")?;
    let mut listed = Vec::new();
    for (machine, (id, accessible)) in machines.into_iter().zip(ids.iter().zip(&accessible)) {
        let uuid = Uuid::try_parse(&as_text(id, "IMachine.id")?).unwrap_or_default();
        let (name, state) = if as_bool(accessible, "IMachine.accessible")? {
            let [name, state] = reader.get(machine, ["name", "state"])?;
            (
                as_text(&name, "IMachine.name")?,
                reader.constant("MachineState", &state)?.into_owned(),
            )
        } else {
            (String::new(), "Inaccessible".to_owned())
        };
        listed.push(Listed { name, uuid, state });
    }
    listed.sort_by(|a, b| (&a.name, a.uuid).cmp(&(&b.name, b.uuid)));
    Ok(listed)
}

/// Reads the machine that `word` names: a UUID or a name.
pub fn read(backend: &mut dyn Backend, word: &str) -> Result<ReadBack, MachineError> {
    read_with(backend, word, Look::default())
}

/// The same with all that a document can say of the machine: also details that `read` leaves out where the machine's
/// document does not name them. What has no list, such as properties of a remote display, is looked for by the names in
/// `like`.
pub fn read_whole(
    backend: &mut dyn Backend,
    word: &str,
    like: Option<&Domain>,
) -> Result<ReadBack, MachineError> {
    let look = Look {
        wanted: like,
        whole: true,
    };
    read_with(backend, word, look)
}

fn read_with(
    backend: &mut dyn Backend,
    word: &str,
    look: Look<'_>,
) -> Result<ReadBack, MachineError> {
    let mut reader = Reader::new(backend);
    let machine =
        find::by_word(&mut reader, word)?.ok_or_else(|| MachineError::NotFound(word.to_owned()))?;
    let Current {
        domain, left_alone, ..
    } = Current::read(&mut reader, machine, look)?;
    Ok(ReadBack { domain, left_alone })
}

/// Plans to delete the machine that `word` names: it is taken off the list and its settings file is deleted. Disk files
/// stay where they are.
pub fn plan_delete(backend: &mut dyn Backend, word: &str) -> Result<MachinePlan, MachineError> {
    let mut reader = Reader::new(backend);
    let machine =
        find::by_word(&mut reader, word)?.ok_or_else(|| MachineError::NotFound(word.to_owned()))?;
    let current = Current::read(&mut reader, machine, Look::default())?;
    let name = current.domain.name.clone();
    if has_snapshots(&mut reader, machine)? {
        return Err(MachineError::Kept(format!(
            "the machine `{name}` has snapshots, whose disk images would be left over without it: delete its snapshots first"
        )));
    }
    if unmanaged::protection(None, &current).machine == Some(YesNo::Yes) {
        return Err(MachineError::Kept(format!(
            "the machine `{name}` is protected by its document: apply one with `<vbox:protect machine='no'/>` first"
        )));
    }
    let path = "/domain".to_owned();
    let step = |id, op, target| Step {
        id,
        phase: Phase::Delete,
        target,
        op,
        path: path.clone(),
        line: None,
        undo: None,
    };
    let blocked = match current.blocked() {
        Some(why) => Some(why),
        None => room::blocked(&mut reader, &name, Some(machine), "")?,
    };
    let mode = Value::constant("CleanupMode", "DetachAllReturnNone");
    let delete = if reader.has("IMachine", "deleteConfig") {
        "deleteConfig"
    } else {
        "delete"
    };
    let unregister = Op::Call {
        member: Name::Borrowed("unregister"),
        args: vec![mode.into()],
    };
    // The list of media to delete is always empty: the files are the user's.
    let delete = Op::Call {
        member: Name::Borrowed(delete),
        args: vec![Arg::Value(Value::List(Vec::new()))],
    };
    Ok(MachinePlan {
        uuid: current.uuid,
        action: Action::Delete,
        changes: vec![Change {
            path: path.clone(),
            action: ChangeAction::Remove,
            before: Some(format!("machine {name}")),
            after: None,
            line: None,
            needs: Needs::Stopped,
            silent: false,
            cause: None,
        }],
        exposure: Vec::new(),
        left_alone: Vec::new(),
        unmanaged: Vec::new(),
        needs_adopt: false,
        blocked,
        steps: vec![
            step(0, unregister, Target::Registered),
            step(1, delete, Target::Registered),
        ],
        before: Some(current.digest()),
        name,
    })
}

fn has_snapshots(reader: &mut Reader<'_>, machine: Object) -> Result<bool, Fault> {
    let [snapshot] = reader.get(machine, ["currentSnapshot"])?;
    Ok(as_object(&snapshot, "IMachine.currentSnapshot").is_ok())
}
