//! `boxwright.toml`: what a project asks of the linter, where its machines are, and how many there are.

mod glob;
mod hosts;
mod instances;
mod policies;
mod schema;

pub use schema::schema;

use std::path::Path;

use schema_core::diagnostic::Severity;
use schema_core::lint::suggest;
use schema_core::policy::{Policy, packs};
use schema_core::span::{LineIndex, Span};
use schema_core::support::Release;
use schema_core::visible;
use toml::de::{DeTable, DeValue};

use crate::choice;
use crate::host::Host;
use crate::instance::Instances;

/// What the file is called.
pub const NAME: &str = "boxwright.toml";

/// What can be in it.
pub const KEYS: &[&str] = &[
    "extends",
    "hosts",
    "ignore",
    "instance",
    "packs",
    "per-file-ignores",
    "policy",
    "select",
    "severity",
    "target",
];

/// A value with its place in the file.
type Item<'a, 't> = &'a toml::Spanned<DeValue<'t>>;

/// What a project asks for.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The release of VirtualBox that machines are for.
    pub target: Option<Release>,
    /// The names of the rules that are reported; all where there is none.
    pub select: Vec<&'static str>,
    /// The names of the rules that are not, of those.
    pub ignore: Vec<&'static str>,
    /// The rules whose findings get another severity.
    pub severity: Vec<(&'static str, Severity)>,
    /// What documents have to satisfy.
    pub policies: Vec<Policy>,
    /// What hosts call the files and networks that documents name.
    pub hosts: Vec<Host>,
    /// Machines of which several are made of one document.
    pub instances: Vec<Instances>,
    /// What is no fault and should be looked at, each with its place in a file, as messages say it.
    pub warnings: Vec<String>,
    /// Patterns of paths with the rules that are not reported there.
    per_file: Vec<(String, Vec<&'static str>)>,
}

/// A file that was read, before what it extends is below it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What it says itself.
    pub config: Config,
    /// The name of the file beside it that it extends, with its place.
    pub extends: Option<(String, Span)>,
    /// The policies of the packs that it names.
    of_packs: Vec<Policy>,
    /// Its own, each with the place of its name.
    own: Vec<(Policy, Span)>,
}

/// Something that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What, and what to do.
    pub message: String,
}

impl Fault {
    /// What messages say of it: the place in the file, and what is wrong.
    pub fn line(&self, file: &str, text: &str) -> String {
        let at = LineIndex::new(text).line_column(text, self.span.start);
        // A key may hold a line end, and is not to pass for a line of ours.
        let message = visible::name(&self.message);
        format!("{file}:{}:{}: {message}", at.line, at.column)
    }
}

impl Draft {
    /// This on top of what it extends: what both say is said here, lists go together, and a policy takes the place of
    /// one of its name that is not locked, as a host does.
    pub fn over(self, base: Config) -> Result<Config, Vec<Fault>> {
        let Self {
            mut config,
            extends: _beside,
            of_packs,
            own,
        } = self;
        let below = [&base.policies[..], &of_packs].concat();
        let mut faults = policies::astray(&own, &below);
        for (policy, span) in own {
            let same = |other: &&Policy| other.name == policy.name;
            if let Some(locked) = base.policies.iter().find(same).filter(|same| same.locked) {
                let message = format!(
                    "the policy `{}` is locked by {}, and stays as it is there",
                    locked.name, locked.origin
                );
                faults.push(Fault { span, message });
            }
        }
        if !faults.is_empty() {
            faults.sort_by_key(|fault| fault.span.start);
            return Err(faults);
        }
        let own = std::mem::take(&mut config.policies);
        config.policies = base.policies;
        add_policies(&mut config.policies, own);
        config.target = config.target.or(base.target);
        if config.select.is_empty() {
            config.select = base.select;
        }
        config.warnings.splice(0..0, base.warnings);
        config.ignore.splice(0..0, base.ignore);
        config.severity.splice(0..0, base.severity);
        config.per_file.splice(0..0, base.per_file);
        config.instances.splice(0..0, base.instances);
        for host in base.hosts {
            if !config.hosts.iter().any(|own| own.name == host.name) {
                config.hosts.push(host);
            }
        }
        Ok(config)
    }

