//! Diagnostics for people and for programs, one file a format.

mod concise;
mod full;
mod json;

use clap::ValueEnum;
use schema_core::diagnostic::{Diagnostic, Severity};
use schema_core::span::LineIndex;

use crate::error::CommandError;
use crate::output::{self, Output};

/// A document with what was found in it.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    /// What messages call the file; not yet made visible.
    file: &'a str,
    /// Its text.
    text: &'a str,
    /// What was found, in the order of the document.
    diagnostics: &'a [Diagnostic],
}

impl<'a> Found<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str, diagnostics: &'a [Diagnostic]) -> Self {
        Self {
            file,
            text,
            diagnostics,
        }
    }

    fn lines(&self) -> LineIndex {
        LineIndex::new(self.text)
    }
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the lines of the document, notes and fixes.
    #[default]
    Full,
    /// A line each: `FILE:LINE:COLUMN: SEVERITY[RULE] MESSAGE`.
    Concise,
    /// One JSON object.
    Json,
}

/// Writes diagnostics in one format, file by file.
#[derive(Debug)]
pub(crate) struct Report {
    format: Option<Format>,
    color: bool,
    summary: Summary,
}

impl Report {
    /// A report on standard output; without a format it goes to standard error, as standard output is something else.
    pub(crate) fn new(format: Option<Format>, out: &Output) -> Self {
        Self {
            format,
            color: out.stdout_color(),
            summary: Summary::default(),
        }
    }

    /// Writes what was found in one document.
    pub(crate) fn document(
        &mut self,
        found: &Found<'_>,
        out: &mut Output,
    ) -> Result<(), CommandError> {
        let first = self.summary.total() == 0;
        self.summary.add(found.diagnostics);
        if found.diagnostics.is_empty() {
            return Ok(());
        }
        match self.format {
            None => {
                to_stderr(found, out);
                Ok(())
            }
            Some(Format::Full) => full::document(found, self.color, out),
            Some(Format::Concise) => concise::document(found, out),
            Some(Format::Json) => json::document(found, first, out),
        }
    }

    /// Writes what comes after the last document.
    pub(crate) fn finish(self, out: &mut Output) -> Result<Summary, CommandError> {
        match self.format {
            Some(Format::Full) => full::summary(&self.summary, out)?,
            Some(Format::Json) => json::summary(&self.summary, out)?,
            Some(Format::Concise) | None => {}
        }
        Ok(self.summary)
    }
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Documents that were checked.
    pub(crate) files: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
    /// Findings that have a fix which can be carried out unseen.
    pub(crate) safe_fixes: usize,
    /// Findings that have only fixes which cannot.
    pub(crate) unsafe_fixes: usize,
}

impl Summary {
    fn add(&mut self, diagnostics: &[Diagnostic]) {
        self.files += 1;
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
            if diagnostic
                .fixes
                .iter()
                .any(|fix| is_safe(fix.applicability))
            {
                self.safe_fixes += 1;
            } else if !diagnostic.fixes.is_empty() {
                self.unsafe_fixes += 1;
            }
        }
    }

    fn total(&self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

fn is_safe(applicability: schema_core::diagnostic::Applicability) -> bool {
    match applicability {
        schema_core::diagnostic::Applicability::Safe => true,
        schema_core::diagnostic::Applicability::Unsafe => false,
    }
}

/// Diagnostics of one document on standard error, for commands whose output is something else.
pub(crate) fn to_stderr(found: &Found<'_>, out: &Output) {
    let lines = found.lines();
    for diagnostic in found.diagnostics {
        output::stderr(&full::render(found, &lines, diagnostic, out.stderr_color()));
    }
}
