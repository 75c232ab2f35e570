//! `boxwright retarget`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use schema_core::decode;
use schema_core::retarget::{self, Options, Origin, Retargeted, Verb};
use schema_core::span::LineIndex;
use schema_core::support::Release;
use schema_core::visible;

use crate::error::{CommandError, CommandResult, Status};
use crate::files;
use crate::input;
use crate::opened::{self, Opened};
use crate::output::{self, Output};
use crate::report::{self, Found};

/// Makes a document of KVM, QEMU, Xen, VMware or Hyper-V one for VirtualBox.
///
/// Prints the document, and on standard error what was done to it, line by line, with the commands that convert its
/// disk images; with `--out` the report is on standard output. Comments and what VirtualBox has as well stay.
#[derive(Args, Debug)]
pub(crate) struct RetargetArgs {
    /// The document; `-` is standard input.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Which hypervisor the document is for: what it does not say means something else for each.
    #[arg(long, value_name = "HYPERVISOR", value_enum, default_value_t)]
    from: From,
    /// The file for the new document; it must not be there yet.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The release of VirtualBox that the machine is for, such as `7.2`; the newest without it.
    #[arg(long, value_name = "RELEASE")]
    target: Option<Release>,
    /// The folder for converted images; without it they are beside those that they are made from.
    #[arg(long, value_name = "DIR")]
    images: Option<String>,
}

/// Which hypervisor a document is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum From {
    /// As its `type` says.
    #[default]
    Auto,
    /// KVM.
    Kvm,
    /// QEMU without KVM.
    Qemu,
    /// Xen.
    Xen,
    /// VMware's.
    #[value(name = "vmware")]
    VMware,
    /// Hyper-V.
    #[value(name = "hyperv")]
    HyperV,
}

impl From {
    const fn origin(self) -> Option<Origin> {
        match self {
            Self::Auto => None,
            Self::Kvm | Self::Qemu => Some(Origin::Qemu),
            Self::Xen => Some(Origin::Xen),
            Self::VMware => Some(Origin::VMware),
            Self::HyperV => Some(Origin::HyperV),
        }
    }
}

pub(crate) fn run(args: &RetargetArgs, out: &mut Output) -> CommandResult {
    let opened = opened::open(&input::single(&args.path))?;
    let opened = opened.ok_or_else(|| {
        CommandError::usage(input::no_document_in(std::slice::from_ref(&args.path)))
    })?;
    opened.must_be_whole(out)?;
    let Opened {
        file, text, bytes, ..
    } = opened;
    let options = Options {
        from: args.from.origin(),
        target: args.target,
        images: args.images.clone(),
    };
    let done = retarget::retarget(&text, &options)
        .map_err(|error| CommandError::failed(format!("`{file}`: {error}")))?;
    let report = report_of(&file, &text, &done);
    let written = match &args.out {
        Some(path) => {
            save(path, &bytes, &done.text)?;
            out.write(&report)?;
            path.display().to_string()
        }
        None => {
            out.xml(&done.text)?;
            out.flush()?;
            output::stderr(&report);
            "<stdout>".to_owned()
        }
    };
    if done.left.is_empty() {
        return Ok(Status::Clean);
    }
    report::to_stderr(&Found::new(&written, &done.text, &done.left), out);
    Ok(Status::Found)
}

fn save(path: &Path, before: &[u8], text: &str) -> Result<(), CommandError> {
    let bytes = decode::encode_as(before, text).unwrap_or_else(|| text.as_bytes().to_vec());
    files::create_new(path, &bytes)
}

/// The report as text: a line for each thing that was done, then the commands, then how much it was.
fn report_of(file: &str, text: &str, done: &Retargeted) -> String {
    let index = LineIndex::new(text);
    let file = visible::name(file).into_owned();
    let mut lines: Vec<String> = Vec::new();
    for entry in &done.report {
        let place = index.line_column(text, entry.span.start);
        lines.push(format!(
            "{file}:{}:{}: {}: {}",
            place.line,
            place.column,
            entry.verb.as_str(),
            visible::name(&entry.message)
        ));
    }
    if !done.conversions.is_empty() {
        lines.push("images to convert:".to_owned());
    }
    for conversion in &done.conversions {
        lines.push(format!("  {}", visible::name(&conversion.command)));
    }
    lines.push(summary(done));
    lines.join("\n") + "\n"
}

fn summary(done: &Retargeted) -> String {
    let count = |verb: Verb| done.report.iter().filter(|it| it.verb == verb).count();
    let mut parts: Vec<String> = Verb::ALL
        .iter()
        .map(|verb| (count(*verb), verb.as_str()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if !done.conversions.is_empty() {
        parts.push(format!("{} to convert", done.conversions.len()));
    }
    format!("retarget: {}", parts.join(", "))
}
