//! `boxwright convert`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use schema_core::support::Release;
use schema_core::{json, write};

use super::export;
use crate::document::Document;
use crate::error::{CommandError, CommandResult, Status};
use crate::output::Output;

/// Prints the same domain in another form; what is read (XML, JSON, `.vbox`, `.ovf`) shows in the content.
///
/// As XML and JSON the model is kept, nothing is filled in. Comments are lost, and that is said. `--to vbox` is what `boxwright
/// export` writes.
#[derive(Args, Debug)]
pub(crate) struct ConvertArgs {
    /// The document; `-` is standard input.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The form to print.
    #[arg(long, value_name = "FORM", value_enum)]
    to: To,
    /// With `--to vbox`, the release of VirtualBox that is to read it; the newest that is known where it is not said.
    #[arg(long, value_name = "RELEASE", value_parser = project::release)]
    target: Option<Release>,
}

/// A form that a domain is converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum To {
    /// libvirt domain XML.
    Xml,
    /// JSON, as `boxwright schema` describes it.
    Json,
    /// VirtualBox's settings of a machine.
    Vbox,
}

/// A form of a domain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// libvirt domain XML.
    #[default]
    Xml,
    /// JSON, as `boxwright schema` describes it.
    Json,
}

impl Form {
    /// What file names end with.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Xml => ".xml",
            Self::Json => ".json",
        }
    }

    /// A domain in this form.
    pub(crate) fn write(self, domain: &schema_core::Domain) -> Result<String, CommandError> {
        match self {
            Self::Xml => Ok(write::write(domain)),
            Self::Json => json::to_json(domain).map_err(CommandError::failed),
        }
    }

    /// Prints a domain in this form.
    pub(crate) fn print(
        self,
        domain: &schema_core::Domain,
        out: &mut Output,
    ) -> Result<(), CommandError> {
        let text = self.write(domain)?;
        match self {
            Self::Xml => out.xml(&text),
            Self::Json => out.write(&schema_core::visible::json(&text)),
        }
    }
}

pub(crate) fn run(args: &ConvertArgs, out: &mut Output) -> CommandResult {
    if args.target.is_some() && args.to != To::Vbox {
        return Err(CommandError::usage(
            "`--target` says for which VirtualBox `--to vbox` writes",
        ));
    }
    let document = Document::named(&args.path, out)?;
    let form = match args.to {
        To::Xml => Form::Xml,
        To::Json => Form::Json,
        To::Vbox => {
            let release = args.target.unwrap_or(Release::NEWEST);
            let text = export::vbox(document, release, out)?;
            out.xml(&text)?;
            return Ok(Status::Clean);
        }
    };
    document.must_be_readable(out)?;
    if document.has_comments() {
        out.warning(&format!(
            "`{}` has comments, which the converted document lacks",
            document.file()
        ));
    }
    form.print(document.domain(), out)?;
    Ok(Status::Clean)
}
