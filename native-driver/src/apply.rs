//! Carries a plan out: does what the steps say and decides nothing. What fails is taken back.

mod engine;
mod undo;

use std::ops::ControlFlow;

use crate::backend::{Backend, Fault};
use crate::current::{Current, Look};
use crate::find;
use crate::journal::{Journal, JournalError, Journals};
use crate::plan::{Action, Change, ChangeAction, MachinePlan, Phase, Plan, Step, check};
use crate::planner::is_commit;
use crate::reader::Reader;
use crate::secret::FindSecret;

use engine::Engine;
pub use undo::{Undone, recover};

/// A backend that can be had anew when the old one is lost.
pub trait Link {
    /// The backend in use.
    fn backend(&mut self) -> &mut dyn Backend;
    /// Puts a fresh one in its place.
    fn reconnect(&mut self) -> Result<(), Fault>;
    /// Lets the service end, which it does some seconds after its last client, and connects to the one that follows.
    fn renew_service(&mut self) -> Result<(), Fault> {
        self.reconnect()
    }
}

#[cfg(not(target_family = "wasm"))]
impl Link for crate::connect::Connection {
    fn backend(&mut self) -> &mut dyn Backend {
        Self::backend(self)
    }

    fn reconnect(&mut self) -> Result<(), Fault> {
        Self::reconnect(self)
    }

    fn renew_service(&mut self) -> Result<(), Fault> {
        Self::renew_service(self)
    }
}

impl Link for crate::backend::sim::Sim {
    fn backend(&mut self) -> &mut dyn Backend {
        self
    }

    /// Another client of the same service.
    fn reconnect(&mut self) -> Result<(), Fault> {
        let uri = self.about().uri.clone();
        *self = self.service().connect(&uri);
        Ok(())
    }
}

/// Watches an apply.
pub trait Observer {
    /// A step is about to be done.
    fn step(&mut self, machine: &MachinePlan, step: &Step);
    /// Whether the user wants to stop; then everything is taken back.
    fn interrupted(&self) -> bool;
}

/// Nobody who watches.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Observer for Unwatched {
    fn step(&mut self, _machine: &MachinePlan, _step: &Step) {}

    fn interrupted(&self) -> bool {
        false
    }
}

/// What a caller wants.
#[derive(Clone, Copy, Debug, Default)]
pub struct ApplyOptions<'a> {
    /// Whether silence may take away what a machine has that was never applied before.
    pub adopt: bool,
    /// Whether the plan may be older than the machine is, so that it has to be compared first.
    pub saved: bool,
    /// Where journals are kept; without, nothing can be taken back after the program was killed.
    pub journals: Option<&'a Journals>,
    /// What finds out secrets that the plan only names; without, only those that stand in it are known.
    pub secrets: Option<FindSecret>,
}

/// Why a plan was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The plan is for another connection or was made for another form.
    #[error("{0}")]
    WrongPlan(String),
    /// The machine is not as it was when the plan was made.
    #[error("the machine `{name}` has changed since the plan was made: make a new plan")]
    Stale {
        /// The machine.
        name: String,
    },
    /// The machine's state does not allow it now.
    #[error("{0}")]
    Blocked(String),
    /// The document's silence would take something away from a machine that was never applied before.
    #[error(
        "the machine `{name}` was not made by boxwright, and what the document does not mention would be removed or switched off ({what}): \
         say so in the document, or use --adopt"
    )]
    NeedsAdopt {
        /// The machine.
        name: String,
        /// What would go.
        what: String,
    },
    /// A step failed.
    #[error("{}{}: {fault}{undone}", place(step), machine)]
    Step {
        /// The machine's name.
        machine: String,
        /// The step.
        step: Box<Step>,
        /// What VirtualBox said.
        fault: Box<Fault>,
        /// What became of the steps before it.
        undone: Undone,
    },
    /// The user wanted to stop.
    #[error("{machine}: interrupted{undone}")]
    Interrupted {
        /// The machine's name.
        machine: String,
        /// What became of the steps before.
        undone: Undone,
    },
    /// The journal could not be kept, so nothing was done.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// VirtualBox could not be asked before the first step.
    #[error("{0}")]
    Fault(#[from] Fault),
}

fn place(step: &Step) -> String {
    match step.line {
        Some(line) => format!("line {line} ({}): ", step.path),
        None => String::new(),
    }
}

