//! GitLab's code quality report: a JSON list.

use schema_core::diagnostic::{Diagnostic, Severity};
use schema_core::span::LineIndex;
use serde::Serialize;

use super::{Found, fingerprint};
use crate::error::CommandError;
use crate::output::Output;

#[derive(Serialize)]
struct IssueDto<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: LocationDto<'a>,
}

#[derive(Serialize)]
struct LocationDto<'a> {
    path: &'a str,
    positions: PositionsDto,
}

#[derive(Serialize)]
struct PositionsDto {
    begin: PositionDto,
    end: PositionDto,
}

#[derive(Serialize)]
struct PositionDto {
    line: usize,
    column: usize,
}

pub(super) fn document(
    found: &Found<'_>,
    first: bool,
    out: &mut Output,
) -> Result<(), CommandError> {
    let lines = found.lines();
    for (index, (diagnostic, print)) in fingerprint::each(found).into_iter().enumerate() {
        out.write(if first && index == 0 {
            "[\n  "
        } else {
            ",\n  "
        })?;
        out.write(&super::compact(&issue(found, &lines, diagnostic, print))?)?;
    }
    Ok(())
}

pub(super) fn finish(empty: bool, out: &mut Output) -> Result<(), CommandError> {
    out.write(if empty { "[]\n" } else { "\n]\n" })
}

fn issue<'a>(
    found: &'a Found<'_>,
    lines: &LineIndex,
    diagnostic: &'a Diagnostic,
    fingerprint: String,
) -> IssueDto<'a> {
    let (begin, end) = found.range(lines, &diagnostic.span);
    IssueDto {
        description: super::words(diagnostic),
        check_name: diagnostic.rule,
        fingerprint,
        severity: severity(diagnostic.severity),
        location: LocationDto {
            // GitLab compares it with the paths of a change, which have no such beginning.
            path: found.file.strip_prefix("./").unwrap_or(found.file),
            positions: PositionsDto {
                begin: PositionDto {
                    line: begin.line,
                    column: begin.column,
                },
                end: PositionDto {
                    line: end.line,
                    column: end.column,
                },
            },
        },
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
