//! A plan: what would be done to VirtualBox, as data that can be shown, saved and carried out later.
//!
//! `apply` does what the steps say and decides nothing. Generated values (UUIDs, MAC addresses) are chosen here.

pub mod builder;
pub mod check;
pub mod render;
pub mod script;
mod since;

use std::fmt;

use schema_core::domain::metadata::Secret;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::value::{Name, Value};

/// The version of the saved form of a plan.
pub const VERSION: u32 = 1;

/// What would be done to the machines of one connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The version of this form, [`VERSION`].
    pub version: u32,
    /// The connection that the plan was made for.
    pub connection: String,
    /// The API version that the plan was made for, such as `7_2`.
    pub api_version: String,
    /// One entry a machine, in the order of the documents.
    pub machines: Vec<MachinePlan>,
}

impl Plan {
    /// Whether carrying the plan out would change anything.
    pub fn has_changes(&self) -> bool {
        self.machines
            .iter()
            .any(|machine| machine.action != Action::None)
    }
}

/// What would be done to one machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MachinePlan {
    /// The name in the document.
    pub name: String,
    /// The identity, chosen here for a new machine whose document has none.
    pub uuid: Uuid,
    /// What happens to the machine as a whole.
    pub action: Action,
    /// What changes, in document order.
    pub changes: Vec<Change>,
    /// What the document gives the guest or the network of the host, kind by kind.
    pub exposure: Vec<Exposed>,
    /// Settings that the format cannot express and that stay as they are.
    pub left_alone: Vec<String>,
    /// Parts of the document that ask for something, and are left alone because it says that they are unmanaged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmanaged: Vec<String>,
    /// Whether silence would take something away from a machine that was never applied before; wants consent.
    pub needs_adopt: bool,
    /// Why the plan cannot be carried out now, with the way out.
    pub blocked: Option<String>,
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// A digest of the machine as it was when the plan was made; `None` when there was none.
    pub before: Option<String>,
}

/// Something of the host that a document gives away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exposed {
    /// The kind: the name of a rule of the exposure family.
    pub kind: String,
    /// What is given away, in words.
    pub what: String,
    /// The address in the document's normal form.
    pub path: String,
    /// The line of the document, from 1.
    pub line: Option<u32>,
    /// Whether the machine does not give it away now.
    pub widens: bool,
}

/// What happens to a machine as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It is made.
    Create,
    /// It is changed in place.
    Change,
    /// Nothing.
    None,
    /// It is unregistered and its settings file is deleted; disk files stay.
    Delete,
}

/// One change, in a user's terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The address in the document's normal form.
    pub path: String,
    /// What happens there.
    pub action: ChangeAction,
    /// What is there now.
    pub before: Option<String>,
    /// What will be there.
    pub after: Option<String>,
    /// The line of the document that asked for it, from 1: of the nearest element above where the document is silent.
    pub line: Option<u32>,
    /// In which state the machine must be.
    pub needs: Needs,
    /// Whether the document says nothing at this place, so that its silence asks for the change.
    pub silent: bool,
    /// Who made the difference; `None` where it is not known what was applied last.
    #[serde(default)]
    pub cause: Option<Cause>,
}

/// Who made a difference between a document and a machine, since a document was applied last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The document asks for something else.
    Document,
    /// The machine was changed by somebody else.
    Machine,
    /// Both, to different values.
    Both,
}

/// What happens at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeAction {
    /// Something is added.
    Add,
    /// Something gets another value.
    Change,
    /// Something is removed.
    Remove,
}

/// In which state a machine must be for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needs {
    /// Powered off, without a saved state.
    Stopped,
    /// Running.
    Running,
    /// Any.
    Any,
}

/// One call to VirtualBox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The number of the step in its machine's plan, from 0.
    pub id: u32,
    /// When it is done.
    pub phase: Phase,
    /// On what.
    pub target: Target,
    /// What is done.
    pub op: Op,
    /// The address in the document's normal form that asked for it.
    pub path: String,
    /// The line of the document that asked for it, from 1.
    pub line: Option<u32>,
    /// What takes it back, where discarding the session does not.
    pub undo: Option<Undo>,
}

/// The order of steps. Phases up to `Register` work on a machine that only this client sees; from `Lock` on nothing but
/// `Extra` is kept before `Save`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Media are opened.
    Prepare,
    /// The machine is made, and what needs no registration is set.
    Create,
    /// The machine is entered into VirtualBox's list.
    Register,
    /// The machine is locked.
    Lock,
    /// Extra data: saved by VirtualBox at once, so it comes before anything is pending.
    Extra,
    /// Media are detached, controllers removed.
    Detach,
    /// Settings are changed.
    Change,
    /// Media are attached.
    Attach,
    /// The settings are saved.
    Save,
    /// The lock is given back.
    Unlock,
    /// The machine is taken off the list and its settings file is deleted.
    Delete,
}

