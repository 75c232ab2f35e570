//! Plans as text for people and as JSON for programs.

use std::fmt::Write as _;

use super::{Action, Arg, Cause, Change, ChangeAction, Exposed, MachinePlan, Op, Plan};
use schema_core::domain::metadata::{Secret, SecretIs};
use schema_core::visible;

/// The plan as text, ending with a newline.
pub fn text(plan: &Plan) -> String {
    let mut out = String::new();
    for machine in &plan.machines {
        render_exposure(machine, &mut out);
    }
    for machine in &plan.machines {
        render_machine(machine, &mut out);
    }
    let summary = Summary::of(plan);
    let parts: Vec<String> = [
        (summary.create, "to create"),
        (summary.change, "to change"),
        (summary.delete, "to delete"),
        (summary.none, "unchanged"),
    ]
    .into_iter()
    .filter(|(count, _word)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    line(
        &mut out,
        format_args!(
            "plan: {}",
            if parts.is_empty() {
                "nothing".to_owned()
            } else {
                parts.join(", ")
            }
        ),
    );
    out
}

/// The plan as JSON: its saved form with a summary.
pub fn json(plan: &Plan) -> serde_json::Result<serde_json::Value> {
    let mut value = serde_json::to_value(redacted(plan))?;
    if let Some(object) = value.as_object_mut() {
        let Summary {
            create,
            change,
            delete,
            none,
        } = Summary::of(plan);
        object.insert(
            "summary".to_owned(),
            serde_json::json!({"create": create, "change": change, "delete": delete, "none": none}),
        );
    }
    Ok(value)
}

/// The plan without secrets that stand in it: where they are may be seen, what they are not.
pub(crate) fn redacted(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.machines.iter_mut().for_each(redact);
    plan
}

/// Takes the secrets out of the steps of a machine.
pub(crate) fn redact(machine: &mut MachinePlan) {
    for step in &mut machine.steps {
        let args = match &mut step.op {
            Op::Set { value, .. } => std::slice::from_mut(value),
            Op::Call { args, .. } => args.as_mut_slice(),
        };
        for arg in args {
            if let Arg::Secret(secret) | Arg::Digest(secret) = arg
                && matches!(secret.is(), SecretIs::Plain(_))
            {
                *secret = Secret::new(Secret::KEPT);
            }
        }
    }
}

#[derive(Default)]
struct Summary {
    create: usize,
    change: usize,
    delete: usize,
    none: usize,
}

impl Summary {
    fn of(plan: &Plan) -> Self {
        let mut summary = Self::default();
        for machine in &plan.machines {
            match machine.action {
                Action::Create => summary.create += 1,
                Action::Change => summary.change += 1,
                Action::Delete => summary.delete += 1,
                Action::None => summary.none += 1,
            }
        }
        summary
    }
}

/// What a machine that is made or changed gives away of the host; `+` is what it did not give away before.
fn render_exposure(machine: &MachinePlan, out: &mut String) {
    let changes = match machine.action {
        Action::Create | Action::Change => true,
        Action::Delete | Action::None => false,
    };
    if machine.exposure.is_empty() || !changes {
        return;
    }
    let name = visible::name(&machine.name);
    line(out, format_args!("exposure of {name} (`+` is new):"));
    for exposed in &machine.exposure {
        let Exposed {
            kind,
            what,
            path: _path,
            line: at,
            widens,
        } = exposed;
        let mark = if *widens { '+' } else { ' ' };
        let at = at.map(|at| format!("  (line {at})")).unwrap_or_default();
        let what = visible::name(what);
        line(out, format_args!("  {mark} {kind}: {what}{at}"));
    }
}

fn render_machine(machine: &MachinePlan, out: &mut String) {
    let MachinePlan {
        name,
        uuid,
        action,
        changes,
        exposure: _exposure,
        left_alone,
        unmanaged,
        needs_adopt,
        blocked,
        steps: _steps,
        before: _before,
    } = machine;
    let (mark, word) = match action {
        Action::Create => ('+', "create"),
        Action::Change => ('~', "change"),
        Action::Delete => ('-', "delete"),
        Action::None => ('=', "no changes"),
    };
    line(
        out,
        format_args!("{mark} {} ({uuid}): {word}", visible::name(name)),
    );
    let apart =
        |change: &&Change| *needs_adopt && change.silent && change.action != ChangeAction::Add;
    for change in changes.iter().filter(|change| !apart(change)) {
        render_change(change, out);
    }
    if *needs_adopt {
        line(
            out,
            format_args!(
                "  the document does not mention these, so they would be removed or switched off (`apply --adopt` agrees to that):"
            ),
        );
        for change in changes.iter().filter(apart) {
            render_change(change, out);
        }
    }
    if !left_alone.is_empty() {
        line(
            out,
            format_args!("  left as it is, because the format cannot express it:"),
        );
        for what in left_alone {
            line(out, format_args!("    {}", visible::name(what)));
        }
    }
    for part in unmanaged {
        line(out, format_args!("  left alone because unmanaged: {part}"));
    }
    if let Some(why) = blocked {
        line(out, format_args!("  blocked: {}", visible::name(why)));
    }
}

fn render_change(change: &Change, out: &mut String) {
    let Change {
        path,
        action,
        before,
        after,
        line: at,
        needs: _needs,
        silent: _silent,
        cause,
    } = change;
    let mark = match action {
        ChangeAction::Add => '+',
        ChangeAction::Change => '~',
        ChangeAction::Remove => '-',
    };
    let place = path.strip_prefix("/domain/").unwrap_or(path);
    let values = match (before, after) {
        (Some(before), Some(after)) => {
            format!("{} -> {}", visible::name(before), visible::name(after))
        }
        (Some(value), None) | (None, Some(value)) => visible::name(value).into_owned(),
        (None, None) => String::new(),
    };
    let at = at.map(|at| format!("line {at}"));
    let cause = match cause {
        Some(Cause::Machine) => Some("changed outside".to_owned()),
        Some(Cause::Both) => Some("changed outside too".to_owned()),
        Some(Cause::Document) | None => None,
    };
    let known: Vec<String> = at.into_iter().chain(cause).collect();
    let known = if known.is_empty() {
        String::new()
    } else {
        format!("  ({})", known.join(", "))
    };
    line(out, format_args!("  {mark} {place}: {values}{known}"));
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ok = writeln!(out, "{text}");
}
