//! `boxwright explain`

use clap::Args;
use native_driver::obstacle;
use schema_core::lint::{self, suggest};

use crate::error::{CommandError, CommandResult, Status};
use crate::output::Output;

/// Prints the pages of rules and of errors: what each says, why, and what to do.
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The names of rules, or their short ids, or the names of errors of `plan`, `apply` and `import`; without one, those
    /// errors are listed.
    #[arg(value_name = "RULE")]
    rules: Vec<String>,
}

pub(crate) fn run(args: &ExplainArgs, out: &mut Output) -> CommandResult {
    if args.rules.is_empty() {
        for obstacle in obstacle::ALL {
            out.write(&format!("{}\n", obstacle.name))?;
        }
        return Ok(Status::Clean);
    }
    let pages = args.rules.iter().map(|name| page(name));
    let pages = pages.collect::<Result<Vec<_>, _>>()?;
    out.write(&pages.join("\n"))?;
    Ok(Status::Clean)
}

/// That there is no page of a name: it may be meant for one of a rule or of an error.
fn no_page(name: &str) -> CommandError {
    let obstacles = obstacle::ALL.iter().map(|obstacle| obstacle.name);
    let rules = lint::rules::ALL.iter().map(|rule| rule.name);
    let error = CommandError::usage(format!("there is no rule and no error `{name}`"));
    error.hint(match suggest::closest(name, rules.chain(obstacles)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`boxwright rules` lists the rules, `boxwright explain` alone the errors of `plan`, `apply` and `import`".to_owned(),
    })
}

fn page(name: &str) -> Result<String, CommandError> {
    if let Some(obstacle) = obstacle::find(name) {
        return Ok(format!("# {}\n\n{}", obstacle.name, obstacle.page()));
    }
    let rule = project::rule(name).map_err(|_| no_page(name))?;
    Ok(format!(
        "# {} ({}, {})\n\n{}",
        rule.name,
        rule.alias,
        rule.severity.as_str(),
        rule.page()
    ))
}
