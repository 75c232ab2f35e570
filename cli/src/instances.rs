//! The machines that the file of a project makes of its documents.

use std::path::{Path, PathBuf};

use project::{Instance, Maker};
use schema_core::decode;

use crate::config;
use crate::error::CommandError;
use crate::input::{self, Input};

/// A machine of several.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) instance: Instance,
    /// The document that it is made of.
    base: PathBuf,
}

impl Made {
    /// Its document, under a name that says what it is made of and what it is called.
    pub(crate) fn input(self) -> Input {
        let Self { instance, base } = self;
        let path = format!("{} ({})", base.display(), instance.name.replace('/', "-"));
        Input::Made(PathBuf::from(path), instance.text)
    }
}

/// Whether a path of a command line stands for the machines of a project.
pub(crate) fn are_in(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml") && path.is_file()
}

/// All machines of a project, in the order of its file.
pub(crate) fn of(file: &Path) -> Result<Vec<Made>, CommandError> {
    let name = file.display();
    let config = config::file(file)?.unwrap_or_default();
    if config.instances.is_empty() {
        return Err(
            CommandError::usage(format!("`{name}` has no `[[instance]]`"))
                .hint("name the documents themselves, or say there which machines are made of one"),
        );
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut maker = Maker::default();
    let mut all = Vec::new();
    for instances in &config.instances {
        let base = folder.join(&instances.base);
        let bytes = Input::Named(base.clone()).read()?;
        let text = decode::decode(&bytes).map_err(|error| input::undecodable(&base, &error))?;
        let made = maker.make(instances, &text).map_err(|error| {
            CommandError::failed(format!("`{name}`: `{}`: {error}", base.display()))
        })?;
        all.extend(made.into_iter().map(|instance| Made {
            instance,
            base: base.clone(),
        }));
    }
    Ok(all)
}
