//! An environment with nothing in it: for browsers, where there is neither a host nor a project.

use std::path::{Path, PathBuf};

use schema_core::assist::{Host, NoHost};
use schema_core::support::Release;
use schema_core::{Diagnostic, lint, parse};

use crate::environment::Environment;
use crate::settings::Settings;

/// Nothing but the text and the settings of the client.
#[derive(Clone, Copy, Debug)]
pub struct Bare {
    seed: u64,
}

impl Bare {
    /// The same seed makes the same fresh addresses.
    pub const fn new(seed: u64) -> Self {
        Self { seed }
    }
}

impl Environment for Bare {
    fn lint(
        &mut self,
        _file: Option<&Path>,
        text: &str,
        settings: &Settings,
    ) -> Result<Vec<Diagnostic>, String> {
        let names = |found: &Diagnostic, rules: &[String]| {
            let mut rules = rules.iter();
            rules.any(|rule| rule == found.rule || rule.eq_ignore_ascii_case(found.alias))
        };
        let mut found = lint::check_for(&parse::parse(text), settings.target);
        found.retain(|found| {
            let is_selected = settings.select.is_empty() || names(found, &settings.select);
            is_selected && !names(found, &settings.ignore)
        });
        Ok(found)
    }

    fn target(&mut self, _file: Option<&Path>, settings: &Settings) -> Option<Release> {
        settings.target
    }

    fn advice(&mut self, _file: Option<&Path>, _settings: &Settings) -> Option<String> {
        None
    }

    fn forget(&mut self) {}

    fn documents(&mut self, _folder: &Path, _most: usize) -> Vec<PathBuf> {
        Vec::new()
    }

    fn read(&mut self, _file: &Path) -> Option<String> {
        None
    }

    fn seed(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(1);
        self.seed
    }

    fn host(&self) -> &dyn Host {
        &NoHost
    }
}
