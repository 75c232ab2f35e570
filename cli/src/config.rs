//! `boxwright.toml`: what a project asks of the linter.

mod glob;

use std::fs;
use std::io;
use std::path::Path;

use schema_core::diagnostic::Severity;
use schema_core::lint::{rules, suggest};
use schema_core::span::{LineIndex, Span};
use schema_core::support::Release;
use schema_core::visible;
use serde_json::{Value, json};
use toml::de::{DeTable, DeValue};

use crate::error::CommandError;
use crate::rule_choice;

/// What the file is called.
pub(crate) const NAME: &str = "boxwright.toml";

const KEYS: &[&str] = &["ignore", "per-file-ignores", "select", "severity", "target"];

/// A value with its place in the file.
type Item<'a, 't> = &'a toml::Spanned<DeValue<'t>>;

/// What a project asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    pub(crate) target: Option<Release>,
    pub(crate) select: Vec<&'static str>,
    pub(crate) ignore: Vec<&'static str>,
    pub(crate) severity: Vec<(&'static str, Severity)>,
    /// Patterns of paths with the rules that are not reported there.
    per_file: Vec<(String, Vec<&'static str>)>,
}

impl Config {
    /// The file in a folder, where there is one.
    pub(crate) fn of(folder: &Path) -> Result<Option<Self>, CommandError> {
        let path = folder.join(NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(CommandError::io("read", &path, &error)),
        };
        Self::read(&text).map(Some).map_err(|faults| {
            let lines = LineIndex::new(&text);
            let faults: Vec<String> = faults
                .into_iter()
                .map(|(span, message)| {
                    let at = lines.line_column(&text, span.start);
                    // A key may hold a line end, and is not to pass for a line of ours.
                    let message = visible::name(&message);
                    format!("{}:{}:{}: {message}", path.display(), at.line, at.column)
                })
                .collect();
            CommandError::usage(faults.join("\n"))
                .hint("`boxwright schema --config` describes this file")
        })
    }

    /// Reads a file; everything that is wrong with it where that is something.
    fn read(text: &str) -> Result<Self, Vec<(Span, String)>> {
        let table = DeTable::parse(text)
            .map_err(|error| vec![(error.span().unwrap_or(0..0), error.message().to_owned())])?;
        let mut reader = Reader { faults: Vec::new() };
        let mut config = Self::default();
        for (key, item) in table.get_ref() {
            match key.get_ref().as_ref() {
                "target" => config.target = reader.target(item),
                "select" => config.select = reader.rules(item),
                "ignore" => config.ignore = reader.rules(item),
                "severity" => {
                    for (rule, item) in reader.table(item) {
                        let rule = reader.rule(rule.get_ref(), &rule.span());
                        let severity = reader.severity(item);
                        config.severity.extend(rule.zip(severity));
                    }
                }
                "per-file-ignores" => {
                    for (pattern, item) in reader.table(item) {
                        let rules = reader.rules(item);
                        config.per_file.push((pattern.get_ref().to_string(), rules));
                    }
                }
                other => reader.unknown("key", other, KEYS, &key.span()),
            }
        }
        if reader.faults.is_empty() {
            return Ok(config);
        }
        reader.faults.sort_by_key(|(span, _)| span.start);
        Err(reader.faults)
    }

    /// The rules that are not reported in a file, whose path is given from the folder of this one.
    pub(crate) fn ignored_in(&self, path: &Path) -> Vec<&'static str> {
        if self.per_file.is_empty() {
            return Vec::new();
        }
        let names: Vec<_> = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let path = names.join("/");
        self.per_file
            .iter()
            .filter(|(pattern, _)| glob::matches(pattern, &path))
            .flat_map(|(_, rules)| rules.iter().copied())
            .collect()
    }
}

/// Whether there is no such file, be it that a document is named as if it were a folder.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// What is wrong with a file, as it comes up.
struct Reader {
    faults: Vec<(Span, String)>,
}

impl Reader {
    fn fault(&mut self, span: &Span, message: impl Into<String>) {
        self.faults.push((span.clone(), message.into()));
    }

