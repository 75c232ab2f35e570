//! What apply would do, on a simulated VirtualBox that has no machine yet.

use native_driver::backend::sim::Service;
use native_driver::plan::{self, Arg, Op, Plan, render};
use native_driver::planner::{self, PlanError, PlanOptions};
use native_driver::value::Value;
use schema_core::Diagnostic;
use schema_core::normalize::normalize;
use schema_core::parse::parse;
use schema_core::validate::validate;
use uuid::Uuid;

use super::check::found;
use crate::dto::{Action, Change, ChangeAction, MachinePlan, Needs, Planned, Step};
use crate::utf16::Utf16;

/// The connection that plans are for.
const CONNECTION: &str = "test:///default";

/// Why there is no plan.
enum NoPlan {
    Refused(Vec<Diagnostic>),
    Failed(String),
}

/// What applying a text would do. A new machine whose document has no UUID gets `uuid`.
pub fn plan(text: &str, uuid: &str) -> Planned {
    let places = Utf16::new(text);
    match machine(text, uuid) {
        Ok((plan, notes)) => match plan.machines.into_iter().next() {
            Some(machine) => Planned::Plan {
                machine: machine_plan(machine),
                notes: found(text, &notes, &places),
            },
            None => Planned::Failed {
                message: "there is no machine to plan".to_owned(),
            },
        },
        Err(NoPlan::Refused(diagnostics)) => Planned::Refused {
            found: found(text, &diagnostics, &places),
        },
        Err(NoPlan::Failed(message)) => Planned::Failed { message },
    }
}

/// What `boxwright plan --format json` prints about a text, for a VirtualBox with the machine `test`; nothing where there
/// is no plan.
pub fn plan_json(text: &str, uuid: &str) -> Option<String> {
    let (plan, _) = machine(text, uuid).ok()?;
    let value = render::json(&plan).ok()?;
    serde_json::to_string_pretty(&value).ok()
}

fn machine(text: &str, uuid: &str) -> Result<(Plan, Vec<Diagnostic>), NoPlan> {
    let validated =
        validate(parse(text)).map_err(|rejected| NoPlan::Refused(rejected.diagnostics))?;
    let normalized = normalize(&validated);
    let uuid = Uuid::try_parse(uuid).unwrap_or_default();
    let mut new_uuid = || uuid;
    let mut options = PlanOptions {
        new_uuid: &mut new_uuid,
        secrets: native_driver::secret::plain,
    };
    let mut backend = Service::default_state().connect(CONNECTION);
    let mut plan = planner::new_plan(&backend);
    match planner::plan_machine(&mut backend, &normalized, &mut options) {
        Ok(machine) => plan.machines.push(machine),
        Err(PlanError::Refused(diagnostics)) => return Err(NoPlan::Refused(diagnostics)),
        Err(PlanError::Fault(fault)) => return Err(NoPlan::Failed(fault.to_string())),
    }
    let mut notes = validated.warnings().to_vec();
    notes.extend(normalized.notes);
    Ok((plan, notes))
}

fn machine_plan(machine: plan::MachinePlan) -> MachinePlan {
    let plan::MachinePlan {
        name,
        uuid,
        action,
        changes,
        exposure: _,
        left_alone: _,
        needs_adopt: _,
        blocked,
        steps,
        before: _,
    } = machine;
    MachinePlan {
        name,
        uuid: uuid.to_string(),
        action: match action {
            plan::Action::Create => Action::Create,
            plan::Action::Change => Action::Change,
            plan::Action::None => Action::None,
            plan::Action::Delete => Action::Delete,
        },
        changes: changes.into_iter().map(change).collect(),
        blocked,
        steps: steps.into_iter().map(step).collect(),
    }
}

fn change(change: plan::Change) -> Change {
    let plan::Change {
        path,
        action,
        before,
        after,
        line,
        needs,
        silent,
    } = change;
    Change {
        path,
        action: match action {
            plan::ChangeAction::Add => ChangeAction::Add,
            plan::ChangeAction::Change => ChangeAction::Change,
            plan::ChangeAction::Remove => ChangeAction::Remove,
        },
        before,
        after,
        line,
        needs: match needs {
            plan::Needs::Stopped => Needs::Stopped,
            plan::Needs::Running => Needs::Running,
            plan::Needs::Any => Needs::Any,
        },
        silent,
    }
}

fn step(step: plan::Step) -> Step {
    let plan::Step {
        id: _,
        phase: _,
        target,
        op,
        path: _,
        line,
        undo: _,
    } = step;
    let (member, args, sets) = match op {
        Op::Set { member, value } => (member, vec![value], true),
        Op::Call { member, args } => (member, args, false),
    };
    let args: Vec<String> = args.iter().map(arg).collect();
    Step {
        target: target.to_string(),
        member: member.into_owned(),
        sets,
        args: args.join(", "),
        line,
    }
}

fn arg(arg: &Arg) -> String {
    match arg {
        Arg::Value(value) => written(value),
        Arg::Object(target) => target.to_string(),
        // Where it is, never what it is.
        Arg::Secret(secret) => format!("{secret:?}"),
    }
}

/// A value as people write it down.
fn written(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Unsigned(value) => value.to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Bytes(bytes) => format!("{} bytes", bytes.len()),
        Value::Enum { of: _, is } => is.clone().into_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::List(values) => {
            let values: Vec<String> = values.iter().map(written).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Struct(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{name}: {}", written(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}
