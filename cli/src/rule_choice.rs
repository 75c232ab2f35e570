//! Which rules a run of the linter reports, as the command line and the projects of the files ask, and for which
//! release of VirtualBox.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use schema_core::diagnostic::{Applicability, Diagnostic, Severity};
use schema_core::lint::{self, Rule};
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
}

/// The choices of a run, file by file.
#[derive(Debug)]
pub(crate) struct Choices {
    /// What the command line asks for.
    options: Rc<Choice>,
    /// The folders that have been looked into, with the project that they belong to.
    folders: BTreeMap<PathBuf, Option<Rc<Project>>>,
}

/// A folder with a configuration.
#[derive(Debug)]
struct Project {
    folder: PathBuf,
    config: Config,
    choice: Rc<Choice>,
}

impl Choices {
    pub(crate) fn new(options: Choice) -> Self {
        Self {
            options: Rc::new(options),
            folders: BTreeMap::new(),
        }
    }

    /// What is reported of a file.
    pub(crate) fn of(&mut self, file: &Path) -> Result<Rc<Choice>, CommandError> {
        let file = std::path::absolute(file)?;
        let project = match file.parent() {
            Some(folder) => self.project(folder)?,
            None => None,
        };
        let Some(project) = project else {
            return Ok(Rc::clone(&self.options));
        };
        let inside = file.strip_prefix(&project.folder).unwrap_or(&file);
        let ignored = project.config.ignored_in(inside);
        if ignored.is_empty() {
            return Ok(Rc::clone(&project.choice));
        }
        let mut choice = Choice::clone(&project.choice);
        choice.ignore.extend(ignored);
        Ok(Rc::new(choice))
    }

    /// The project of a folder: the nearest folder upwards that has a configuration.
    fn project(&mut self, folder: &Path) -> Result<Option<Rc<Project>>, CommandError> {
        let mut found = None;
        let mut looked = Vec::new();
        for folder in folder.ancestors() {
            if let Some(known) = self.folders.get(folder) {
                found.clone_from(known);
                break;
            }
            looked.push(folder.to_owned());
            if let Some(config) = Config::of(folder)? {
                found = Some(Rc::new(Project {
                    folder: folder.to_owned(),
                    choice: Rc::new(self.options.within(&config)),
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
            rules
                .iter()
                .map(|name| rule(name).map(|rule| rule.name))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(Self {
            target,
            select: names(select)?,
            ignore: names(ignore)?,
            severity: Vec::new(),
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
        }
    }

    /// What is to be said about the encoding of a file.
    pub(crate) fn encoding(&self, bytes: &[u8], text: &str) -> Option<Diagnostic> {
        let found = lint::rules::other_encoding(bytes, text)?;
        self.chosen(vec![found]).pop()
    }

    /// What is wrong with a text, of what is to be reported.
    pub(crate) fn lint(&self, text: &str) -> Vec<Diagnostic> {
        self.chosen(lint::check_for(&parse::parse(text), self.target))
    }

    /// What is to be reported, with the severities of the project.
    fn chosen(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if !self.select.is_empty() || !self.ignore.is_empty() {
            diagnostics.retain(|diagnostic| self.reports(diagnostic.rule));
        }
        for (rule, severity) in &self.severity {
            for diagnostic in &mut diagnostics {
                if diagnostic.rule == *rule {
                    diagnostic.severity = *severity;
                }
            }
        }
        diagnostics
    }

    fn reports(&self, rule: &str) -> bool {
        (self.select.is_empty() || self.select.contains(&rule)) && !self.ignore.contains(&rule)
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
