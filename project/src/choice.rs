//! Which findings are reported, as a person and a project ask, and for which release of VirtualBox.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use schema_core::diagnostic::{Applicability, Diagnostic, Severity};
use schema_core::lint::{self, Check, Rule};
use schema_core::policy::{Policies, Stage};
use schema_core::support::Release;
use schema_core::{fix, parse};

use crate::config::Config;

/// What is reported of what is wrong with a document.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    target: Option<Release>,
    /// The names of the rules that are reported; all where there is none.
    select: Vec<&'static str>,
    /// The names of the rules that are not, of those.
    ignore: Vec<&'static str>,
    /// The rules whose findings get another severity.
    severity: Vec<(&'static str, Severity)>,
    /// What documents have to satisfy.
    policies: Arc<Policies>,
    /// What should be looked at in the file of the project.
    warnings: Vec<String>,
}

impl Choice {
    /// What a person asks for; the error names a rule that does not exist.
    pub fn new(
        target: Option<Release>,
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, NoRule> {
        let names = |rules: &[String]| {
            let mut named = Vec::new();
            for name in rules {
                let before = named.len();
                named.extend(lint::family(name).map(|rule| rule.name));
                if named.len() == before {
                    named.push(rule(name)?.name);
                }
            }
            Ok(named)
        };
        Ok(Self {
            target,
            select: names(select)?,
            ignore: names(ignore)?,
            ..Self::default()
        })
    }

    /// The rules that are asked for by name, and that no lint finds.
    pub fn said_elsewhere(&self) -> impl Iterator<Item = &'static str> {
        let asked = self.select.iter().copied();
        asked.filter(|name| {
            lint::rule(name).is_some_and(|rule| matches!(rule.check, Check::Normalizing))
        })
    }

    /// The same in a project: the person has the last word, and what either ignores is ignored.
    #[must_use]
    pub fn within(&self, config: &Config) -> Self {
        let select = if self.select.is_empty() {
            &config.select
        } else {
            &self.select
        };
        Self {
            target: self.target.or(config.target),
            select: select.clone(),
            ignore: [&self.ignore[..], &config.ignore].concat(),
            severity: config.severity.clone(),
            policies: Arc::new(Policies::new(config.policies.iter().cloned())),
            warnings: config.warnings.clone(),
        }
    }

    /// What is to be said about the encoding of a file.
    pub fn encoding(&self, bytes: &[u8], text: &str) -> Option<Diagnostic> {
        let found = lint::rules::of_encoding(bytes, text)?;
        self.chosen(vec![found]).pop()
    }

    /// The same without some rules.
    #[must_use]
    pub fn without(mut self, rules: &[&'static str]) -> Self {
        self.ignore.extend(rules);
        self
    }

    /// What documents have to satisfy.
    pub fn policies(&self) -> &Policies {
        &self.policies
    }

    /// What is wrong with a text, of what is to be reported.
    pub fn lint(&self, text: &str) -> Vec<Diagnostic> {
        let parsed = parse::parse_under(text, &self.policies, Stage::Lint);
        self.chosen(if self.is_asked_on_demand() {
            lint::check_all(&parsed, self.target)
        } else {
            lint::check_for(&parsed, self.target)
        })
    }

    /// Whether a rule is named that is only reported where it is asked for.
    fn is_asked_on_demand(&self) -> bool {
        let names = self.severity.iter().map(|(rule, _)| rule);
        let mut named = self.select.iter().chain(names);
        named.any(|rule| lint::rule(rule).is_some_and(Rule::is_on_demand))
    }

    /// What is to be reported, with the severities of the project.
    fn chosen(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let chooses = !self.select.is_empty() || !self.ignore.is_empty();
        if chooses || self.is_asked_on_demand() {
            diagnostics.retain(|diagnostic| self.reports(diagnostic));
        }
        for (rule, severity) in &self.severity {
            for diagnostic in &mut diagnostics {
                if diagnostic.rule == *rule && !lint::is_locked(diagnostic) {
                    diagnostic.severity = *severity;
                }
            }
        }
        diagnostics
    }

    fn reports(&self, found: &Diagnostic) -> bool {
        let rule = found.rule;
        if lint::is_locked(found) {
            return true;
        }
        let named = self.select.contains(&rule);
        let on_demand = || lint::rule(rule).is_some_and(Rule::is_on_demand);
        let wanted = if self.select.is_empty() {
            !on_demand() || self.severity.iter().any(|(other, _)| *other == rule)
        } else {
            named
        };
        wanted && !self.ignore.contains(&rule)
    }

    /// The text with fixes carried out until nothing is left that can be, and what is found in it then.
    pub fn mend<'t>(
        &self,
        text: &'t str,
        diagnostics: Vec<Diagnostic>,
        allowed: Applicability,
    ) -> (Cow<'t, str>, Vec<Diagnostic>) {
        fix::mend(text, diagnostics, allowed, |text| self.lint(text))
    }

    /// What should be looked at in the file of the project, though it can be read: each with its place there.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The release of VirtualBox that documents are for, where one is named.
    pub fn target(&self) -> Option<Release> {
        self.target
    }
}

/// There is no rule of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRule {
    /// What was asked for.
    pub name: String,
    /// The rule that is most likely meant.
    pub closest: Option<&'static str>,
}

impl fmt::Display for NoRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no rule `{}`", self.name)
    }
}

impl Error for NoRule {}

/// The rule with this name or short id.
pub fn rule(name: &str) -> Result<&'static Rule, NoRule> {
    lint::rule(name).ok_or_else(|| NoRule {
        name: name.to_owned(),
        closest: lint::closest(name),
    })
}

/// That a release is newer than all that are known, so that a slip in its number is seen.
pub fn unknown_release(release: Release) -> Option<String> {
    (!release.is_known()).then(|| {
        format!(
            "VirtualBox {release} is not known here: what {}, the newest that is, can do is taken for what it can",
            Release::NEWEST
        )
    })
}

/// The release that a text names: a known one, or one that is newer than all that are.
pub fn release(text: &str) -> Result<Release, String> {
    let release: Release = text
        .parse()
        .map_err(|error: schema_core::support::NoRelease| error.to_string())?;
    if release.is_known() || release > Release::NEWEST {
        return Ok(release);
    }
    let known: Vec<String> = Release::ALL.iter().map(Release::to_string).collect();
    Err(format!(
        "there is no VirtualBox {release} that is known: {}",
        known.join(", ")
    ))
}
