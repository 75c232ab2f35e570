//! What apply would do, on a simulated VirtualBox that has no machine yet, or one.

mod shown;

use native_driver::apply::{self, ApplyOptions, Unwatched};
use native_driver::backend::Backend as _;
use native_driver::backend::sim::{Service, Sim};
use native_driver::plan::{Plan, render};
use native_driver::planner::{self, PlanError};
use schema_core::normalize::{Normalized, normalize};
use schema_core::parse::{parse, parse_under};
use schema_core::policy::Stage;
use schema_core::support::Release;
use schema_core::validate::validate;
use schema_core::{Diagnostic, lint, visible};

use super::check::found;
use super::options::choice;
use crate::dto::{PlanOptions, Planned};
use crate::utf16::Utf16;

/// The connection that plans are for.
const CONNECTION: &str = "test:///default";

/// Why there is no plan.
enum NoPlan {
    Refused(Vec<Diagnostic>),
    Failed(String),
}

/// What applying a text would do.
pub fn plan(text: &str, options: &PlanOptions) -> Planned {
    let places = Utf16::new(text);
    match machine(text, options) {
        Ok((plan, notes)) => match plan.machines.into_iter().next() {
            Some(machine) => Planned::Plan {
                machine: shown::machine_plan(machine),
                notes: found(&notes, &places),
            },
            None => Planned::Failed {
                message: "there is no machine to plan".to_owned(),
            },
        },
        Err(NoPlan::Refused(diagnostics)) => Planned::Refused {
            found: found(&diagnostics, &places),
        },
        Err(NoPlan::Failed(message)) => Planned::Failed { message },
    }
}

/// What `boxwright plan --format json` prints about a text, without the line end; nothing where there is no plan.
pub fn plan_json(text: &str, options: &PlanOptions) -> Option<String> {
    let (plan, _) = machine(text, options).ok()?;
    let value = render::json(&plan).ok()?;
    let json = serde_json::to_string_pretty(&value).ok()?;
    Some(visible::json(&json).into_owned())
}

/// The plan, and what people should know about the document all the same.
fn machine(text: &str, options: &PlanOptions) -> Result<(Plan, Vec<Diagnostic>), NoPlan> {
    // Without `..`: a new option has to be given a meaning here.
    let PlanOptions { against, options } = options;
    let mut sim = Service::default_state().connect(CONNECTION);
    if let Some(against) = against {
        make(&mut sim, against)?;
    }
    let choice = choice(&options.clone().unwrap_or_default()).map_err(NoPlan::Failed)?;
    let normalized = normal(text)?;
    let release: Option<Release> = sim.about().version.parse().ok();
    let parsed = parse_under(text, choice.policies(), Stage::Plan);
    let (errors, mut notes): (Vec<_>, Vec<_>) = lint::check_for(&parsed, release)
        .into_iter()
        .partition(Diagnostic::is_error);
    if !errors.is_empty() {
        return Err(NoPlan::Refused(errors));
    }
    notes.extend(normalized.notes.iter().cloned());
    let plan = plan_of(&mut sim, &normalized)?;
    Ok((plan, notes))
}

/// Makes the machine of a document, which is there already when the plan is made.
fn make(sim: &mut Sim, text: &str) -> Result<(), NoPlan> {
    let failed = |message: String| {
        NoPlan::Failed(format!(
            "the machine as it is now cannot be made: {message}"
        ))
    };
    let plan = normal(text).and_then(|normalized| plan_of(sim, &normalized));
    let plan = plan.map_err(|no_plan| match no_plan {
        NoPlan::Refused(diagnostics) => {
            let first = diagnostics.iter().find(|found| found.is_error());
            failed(first.map_or_else(String::new, |first| first.message.clone()))
        }
        NoPlan::Failed(message) => failed(message),
    })?;
    apply::apply(sim, &plan, ApplyOptions::default(), &mut Unwatched)
        .map(drop)
        .map_err(|error| failed(error.to_string()))
}

fn normal(text: &str) -> Result<Normalized, NoPlan> {
    match validate(parse(text)) {
        Ok(validated) => Ok(normalize(&validated)),
        Err(rejected) => Err(NoPlan::Refused(rejected.diagnostics)),
    }
}

fn plan_of(sim: &mut Sim, normalized: &Normalized) -> Result<Plan, NoPlan> {
    let options = planner::PlanOptions {
        secrets: native_driver::secret::plain,
    };
    let mut plan = planner::new_plan(sim);
    match planner::plan_machine(sim, normalized, options) {
        Ok(machine) => {
            plan.machines.push(machine);
            Ok(plan)
        }
        Err(PlanError::Refused(diagnostics)) => Err(NoPlan::Refused(diagnostics)),
        Err(PlanError::Fault(fault)) => Err(NoPlan::Failed(fault.to_string())),
    }
}
