//! A plan as people read it.

use native_driver::plan::{self, Arg, Op};
use native_driver::value::Value;

use crate::dto::{Action, Cause, Change, ChangeAction, Exposed, MachinePlan, Needs, Phase, Step};

pub(super) fn machine_plan(machine: plan::MachinePlan) -> MachinePlan {
    let plan::MachinePlan {
        name,
        uuid,
        action,
        changes,
        exposure,
        mut left_alone,
        unmanaged,
        needs_adopt,
        blocked,
        steps,
        before: _,
    } = machine;
    let because = |part| format!("`{part}`, because the document says that it is unmanaged");
    left_alone.extend(unmanaged.into_iter().map(because));
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
        exposure: exposure.into_iter().map(exposed).collect(),
        left_alone,
        needs_adopt,
        blocked,
        steps: steps.into_iter().map(step).collect(),
    }
}

fn exposed(exposed: plan::Exposed) -> Exposed {
    let plan::Exposed {
        kind,
        what,
        path,
        line,
        widens,
    } = exposed;
    Exposed {
        kind,
        what,
        path,
        line,
        widens,
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
        cause,
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
        cause: cause.map(|cause| match cause {
            plan::Cause::Document => Cause::Document,
            plan::Cause::Machine => Cause::Machine,
            plan::Cause::Both => Cause::Both,
        }),
    }
}

fn step(step: plan::Step) -> Step {
    let plan::Step {
        id: _,
        phase,
        target,
        op,
        path,
        line,
        undo: _,
    } = step;
    let (member, args, sets) = match op {
        Op::Set { member, value } => (member, vec![value], true),
        Op::Call { member, args } => (member, args, false),
    };
    let args: Vec<String> = args.iter().map(arg).collect();
    Step {
        phase: phase_of(phase),
        path,
        target: target.to_string(),
        member: member.into_owned(),
        sets,
        args: args.join(", "),
        line,
    }
}

fn phase_of(phase: plan::Phase) -> Phase {
    match phase {
        plan::Phase::Prepare => Phase::Prepare,
        plan::Phase::Create => Phase::Create,
        plan::Phase::Register => Phase::Register,
        plan::Phase::Lock => Phase::Lock,
        plan::Phase::Extra => Phase::Extra,
        plan::Phase::Detach => Phase::Detach,
        plan::Phase::Change => Phase::Change,
        plan::Phase::Attach => Phase::Attach,
        plan::Phase::Save => Phase::Save,
        plan::Phase::Unlock => Phase::Unlock,
        plan::Phase::Delete => Phase::Delete,
    }
}

fn arg(arg: &Arg) -> String {
    match arg {
        Arg::Value(value) => written(value),
        Arg::Object(target) => target.to_string(),
        // Where it is, never what it is.
        Arg::Secret(secret) => format!("{secret:?}"),
        Arg::Digest(secret) => format!("SHA-256 of {secret:?}"),
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
