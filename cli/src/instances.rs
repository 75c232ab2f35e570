//! The machines that the file of a project makes of its documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use project::{Instance, InstanceError, Maker, SharedImage, shared_images};
use schema_core::span::LineIndex;

use crate::config;
use crate::error::CommandError;
use crate::input::{self, Base, Input, Made};
use crate::set_by::SetBy;

/// Whether a path of a command line stands for the machines of a project.
pub(crate) fn are_in(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml") && path.is_file()
}

/// Whether the file of a project can be read, and makes no machines.
pub(crate) fn are_none_in(file: &Path) -> bool {
    are_in(file) && matches!(config::file(file), Ok(Some(config)) if config.instances.is_empty())
}

/// The machines of a project.
#[derive(Debug)]
pub(crate) struct Machines {
    /// Each with its document, in the order of the file.
    pub(crate) all: Vec<(Instance, Made)>,
    /// What may be wrong with them.
    pub(crate) warnings: Vec<String>,
}

/// All machines of a project.
pub(crate) fn of(file: &Path) -> Result<Machines, CommandError> {
    let name = file.display();
    let config = config::file(file)?.unwrap_or_default();
    if config.instances.is_empty() {
        return Err(CommandError::usage(format!(
            "`{name}` makes no machines: it has no `[[instance]]`"
        ))
        .hint("name the documents that it is for, or say there which machines are made of one"));
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut maker = Maker::default();
    let mut all = Vec::new();
    let mut names = BTreeMap::new();
    for instances in &config.instances {
        // It may be one that the file extends.
        let lines = Lines::of(&instances.file)?;
        let base = folder.join(&instances.base);
        let bytes = Input::Named(base.clone())
            .read()
            .map_err(|error| error.at(&lines.place(instances.base_span.start)))?;
        let text = input::text(&base, &bytes)?;
        let made = maker.make(instances, &text).map_err(|error| {
            let place = lines.place(instances.place_of(&error).start);
            let base = base.display();
            let failed = CommandError::failed(format!("{place}: `{base}`: {error}"));
            match error {
                InstanceError::NoName => failed.hint(format!("`boxwright lint {base}` says where")),
                InstanceError::Edit(..) | InstanceError::NoFile(_) => failed,
            }
        })?;
        for instance in &made {
            let place = lines.place(instances.span.start);
            if let Some(first) = names.insert(instance.name.clone(), place.clone()) {
                let name = &instance.name;
                let message = format!("{place}: there is a machine `{name}` already");
                return Err(CommandError::failed(message).hint(format!(
                    "the first is made by the `[[instance]]` at {first}"
                )));
            }
        }
        let text: Arc<str> = Arc::from(text.as_ref());
        all.extend(made.into_iter().map(|instance| {
            let made = Made {
                name: PathBuf::from(named(&base, &instance.name)),
                text: instance.text.clone(),
                base: Base {
                    path: base.clone(),
                    text: Arc::clone(&text),
                    origin: instance.origin.clone(),
                },
                set_by: SetBy::of(&instance, Path::new(&instances.file), &lines.text),
            };
            (instance, made)
        }));
    }
    let warnings = warnings(&name.to_string(), &all);
    Ok(Machines { all, warnings })
}

/// What messages call a machine that a file makes.
pub(crate) fn named(file: &Path, machine: &str) -> String {
    format!("{} ({})", file.display(), machine.replace('/', "-"))
}

/// A project's file, to tell places in it.
struct Lines {
    file: String,
    text: Arc<str>,
}

impl Lines {
    fn of(file: &str) -> Result<Self, CommandError> {
        let input = Input::Named(PathBuf::from(file));
        let bytes = input.read()?;
        let text = input::text(input.path(), &bytes)?;
        Ok(Self {
            file: file.to_owned(),
            text: Arc::from(text.as_ref()),
        })
    }

    fn place(&self, start: usize) -> String {
        let at = LineIndex::new(&self.text).line_column(&self.text, start);
        format!("{}:{}:{}", self.file, at.line, at.column)
    }
}

/// Images that several machines would write to, of which VirtualBox lets one at a time have its way.
fn warnings(file: &str, all: &[(Instance, Made)]) -> Vec<String> {
    let instances: Vec<Instance> = all.iter().map(|(instance, _)| instance.clone()).collect();
    let warning = |image: &SharedImage| {
        let path = image.path.to_string();
        let path = path.trim_start_matches("/domain/");
        let machines = match image.machines.as_slice() {
            [one, other] => format!("`{one}` and `{other}`"),
            [one, other, rest @ ..] => format!("`{one}`, `{other}` and {} more", rest.len()),
            [] | [_] => String::new(),
        };
        format!(
            "`{file}`: {machines} write to one image, `{}`: give each its own with `own = [\"{path}\"]`, or mark the disk \
             `<readonly/>` or `<shareable/>`",
            image.file
        )
    };
    shared_images(&instances).iter().map(warning).collect()
}
