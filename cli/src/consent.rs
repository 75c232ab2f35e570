//! What a machine may give away of the host without anybody being asked.

use native_driver::plan::{Action, Exposed, MachinePlan, Plan};
use schema_core::lint::{self, Rule, suggest};

use crate::error::CommandError;

/// The kinds of `--allow`.
#[derive(Debug)]
pub(crate) struct Allowed(Vec<&'static str>);

impl Allowed {
    /// Reads the values of `--allow`.
    pub(crate) fn read(kinds: &[String]) -> Result<Self, CommandError> {
        let mut allowed = Vec::new();
        for kind in kinds {
            if kind == "all" {
                allowed.extend(lint::family(lint::EXPOSURE).map(|rule| rule.name));
                continue;
            }
            let rule = project::rule(kind).map_err(|_| no_kind(kind))?;
            if !rule.is_exposure() {
                return Err(CommandError::usage(format!(
                    "`{kind}` is a rule about faults, which nothing allows"
                ))
                .hint(format!("there are {}, or `all`", names())));
            }
            allowed.push(rule.name);
        }
        Ok(Self(allowed))
    }

    /// Stops where a machine that exists would give away more than it does, and than is allowed. What a new machine
    /// gives away is what its document is for.
    pub(crate) fn check(&self, plan: &Plan) -> Result<(), CommandError> {
        let wider = |exposed: &&Exposed| {
            exposed.widens && !self.0.iter().any(|allowed| *allowed == exposed.kind)
        };
        let changed = |machine: &&MachinePlan| machine.action == Action::Change;
        let mut kinds: Vec<&str> = Vec::new();
        let mut text = String::new();
        for machine in plan.machines.iter().filter(changed) {
            for exposed in machine.exposure.iter().filter(wider) {
                let (kind, what) = (exposed.kind.as_str(), exposed.what.as_str());
                text.extend(["\n  `", &machine.name, "`: ", what, " (", kind, ")"]);
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        if kinds.is_empty() {
            return Ok(());
        }
        Err(CommandError::failed(format!(
            "more of the host would be given away than is now, nobody can be asked, and nothing was changed:{text}"
        ))
        .hint(format!(
            "add `--allow {}` to agree beforehand, or apply on a terminal without `--yes`",
            kinds.join(",")
        )))
    }
}

/// That nothing of that name is given away; what is suggested is only what can be allowed.
fn no_kind(name: &str) -> CommandError {
    let kinds = lint::family(lint::EXPOSURE).map(|rule| rule.name);
    let meant = suggest::closest(name, kinds.chain(["all"]));
    let error = CommandError::usage(format!("there is no `{name}` to allow"));
    match meant {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None => error.hint(format!("there are {}, or `all`", names())),
    }
}

fn names() -> String {
    let names: Vec<String> = lint::family(lint::EXPOSURE)
        .map(|rule: &Rule| format!("`{}`", rule.name))
        .collect();
    names.join(", ")
}
