//! What npm is for: programs of others, into the cache.

use std::path::PathBuf;

use crate::places;
use crate::shell::Shell;
use crate::trouble::Trouble;

const TOMBI: &str = "0.11.7";
const LIBXML2: &str = "0.7.2";

/// The language server that benches compare with; it is got where it is absent.
pub(crate) fn tombi() -> Result<PathBuf, Trouble> {
    let folder = folder("tombi", TOMBI)?;
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
    install("tombi", TOMBI)?;
    program().ok_or_else(|| Trouble::Missing("tombi has no program for this machine".to_owned()))
}

/// libxml2 for WebAssembly, which benches compare with; it is got where it is absent.
pub(crate) fn libxml2_wasm() -> Result<PathBuf, Trouble> {
    let package = folder("libxml2-wasm", LIBXML2)?.join("node_modules/libxml2-wasm");
    if !package.is_dir() {
        install("libxml2-wasm", LIBXML2)?;
    }
    Ok(package)
}

fn folder(package: &str, version: &str) -> Result<PathBuf, Trouble> {
    Ok(places::cache()?.join(format!("{package}-{version}")))
}

/// Installs a package and what it needs into a folder of its own in the cache.
fn install(package: &str, version: &str) -> Result<(), Trouble> {
    Shell::new("npm")
        .args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
        ])
        .arg(folder(package, version)?)
        .arg(format!("{package}@{version}"))
        .run_with_retries()
}