    fn unknown(&mut self, what: &str, word: &str, known: &[&str], span: &Span) {
        let hint = match suggest::closest(word, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("there are `{}`", known.join("`, `")),
        };
        self.fault(span, format!("unknown {what} `{word}`; {hint}"));
    }

    fn text<'a>(&mut self, item: Item<'a, '_>) -> Option<&'a str> {
        let text = item.get_ref().as_str();
        if text.is_none() {
            self.fault(&item.span(), "this has to be a text in quotes");
        }
        text
    }

    fn table<'a, 't>(
        &mut self,
        item: Item<'a, 't>,
    ) -> Vec<(&'a toml::Spanned<toml::de::DeString<'t>>, Item<'a, 't>)> {
        let table = item.get_ref().as_table();
        if table.is_none() {
            self.fault(&item.span(), "this has to be a table");
        }
        table.into_iter().flat_map(DeTable::iter).collect()
    }

    fn target(&mut self, item: Item<'_, '_>) -> Option<Release> {
        match rule_choice::release(self.text(item)?) {
            Ok(release) => Some(release),
            Err(message) => {
                self.fault(&item.span(), message);
                None
            }
        }
    }

    fn rules(&mut self, item: Item<'_, '_>) -> Vec<&'static str> {
        let Some(items) = item.get_ref().as_array() else {
            self.fault(&item.span(), "this has to be a list of rules");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let name = self.text(item)?;
                self.rule(name, &item.span())
            })
            .collect()
    }

    fn rule(&mut self, name: &str, span: &Span) -> Option<&'static str> {
        match schema_core::lint::rule(name) {
            Some(rule) => Some(rule.name),
            None => {
                let hint = match schema_core::lint::closest(name) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "`boxwright rules` lists them".to_owned(),
                };
                self.fault(span, format!("there is no rule `{name}`; {hint}"));
                None
            }
        }
    }

    fn severity(&mut self, item: Item<'_, '_>) -> Option<Severity> {
        const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
        let word = self.text(item)?;
        let severity = ALL.into_iter().find(|severity| severity.as_str() == word);
        if severity.is_none() {
            self.unknown("severity", word, &ALL.map(Severity::as_str), &item.span());
        }
        severity
    }
}

/// The JSON Schema of the file.
pub(crate) fn schema() -> Value {
    let names: Vec<&str> = rules::ALL
        .iter()
        .flat_map(|rule| [rule.name, rule.alias])
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": NAME,
        "description": "What a project asks of the linter of Boxwright.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "target": {
                "description": "The release of VirtualBox that the machines are for.",
                "type": "string", "pattern": "^[0-9]+\\.[0-9]+(\\..*)?$", "examples": ["7.2"],
            },
            "select": {
                "description": "The rules that are reported; all where there is none.",
                "$ref": "#/$defs/rules",
            },
            "ignore": {
                "description": "The rules that are not reported, of those.",
                "$ref": "#/$defs/rules",
            },
            "per-file-ignores": {
                "description": "Rules that are not reported in the files that a pattern means, such as `vms/**/*.xml`.",
                "type": "object", "additionalProperties": { "$ref": "#/$defs/rules" },
            },
            "severity": {
                "description": "Rules with the severity that their findings get.",
                "type": "object",
                "propertyNames": { "$ref": "#/$defs/rule" },
                "additionalProperties": { "enum": ["error", "warning", "note"] },
            },
        },
        "$defs": {
            "rule": { "description": "A rule, by name or short id.", "enum": names },
            "rules": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_every_key_and_no_other() {
        let schema = schema();
        let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
        assert_eq!(keys, KEYS);
    }

    #[test]
    fn ignores_of_a_file_are_those_of_its_patterns() {
        let text = "[per-file-ignores]\n'old/**' = ['D107']\n'*.xml' = ['unknown-attribute']\n";
        let config = Config::read(text).unwrap();
        assert_eq!(config.ignored_in(Path::new("old/a/b.xml")).len(), 2);
        assert_eq!(config.ignored_in(Path::new("b.xml")), ["unknown-attribute"]);
    }
}
