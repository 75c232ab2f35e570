//! What npm is for: programs of others, into the cache.

use std::path::PathBuf;

use crate::places;
use crate::shell::Shell;
use crate::trouble::Trouble;

const TOMBI: &str = "0.11.7";

/// The language server that benches compare with; it is got where it is absent.
pub(crate) fn tombi() -> Result<PathBuf, Trouble> {
    let folder = places::cache()?.join(format!("tombi-{TOMBI}"));
    let program = || {
        let packages = folder.join("node_modules/@tombi-toml");
        let found = std::fs::read_dir(packages).ok()?.filter_map(Result::ok);
        found
            .map(|entry| entry.path().join("tombi"))
            .find(|path| path.is_file())
    };
    if let Some(program) = program() {
        return Ok(program);
    }
    Shell::new("npm")
        .args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
        ])
        .arg(&folder)
        .arg(format!("tombi@{TOMBI}"))
        .run_with_retries()?;
    program().ok_or_else(|| Trouble::Missing("tombi has no program for this machine".to_owned()))
}
