//! `boxwright convert`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use schema_core::{json, write};

use crate::document::Document;
use crate::error::{CommandError, CommandResult, Status};
use crate::input;
use crate::output::Output;

/// Prints the same domain in another form; what is read, XML or JSON, shows in the content.
///
/// The model is kept, nothing is filled in. Comments are lost, and that is said.
#[derive(Args, Debug)]
pub(crate) struct ConvertArgs {
    /// The document; `-` is standard input.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The form to print.
    #[arg(long, value_name = "FORM", value_enum)]
    to: Form,
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
    let document = Document::read(&input::single(&args.path))?;
    document.must_be_readable(out)?;
    if document.has_comments() {
        out.warning(&format!(
            "`{}` has comments, which the converted document lacks",
            document.file()
        ));
    }
    args.to.print(document.domain(), out)?;
    Ok(Status::Clean)
}