/// A plan that was not carried out to its end.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct Unfinished {
    /// What ended it.
    #[source]
    pub error: ApplyError,
    /// The names of the machines that were made or changed before, and stay so.
    pub applied: Vec<String>,
    /// The names of the machines behind it that would have been.
    pub left: Vec<String>,
}

impl From<ApplyError> for Box<Unfinished> {
    /// Nothing was begun.
    fn from(error: ApplyError) -> Self {
        Self::new(Unfinished {
            error,
            applied: Vec::new(),
            left: Vec::new(),
        })
    }
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many machines were made or changed.
    pub applied: usize,
    /// How many were as asked already.
    pub unchanged: usize,
    /// What went wrong after a machine was as asked.
    pub warnings: Vec<String>,
}

/// Carries `plan` out, one machine after the other. The first failure takes that machine back and ends it; machines
/// that were applied before stay as they are.
pub fn apply(
    link: &mut dyn Link,
    plan: &Plan,
    options: ApplyOptions<'_>,
    observer: &mut dyn Observer,
) -> Result<Report, Box<Unfinished>> {
    fits(link, plan)?;
    for machine in &plan.machines {
        permitted(machine, options)?;
        if options.saved {
            unchanged(link, machine)?;
        }
    }
    let mut report = Report::default();
    for (place, machine) in plan.machines.iter().enumerate() {
        match machine.action {
            Action::None => report.unchanged += 1,
            Action::Create | Action::Change | Action::Delete => {
                let connection = &plan.connection;
                apply_one(link, connection, machine, options, observer, &mut report)
                    .map_err(|error| Box::new(unfinished(error, plan, place)))?;
                report.applied += 1;
            }
        }
    }
    Ok(report)
}

/// Whether a saved plan is for this connection, and for the machines as they are now; [`apply`] asks again.
pub fn is_current(link: &mut dyn Link, plan: &Plan) -> Result<(), ApplyError> {
    fits(link, plan)?;
    plan.machines
        .iter()
        .try_for_each(|machine| unchanged(link, machine))
}

/// A failure at the machine that is `place` in the plan.
fn unfinished(error: ApplyError, plan: &Plan, place: usize) -> Unfinished {
    let (before, behind) = plan.machines.split_at(place.min(plan.machines.len()));
    let names = |machines: &[MachinePlan]| {
        let changed = machines.iter().filter(|it| it.action != Action::None);
        changed.map(|it| it.name.clone()).collect()
    };
    Unfinished {
        error,
        applied: names(before),
        left: names(behind.get(1..).unwrap_or_default()),
    }
}

/// A saved plan may be for another connection, or for a VirtualBox that has been exchanged since.
fn fits(link: &mut dyn Link, plan: &Plan) -> Result<(), ApplyError> {
    let backend = link.backend();
    let uri = &backend.about().uri;
    if plan.version != crate::plan::VERSION {
        let text = format!(
            "the plan has the format version {}, not {}",
            plan.version,
            crate::plan::VERSION
        );
        return Err(ApplyError::WrongPlan(text));
    }
    if plan.connection != *uri {
        let text = format!(
            "the plan was made for `{}`, not for `{uri}`",
            plan.connection
        );
        return Err(ApplyError::WrongPlan(text));
    }
    for step in plan
        .machines
        .iter()
        .flat_map(|machine| machine.steps.iter().map(move |step| (machine, step)))
    {
        let (machine, step) = step;
        check::step(step, &machine.steps, backend.typelib())
            .map_err(|lack| ApplyError::WrongPlan(lack.message))?;
    }
    Ok(())
}

fn permitted(machine: &MachinePlan, options: ApplyOptions<'_>) -> Result<(), ApplyError> {
    if let Some(why) = &machine.blocked {
        return Err(ApplyError::Blocked(why.clone()));
    }
    if machine.needs_adopt && !options.adopt {
        let what: Vec<String> = machine
            .changes
            .iter()
            .filter(|change| change.silent && change.action != ChangeAction::Add)
            .map(lost)
            .collect();
        return Err(ApplyError::NeedsAdopt {
            name: machine.name.clone(),
            what: what.join(", "),
        });
    }
    Ok(())
}

/// What a change takes away: a device says itself what it is, a setting needs its name.
fn lost(change: &Change) -> String {
    let before = change.before.as_deref().unwrap_or_default();
    match change.action {
        ChangeAction::Remove => before.to_owned(),
        ChangeAction::Add | ChangeAction::Change => {
            let place = change.path.strip_prefix("/domain/").unwrap_or(&change.path);
            let after = change.after.as_deref().unwrap_or_default();
            format!("{place}: {before} -> {after}")
        }
    }
}

