//! `boxwright lsp`

mod host;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use lsp::{Ending, Environment, Settings};
use project::Choice;
use schema_core::assist::Host;
use schema_core::support::Release;
use schema_core::{Diagnostic, decode};

use crate::error::{CommandError, CommandResult, Status};
use crate::input::{self, Input};
use crate::output::Output;
use crate::rule_choice::Choices;

use host::ThisHost;

/// The language server, on standard input and output: an editor starts it.
///
/// `docs/editors/` tells how each editor is told to. It changes no file and starts no program.
#[derive(Args, Debug)]
pub(crate) struct LspArgs {
    /// What some editors pass; there is no other way to talk to it.
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(crate) fn run(_args: &LspArgs, out: &mut Output) -> CommandResult {
    out.flush()?;
    match lsp::run(Box::new(Projects::default()))? {
        Ending::Orderly | Ending::Closed => Ok(Status::Clean),
        Ending::Abrupt => Ok(Status::Found),
    }
}

/// The projects of the documents that an editor shows.
#[derive(Default)]
struct Projects {
    /// What was read of projects, for the settings with which it was asked.
    read: Option<(Settings, Choices)>,
}

impl Projects {
    fn choice(&mut self, file: Option<&Path>, settings: &Settings) -> Result<Choice, CommandError> {
        let options = || {
            Choice::new(settings.target, &settings.select, &settings.ignore)
                .map_err(CommandError::from)
        };
        // A document without a file belongs to no project.
        let Some(file) = file else {
            return options();
        };
        let is_known = self
            .read
            .as_ref()
            .is_some_and(|(known, _)| known == settings);
        if !is_known {
            self.read = Some((settings.clone(), Choices::new(options()?)));
        }
        let Some((_, choices)) = &mut self.read else {
            return options();
        };
        let choice = choices.of(file)?;
        Ok(Choice::clone(&choice))
    }
}

impl Environment for Projects {
    fn lint(
        &mut self,
        file: Option<&Path>,
        text: &str,
        settings: &Settings,
    ) -> Result<Vec<Diagnostic>, String> {
        match self.choice(file, settings) {
            Ok(choice) => Ok(choice.lint(text)),
            Err(error) => Err(error.error.to_string()),
        }
    }

    fn target(&mut self, file: Option<&Path>, settings: &Settings) -> Option<Release> {
        let choice = self.choice(file, settings).ok()?;
        choice.target()
    }

    fn advice(&mut self, file: Option<&Path>, settings: &Settings) -> Option<String> {
        let choice = self.choice(file, settings).ok()?;
        let warnings = choice.warnings();
        (!warnings.is_empty()).then(|| warnings.join("\n"))
    }

    fn forget(&mut self) {
        self.read = None;
    }

    fn documents(&mut self, folder: &Path, most: usize) -> Vec<PathBuf> {
        let inputs = input::collect(&[folder.to_owned()], None, &mut |_| {}).into_iter();
        let files = inputs.filter_map(|input| match input.ok()? {
            Input::Found(path) => Some(path),
            Input::Named(_) | Input::Stdin(_) | Input::Made(..) => None,
        });
        files.take(most).collect()
    }

    fn read(&mut self, file: &Path) -> Option<String> {
        let bytes = Input::Named(file.to_owned()).read().ok()?;
        decode::decode(&bytes)
            .ok()
            .map(std::borrow::Cow::into_owned)
    }

    fn seed(&mut self) -> u64 {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        // The seconds of a time would do; its nanoseconds make two at once differ.
        now.as_secs() ^ u64::from(now.subsec_nanos()) << 32
    }

    fn host(&self) -> &dyn Host {
        &ThisHost
    }
}
