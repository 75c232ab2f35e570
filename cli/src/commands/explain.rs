//! `boxwright explain`

use clap::Args;

use crate::error::{CommandResult, Status};
use crate::output::Output;

/// Prints the pages of rules: what each checks, why, and what to do.
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The names of rules, or their short ids.
    #[arg(value_name = "RULE", required = true)]
    rules: Vec<String>,
}

pub(crate) fn run(args: &ExplainArgs, out: &mut Output) -> CommandResult {
    let rules = args.rules.iter().map(|name| project::rule(name));
    let pages = rules
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(|rule| {
            format!(
                "# {} ({}, {})\n\n{}",
                rule.name,
                rule.alias,
                rule.severity.as_str(),
                rule.page()
            )
        });
    out.write(&pages.collect::<Vec<_>>().join("\n"))?;
    Ok(Status::Clean)
}