fn unchanged(link: &mut dyn Link, machine: &MachinePlan) -> Result<(), ApplyError> {
    let mut reader = Reader::new(link.backend());
    let found = find::by_uuid(&mut reader, machine.uuid)?;
    let current = found
        .map(|found| Current::read(&mut reader, found, Look::default()))
        .transpose()?;
    if let Some(why) = current.as_ref().and_then(Current::blocked) {
        return Err(ApplyError::Blocked(why));
    }
    if current.map(|current| current.digest()) == machine.before {
        Ok(())
    } else {
        Err(ApplyError::Stale {
            name: machine.name.clone(),
        })
    }
}

/// What ended a run of steps early.
enum Stop {
    Fault(Box<Step>, Fault),
    Interrupted,
    Journal(JournalError),
}

fn apply_one(
    link: &mut dyn Link,
    connection: &str,
    machine: &MachinePlan,
    options: ApplyOptions<'_>,
    observer: &mut dyn Observer,
    report: &mut Report,
) -> Result<(), ApplyError> {
    let known_media = undo::known_media(link.backend(), machine)?;
    let mut journal = match options.journals {
        Some(journals) => Some(journals.begin(connection, machine, known_media.clone())?),
        None => None,
    };
    let mut engine = match Engine::new(link.backend(), machine, options.secrets) {
        Ok(engine) => engine,
        Err(fault) => {
            close(journal)?;
            return Err(fault.into());
        }
    };
    let mut begun = 0;
    let mut committed = false;
    let outcome = run(
        &mut engine,
        machine,
        journal.as_mut(),
        observer,
        &mut begun,
        &mut committed,
    );
    let stop = match outcome {
        Ok(()) => {
            engine.finish();
            close(journal)?;
            return Ok(());
        }
        Err(stop) => stop,
    };
    let alive = engine.abandon();
    if !committed && let Stop::Fault(step, fault) = &stop {
        committed = undo::was_saved(link, machine, step, fault)?;
    }
    if committed {
        // The machine is saved as asked; what failed is giving the lock back, which the helper's end does too.
        if !alive {
            link.reconnect()?;
        }
        if let Stop::Fault(step, fault) = stop {
            report
                .warnings
                .push(format!("{}: {}: {fault}", machine.name, step.op.member()));
        }
        close(journal)?;
        return Ok(());
    }
    let alive = alive || undo::renew_after_lost_session(link, machine, begun, &stop);
    let undone = undo::take_back(link, machine, &known_media, begun, alive);
    if undone.is_complete() {
        close(journal)?;
    }
    Err(match stop {
        Stop::Fault(step, fault) => ApplyError::Step {
            machine: machine.name.clone(),
            step,
            fault: Box::new(fault),
            undone,
        },
        Stop::Interrupted => ApplyError::Interrupted {
            machine: machine.name.clone(),
            undone,
        },
        Stop::Journal(error) => ApplyError::Journal(error),
    })
}

fn close(journal: Option<Journal>) -> Result<(), JournalError> {
    journal.map_or(Ok(()), Journal::close)
}

fn run(
    engine: &mut Engine<'_>,
    machine: &MachinePlan,
    mut journal: Option<&mut Journal>,
    observer: &mut dyn Observer,
    begun: &mut usize,
    committed: &mut bool,
) -> Result<(), Stop> {
    for step in &machine.steps {
        if observer.interrupted() && !*committed {
            return Err(Stop::Interrupted);
        }
        observer.step(machine, step);
        *begun += 1;
        if let Some(journal) = journal.as_deref_mut() {
            journal
                .begin(step.id, is_final(step))
                .map_err(Stop::Journal)?;
        }
        let mut tick = |_percent| {
            if observer.interrupted() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        engine
            .carry_out(step, &mut tick)
            .map_err(|fault| Stop::Fault(Box::new(step.clone()), fault))?;
        *committed |= is_commit(step);
        if let Some(journal) = journal.as_deref_mut() {
            journal.done(step.id).map_err(Stop::Journal)?;
        }
    }
    Ok(())
}

/// Whether VirtualBox writes a file at this step, so that the journal must be on the disk before.
fn is_final(step: &Step) -> bool {
    match step.phase {
        Phase::Register | Phase::Save | Phase::Delete => true,
        Phase::Prepare
        | Phase::Create
        | Phase::Lock
        | Phase::Extra
        | Phase::Detach
        | Phase::Change
        | Phase::Attach
        | Phase::Unlock => false,
    }
}
