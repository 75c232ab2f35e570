//! `boxwright import`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use native_driver::obstacle;
use native_driver::settings::{Imported, NotImported, Outcome, Said};
use schema_core::diagnostic::{Diagnostic, Severity};
use schema_core::domain::DomainType;
use schema_core::settings::FileKind;
use schema_core::span::LineIndex;
use serde::Serialize;

use crate::error::{CommandError, CommandResult, Status};
use crate::files;
use crate::input;
use crate::opened;
use crate::output::{self, Format, Output};
use crate::report::{self, Found};

/// The version of the report's JSON.
const VERSION: u32 = 1;

/// Makes a domain document of VirtualBox's settings of a machine, or of an OVF descriptor.
///
/// Reads `.vbox` files of every VirtualBox since 1.4, the `.xml` files of old ones, and `.ovf`. What a document has no words
/// for, or has other words for, is said on standard error. Ends with 1 where a part of the file could not be read.
#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// The file; `-` is standard input.
    #[arg(value_name = "FILE")]
    path: PathBuf,
    /// The file to write the document into, instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The `VirtualBox.xml` that goes with the file: before VirtualBox 4.0 it said where images are.
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
    /// How the report is written; as JSON it names also what is kept.
    #[arg(long, value_name = "FORM", value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &ImportArgs, out: &mut Output) -> CommandResult {
    let input = input::single(&args.path);
    let bytes = input.read()?;
    let text = input::text(input.path(), &bytes)?;
    let registry = args.registry.as_deref().map(read).transpose()?;
    let file = input.path().display().to_string();
    let imported = opened::import(&text, input.path(), registry.as_deref())?
        .map_err(|why| not_imported(&why, &file, &text, out))?;
    match args.format {
        Format::Text => say(&imported, &file, &text, out),
        Format::Json => output::stderr(&json(&imported, &file, &text)?),
    }
    let xml = schema_core::write::write(&imported.domain);
    match &args.out {
        Some(path) => files::create_new(path, xml.as_bytes())?,
        None => out.xml(&xml)?,
    }
    let is_whole = !imported.diagnostics.iter().any(Diagnostic::is_error);
    Ok(if is_whole {
        Status::Clean
    } else {
        Status::Found
    })
}

fn read(path: &Path) -> Result<String, CommandError> {
    let input = input::single(path);
    let bytes = input.read()?;
    let text = input::text(path, &bytes)?;
    Ok(text.into_owned())
}

/// Why there is no document, after what is wrong with the file is shown.
fn not_imported(why: &NotImported, file: &str, text: &str, out: &Output) -> CommandError {
    match why {
        NotImported::Unreadable(diagnostics) => {
            report::to_stderr(&Found::new(file, text, diagnostics), out);
            CommandError::failed(format!("`{file}`: {why}"))
        }
        NotImported::OtherFile { kind, .. } => {
            let error = opened::not_imported(why, file, text);
            let is_for_another = *kind == FileKind::Domain
                && schema_core::parse::parse(text).domain.kind != DomainType::Vbox;
            if is_for_another {
                error.hint(format!(
                    "it is for another hypervisor: `boxwright retarget {file}` makes one for VirtualBox of it"
                ))
            } else {
                error
            }
        }
        NotImported::Failed(_) => opened::not_imported(why, file, text),
    }
}

/// Says what is wrong with the file, and what of it is not in the document.
fn say(imported: &Imported, file: &str, text: &str, out: &Output) {
    report::to_stderr(&Found::new(file, text, &imported.diagnostics), out);
    let lines: Vec<Diagnostic> = imported.report.iter().filter_map(diagnostic).collect();
    report::lines_to_stderr(&Found::new(file, text, &lines));
    let count = |outcome: Outcome| {
        imported
            .report
            .iter()
            .filter(|said| said.outcome == outcome)
            .count()
    };
    out.note(&format!(
        "settings of version {}: {} kept, {} approximated, {} not expressible, {} of what is off, {} not readable",
        imported.version,
        count(Outcome::Kept),
        count(Outcome::Approximated),
        count(Outcome::NotExpressible),
        count(Outcome::Idle),
        count(Outcome::Unreadable),
    ));
}

/// What is said of a setting that is not simply kept; what cannot be read is said already.
fn diagnostic(said: &Said) -> Option<Diagnostic> {
    let obstacle = match said.outcome {
        Outcome::Approximated => &obstacle::APPROXIMATED,
        Outcome::NotExpressible => &obstacle::NOT_EXPRESSIBLE,
        Outcome::Kept | Outcome::Idle | Outcome::Meaningless | Outcome::Unreadable => return None,
    };
    Some(Diagnostic {
        rule: obstacle.name,
        alias: "",
        severity: Severity::Note,
        message: format!("`{}`: {}", said.path, said.note),
        span: said.span.clone(),
        path: schema_core::Path::default(),
        related: Vec::new(),
        notes: Vec::new(),
        fixes: Vec::new(),
    })
}

/// The report for programs.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    file: &'a str,
    settings: String,
    counts: BTreeMap<&'static str, usize>,
    said: Vec<Entry<'a>>,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    path: &'a str,
    line: usize,
    column: usize,
    outcome: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

fn json(imported: &Imported, file: &str, text: &str) -> Result<String, CommandError> {
    let lines = LineIndex::new(text);
    let line = |start: usize, path, outcome, note| {
        let at = lines.line_column(text, start);
        Entry {
            path,
            line: at.line,
            column: at.column,
            outcome,
            note,
        }
    };
    let mut counts = BTreeMap::new();
    for said in &imported.report {
        *counts.entry(said.outcome.as_str()).or_default() += 1;
    }
    let said = imported.report.iter();
    let found = imported.diagnostics.iter();
    let report = Report {
        version: VERSION,
        file,
        settings: imported.version.to_string(),
        counts,
        said: said
            .map(|said| {
                line(
                    said.span.start,
                    &said.path,
                    said.outcome.as_str(),
                    &said.note,
                )
            })
            .collect(),
        diagnostics: found
            .map(|found| {
                line(
                    found.span.start,
                    "",
                    found.severity.as_str(),
                    &found.message,
                )
            })
            .collect(),
    };
    let text = serde_json::to_string_pretty(&report).map_err(CommandError::failed)?;
    Ok(format!("{}\n", schema_core::visible::json(&text)))
}
