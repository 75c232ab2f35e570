//! Plans as commands for `VBoxManage`: for hosts where Boxwright is not installed, for reviewers and for documentation.
//!
//! The words are those of the newest release; what a release lacks, its `VBoxManage` says. What `VBoxManage` has no
//! words for is a comment in the script, at its place, and is given beside the script.

mod command;
mod machine;
mod network;
mod port;
mod recording;
mod shell;
mod storage;
mod usb;

use std::fmt;

use schema_core::visible;

use crate::current::APPLIED;
use crate::value::Value;

pub use self::shell::Shell;
use super::{Action, Arg, MachinePlan, Op, Plan, Step, Target};
use command::{Line, Script};

/// The commands that do what a plan does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commands {
    /// The script, ending with a newline.
    pub script: String,
    /// What the script does not do, each a comment in it.
    pub unsaid: Vec<Unsaid>,
}

/// Something that a plan does and `VBoxManage` has no words for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaid {
    /// The machine.
    pub machine: String,
    /// The attribute or method.
    pub member: String,
    /// What it belongs to.
    pub target: String,
    /// The address in the document's normal form that asked for it.
    pub path: String,
    /// The line of the document, from 1.
    pub line: Option<u32>,
}

impl fmt::Display for Unsaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            machine: _machine,
            member,
            target,
            path,
            line,
        } = self;
        write!(
            f,
            "`VBoxManage` has no words for `{member}` of the {target}, which {path} asks for"
        )?;
        match line {
            Some(line) => write!(f, " (line {line})"),
            None => Ok(()),
        }
    }
}

/// The script that does what the plan does.
pub fn vboxmanage(plan: &Plan, shell: Shell) -> Commands {
    let mut script = shell.head().to_owned();
    let mut unsaid = Vec::new();
    for machine in &plan.machines {
        let verb = match machine.action {
            Action::Create => "create",
            Action::Change => "change",
            Action::Delete => "delete",
            Action::None => "nothing to change in",
        };
        let (lines, missing) = translate(machine);
        unsaid.extend(missing);
        script.push('\n');
        script.push_str(&comment(&format!("{verb} {}", machine.name)));
        if let Some(why) = &machine.blocked {
            script.push_str(&comment(&format!("blocked when this was made: {why}")));
        }
        for line in lines.lines() {
            script.push_str(&match line {
                Line::Command(command) => shell.command(command),
                Line::Comment(text) => comment(text),
            });
        }
    }
    Commands { script, unsaid }
}

/// A comment. What stands in it may hold what would end it.
fn comment(text: &str) -> String {
    format!("# {}\n", visible::name(text))
}

/// The commands for one machine, and what cannot be said.
fn translate(machine: &MachinePlan) -> (Script, Vec<Unsaid>) {
    let mut script = Script::new(&machine.uuid.to_string());
    script.one_screen = machine::has_one_screen(machine);
    let mut unsaid = Vec::new();
    let all = ordered(&machine.steps);
    // Steps that follow each other on one part of the machine can be one command together.
    for steps in all.chunk_by(|one, next| one.target == next.target && is_set(one) && is_set(next))
    {
        for step in say(machine, steps, &mut script) {
            let missing = Unsaid {
                machine: machine.name.clone(),
                member: step.op.member().to_owned(),
                target: step.target.to_string(),
                path: step.path.clone(),
                line: step.line,
            };
            script.comment(format!("not done: {missing}"));
            unsaid.push(missing);
        }
    }
    (script, unsaid)
}

/// Says steps of one target; gives those that cannot be said.
fn say<'s>(machine: &MachinePlan, steps: &'s [Step], script: &mut Script) -> Vec<&'s Step> {
    let Some(first) = steps.first() else {
        return Vec::new();
    };
    match &first.target {
        Target::VirtualBox | Target::Host | Target::Registered | Target::Session => {
            each(steps, |step| machine::frame(machine, step, script))
        }
        Target::Nic(slot) => {
            let is_attached = network::is_attached(*slot, &machine.steps);
            each(steps, |step| {
                network::adapter(*slot, step, is_attached, script)
            })
        }
        Target::NatEngine(slot) => each(steps, |step| network::translation(*slot, step, script)),
        Target::Bandwidth => each(steps, |step| network::new_group(step, script)),
        Target::BandwidthGroup(name) => each(steps, |step| network::group(name, step, script)),
        Target::Serial(slot) => port::serial(*slot, steps, script),
        Target::Parallel(slot) => port::parallel(*slot, steps, script),
        Target::Controller(name) => each(steps, |step| storage::controller(name, step, script)),
        Target::Medium(medium) => each(steps, |step| storage::medium(medium, step, script)),
        Target::SharedFolder(name) => storage::shared_folder(name, steps, script),
        Target::UsbFilters | Target::Result(_) => each(steps, |step| usb::filter(step, script)),
        Target::RecordingScreen(_) => recording::screen(steps, script),
        Target::Machine => each(steps, |step| {
            storage::attachment(step, script)
                || usb::controller(step, script)
                || machine::setting(step, script)
        }),
        Target::Attachment(..)
        | Target::Platform
        | Target::PlatformX86
        | Target::Firmware
        | Target::Nvram
        | Target::UefiVariables
        | Target::Tpm
        | Target::Graphics
        | Target::Audio
        | Target::Vrde
        | Target::Recording => each(steps, |step| machine::setting(step, script)),
    }
}

/// The steps as commands can take them: each saves by itself, and a remote desktop server that is on and has no keys at
/// that moment is given some. What says that the document was applied goes last: a script may end before.
fn ordered(steps: &[Step]) -> Vec<Step> {
    let enables = |step: &Step| {
        let on = Op::Set {
            member: "enabled".into(),
            value: Value::Bool(true).into(),
        };
        step.target == Target::Vrde && step.op == on
    };
    let mut steps = steps.to_vec();
    let last = steps.iter().rposition(|step| step.target == Target::Vrde);
    if let (Some(at), Some(last)) = (steps.iter().position(enables), last) {
        let enabling = steps.remove(at);
        steps.insert(last, enabling);
    }
    let (marks, mut steps): (Vec<_>, Vec<_>) = steps.into_iter().partition(is_mark);
    steps.extend(marks);
    steps
}

/// Whether a step writes down which document was applied.
fn is_mark(step: &Step) -> bool {
    let Op::Call { member, args } = &step.op else {
        return false;
    };
    let key = Arg::from(Value::text(APPLIED));
    step.target == Target::Machine && member == "setExtraData" && args.first() == Some(&key)
}

fn is_set(step: &Step) -> bool {
    matches!(step.op, Op::Set { .. })
}

/// The steps that cannot be said.
fn each(steps: &[Step], mut say: impl FnMut(&Step) -> bool) -> Vec<&Step> {
    steps.iter().filter(|step| !say(step)).collect()
}
