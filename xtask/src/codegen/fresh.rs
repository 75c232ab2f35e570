//! Writing generated files, or saying which are stale.

use std::fs;
use std::path::Path;

use crate::places;
use crate::trouble::Trouble;

/// Puts `text` into the file `name` of the tree; with `check` says that it is stale instead.
pub(super) fn file(name: &str, text: &str, check: bool) -> Result<(), Trouble> {
    let path = places::root().join(name);
    // A file that is not there yet is stale.
    let before = fs::read_to_string(&path).unwrap_or_default();
    if before == text {
        return Ok(());
    }
    if check {
        return Err(stale(name));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Trouble::io(folder.display()))?;
    }
    fs::write(&path, text).map_err(Trouble::io(path.display()))
}

/// Puts `text` between the lines `<!-- NAME -->` and `<!-- end of NAME -->` of a file.
pub(super) fn section(file_name: &str, name: &str, text: &str, check: bool) -> Result<(), Trouble> {
    let path = places::root().join(file_name);
    let before = fs::read_to_string(&path).map_err(Trouble::io(path.display()))?;
    let (start, end) = (
        format!("<!-- {name} -->\n"),
        format!("<!-- end of {name} -->"),
    );
    let parts = before
        .split_once(&start)
        .and_then(|(head, rest)| Some((head, rest.split_once(&end)?.1)));
    let Some((head, tail)) = parts else {
        return Err(Trouble::Wrong(format!(
            "{file_name} has no place for `{name}`"
        )));
    };
    file(file_name, &format!("{head}{start}{text}{end}{tail}"), check)
}

/// Removes files of a folder that nothing generates any more.
pub(super) fn only(folder: &str, names: &[String], check: bool) -> Result<(), Trouble> {
    let path = places::root().join(folder);
    for entry in fs::read_dir(&path).map_err(Trouble::io(path.display()))? {
        let entry = entry.map_err(Trouble::io(path.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if names.contains(&name) {
            continue;
        }
        if check {
            return Err(stale(&format!("{folder}/{name}")));
        }
        remove(&entry.path())?;
    }
    Ok(())
}

fn remove(path: &Path) -> Result<(), Trouble> {
    fs::remove_file(path).map_err(Trouble::io(path.display()))
}

fn stale(name: &str) -> Trouble {
    Trouble::Wrong(format!("{name} is stale: run `cargo xtask codegen`"))
}
