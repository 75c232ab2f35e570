//! `boxwright explain`

use clap::Args;
use native_driver::obstacle;
use project::NoRule;

use crate::error::{CommandResult, Status};
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

fn page(name: &str) -> Result<String, NoRule> {
    if let Some(obstacle) = obstacle::find(name) {
        return Ok(format!("# {}\n\n{}", obstacle.name, obstacle.page()));
    }
    let rule = project::rule(name)?;
    Ok(format!(
        "# {} ({}, {})\n\n{}",
        rule.name,
        rule.alias,
        rule.severity.as_str(),
        rule.page()
    ))
}
