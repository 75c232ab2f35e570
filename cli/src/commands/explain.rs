//! `boxwright explain`

use clap::Args;

use crate::error::{CommandResult, Status};
use crate::output::Output;

/// Prints the page of a rule: what it checks, why, and what to do.
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The name of the rule, or its short id.
    #[arg(value_name = "RULE")]
    rule: String,
}

pub(crate) fn run(args: &ExplainArgs, out: &mut Output) -> CommandResult {
    let rule = project::rule(&args.rule)?;
    out.write(&format!(
        "# {} ({}, {})\n\n{}",
        rule.name,
        rule.alias,
        rule.severity.as_str(),
        rule.page()
    ))?;
    Ok(Status::Clean)
}
