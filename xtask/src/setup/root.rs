//! The lab's root: a Debian with a real VirtualBox in a folder of the cache.

use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::PathBuf;

use super::apt;
use crate::places;
use crate::shell::Shell;
use crate::trouble::Trouble;

/// What the root is made by; when any of it changes, the root is made up to date again.
static SCRIPTS: &[&str] = &["setup.sh", "VBoxHeadless.py"];

/// Where the root is.
pub(crate) fn folder() -> Result<PathBuf, Trouble> {
    Ok(places::cache()?.join("lab"))
}

/// The digest of the scripts, written into the root when they have run to their end.
fn stamp() -> Result<String, Trouble> {
    let mut hasher = DefaultHasher::new();
    for name in SCRIPTS {
        let path = places::root().join("tests/lab").join(name);
        hasher.write(&fs::read(&path).map_err(Trouble::io(path.display()))?);
    }
    Ok(format!("{:016x}\n", hasher.finish()))
}

fn stamp_file() -> Result<PathBuf, Trouble> {
    Ok(folder()?.join("etc/boxwright-lab"))
}

pub(super) fn missing() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return Some("it needs Linux; elsewhere BOXWRIGHT_LIVE=1 runs the live tests on a VirtualBox that is installed".to_owned());
    }
    if !apt::is_root() {
        return Some(
            "it needs root (to mount and to change root): sudo cargo xtask lab".to_owned(),
        );
    }
    if let Some(packages) = apt::missing(apt::LAB) {
        return Some(packages);
    }
    let made = || {
        Ok::<_, Trouble>(
            fs::read_to_string(stamp_file()?)
                .is_ok_and(|text| stamp().is_ok_and(|stamp| stamp == text)),
        )
    };
    if made().unwrap_or(false) {
        None
    } else {
        Some("it is made by `cargo xtask setup`".to_owned())
    }
}

pub(super) fn ensure() -> Result<(), Trouble> {
    if missing().is_none() {
        return Ok(());
    }
    if !cfg!(target_os = "linux") || !apt::is_root() {
        return Err(Trouble::Missing(missing().unwrap_or_default()));
    }
    apt::ensure(apt::LAB)?;
    let script = places::root().join("tests/lab/setup.sh");
    Shell::new("bash")
        .arg(script)
        .arg(folder()?)
        .run_with_retries()?;
    let file = stamp_file()?;
    fs::write(&file, stamp()?).map_err(Trouble::io(file.display()))
}
