//! `boxwright normalize`

use std::path::PathBuf;

use clap::Args;

use crate::document::Document;
use crate::error::{CommandResult, Status};
use crate::output::Output;

/// Prints the canonical form of a document: defaults filled in, everything in a fixed form and order.
///
/// What is wrong with the document, or worth knowing, goes to standard error; with an error nothing is printed.
#[derive(Args, Debug)]
pub(crate) struct NormalizeArgs {
    /// The document (XML, JSON, `.vbox`, `.ovf`); `-` is standard input.
    #[arg(value_name = "PATH")]
    path: PathBuf,
}

pub(crate) fn run(args: &NormalizeArgs, out: &mut Output) -> CommandResult {
    let document = Document::named(&args.path, out)?;
    let normalized = document.normalize(out)?;
    out.xml(&schema_core::write::write(&normalized.domain))?;
    Ok(Status::Clean)
}
