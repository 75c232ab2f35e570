//! `cargo xtask wasm`: the npm package, three modules of the package `wasm` with what makes them JavaScript.

mod size;

use std::fs;
use std::path::{Path, PathBuf};

use crate::places;
use crate::setup::{Need, bindgen, wasm};
use crate::shell::{Shell, cargo};
use crate::test::tally::Tally;
use crate::trouble::Trouble;

/// One of the modules.
pub(crate) struct Module {
    pub(crate) name: &'static str,
    /// The most that it may have, in KB after gzip; more fails a test.
    pub(crate) most: usize,
    /// What it is to have at last, where that was ever said.
    pub(crate) goal: Option<usize>,
}

/// What is loaded at once, what only those load who look at a plan, and the language server.
pub(crate) static MODULES: &[Module] = &[
    Module {
        name: "editor",
        most: 610,
        goal: Some(120),
    },
    Module {
        name: "plan",
        most: 990,
        goal: Some(150),
    },
    Module {
        name: "server",
        most: 900,
        goal: None,
    },
];

/// What the package is made with.
pub(crate) static NEEDS: &[Need] = &[Need::Node, Need::Wasm, Need::Bindgen];

/// Where the npm package is put together.
pub(crate) fn folder() -> PathBuf {
    places::target().join("npm/boxwright")
}

/// `cargo xtask wasm`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    if !args.is_empty() {
        return Err(Trouble::Usage("usage: cargo xtask wasm".to_owned()));
    }
    for need in NEEDS {
        need.ensure()?;
    }
    build()?;
    size::check()
}

/// The stage of the tests: how large the modules are, and whether they say what the program says.
pub(crate) fn test(tally: &mut Tally) -> Result<(), Trouble> {
    build()?;
    size::check()?;
    cargo(["build", "--quiet", "--package", "boxwright"]).run()?;
    node_tests("wasm/tests", 1)?.run_seeing(|line| tally.see(line))
}

/// `node --test` for a folder of the checkout, so many files of it at a time.
pub(crate) fn node_tests(name: &str, at_a_time: usize) -> Result<Shell, Trouble> {
    let mut files = Vec::new();
    let path = places::root().join(name);
    for entry in fs::read_dir(&path).map_err(Trouble::io(path.display()))? {
        let file = entry.map_err(Trouble::io(path.display()))?.path();
        if file.to_string_lossy().ends_with(".test.js") {
            files.push(file);
        }
    }
    files.sort();
    let reporter = places::root().join("wasm/tests/reporter.js");
    Ok(Shell::new("node")
        .arg("--test")
        .arg(format!("--test-concurrency={at_a_time}"))
        .arg(format!("--test-reporter={}", reporter.display()))
        .args(files)
        .env("BOXWRIGHT_NPM", folder())
        .env("BOXWRIGHT_BIN", places::target().join("debug/boxwright")))
}

/// Puts the package among the modules of a project in TypeScript, where its compiler finds the declarations.
pub(crate) fn link_into(project: &Path) -> Result<(), Trouble> {
    #[cfg(unix)]
    use std::os::unix::fs::symlink as link_folder;
    #[cfg(windows)]
    use std::os::windows::fs::symlink_dir as link_folder;

    let link = project.join("node_modules/boxwright");
    if fs::symlink_metadata(&link).is_ok() {
        fs::remove_file(&link).map_err(Trouble::io(link.display()))?;
    }
    link_folder(folder(), &link).map_err(Trouble::io(link.display()))
}

/// Makes the package anew.
pub(crate) fn build() -> Result<(), Trouble> {
    let folder = folder();
    // What an earlier one left would be packed.
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(Trouble::io(folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(Trouble::io(folder.display()))?;
    for module in MODULES {
        make(module.name)?;
    }
    for file in files()? {
        if let Some(name) = file.file_name() {
            fs::copy(&file, folder.join(name)).map_err(Trouble::io(file.display()))?;
        }
    }
    println!("made {}", folder.display());
    Ok(())
}

/// What is in the package beside the modules and their JavaScript.
fn files() -> Result<Vec<PathBuf>, Trouble> {
    let mut files: Vec<PathBuf> = ["LICENSE-APACHE", "LICENSE-MIT", "wasm/README.md"]
        .map(|name| places::root().join(name))
        .into();
    let npm = places::root().join("wasm/npm");
    for entry in fs::read_dir(&npm).map_err(Trouble::io(npm.display()))? {
        files.push(entry.map_err(Trouble::io(npm.display()))?.path());
    }
    Ok(files)
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
        .run()
}
