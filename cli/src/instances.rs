//! The machines that the file of a project makes of its documents.

use std::path::{Path, PathBuf};

use project::{Instance, Maker};
use schema_core::decode;

use crate::config;
use crate::error::CommandError;
use crate::input::{self, Input, Made};

/// Whether a path of a command line stands for the machines of a project.
pub(crate) fn are_in(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml") && path.is_file()
}

/// All machines of a project with their documents, in the order of its file.
pub(crate) fn of(file: &Path) -> Result<Vec<(Instance, Made)>, CommandError> {
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
        all.extend(made.into_iter().map(|instance| {
            let name = format!("{} ({})", base.display(), instance.name.replace('/', "-"));
            let made = Made {
                name: PathBuf::from(name),
                base: base.clone(),
                text: instance.text.clone(),
            };
            (instance, made)
        }));
    }
    Ok(all)
}
