//! One JSON object with every diagnostic. The fields are a promise: new ones may come, none changes or goes without a
//! new version.

use schema_core::diagnostic::{Diagnostic, Fix, Label};
use schema_core::span::{LineIndex, Span};
use serde::Serialize;

use super::{Found, Summary, compact};
use crate::error::CommandError;
use crate::output::Output;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct DiagnosticDto<'a> {
    rule: &'a str,
    alias: &'a str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    start: PositionDto,
    end: PositionDto,
    path: String,
    related: Vec<LabelDto<'a>>,
    notes: &'a [String],
    fixes: Vec<FixDto<'a>>,
    url: Option<String>,
}

#[derive(Serialize)]
struct PositionDto {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct LabelDto<'a> {
    message: &'a str,
    file: &'a str,
    start: PositionDto,
    end: PositionDto,
}

#[derive(Serialize)]
struct FixDto<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<EditDto<'a>>,
}

#[derive(Serialize)]
struct EditDto<'a> {
    start: PositionDto,
    end: PositionDto,
    text: &'a str,
}

#[derive(Serialize)]
struct SummaryDto {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

pub(super) fn document(
    found: &Found<'_>,
    first: bool,
    out: &mut Output,
) -> Result<(), CommandError> {
    let place = Place {
        found,
        lines: found.lines(),
    };
    for (index, diagnostic) in found.diagnostics.iter().enumerate() {
        if first && index == 0 {
            out.write(&opening())?;
        } else {
            out.write(",\n    ")?;
        }
        out.write(&compact(&place.diagnostic(diagnostic))?)?;
    }
    Ok(())
}

pub(super) fn summary(summary: &Summary, out: &mut Output) -> Result<(), CommandError> {
    let Summary {
        files,
        errors,
        warnings,
        notes,
        safe_fixes: _,
        unsafe_fixes: _,
    } = *summary;
    if summary.total() == 0 {
        out.write(opening().trim_end())?;
    } else {
        out.write("\n  ")?;
    }
    let counts = compact(&SummaryDto {
        files,
        errors,
        warnings,
        notes,
    })?;
    out.write(&format!("],\n  \"summary\": {counts}\n}}\n"))
}

fn opening() -> String {
    format!("{{\n  \"version\": {VERSION},\n  \"diagnostics\": [\n    ")
}

/// What turns bytes of a document into its lines and columns.
struct Place<'a> {
    found: &'a Found<'a>,
    lines: LineIndex,
}

impl<'a> Place<'a> {
    fn diagnostic(&self, diagnostic: &'a Diagnostic) -> DiagnosticDto<'a> {
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
        let (start, end) = self.range(span);
        DiagnosticDto {
            rule,
            alias,
            severity: severity.as_str(),
            message,
            file: self.found.file,
            start,
            end,
            path: path.to_string(),
            related: related.iter().map(|label| self.label(label)).collect(),
            notes,
            fixes: fixes.iter().map(|fix| self.fix(fix)).collect(),
            url: None,
        }
    }

    fn label(&self, label: &'a Label) -> LabelDto<'a> {
        let Label { message, span } = label;
        let (start, end) = self.range(span);
        LabelDto {
            message,
            file: self.found.file,
            start,
            end,
        }
    }

    fn fix(&self, fix: &'a Fix) -> FixDto<'a> {
        let Fix {
            title,
            applicability,
            edits,
        } = fix;
        let edits = edits
            .iter()
            .map(|edit| {
                let (start, end) = self.range(&edit.span);
                EditDto {
                    start,
                    end,
                    text: &edit.text,
                }
            })
            .collect();
        FixDto {
            title,
            applicability: applicability.as_str(),
            edits,
        }
    }

    fn range(&self, span: &Span) -> (PositionDto, PositionDto) {
        (self.position(span.start), self.position(span.end))
    }

    fn position(&self, offset: usize) -> PositionDto {
        let at = self.lines.line_column(self.found.text, offset);
        PositionDto {
            line: at.line,
            column: at.column,
            offset,
        }
    }
}
