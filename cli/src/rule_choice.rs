//! Which rules a run of the linter reports, and for which release of VirtualBox.

use std::borrow::Cow;

use schema_core::diagnostic::{Applicability, Diagnostic};
use schema_core::lint::{self, Rule};
use schema_core::support::Release;
use schema_core::{fix, parse};

use crate::error::CommandError;

/// A fix can lay open the next fault, and two fixes of one place need two rounds; more rounds than this mean that
/// fixes undo one another.
const ROUNDS: usize = 10;

/// What is reported of what is wrong with a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    target: Option<Release>,
    /// The names of the rules that are reported; all where there is none.
    select: Vec<&'static str>,
    /// The names of the rules that are not, of those.
    ignore: Vec<&'static str>,
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
        })
    }

    /// What is wrong with a text, of what is to be reported.
    pub(crate) fn lint(&self, text: &str) -> Vec<Diagnostic> {
        let mut diagnostics = lint::check_for(&parse::parse(text), self.target);
        if !self.select.is_empty() || !self.ignore.is_empty() {
            diagnostics.retain(|diagnostic| self.reports(diagnostic.rule));
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
        mut diagnostics: Vec<Diagnostic>,
        allowed: Applicability,
    ) -> (Cow<'t, str>, Vec<Diagnostic>) {
        let mut mended = Cow::Borrowed(text);
        for _ in 0..ROUNDS {
            let next = fix::apply(&mended, &diagnostics, allowed);
            if *next == *mended {
                break;
            }
            mended = Cow::Owned(next);
            diagnostics = self.lint(&mended);
        }
        (mended, diagnostics)
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