/// What a step works on, resolved when it is carried out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// VirtualBox itself.
    VirtualBox,
    /// The host, as VirtualBox sees it.
    Host,
    /// The machine as VirtualBox's list has it.
    Registered,
    /// The machine that is worked on: the new one, or the session's.
    Machine,
    /// The session that holds the lock.
    Session,
    /// The platform.
    Platform,
    /// The x86 part of the platform.
    PlatformX86,
    /// The firmware settings.
    Firmware,
    /// Where EFI firmware stores its variables.
    Nvram,
    /// The variables of EFI firmware.
    UefiVariables,
    /// The trusted platform module.
    Tpm,
    /// The graphics adapter.
    Graphics,
    /// The audio adapter.
    Audio,
    /// The remote desktop server.
    Vrde,
    /// The settings of recording.
    Recording,
    /// The settings of recording a screen, by number.
    RecordingScreen(u32),
    /// A network adapter, by slot.
    Nic(u32),
    /// The translation of addresses of a network adapter, by slot.
    NatEngine(u32),
    /// A serial port, by slot.
    Serial(u32),
    /// A parallel port, by slot.
    Parallel(u32),
    /// A storage controller, by name.
    Controller(String),
    /// What is attached to a storage controller: its name, the port, the device.
    Attachment(String, u32, u32),
    /// The list of bandwidth groups.
    Bandwidth,
    /// A bandwidth group, by name.
    BandwidthGroup(String),
    /// The list of USB device filters.
    UsbFilters,
    /// A shared folder, by name.
    SharedFolder(String),
    /// A medium.
    Medium(Medium),
    /// The object that an earlier step gave.
    Result(u32),
}

/// A medium, by its place on the host.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Medium {
    /// The path of the image, or VirtualBox's name of a drive.
    pub location: String,
    /// What kind of medium it is: a constant of `DeviceType`.
    pub device: Name,
    /// Whether it is a drive of the host with whatever is in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub host_drive: bool,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// Writes an attribute.
    Set {
        /// The attribute.
        member: Name,
        /// The value.
        value: Arg,
    },
    /// Calls a method; an `IProgress` that it gives is waited for.
    Call {
        /// The method.
        member: Name,
        /// What goes in.
        args: Vec<Arg>,
    },
}

/// A value that goes into a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arg {
    /// As it is.
    Value(Value),
    /// An object, resolved when the step is carried out.
    Object(Target),
    /// A secret, found out when the step is carried out.
    Secret(Secret),
    /// The SHA-256 of a secret in hexadecimal digits, found out when the step is carried out.
    Digest(Secret),
}

impl From<Value> for Arg {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

/// What takes a step back. Each one is idempotent: it puts a state right, whatever part of the step was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undo {
    /// Closes a medium, unless VirtualBox knew it before or a machine uses it.
    CloseMedium(Medium),
    /// Gives a medium its type back: a constant of `MediumType`.
    MediumType {
        /// The medium.
        medium: Medium,
        /// The old type.
        before: Name,
    },
    /// Takes a machine off the list and deletes its settings file, never a disk.
    Unregister {
        /// The machine.
        uuid: Uuid,
        /// Its settings file.
        settings_file: String,
    },
    /// Puts an extra data key back.
    ExtraData {
        /// The machine.
        uuid: Uuid,
        /// The key.
        key: String,
        /// The old value; empty where there was none.
        before: String,
    },
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VirtualBox => f.write_str("VirtualBox"),
            Self::Host => f.write_str("host"),
            Self::Registered | Self::Machine => f.write_str("machine"),
            Self::Session => f.write_str("session"),
            Self::Platform => f.write_str("platform"),
            Self::PlatformX86 => f.write_str("platform x86"),
            Self::Firmware => f.write_str("firmware"),
            Self::Nvram => f.write_str("non-volatile store"),
            Self::UefiVariables => f.write_str("EFI variables"),
            Self::Tpm => f.write_str("trusted platform module"),
            Self::Graphics => f.write_str("graphics adapter"),
            Self::Audio => f.write_str("audio adapter"),
            Self::Vrde => f.write_str("remote desktop server"),
            Self::Recording => f.write_str("recording"),
            Self::RecordingScreen(screen) => write!(f, "recording of screen {screen}"),
            Self::Nic(slot) => write!(f, "network adapter {slot}"),
            Self::NatEngine(slot) => write!(f, "address translation of network adapter {slot}"),
            Self::Serial(slot) => write!(f, "serial port {slot}"),
            Self::Parallel(slot) => write!(f, "parallel port {slot}"),
            Self::Controller(name) => write!(f, "storage controller `{name}`"),
            Self::Attachment(name, port, device) => {
                write!(f, "device {port}:{device} of storage controller `{name}`")
            }
            Self::Bandwidth => f.write_str("bandwidth groups"),
            Self::BandwidthGroup(name) => write!(f, "bandwidth group `{name}`"),
            Self::UsbFilters => f.write_str("USB device filters"),
            Self::SharedFolder(name) => write!(f, "shared folder `{name}`"),
            Self::Medium(medium) => write!(f, "medium `{}`", medium.location),
            Self::Result(step) => write!(f, "result of step {step}"),
        }
    }
}

impl Op {
    /// The member that is written or called.
    pub fn member(&self) -> &str {
        match self {
            Self::Set { member, .. } | Self::Call { member, .. } => member,
        }
    }
}
