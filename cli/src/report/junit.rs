//! `JUnit`'s XML: a suite a document and a test a finding, of which those fail that end the command with 1.

use schema_core::diagnostic::{Diagnostic, Severity};

use super::Found;
use schema_core::visible;

use crate::error::CommandError;
use crate::output::Output;

const OPENING: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"boxwright\">\n";

pub(super) fn document(
    found: &Found<'_>,
    first: bool,
    deny_warnings: bool,
    out: &mut Output,
) -> Result<(), CommandError> {
    if first {
        out.write(OPENING)?;
    }
    let lines = found.lines();
    let file = attribute(found.file);
    let fails = |diagnostic: &&Diagnostic| match diagnostic.severity {
        Severity::Error => true,
        Severity::Warning => deny_warnings,
        Severity::Note => false,
    };
    let failures = found.diagnostics.iter().filter(fails).count();
    let mut suite = format!(
        "  <testsuite name=\"{file}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">\n",
        // A document without findings is one test that went well.
        found.diagnostics.len().max(1),
    );
    if found.diagnostics.is_empty() {
        line(
            &mut suite,
            format_args!("    <testcase name=\"lint\" classname=\"{file}\"/>"),
        );
    }
    for diagnostic in found.diagnostics {
        let (start, _) = found.range(&lines, &diagnostic.span);
        let (at, column) = (start.line, start.column);
        let severity = diagnostic.severity.as_str();
        line(
            &mut suite,
            format_args!(
                "    <testcase name=\"{} at {at}:{column}\" classname=\"{file}\" file=\"{file}\" line=\"{at}\">",
                diagnostic.rule
            ),
        );
        let words = content(&super::words(diagnostic));
        if fails(&diagnostic) {
            line(
                &mut suite,
                format_args!(
                    "      <failure type=\"{severity}\" message=\"{}\">{file}:{at}:{column}: {words}</failure>",
                    attribute(&diagnostic.message)
                ),
            );
        } else {
            line(
                &mut suite,
                format_args!(
                    "      <system-out>{file}:{at}:{column}: {severity}: {words}</system-out>"
                ),
            );
        }
        line(&mut suite, format_args!("    </testcase>"));
    }
    line(&mut suite, format_args!("  </testsuite>"));
    out.write(&suite)
}

pub(super) fn finish(is_empty: bool, out: &mut Output) -> Result<(), CommandError> {
    if is_empty {
        out.write(OPENING)?;
    }
    out.write("</testsuites>\n")
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.push_str(&text.to_string());
    out.push('\n');
}

/// A name as it stands between double quotes.
fn attribute(name: &str) -> String {
    escape(&visible::name(name))
}

/// Text of several lines as it stands between tags.
fn content(text: &str) -> String {
    escape(&visible::text(text))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no way to say these two.
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_names_stays_text() {
        assert_eq!(
            attribute("a\"><b>&\n\u{1b}]]>\u{ffff}"),
            "a&quot;&gt;&lt;b&gt;&amp;\\n\\u{1b}]]&gt;\u{fffd}"
        );
        assert_eq!(content("a\n<b>"), "a\n&lt;b&gt;");
    }
}
