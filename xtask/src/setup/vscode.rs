//! The real VS Code, with its extension host, for the tests of the extension: a server of it, in a folder of the cache.

use std::fs;
use std::path::{Path, PathBuf};

use super::apt::{self, Package};
use crate::places;
use crate::shell::Shell;
use crate::trouble::Trouble;

/// That of code-server in `tests/vscode-lab/setup.sh`.
const VERSION: &str = "4.96.4";

/// What builds its native parts.
static PACKAGES: &[Package] = &[
    Package {
        program: "g++",
        package: "g++",
    },
    Package {
        program: "make",
        package: "make",
    },
    Package {
        program: "python3",
        package: "python3",
    },
    Package {
        program: "krb5-config",
        package: "libkrb5-dev",
    },
];

/// Where it is.
pub(crate) fn folder() -> Result<PathBuf, Trouble> {
    Ok(places::cache()?.join(format!("vscode-{VERSION}")))
}

/// Written when the script has run to its end.
fn stamp() -> Result<PathBuf, Trouble> {
    Ok(folder()?.join("made"))
}

/// Node's headers, by the folder that has its program.
fn headers() -> Option<PathBuf> {
    let node = places::program("node")?.canonicalize().ok()?;
    Some(node.parent()?.parent()?.to_owned())
}

fn has_headers() -> bool {
    headers().is_some_and(|folder| folder.join("include/node/node.h").is_file())
}

pub(super) fn missing() -> Option<String> {
    if stamp().is_ok_and(|stamp| stamp.is_file()) {
        return None;
    }
    apt::missing(apt::NODE)
        .or_else(|| apt::missing(PACKAGES))
        .or_else(|| (!has_headers()).then(|| "as root: apt-get install libnode-dev".to_owned()))
        .or_else(|| Some("tests/vscode-lab/setup.sh, by `cargo xtask setup`".to_owned()))
}

pub(super) fn ensure() -> Result<(), Trouble> {
    let stamp = stamp()?;
    if stamp.is_file() {
        return Ok(());
    }
    apt::ensure(apt::NODE)?;
    apt::ensure(PACKAGES)?;
    if !has_headers() {
        apt::install(&["libnode-dev"])?;
    }
    Shell::new("bash")
        .arg(places::root().join("tests/vscode-lab/setup.sh"))
        .arg(folder()?)
        .env("NODEDIR", headers().as_deref().unwrap_or(Path::new("/usr")))
        .run_with_retries()?;
    fs::write(&stamp, VERSION).map_err(Trouble::io(stamp.display()))
}
