//! `cargo deny`, built from source into the cache.

use std::path::PathBuf;

use crate::places;
use crate::shell::{Shell, cargo};
use crate::trouble::Trouble;

const VERSION: &str = "0.20.2";

fn folder() -> Result<PathBuf, Trouble> {
    Ok(places::cache()?.join(format!("cargo-deny-{VERSION}")))
}

/// Where the program is.
pub(crate) fn program() -> Result<PathBuf, Trouble> {
    Ok(folder()?.join("bin/cargo-deny"))
}

pub(super) fn missing() -> Option<String> {
    let found = program().is_ok_and(|program| Shell::new(program).arg("--version").succeeds());
    if found {
        None
    } else {
        Some(format!(
            "cargo install --locked cargo-deny@{VERSION}, by `cargo xtask setup`"
        ))
    }
}

pub(super) fn ensure() -> Result<(), Trouble> {
    if missing().is_none() {
        return Ok(());
    }
    // Built apart, so that nothing of it stays in the target folder.
    cargo([
        "install",
        "--quiet",
        "--locked",
        "--force",
        &format!("cargo-deny@{VERSION}"),
        "--root",
    ])
    .arg(folder()?)
    .without("CARGO_TARGET_DIR")
    .run_with_retries()
}
