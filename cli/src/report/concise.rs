//! One line a diagnostic, for editors and `grep`.

use schema_core::diagnostic::Diagnostic;
use schema_core::span::LineIndex;

use super::Found;
use schema_core::visible;

use crate::error::CommandError;
use crate::output::Output;

pub(super) fn document(found: &Found<'_>, out: &mut Output) -> Result<(), CommandError> {
    let lines = found.lines();
    for diagnostic in found.diagnostics {
        out.write(&line(found, &lines, diagnostic))?;
    }
    Ok(())
}

pub(super) fn line(found: &Found<'_>, lines: &LineIndex, diagnostic: &Diagnostic) -> String {
    // A line that begins so is a command to GitHub.
    let before = if found.file.trim_start().starts_with("::") {
        "./"
    } else {
        ""
    };
    let start = lines.line_column(found.text, diagnostic.span.start);
    format!(
        "{before}{}:{}:{}: {}[{}] {}\n",
        visible::name(found.file),
        start.line,
        start.column,
        diagnostic.severity.as_str(),
        diagnostic.rule,
        visible::name(&diagnostic.message),
    )
}
