//! What apply would do, for people to read.

use serde::Serialize;

use super::Found;

/// What became of planning.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "outcome", rename_all = "camelCase")]
pub enum Planned {
    /// There is a plan.
    Plan {
        /// What would be done.
        machine: MachinePlan,
        /// What people should know about the document all the same.
        notes: Vec<Found>,
    },
    /// The document cannot be applied.
    Refused {
        /// Why.
        found: Vec<Found>,
    },
    /// The simulated VirtualBox could not be asked.
    Failed {
        /// Why, in words for people.
        message: String,
    },
}

/// What would be done to a machine.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MachinePlan {
    /// Its name.
    pub name: String,
    /// Its identity.
    pub uuid: String,
    /// What happens to it as a whole.
    pub action: Action,
    /// What changes.
    pub changes: Vec<Change>,
    /// What the document gives the guest or the network of the host, kind by kind.
    pub exposure: Vec<Exposed>,
    /// Settings that the format cannot express and that stay as they are.
    pub left_alone: Vec<String>,
    /// Whether silence would take something away from a machine that was never applied before, so that `apply` wants
    /// `--adopt`.
    pub needs_adopt: bool,
    /// Why the plan could not be carried out now.
    pub blocked: Option<String>,
    /// The calls, in order.
    pub steps: Vec<Step>,
}

/// Something of the host that a document gives away.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Exposed {
    /// The kind: the name of a rule, whose page says more.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// It is made.
    Create,
    /// It is changed in place.
    Change,
    /// Nothing.
    None,
    /// It is taken away.
    Delete,
}

/// What happens at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ChangeAction {
    /// Something is added.
    Add,
    /// Something gets another value.
    Change,
    /// Something is removed.
    Remove,
}

/// In which state the machine must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Needs {
    /// Powered off.
    Stopped,
    /// Running.
    Running,
    /// Any.
    Any,
}

/// One change, in a user's terms.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The address in the document's normal form.
    pub path: String,
    /// What happens there.
    pub action: ChangeAction,
    /// What is there now.
    pub before: Option<String>,
    /// What will be there.
    pub after: Option<String>,
    /// The line that asked for it, from 1.
    pub line: Option<u32>,
    /// In which state the machine must be.
    pub needs: Needs,
    /// Whether the document's silence asks for it.
    pub silent: bool,
    /// Who made the difference; `null` where it is not known what was applied last.
    pub cause: Option<Cause>,
}

/// Who made a difference between a document and a machine, since a document was applied last.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// The document asks for something else.
    Document,
    /// The machine was changed by somebody else.
    Machine,
    /// Both, to different values.
    Both,
}

/// One call to VirtualBox.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// When it is done.
    pub phase: Phase,
    /// The address in the document's normal form that asked for it.
    pub path: String,
    /// On what.
    pub target: String,
    /// The member that is written or called.
    pub member: String,
    /// Whether it is written.
    pub sets: bool,
    /// What goes in, as people write it.
    pub args: String,
    /// The line that asked for it, from 1.
    pub line: Option<u32>,
}

/// When a call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// Media are opened.
    Prepare,
    /// The machine is made.
    Create,
    /// It is entered into VirtualBox's list.
    Register,
    /// It is locked.
    Lock,
    /// Extra data is written.
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
    /// The machine is taken off the list.
    Delete,
}
