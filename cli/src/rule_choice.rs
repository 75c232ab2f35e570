//! Which rules a run of the linter reports, as the command line and the projects of the files ask, and for which
//! release of VirtualBox.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use schema_core::diagnostic::{Applicability, Diagnostic, Severity};
use schema_core::lint::{self, Rule};
use schema_core::policy::{Policy, Stage};
use schema_core::support::Release;
use schema_core::{fix, parse};

use crate::config::Config;
use crate::error::CommandError;

/// What is reported of what is wrong with a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    target: Option<Release>,
    /// The names of the rules that are reported; all where there is none.
    select: Vec<&'static str>,
    /// The names of the rules that are not, of those.
    ignore: Vec<&'static str>,
    /// The rules whose findings get another severity.
    severity: Vec<(&'static str, Severity)>,
    /// What documents have to satisfy.
    policies: Arc<[Policy]>,
}

/// The choices of a run, file by file.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    /// What the command line asks for.
    options: Arc<Choice>,
    /// The folders that have been looked into, with the project that they belong to.
    folders: BTreeMap<PathBuf, Option<Arc<Project>>>,
}

/// A folder with a configuration.
#[derive(Debug)]
struct Project {
    folder: PathBuf,
    config: Config,
    choice: Arc<Choice>,
}

impl Choices {
    pub(crate) fn new(options: Choice) -> Self {
        Self {
            options: Arc::new(options),
            folders: BTreeMap::new(),
        }
    }

    /// What is reported of a file.
    pub(crate) fn of(&mut self, file: &Path) -> Result<Arc<Choice>, CommandError> {
        let file = std::path::absolute(file)?;
        let project = match file.parent() {
            Some(folder) => self.project(folder)?,
            None => None,
        };
        let Some(project) = project else {
            return Ok(Arc::clone(&self.options));
        };
        let inside = file.strip_prefix(&project.folder).unwrap_or(&file);
        let ignored = project.config.ignored_in(inside);
        if ignored.is_empty() {
            return Ok(Arc::clone(&project.choice));
        }
        let mut choice = Choice::clone(&project.choice);
        choice.ignore.extend(ignored);
        Ok(Arc::new(choice))
    }

    /// The project of a folder: the nearest folder upwards that has a configuration.
    fn project(&mut self, folder: &Path) -> Result<Option<Arc<Project>>, CommandError> {
        let mut found = None;
        let mut looked = Vec::new();
        for folder in folder.ancestors() {
            if let Some(known) = self.folders.get(folder) {
                found.clone_from(known);
                break;
            }
            looked.push(folder.to_owned());
            if let Some(config) = Config::of(folder)? {
                found = Some(Arc::new(Project {
                    folder: folder.to_owned(),
                    choice: Arc::new(self.options.within(&config)),
                    config,
                }));
                break;
            }
        }
        for folder in looked {
            self.folders.insert(folder, found.clone());
        }
        Ok(found)
    }
}

impl Choice {
    /// What the options of a command line ask for.
    pub(crate) fn new(
        target: Option<Release>,
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, CommandError> {
        let names = |rules: &[String]| {
            let mut named = Vec::new();
            for name in rules {
                let before = named.len();
                named.extend(lint::family(name).map(|rule| rule.name));
                if named.len() == before {
                    named.push(rule(name)?.name);
                }
            }
            Ok::<_, CommandError>(named)
        };
        Ok(Self {
            target,
            select: names(select)?,
            ignore: names(ignore)?,
            ..Self::default()
        })
    }

    /// The same in a project: the command line has the last word, and what either ignores is ignored.
    fn within(&self, config: &Config) -> Self {
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
            policies: config.policies.clone().into(),
        }
    }

    /// What is to be said about the encoding of a file.
    pub(crate) fn encoding(&self, bytes: &[u8], text: &str) -> Option<Diagnostic> {
        let found = lint::rules::other_encoding(bytes, text)?;
        self.chosen(vec![found]).pop()
    }

    /// What documents have to satisfy.
    pub(crate) fn policies(&self) -> &Arc<[Policy]> {
        &self.policies
    }

    /// What is wrong with a text, of what is to be reported.
    pub(crate) fn lint(&self, text: &str) -> Vec<Diagnostic> {
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
    pub(crate) fn mend<'t>(
        &self,
        text: &'t str,
        diagnostics: Vec<Diagnostic>,
        allowed: Applicability,
    ) -> (Cow<'t, str>, Vec<Diagnostic>) {
        fix::mend(text, diagnostics, allowed, |text| self.lint(text))
    }

    /// The release of VirtualBox that documents are for, where one is named.
    pub(crate) fn target(&self) -> Option<Release> {
        self.target
    }
}

/// The rule with this name or short id.
pub(crate) fn rule(name: &str) -> Result<&'static Rule, CommandError> {
    lint::rule(name).ok_or_else(|| {
        let error = CommandError::usage(format!("there is no rule `{name}`"));
        match lint::closest(name) {
            Some(meant) => error.hint(format!("did you mean `{meant}`?")),
            None => error.hint("`boxwright rules` lists them"),
        }
    })
}

/// The release that a text names: a known one, or one that is newer than all that are.
pub(crate) fn release(text: &str) -> Result<Release, String> {
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
