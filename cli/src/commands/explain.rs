//! `boxwright explain`

use clap::Args;

use crate::error::{CommandResult, Status};
use crate::output::Output;
use crate::rule_choice;

/// Prints the page of a rule: what it checks, why, and what to do.
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The name of the rule, or its short id.
    #[arg(value_name = "RULE")]
    rule: String,
}

pub(crate) fn run(args: &ExplainArgs, out: &mut Output) -> CommandResult {
    let rule = rule_choice::rule(&args.rule)?;
    out.write(&format!(
        "# {} ({}, {})\n\n{}",
        rule.name,
        rule.alias,
        rule.severity.as_str(),
        page(rule.docs)
    ))?;
    Ok(Status::Clean)
}

/// The page as Markdown: in a doc comment a space stands before each line.
pub(crate) fn page(docs: &str) -> String {
    docs.lines()
        .flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"])
        .collect()
}
