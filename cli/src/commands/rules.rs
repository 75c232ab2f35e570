//! `boxwright rules`

use clap::Args;
use schema_core::lint::rules;

use crate::error::{CommandResult, Status};
use crate::output::{Format, Output};

/// Lists the rules of the linter; `explain` prints the page of one.
#[derive(Args, Debug)]
pub(crate) struct RulesArgs {
    /// How the list is written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &RulesArgs, out: &mut Output) -> CommandResult {
    match args.format {
        Format::Text => {
            for rule in rules::ALL {
                let occasion = rule.occasion();
                let asked = occasion.map_or(String::new(), |when| format!("  ({when})"));
                out.write(&format!(
                    "{}  {:7}  {}{asked}\n",
                    rule.alias,
                    rule.severity.as_str(),
                    rule.name
                ))?;
            }
        }
        Format::Json => {
            let rules: Vec<_> = rules::ALL
                .iter()
                .map(|rule| {
                    let docs = rule.page();
                    serde_json::json!({
                        "rule": rule.name, "alias": rule.alias, "severity": rule.severity.as_str(), "docs": docs,
                        "on_demand": rule.is_on_demand(),
                    })
                })
                .collect();
            out.json(&serde_json::json!({ "version": 1, "rules": rules }))?;
        }
    }
    Ok(Status::Clean)
}
