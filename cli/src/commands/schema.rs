//! `boxwright schema`

use clap::Args;

use crate::error::{CommandResult, Status};
use crate::output::Output;

/// Prints the JSON Schema of the JSON form of a domain, for editors and validators.
#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// Prints the schema of `boxwright.toml` instead.
    #[arg(long)]
    config: bool,
}

pub(crate) fn run(args: &SchemaArgs, out: &mut Output) -> CommandResult {
    if args.config {
        out.json(&project::schema())?;
    } else {
        out.json(&schema_core::schema::json_schema())?;
    }
    Ok(Status::Clean)
}
