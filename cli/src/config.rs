//! The `boxwright.toml` of a folder, with what it extends.

use std::io;
use std::path::{Path, PathBuf};

use project::{Config, Draft, Fault};
use schema_core::visible;

use crate::error::CommandError;
use crate::input;

/// More than this is no configuration.
const LIMIT: u64 = 1 << 20;

/// The configuration in a folder, where there is one.
pub(crate) fn of(folder: &Path) -> Result<Option<Config>, CommandError> {
    file(&folder.join(project::NAME))
}

/// The configuration in a file, where there is one.
pub(crate) fn file(path: &Path) -> Result<Option<Config>, CommandError> {
    load(path, &mut Vec::new())
}

/// A file and what it extends; `above` are the files that extend it.
fn load(path: &Path, above: &mut Vec<PathBuf>) -> Result<Option<Config>, CommandError> {
    let text = match input::read_file(path, LIMIT) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| {
            let error = io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8");
            CommandError::io("read", path, &error)
        })?,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(CommandError::io("read", path, &error)),
    };
    let complain = |faults: Vec<Fault>| complaint(path, &text, &faults);
    let draft = Draft::read(&text, &path.display().to_string()).map_err(complain)?;
    let Some((name, span)) = draft.extends.clone() else {
        return Ok(Some(draft.config));
    };
    above.push(path.to_owned());
    let base = path.with_file_name(&name);
    let wrong = |message: String| complain(vec![Fault { span, message }]);
    if above.contains(&base) {
        return Err(wrong("a file cannot extend itself".to_owned()));
    }
    match load(&base, above)? {
        Some(base) => draft.over(base).map(Some).map_err(complain),
        None => Err(wrong(format!("there is no file `{name}` beside this one"))),
    }
}

/// Everything that is wrong with a file, each with its place.
fn complaint(path: &Path, text: &str, faults: &[Fault]) -> CommandError {
    let file = path.display().to_string();
    let file = visible::name(&file);
    let lines: Vec<String> = faults.iter().map(|fault| fault.line(&file, text)).collect();
    CommandError::usage(lines.join("\n")).hint("`boxwright schema --config` describes this file")
}

/// Whether there is no such file, be it that a document is named as if it were a folder.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
