//! One workflow command a diagnostic, which GitHub shows at the line of the document.

use schema_core::diagnostic::Severity;

use super::Found;
use schema_core::visible;

use crate::error::CommandError;
use crate::output::Output;

pub(super) fn document(found: &Found<'_>, out: &mut Output) -> Result<(), CommandError> {
    let lines = found.lines();
    for diagnostic in found.diagnostics {
        let (start, end) = found.range(&lines, &diagnostic.span);
        // Columns have a meaning only within one line.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        out.write(&format!(
            "::{} title={},file={},line={},endLine={}{columns}::{}\n",
            command(diagnostic.severity),
            property(diagnostic.rule),
            property(found.file),
            start.line,
            end.line,
            data(&super::words(diagnostic)),
        ))?;
    }
    Ok(())
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text between the two, where `:` and `,` would end it.
fn property(text: &str) -> String {
    data(&visible::name(text))
        .replace(':', "%3A")
        .replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_end_a_command_early() {
        assert_eq!(data("50%: a,b\r\n::error::x"), "50%25: a,b%0D%0A::error::x");
        assert_eq!(
            property("a\n::set-env name=b,c::%\u{1b}"),
            "a\\n%3A%3Aset-env name=b%2Cc%3A%3A%25\\u{1b}"
        );
    }
}
