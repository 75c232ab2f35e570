//! Diagnostics for people and for programs, one file a format.

mod concise;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod junit;
mod sarif;
mod statistics;

use clap::ValueEnum;
use schema_core::diagnostic::{Diagnostic, Severity};
use schema_core::lint;
use schema_core::report::Report as JsonReport;
use schema_core::span::{LineColumn, LineIndex, Span};
use schema_core::visible;
use serde::Serialize;

use crate::error::CommandError;
use crate::output::{self, Output};

use statistics::Counts;

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

    fn range(&self, lines: &LineIndex, span: &Span) -> (LineColumn, LineColumn) {
        let at = |offset| lines.line_column(self.text, offset);
        (at(span.start), at(span.end))
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
    /// SARIF 2.1.0, for code scanners.
    Sarif,
    /// Workflow commands, which GitHub shows at the lines.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// XML, for what shows the results of tests.
    Junit,
}

/// A format, with what it has to remember from one document to the next.
#[derive(Debug)]
pub(crate) enum Style {
    /// On standard error, as standard output is something else.
    Stderr,
    Full,
    Concise,
    Json(JsonReport),
    Sarif(sarif::Log),
    Github,
    Gitlab,
    Junit {
        deny_warnings: bool,
    },
    /// How often each rule was broken: for people, or as JSON.
    Statistics(Counts, output::Format),
}

impl Style {
    pub(crate) fn of(format: Format, deny_warnings: bool) -> Self {
        match format {
            Format::Full => Self::Full,
            Format::Concise => Self::Concise,
            Format::Json => Self::Json(JsonReport::default()),
            Format::Sarif => Self::Sarif(sarif::Log::default()),
            Format::Github => Self::Github,
            Format::Gitlab => Self::Gitlab,
            Format::Junit => Self::Junit { deny_warnings },
        }
    }

    /// Counts in place of findings; `None` where the format has no form for them.
    pub(crate) fn statistics(format: Format) -> Option<Self> {
        let format = match format {
            Format::Full => output::Format::Text,
            Format::Json => output::Format::Json,
            Format::Concise | Format::Sarif | Format::Github | Format::Gitlab | Format::Junit => {
                return None;
            }
        };
        Some(Self::Statistics(Counts::default(), format))
    }
}

/// How a file comes into the JSON: as a document, or as a part of one.
type AsJson = fn(&mut JsonReport, &str, &str, &[Diagnostic]) -> serde_json::Result<String>;

/// Writes diagnostics in one format, file by file.
#[derive(Debug)]
pub(crate) struct Report {
    style: Style,
    color: bool,
    summary: Summary,
    /// Whether something is written.
    is_begun: bool,
}

impl Report {
    pub(crate) fn new(style: Style, out: &Output) -> Self {
        Self {
            style,
            color: out.stdout_color(),
            summary: Summary::default(),
            is_begun: false,
        }
    }

    /// Writes what was found in a file that another document is made of, or that says something of it.
    pub(crate) fn part(&mut self, found: &Found<'_>, out: &mut Output) -> Result<(), CommandError> {
        self.write(found, JsonReport::part, out)
    }

    /// Writes what was found in one document.
    pub(crate) fn document(
        &mut self,
        found: &Found<'_>,
        out: &mut Output,
    ) -> Result<(), CommandError> {
        self.summary.files += 1;
        self.write(found, JsonReport::document, out)
    }

    fn write(
        &mut self,
        found: &Found<'_>,
        as_json: AsJson,
        out: &mut Output,
    ) -> Result<(), CommandError> {
        let is_first_file = !std::mem::replace(&mut self.is_begun, true);
        let first = self.summary.total() == 0;
        self.summary.add(found.diagnostics);
        if let Style::Junit { deny_warnings } = self.style {
            return junit::document(found, is_first_file, deny_warnings, out);
        }
        if let Style::Json(report) = &mut self.style {
            let part = as_json(report, found.file, found.text, found.diagnostics);
            return out.write(&part.map_err(CommandError::failed)?);
        }
        if found.diagnostics.is_empty() {
            return Ok(());
        }
        match &mut self.style {
            Style::Stderr => {
                to_stderr(found, out);
                Ok(())
            }
            Style::Full => full::document(found, self.color, out),
            Style::Concise => concise::document(found, out),
            // Written above, since documents without findings count there too.
            Style::Json(_) => Ok(()),
            Style::Sarif(log) => log.document(found, out),
            Style::Github => github::document(found, out),
            Style::Gitlab => gitlab::document(found, first, out),
            // Written above, since a document without findings is in it too.
            Style::Junit { .. } => Ok(()),
            Style::Statistics(counts, _) => {
                counts.add(found.diagnostics);
                Ok(())
            }
        }
    }

    /// Says that a file could not be read: to people on standard error, and in reports for programs, which would lack the
    /// file, as a finding.
    pub(crate) fn unreadable(
        &mut self,
        file: &str,
        error: &CommandError,
        out: &mut Output,
    ) -> Result<(), CommandError> {
        match self.style {
            Style::Stderr | Style::Full | Style::Statistics(..) => {
                out.error(error);
                return Ok(());
            }
            // Both are lines for the same reader.
            Style::Concise => {}
            Style::Json(_)
            | Style::Sarif(_)
            | Style::Github
            | Style::Gitlab
            | Style::Junit { .. } => {
                out.error(error);
            }
        }
        let unread = error.unread.as_deref().cloned().unwrap_or_default();
        let found = [lint::rules::unreadable_file(
            &error.error.to_string(),
            unread.span,
        )];
        self.document(&Found::new(file, &unread.text, &found), out)
    }

    /// Writes what comes after the last document.
    pub(crate) fn finish(self, out: &mut Output) -> Result<Summary, CommandError> {
        match self.style {
            Style::Full => full::summary(&self.summary, out)?,
            Style::Json(report) => out.write(&report.end().map_err(CommandError::failed)?)?,
            Style::Sarif(log) => log.finish(out)?,
            Style::Gitlab => gitlab::finish(self.summary.total() == 0, out)?,
            Style::Junit { .. } => junit::finish(!self.is_begun, out)?,
            Style::Statistics(counts, format) => counts.write(format, &self.summary, out)?,
            Style::Concise | Style::Github | Style::Stderr => {}
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

/// What tells that a finding is the one of an earlier run, finding by finding.
pub(crate) fn fingerprints(found: &Found<'_>) -> Vec<String> {
    let each = fingerprint::each(found).into_iter();
    each.map(|(_, fingerprint)| fingerprint).collect()
}

/// Diagnostics of one document on standard error, for commands whose output is something else.
pub(crate) fn to_stderr(found: &Found<'_>, out: &Output) {
    let lines = found.lines();
    for diagnostic in found.diagnostics {
        output::stderr(&full::render(found, &lines, diagnostic, out.stderr_color()));
    }
}

/// The same, a line each.
pub(crate) fn lines_to_stderr(found: &Found<'_>) {
    let lines = found.lines();
    for diagnostic in found.diagnostics {
        output::stderr(&concise::line(found, &lines, diagnostic));
    }
}

/// The message and the notes, a line each, with nothing hidden in them.
fn words(diagnostic: &Diagnostic) -> String {
    let mut words = visible::name(&diagnostic.message).into_owned();
    for note in &diagnostic.notes {
        words.push('\n');
        words.push_str(&visible::name(note));
    }
    words
}

/// A value as JSON on one line, with nothing hidden in it.
fn compact(value: &impl Serialize) -> Result<String, CommandError> {
    schema_core::report::compact(value).map_err(CommandError::failed)
}
