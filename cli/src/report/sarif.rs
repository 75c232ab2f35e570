//! SARIF 2.1.0, the form in which code scanners exchange their findings.

use schema_core::diagnostic::{Diagnostic, Fix, Label, Severity};
use schema_core::lint::{self, Rule};
use schema_core::span::{LineIndex, Span};
use serde_json::{Value, json};

use super::{Found, fingerprint};
use schema_core::visible;

use crate::error::CommandError;
use crate::output::Output;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What the end of the log has to tell.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// The rules that were broken, in the order in which they came up: results name them by their place.
    rules: Vec<&'static str>,
    results: usize,
}

impl Log {
    pub(super) fn document(
        &mut self,
        found: &Found<'_>,
        out: &mut Output,
    ) -> Result<(), CommandError> {
        let place = Place {
            found,
            lines: found.lines(),
            uri: uri(found.file),
        };
        for (diagnostic, print) in fingerprint::each(found) {
            if self.results == 0 {
                out.write(&opening()?)?;
            } else {
                out.write(",\n    ")?;
            }
            self.results += 1;
            let rule = self.rule(diagnostic.rule);
            out.write(&super::compact(&place.result(diagnostic, rule, &print))?)?;
        }
        Ok(())
    }

    pub(super) fn finish(&self, out: &mut Output) -> Result<(), CommandError> {
        if self.results == 0 {
            out.write(opening()?.trim_end())?;
        } else {
            out.write("\n  ")?;
        }
        let rules: Vec<Value> = self
            .rules
            .iter()
            .filter_map(|name| lint::rule(name))
            .map(metadata)
            .collect();
        let tool = super::compact(&json!({ "driver": {
            "name": "boxwright", "version": env!("CARGO_PKG_VERSION"), "rules": rules,
        }}))?;
        out.write(&format!("],\n  \"tool\": {tool}\n}}]}}\n"))
    }

    fn rule(&mut self, name: &'static str) -> usize {
        if let Some(at) = self.rules.iter().position(|rule| *rule == name) {
            return at;
        }
        self.rules.push(name);
        self.rules.len() - 1
    }
}

fn opening() -> Result<String, CommandError> {
    // The lines of a document end as the linter counts them.
    let ends = super::compact(&["\r\n", "\n", "\r"])?;
    Ok(format!(
        "{{\"$schema\": \"{SCHEMA}\",\n\"version\": \"2.1.0\",\n\"runs\": [{{\n  \
         \"columnKind\": \"unicodeCodePoints\",\n  \"newlineSequences\": {ends},\n  \"results\": [\n    "
    ))
}

/// A rule, for those who read results without this program.
fn metadata(rule: &Rule) -> Value {
    let page = rule.page();
    let short = page
        .split("\n\n")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect::<Vec<_>>()
        .join(" ");
    json!({
        "id": rule.name,
        "shortDescription": { "text": text(&short) },
        "help": { "text": text(&page), "markdown": page },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "alias": rule.alias },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A message: square brackets would make a link in it.
fn text(words: &str) -> String {
    visible::text(words).replace('[', "\\[").replace(']', "\\]")
}

/// A file's path as a reference: relative stays relative. Everything that has a meaning in one is encoded, so that no
/// name becomes a scheme or a query.
fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    // An absolute path is one on this machine.
    if file.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => {
                let hex = format!("%{other:02X}");
                uri.push_str(&hex);
            }
        }
    }
    uri
}

/// What turns bytes of a document into places of it.
struct Place<'a> {
    found: &'a Found<'a>,
    lines: LineIndex,
    uri: String,
}

impl Place<'_> {
    fn result(&self, diagnostic: &Diagnostic, rule: usize, print: &str) -> Value {
        // Without `..`: what is new in a diagnostic has to be given a place here. The alias is in the rule, and the
        // notes are in the words.
        let Diagnostic {
            rule: name,
            alias: _,
            severity,
            message: _,
            span,
            path,
            related,
            notes: _,
            fixes,
        } = diagnostic;
        let mut location = self.location(span);
        if let Some(location) = location.as_object_mut() {
            let logical = json!([{ "fullyQualifiedName": path.to_string() }]);
            location.insert("logicalLocations".to_owned(), logical);
        }
        let mut result = serde_json::Map::new();
        let mut add = |key: &str, value: Value| result.insert(key.to_owned(), value);
        add("ruleId", json!(name));
        add("ruleIndex", json!(rule));
        add("level", json!(level(*severity)));
        add(
            "message",
            json!({ "text": text(&super::words(diagnostic)) }),
        );
        add("locations", json!([location]));
        add("partialFingerprints", json!({ "boxwright/v1": print }));
        if !related.is_empty() {
            let related: Vec<Value> = related.iter().map(|label| self.related(label)).collect();
            add("relatedLocations", json!(related));
        }
        if !fixes.is_empty() {
            let fixes: Vec<Value> = fixes.iter().map(|fix| self.fix(fix)).collect();
            add("fixes", json!(fixes));
        }
        Value::Object(result)
    }

    fn location(&self, span: &Span) -> Value {
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": self.uri },
            "region": self.region(span),
        }})
    }

    fn related(&self, label: &Label) -> Value {
        let mut location = self.location(&label.span);
        if let Some(location) = location.as_object_mut() {
            let message = json!({ "text": text(&label.message) });
            location.insert("message".to_owned(), message);
        }
        location
    }

    fn fix(&self, fix: &Fix) -> Value {
        let replacements: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| {
                json!({
                    "deletedRegion": self.region(&edit.span),
                    "insertedContent": { "text": edit.text },
                })
            })
            .collect();
        let title = format!("{} ({})", fix.title, fix.applicability.as_str());
        json!({
            "description": { "text": text(&title) },
            "artifactChanges": [{
                "artifactLocation": { "uri": self.uri },
                "replacements": replacements,
            }],
        })
    }

    fn region(&self, span: &Span) -> Value {
        let (start, end) = self.found.range(&self.lines, span);
        json!({
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references_and_nothing_else() {
        for (file, expected) in [
            ("vms/a.xml", "vms/a.xml"),
            ("/vms/a b.xml", "file:///vms/a%20b.xml"),
            ("::error::x.xml", "%3A%3Aerror%3A%3Ax.xml"),
            ("javascript:a?b#c", "javascript%3Aa%3Fb%23c"),
            ("\u{e9}\u{1b}%", "%C3%A9%1B%25"),
        ] {
            assert_eq!(uri(file), expected);
        }
    }

    #[test]
    fn messages_hold_no_links() {
        assert_eq!(text("`[here](urn:x)`\u{1b}"), "`\\[here\\](urn:x)`\\u{1b}");
    }
}
