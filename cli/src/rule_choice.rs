//! What is reported of each file of a run, as the command line and the projects of the files ask.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use project::{Choice, Config, Host};
use schema_core::lint::suggest;
use schema_core::support::Release;

use crate::config;
use crate::error::CommandError;
use crate::host_name;
use crate::output::Output;

/// Says that a release is newer than all that are known, so that a slip in its number is seen.
pub(crate) fn say_unknown(release: Release, out: &Output) {
    if let Some(message) = project::unknown_release(release) {
        out.warning(&message);
    }
}

/// The choices of a run, file by file.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    /// What the command line asks for.
    options: Arc<Choice>,
    /// The folders that have been looked into, with the project that they belong to.
    folders: BTreeMap<PathBuf, Option<Arc<Project>>>,
}

/// That a host is not known, in words that are the same for all documents of a project.
fn no_host(name: &str, file: &Path, project: Option<&Project>) -> CommandError {
    let Some(project) = project else {
        let file = file.display();
        return CommandError::usage(format!("the project of `{file}` has no host `{name}`"))
            .hint(format!("write `[hosts.{name}]` in its `{}`", project::NAME));
    };
    let known: Vec<&str> = project
        .config
        .hosts
        .iter()
        .map(|host| host.name.as_str())
        .collect();
    let project = project.folder.join(project::NAME);
    let error = CommandError::usage(format!("`{}` has no host `{name}`", project.display()));
    error.hint(match suggest::closest(name, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if known.is_empty() => format!("write `[hosts.{name}]` in it"),
        None => format!("it has `{}`", known.join("`, `")),
    })
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

    /// What the host calls the files and networks that a document names: the host that is asked for, or else this
    /// computer where the project of the document knows it.
    pub(crate) fn host(
        &mut self,
        file: &Path,
        asked: Option<&str>,
    ) -> Result<Option<Host>, CommandError> {
        let project = self.project_of(&std::path::absolute(file)?)?;
        let hosts = project
            .as_ref()
            .map(|project| project.config.hosts.as_slice())
            .unwrap_or_default();
        let found = |name: &str| hosts.iter().find(|host| host.name == name).cloned();
        match asked {
            Some(name) => match found(name) {
                Some(host) => Ok(Some(host)),
                None => Err(no_host(name, file, project.as_deref())),
            },
            None if hosts.is_empty() => Ok(None),
            None => Ok(host_name::this().and_then(|name| {
                let short = name.split('.').next().unwrap_or_default();
                found(&name).or_else(|| found(short))
            })),
        }
    }

    /// What should be looked at in the configurations that were read.
    pub(crate) fn warnings(&self) -> BTreeSet<&str> {
        let projects = self.folders.values().flatten();
        let warnings = projects.flat_map(|project| project.choice.warnings());
        warnings.map(String::as_str).collect()
    }

    fn project_of(&mut self, file: &Path) -> Result<Option<Arc<Project>>, CommandError> {
        match file.parent() {
            Some(folder) => self.project(folder),
            None => Ok(None),
        }
    }

    /// What is reported of a file.
    pub(crate) fn of(&mut self, file: &Path) -> Result<Arc<Choice>, CommandError> {
        let file = std::path::absolute(file)?;
        let Some(project) = self.project_of(&file)? else {
            return Ok(Arc::clone(&self.options));
        };
        let inside = file.strip_prefix(&project.folder).unwrap_or(&file);
        let ignored = project.config.ignored_in(inside);
        if ignored.is_empty() {
            return Ok(Arc::clone(&project.choice));
        }
        Ok(Arc::new(Choice::clone(&project.choice).without(&ignored)))
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
            if let Some(config) = config::of(folder)? {
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
