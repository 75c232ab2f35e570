//! `boxwright schema`

use clap::Args;

use crate::error::{CommandResult, Status};
use crate::output::Output;

/// Prints the JSON Schema of the JSON form of a domain, for editors and validators.
#[derive(Args, Debug)]
pub(crate) struct SchemaArgs;

pub(crate) fn run(_args: &SchemaArgs, out: &mut Output) -> CommandResult {
    out.json(&schema_core::schema::json_schema())?;
    Ok(Status::Clean)
}
