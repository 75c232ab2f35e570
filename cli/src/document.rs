//! One document that a command works with, read from XML or JSON.

use project::Host;
use schema_core::diagnostic::Diagnostic;
use schema_core::domain::DomainType;
use schema_core::json::{self, JsonError};
use schema_core::lint;
use schema_core::normalize::{self, Normalized};
use schema_core::parse::{self, Parsed};
use schema_core::policy::{Policies, Stage};
use schema_core::source::SourceMap;
use schema_core::support::Release;
use schema_core::validate;
use schema_core::{Domain, decode, write};

use crate::error::CommandError;
use crate::input::{self, Input};
use crate::output::Output;
use crate::report::{self, Found};

/// A document that was read, with or without faults.
#[derive(Debug)]
pub(crate) struct Document {
    page: Page,
    parsed: Parsed,
}

/// A document without errors, in normal form.
#[derive(Debug)]
pub(crate) struct Canonical {
    pub(crate) page: Page,
    pub(crate) normalized: Normalized,
    /// Warnings and notes, whatever the release.
    remarks: Vec<Diagnostic>,
}

/// What diagnostics of a document refer to.
#[derive(Debug)]
pub(crate) struct Page {
    /// What messages call the document.
    pub(crate) file: String,
    /// Its XML; where the document is JSON it is made of that, so that messages have lines to show.
    text: String,
}

impl Document {
    pub(crate) fn read(input: &Input) -> Result<Self, CommandError> {
        let bytes = input.read()?;
        let text =
            decode::decode(&bytes).map_err(|error| input::undecodable(input.path(), &error))?;
        let file = input.path().display().to_string();
        if is_json(&text) {
            let (file, text) = json_as_xml(&file, &text)?;
            Ok(Self::of(file, text))
        } else {
            Ok(Self::of(file, text.into_owned()))
        }
    }

    /// The document with this text, which messages call `file`.
    pub(crate) fn of(file: String, text: String) -> Self {
        let parsed = parse::parse(&text);
        Self {
            page: Page { file, text },
            parsed,
        }
    }

    /// The same with the words of a host for its files and networks.
    pub(crate) fn on(self, host: &Host) -> Self {
        match host.translate(&self.page.text) {
            Ok(text) if text != self.page.text => Self::of(self.page.file, text),
            // What is wrong with a text that cannot be edited is said by those who read it.
            Ok(_) | Err(_) => self,
        }
    }

    /// What messages call it.
    pub(crate) fn file(&self) -> &str {
        &self.page.file
    }

    /// Whether the root element is `<domain>`.
    pub(crate) fn is_domain(&self) -> bool {
        input::is_domain(&self.page.text)
    }

    /// What could be read.
    pub(crate) fn domain(&self) -> &Domain {
        &self.parsed.domain
    }

    /// The XML of it.
    pub(crate) fn text(&self) -> &str {
        &self.page.text
    }

    /// Where its values stand.
    pub(crate) fn source(&self) -> &SourceMap {
        &self.parsed.source
    }

    /// Whether it describes a machine of VirtualBox, as far as can be said.
    pub(crate) fn is_for_vbox(&self) -> bool {
        self.parsed.domain.kind == DomainType::Vbox
    }

    /// Whether there are comments in it, which no other form keeps.
    pub(crate) fn has_comments(&self) -> bool {
        self.page.text.contains("<!--")
    }

    /// Shows what is wrong with the form of the document, and stops where something could not be read: it would be
    /// missing in what comes out.
    pub(crate) fn must_be_readable(&self, out: &Output) -> Result<(), CommandError> {
        self.page.show(&self.parsed.diagnostics, out);
        match self.page.too_faulty(&self.parsed.diagnostics) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// The normal form, after what was found is shown; an error stops.
    pub(crate) fn normalize(self, out: &Output) -> Result<Normalized, CommandError> {
        let Canonical {
            page,
            normalized,
            remarks,
        } = self.canonical(out)?;
        page.show(&remarks, out);
        page.show(&normalized.notes, out);
        Ok(normalized)
    }

    /// The normal form; an error stops, after everything that was found is shown.
    pub(crate) fn canonical(self, out: &Output) -> Result<Canonical, CommandError> {
        let Self { page, parsed } = self;
        let validated = validate::validate(parsed).map_err(|rejected| {
            page.show(&rejected.diagnostics, out);
            page.too_faulty(&rejected.diagnostics)
                .unwrap_or_else(|| CommandError::failed(rejected))
        })?;
        let normalized = normalize::normalize(&validated);
        Ok(Canonical {
            page,
            normalized,
            remarks: validated.warnings().to_vec(),
        })
    }
}

/// Whether a text is JSON, which no XML begins like.
pub(crate) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// The XML of a document that is JSON, so that messages have lines to show, and what messages call that.
pub(crate) fn json_as_xml(file: &str, text: &str) -> Result<(String, String), CommandError> {
    let domain = json::from_json(text).map_err(|error| not_a_domain(file, text, &error))?;
    Ok((format!("{file} (as XML)"), write::write(&domain)))
}

/// JSON that is no domain; a saved plan is the likeliest other thing.
fn not_a_domain(file: &str, text: &str, error: &JsonError) -> CommandError {
    if text.contains("\"machines\"") && text.contains("\"api_version\"") {
        return CommandError::failed(format!(
            "`{file}` is a saved plan, or a piece of one, and no document"
        ))
        .hint("a plan that is whole is carried out by `boxwright apply PLAN`, alone");
    }
    let mut place = file.to_owned();
    let mut why = error.to_string();
    if let JsonError::Form(error) = error
        && let (line, column) = (error.line(), error.column())
        && let Some(text) = why.strip_suffix(&format!(" at line {line} column {column}"))
    {
        place = format!("{file}:{line}:{column}");
        why = text.to_owned();
    }
    CommandError::failed(format!("`{place}` is not the JSON form of a domain: {why}"))
        .hint("`boxwright schema` prints the JSON Schema of that form")
}

impl Canonical {
    /// Shows everything that is no error, a line each, and stops where this release cannot do what is asked or a policy
    /// is not satisfied.
    pub(crate) fn check_for(
        &self,
        release: Option<Release>,
        policies: &Policies,
        out: &Output,
    ) -> Result<(), CommandError> {
        let page = &self.page;
        let found = if release.is_none() && policies.is_empty() {
            self.remarks.clone()
        } else {
            let parsed = parse::parse_under(&page.text, policies, Stage::Plan);
            lint::check_for(&parsed, release)
        };
        let (errors, mut remarks): (Vec<_>, Vec<_>) =
            found.into_iter().partition(Diagnostic::is_error);
        remarks.extend(self.normalized.notes.iter().cloned());
        report::lines_to_stderr(&Found::new(&page.file, &page.text, &remarks));
        page.show(&errors, out);
        page.too_faulty(&errors).map_or(Ok(()), Err)
    }
}

impl Page {
    /// Shows diagnostics on standard error.
    pub(crate) fn show(&self, diagnostics: &[Diagnostic], out: &Output) {
        report::to_stderr(&Found::new(&self.file, &self.text, diagnostics), out);
    }

    /// Why a command cannot go on, where there are errors.
    pub(crate) fn too_faulty(&self, diagnostics: &[Diagnostic]) -> Option<CommandError> {
        match diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
            .count()
        {
            0 => None,
            1 => Some(CommandError::failed(format!(
                "`{}` has an error",
                self.file
            ))),
            errors => Some(CommandError::failed(format!(
                "`{}` has {errors} errors",
                self.file
            ))),
        }
    }
}
