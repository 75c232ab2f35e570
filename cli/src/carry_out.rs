//! Asks for consent, and carries a plan out while the user watches and may stop it.

mod pause;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use native_driver::apply::{self, ApplyError, ApplyOptions, Observer, Report, Unfinished};
use native_driver::plan::{MachinePlan, Phase, Plan, Step};
use schema_core::visible;
use signal_hook::consts::signal;

use crate::error::CommandError;
use crate::output::{self, Output};
use crate::secrets;
use crate::session::Session;
use pause::Pause;

/// Work that takes longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether the user agreed beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Consent {
    Given,
    Wanted,
}

impl From<bool> for Consent {
    /// The value of `--yes`.
    fn from(yes: bool) -> Self {
        if yes { Self::Given } else { Self::Wanted }
    }
}

/// Asks, unless the user agreed beforehand; an error where nobody agrees.
pub(crate) fn ask(consent: Consent, question: &str, out: &mut Output) -> Result<(), CommandError> {
    match consent {
        Consent::Given => out.flush(),
        Consent::Wanted if !output::can_ask() => Err(CommandError::failed(
            "there is no terminal to ask for consent on, and nothing was changed",
        )
        .hint("add `--yes` to go on without being asked")),
        Consent::Wanted if output::confirm(out, question)? => Ok(()),
        Consent::Wanted => Err(CommandError::failed("declined, and nothing was changed")),
    }
}

/// Carries a plan out. `file_of` names the document of a machine, for the message of a failure.
pub(crate) fn carry_out<'f>(
    session: &mut Session,
    plan: &Plan,
    options: ApplyOptions<'_>,
    file_of: impl Fn(&str) -> Option<&'f str>,
) -> Result<Report, CommandError> {
    let mut progress = Progress {
        interrupted: listen()?,
        said: AtomicBool::new(false),
        saved: false,
        pause: Pause::asked(),
        done: 0,
        all: plan
            .machines
            .iter()
            .map(|machine| machine.steps.len())
            .sum(),
        started: Instant::now(),
        shown: false,
        terminal: output::is_stderr_terminal(),
    };
    let (connection, journals) = session.parts();
    let options = ApplyOptions {
        journals,
        secrets: Some(secrets::find),
        ..options
    };
    let result = apply::apply(connection, plan, options, &mut progress);
    progress.clear();
    match result {
        Ok(report) if progress.is_asked_to_stop() => Err(too_late(&report)),
        Ok(report) => Ok(report),
        Err(unfinished) => Err(stopped(&unfinished, file_of)),
    }
}

/// Stops before anything is shown or asked where a saved plan is for another connection, or too old.
pub(crate) fn must_be_current(session: &mut Session, plan: &Plan) -> Result<(), CommandError> {
    let (connection, _journals) = session.parts();
    apply::is_current(connection, plan).map_err(|error| failure(&error, |_| None))
}

/// A failure, and what became of the other machines.
fn stopped<'f>(unfinished: &Unfinished, file_of: impl Fn(&str) -> Option<&'f str>) -> CommandError {
    let Unfinished {
        error,
        applied,
        left,
    } = unfinished;
    let mut failure = failure(error, file_of);
    let names = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    if !applied.is_empty() {
        failure = failure.hint(format!(
            "applied before that, and left so: {}",
            names(applied)
        ));
    }
    if !left.is_empty() {
        failure = failure.hint(format!("not tried: {}", names(left)));
    }
    failure
}

/// The user wanted to stop when everything was saved already. What runs this program must not go on as if nothing had
/// been said, so this is a failure all the same.
fn too_late(report: &Report) -> CommandError {
    let mut text = format!(
        "interrupted, but too late to take anything back: {} changed, {} unchanged",
        report.applied, report.unchanged
    );
    for warning in &report.warnings {
        text.push_str("\n  ");
        text.push_str(warning);
    }
    CommandError::failed(text)
}

fn failure<'f>(error: &ApplyError, file_of: impl Fn(&str) -> Option<&'f str>) -> CommandError {
    let document = match error {
        ApplyError::Step { machine, .. } | ApplyError::Interrupted { machine, .. } => {
            file_of(machine)
        }
        ApplyError::Stale { name } | ApplyError::NeedsAdopt { name, .. } => file_of(name),
        ApplyError::WrongPlan(_)
        | ApplyError::Blocked(_)
        | ApplyError::Journal(_)
        | ApplyError::Fault(_) => None,
    };
    match document {
        Some(file) => CommandError::failed(format!("`{file}`: {error}")),
        None => CommandError::failed(error.to_string()),
    }
}

/// A flag that is raised when the user or the system wants the program to stop. From here on that does not end it at
/// once: what was begun is taken back first.
fn listen() -> Result<Arc<AtomicBool>, CommandError> {
    let flag = Arc::new(AtomicBool::new(false));
    let mut signals = vec![signal::SIGINT, signal::SIGTERM];
    #[cfg(unix)]
    signals.push(signal::SIGHUP);
    for number in signals {
        signal_hook::flag::register(number, Arc::clone(&flag))?;
    }
    Ok(flag)
}

/// What the user sees of an apply.
struct Progress {
    interrupted: Arc<AtomicBool>,
    /// Whether the user was told that the wish to stop was heard.
    said: AtomicBool,
    /// Whether the machine that is worked on is being saved, or has been: then nothing is taken back any more.
    saved: bool,
    /// Where a test wants to meet the program.
    pause: Option<Pause>,
    done: usize,
    all: usize,
    started: Instant,
    shown: bool,
    terminal: bool,
}

impl Observer for Progress {
    fn step(&mut self, machine: &MachinePlan, step: &Step) {
        self.done += 1;
        if let Some(pause) = self.pause.take_if(|pause| pause.is_at(step.phase)) {
            pause.wait(|| self.is_asked_to_stop());
        }
        self.saved = match step.phase {
            Phase::Prepare
            | Phase::Create
            | Phase::Register
            | Phase::Lock
            | Phase::Extra
            | Phase::Detach
            | Phase::Change
            | Phase::Attach => false,
            Phase::Save | Phase::Unlock | Phase::Delete => true,
        };
        if self.terminal && self.started.elapsed() > PATIENCE {
            let line = format!(
                "\r\u{1b}[K{} of {} steps: {}",
                self.done,
                self.all,
                visible::name(&machine.name)
            );
            output::stderr(&line);
            self.shown = true;
        }
    }

    fn interrupted(&self) -> bool {
        let interrupted = !self.saved && self.is_asked_to_stop();
        if interrupted && !self.said.swap(true, Ordering::Relaxed) {
            output::stderr("\ninterrupted: taking back what was done\n");
        }
        interrupted
    }
}

impl Progress {
    fn is_asked_to_stop(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }

    /// Removes the line that shows how far the work is.
    fn clear(&self) {
        if self.shown {
            output::stderr("\r\u{1b}[K");
        }
    }
}
