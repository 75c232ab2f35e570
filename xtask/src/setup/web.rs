//! Node, the packages of the web editor, and a browser for its tests.

use std::fs;
use std::path::PathBuf;

use super::apt;
use crate::places;
use crate::shell::Shell;
use crate::trouble::Trouble;

fn folder() -> PathBuf {
    places::root().join("web-demo")
}

/// What npm wrote when it last did what the lock file says.
fn is_installed() -> bool {
    let done = fs::metadata(folder().join("node_modules/.package-lock.json"));
    let lock = fs::metadata(folder().join("package-lock.json"));
    match (
        done.and_then(|done| done.modified()),
        lock.and_then(|lock| lock.modified()),
    ) {
        (Ok(done), Ok(lock)) => lock <= done,
        _ => false,
    }
}

pub(super) fn missing() -> Option<String> {
    if places::program("npm").is_none() {
        return Some("Node 20 or newer with npm, from https://nodejs.org".to_owned());
    }
    (!is_installed()).then(|| "npm ci in web-demo, by `cargo xtask setup`".to_owned())
}

pub(super) fn ensure() -> Result<(), Trouble> {
    if places::program("npm").is_none() {
        if !apt::usable() {
            return Err(Trouble::Missing(missing().unwrap_or_default()));
        }
        apt::install(&["nodejs", "npm"])?;
    }
    if is_installed() {
        return Ok(());
    }
    Shell::new("npm")
        .args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefix",
        ])
        .arg(folder())
        .run_with_retries()
}

/// The browser of the tests.
pub(super) static BROWSER: &[apt::Package] = &[apt::Package {
    program: "chromium",
    package: "chromium",
}];
