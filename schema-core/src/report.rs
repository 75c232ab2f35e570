//! Diagnostics as JSON: what `boxwright lint --format json` prints, and what a browser gets.
//!
//! The fields are a promise: new ones may come, none changes or goes without a new version.

use std::borrow::Cow;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Edit, Fix, Label, Severity};
use crate::span::{LineIndex, Span};
use crate::visible;

/// The version of the form.
pub const VERSION: u32 = 1;

/// A report that grows document by document.
#[derive(Clone, Debug, Default)]
pub struct Report {
    summary: Summary,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Documents that were checked.
    pub files: usize,
    /// Errors in them.
    pub errors: usize,
    /// Warnings in them.
    pub warnings: usize,
    /// Notes in them.
    pub notes: usize,
}

impl Summary {
    /// How many diagnostics there are.
    pub fn total(&self) -> usize {
        let Self {
            files: _,
            errors,
            warnings,
            notes,
        } = self;
        errors + warnings + notes
    }

    /// Counts findings.
    pub fn add(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            *match diagnostic.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Note => &mut self.notes,
            } += 1;
        }
    }
}

impl Report {
    /// The next piece of the text of the report: everything about one document.
    pub fn document(
        &mut self,
        file: &str,
        text: &str,
        diagnostics: &[Diagnostic],
    ) -> Result<String, serde_json::Error> {
        self.summary.files += 1;
        self.part(file, text, diagnostics)
    }

    /// The next piece: everything about a file that is a part of a document and not counted as one.
    pub fn part(
        &mut self,
        file: &str,
        text: &str,
        diagnostics: &[Diagnostic],
    ) -> Result<String, serde_json::Error> {
        let mut out = String::new();
        let lines = LineIndex::new(text);
        let place = Place {
            file,
            text,
            lines: &lines,
        };
        for (index, diagnostic) in diagnostics.iter().enumerate() {
            if self.summary.total() == 0 && index == 0 {
                out.push_str(&opening());
            } else {
                out.push_str(",\n    ");
            }
            out.push_str(&compact(&Entry::new(diagnostic, &place))?);
        }
        self.summary.add(diagnostics);
        Ok(out)
    }

    /// The last part of the text.
    pub fn end(self) -> Result<String, serde_json::Error> {
        let before = if self.summary.total() == 0 {
            opening().trim_end().to_owned()
        } else {
            "\n  ".to_owned()
        };
        let counts = compact(&self.summary)?;
        Ok(format!("{before}],\n  \"summary\": {counts}\n}}\n"))
    }
}

/// The report of one document.
pub fn to_json(
    file: &str,
    text: &str,
    diagnostics: &[Diagnostic],
) -> Result<String, serde_json::Error> {
    let mut report = Report::default();
    let mut out = report.document(file, text, diagnostics)?;
    out.push_str(&report.end()?);
    Ok(out)
}

/// A value as JSON on one line, with nothing hidden in it.
pub fn compact(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let text = serde_json::to_string(value)?;
    Ok(match visible::json(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => shown,
    })
}

fn opening() -> String {
    format!("{{\n  \"version\": {VERSION},\n  \"diagnostics\": [\n    ")
}

/// What turns bytes of a document into its lines and columns.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What messages call the document.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a LineIndex,
}

/// A diagnostic.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry<'a> {
    /// The name of the rule.
    pub rule: &'a str,
    /// Its short name.
    pub alias: &'a str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: &'a str,
    /// The document.
    pub file: &'a str,
    /// Where it begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// What it is about, such as `devices/disk[1]/target/@dev`.
    pub path: String,
    /// Other places that have to do with it.
    pub related: Vec<Related<'a>>,
    /// Why, and what to do.
    pub notes: &'a [String],
    /// What mends it.
    pub fixes: Vec<FixEntry<'a>>,
    /// The page of the rule.
    pub url: Option<String>,
}

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// From 0, in bytes of the text as UTF-8.
    pub offset: usize,
}

/// Another place that has to do with a diagnostic.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Related<'a> {
    /// What is there.
    pub message: &'a str,
    /// The document.
    pub file: &'a str,
    /// Where it begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

/// What mends a fault.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FixEntry<'a> {
    /// What it does.
    pub title: &'a str,
    /// `safe` or `unsafe`.
    pub applicability: &'static str,
    /// The changes to the text, none of which sees another.
    pub edits: Vec<EditEntry<'a>>,
}

/// A change to the text.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditEntry<'a> {
    /// Where what is replaced begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// What stands there afterwards.
    pub text: &'a str,
}

impl Place<'_> {
    fn range(&self, span: &Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }

    fn position(&self, offset: usize) -> Position {
        let at = self.lines.line_column(self.text, offset);
        Position {
            line: at.line,
            column: at.column,
            offset,
        }
    }
}

impl<'a> Entry<'a> {
    /// A diagnostic of a document.
    pub fn new(diagnostic: &'a Diagnostic, place: &Place<'a>) -> Self {
        // Without `..`: what is new in a diagnostic has to be given a place here.
        let Diagnostic {
            rule,
            alias,
            severity,
            message,
            span,
            path,
            related,
            notes,
            fixes,
        } = diagnostic;
        let (start, end) = place.range(span);
        Self {
            rule,
            alias,
            severity: severity.as_str(),
            message,
            file: place.file,
            start,
            end,
            path: path.to_string(),
            related: related
                .iter()
                .map(|label| Related::new(label, place))
                .collect(),
            notes,
            fixes: fixes.iter().map(|fix| FixEntry::new(fix, place)).collect(),
            url: None,
        }
    }
}

impl<'a> Related<'a> {
    fn new(label: &'a Label, place: &Place<'a>) -> Self {
        let Label { message, span } = label;
        let (start, end) = place.range(span);
        Self {
            message,
            file: place.file,
            start,
            end,
        }
    }
}

impl<'a> FixEntry<'a> {
    fn new(fix: &'a Fix, place: &Place<'a>) -> Self {
        let Fix {
            title,
            applicability,
            edits,
        } = fix;
        Self {
            title,
            applicability: applicability.as_str(),
            edits: edits
                .iter()
                .map(|edit| EditEntry::new(edit, place))
                .collect(),
        }
    }
}

impl<'a> EditEntry<'a> {
    /// A change to the text of a document.
    pub fn new(edit: &'a Edit, place: &Place<'a>) -> Self {
        let Edit { span, text } = edit;
        let (start, end) = place.range(span);
        Self { start, end, text }
    }
}
