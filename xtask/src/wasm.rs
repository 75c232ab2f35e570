//! `cargo xtask wasm`: the npm package, two modules of the package `wasm` with what makes them JavaScript.

mod optimize;
mod size;

use std::fs;
use std::path::PathBuf;

use crate::places;
use crate::setup::{Need, bindgen, wasm};
use crate::shell::Shell;
use crate::trouble::Trouble;

/// One of the two modules.
pub(crate) struct Module {
    pub(crate) name: &'static str,
    /// The most that it may have, in bytes after gzip.
    pub(crate) most: usize,
}

/// Both: what is loaded at once, and what only those load who look at a plan.
pub(crate) static MODULES: &[Module] = &[
    Module {
        name: "editor",
        most: 120 * 1024,
    },
    Module {
        name: "plan",
        most: 150 * 1024,
    },
];

/// Where the npm package is put together.
pub(crate) fn folder() -> PathBuf {
    places::target().join("npm/boxwright")
}

/// `cargo xtask wasm`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    if !args.is_empty() {
        return Err(Trouble::Usage("usage: cargo xtask wasm".to_owned()));
    }
    for need in [Need::Wasm, Need::Bindgen, Need::Web] {
        need.ensure()?;
    }
    build()?;
    size::check()
}

/// Makes the package anew.
pub(crate) fn build() -> Result<(), Trouble> {
    let folder = folder();
    fs::create_dir_all(&folder).map_err(Trouble::io(folder.display()))?;
    for module in MODULES {
        make(module.name)?;
    }
    let from = places::root().join("wasm/npm");
    for entry in fs::read_dir(&from).map_err(Trouble::io(from.display()))? {
        let file = entry.map_err(Trouble::io(from.display()))?.path();
        if let Some(name) = file.file_name() {
            fs::copy(&file, folder.join(name)).map_err(Trouble::io(file.display()))?;
        }
    }
    println!("made {}", folder.display());
    Ok(())
}

fn make(name: &str) -> Result<(), Trouble> {
    let toolchain = wasm::toolchain()
        .ok_or_else(|| Trouble::Missing("there is no compiler for wasm32".to_owned()))?;
    toolchain
        .cargo("build")
        .args(["--quiet", "--package", "wasm", "--profile", "wasm"])
        .args(["--no-default-features", "--features", name])
        .run()?;
    let built = toolchain.target().join(wasm::TARGET).join("wasm/wasm.wasm");
    Shell::new(bindgen::program()?)
        .arg(&built)
        .arg(folder())
        .arg(name)
        .run()?;
    optimize::run(&folder().join(format!("{name}_bg.wasm")))
}