    /// Reads a file, which messages call `path`; everything that is wrong with it where that is something.
    pub fn read(text: &str, path: &str) -> Result<Self, Vec<Fault>> {
        let table = DeTable::parse(text).map_err(|error| {
            vec![Fault {
                span: error.span().unwrap_or(0..0),
                message: error.message().to_owned(),
            }]
        })?;
        let mut reader = Reader::default();
        let mut config = Config::default();
        let mut extends = None;
        let (mut of_packs, mut own) = (Vec::new(), Vec::new());
        for (key, item) in table.get_ref() {
            match key.get_ref().as_ref() {
                "hosts" => config.hosts = hosts::read(&mut reader, item),
                "instance" => config.instances = instances::read(&mut reader, item, path),
                "extends" => extends = reader.beside(item),
                "packs" => of_packs = reader.packs(item),
                "policy" => own = policies::read(&mut reader, item, text, path),
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
        // What a file extends can have what its own policies take the place of.
        if extends.is_none() {
            reader.faults.extend(policies::astray(&own, &of_packs));
        }
        if !reader.faults.is_empty() {
            reader.faults.sort_by_key(|fault| fault.span.start);
            return Err(reader.faults);
        }
        // Policies of packs come first, so that policies of the file can take their places.
        let in_order = own.iter().map(|(policy, _)| policy);
        add_policies(
            &mut config.policies,
            of_packs.iter().chain(in_order).cloned(),
        );
        let warnings = reader.warnings.iter();
        config.warnings = warnings.map(|it| it.line(path, text)).collect();
        Ok(Self {
            config,
            extends,
            of_packs,
            own,
        })
    }
}

impl Config {
    /// The rules that are not reported in a file, whose path is given from the folder of this one.
    pub fn ignored_in(&self, path: &Path) -> Vec<&'static str> {
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

/// Adds policies, each in the place of one of its name.
fn add_policies(policies: &mut Vec<Policy>, more: impl IntoIterator<Item = Policy>) {
    for policy in more {
        policies.retain(|other| other.name != policy.name);
        policies.push(policy);
    }
}

/// What is wrong with a file, as it comes up.
#[derive(Default)]
struct Reader {
    faults: Vec<Fault>,
    /// What may be meant all the same.
    warnings: Vec<Fault>,
}

impl Reader {
    fn fault(&mut self, span: &Span, message: impl Into<String>) {
        self.faults.push(Fault {
            span: span.clone(),
            message: message.into(),
        });
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
        match choice::release(self.text(item)?) {
            Ok(release) => {
                let span = item.span();
                let warning =
                    choice::unknown_release(release).map(|message| Fault { span, message });
                self.warnings.extend(warning);
                Some(release)
            }
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
        let mut rules = Vec::new();
        for item in items {
            let Some(name) = self.text(item) else {
                continue;
            };
            let before = rules.len();
            rules.extend(schema_core::lint::family(name).map(|rule| rule.name));
            if rules.len() == before {
                rules.extend(self.rule(name, &item.span()));
            }
        }
        rules
    }

    /// The name of a file in the same folder: a project's file may not lead out of the project.
    fn beside(&mut self, item: Item<'_, '_>) -> Option<(String, Span)> {
        let name = self.text(item)?;
        if Path::new(name).file_name().is_some_and(|file| file == name) {
            return Some((name.to_owned(), item.span()));
        }
        self.fault(
            &item.span(),
            "this has to be the name of a file beside this one",
        );
        None
    }

    fn packs(&mut self, item: Item<'_, '_>) -> Vec<Policy> {
        let Some(items) = item.get_ref().as_array() else {
            self.fault(&item.span(), "this has to be a list of packs");
            return Vec::new();
        };
        let mut policies = Vec::new();
        for item in items {
            let Some(name) = self.text(item) else {
                continue;
            };
            match packs::pack(name) {
                Some(pack) => policies.extend(pack.policies()),
                None => {
                    let known: Vec<&str> = packs::PACKS.iter().map(|pack| pack.name).collect();
                    self.unknown("pack", name, &known, &item.span());
                }
            }
        }
        policies
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
        let config = Draft::read(text, "a.toml").unwrap().config;
        assert_eq!(config.ignored_in(Path::new("old/a/b.xml")).len(), 2);
        assert_eq!(config.ignored_in(Path::new("b.xml")), ["unknown-attribute"]);
    }
}
