//! `boxwright plan`

use std::path::{Path, PathBuf};

use clap::Args;
use native_driver::plan::{Plan, render};

use crate::args::Global;
use crate::error::{CommandError, CommandResult, Status};
use crate::files;
use crate::output::{Format, Output};
use crate::planning;
use crate::session::Session;

/// Shows what `apply` would do, and changes nothing.
#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    /// Documents, XML or JSON, folders with documents, or `-` for standard input.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// How the plan is written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
    /// Ends with 0 when nothing would change, 2 when something would, 1 when there is no plan.
    #[arg(long)]
    detailed_exitcode: bool,
    /// Saves the plan in a file that `apply` takes, and that only you can read.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &PlanArgs, global: &Global, out: &mut Output) -> CommandResult {
    // A document that cannot be planned needs no VirtualBox to say so.
    let documents = planning::documents(&args.paths, out)?;
    let mut session = Session::open(global, out)?;
    let plan = planning::plan(&mut session, &documents, out)?;
    match args.format {
        Format::Text => out.write(&render::text(&plan))?,
        Format::Json => out.json(&render::json(&plan).map_err(CommandError::failed)?)?,
    }
    if let Some(file) = &args.out {
        save(&plan, file)?;
    }
    Ok(if args.detailed_exitcode && plan.has_changes() {
        Status::Changes
    } else {
        Status::Clean
    })
}

fn save(plan: &Plan, file: &Path) -> Result<(), CommandError> {
    let mut text = serde_json::to_string_pretty(plan).map_err(CommandError::failed)?;
    text.push('\n');
    // Passwords of the document may be in it.
    files::create_private(file, text.as_bytes())
        .map_err(|error| CommandError::io("write", file, &error))
}
