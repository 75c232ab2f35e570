//! What makes JavaScript of a wasm module, built from source into the cache.
//!
//! It is a package of its own, `wasm/bindgen`, so that the workspace is built and checked without it.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::places;
use crate::shell::cargo;
use crate::trouble::Trouble;

/// That of the crate `wasm-bindgen`, which must be the same; it refuses a module of another.
const VERSION: &str = "0.2.130";

fn folder() -> Result<PathBuf, Trouble> {
    Ok(places::cache()?.join(format!("wasm-bindgen-{VERSION}")))
}

/// Where the program is.
pub(crate) fn program() -> Result<PathBuf, Trouble> {
    Ok(folder()?.join("debug/bindgen"))
}

pub(super) fn missing() -> Option<String> {
    if is_built() {
        None
    } else {
        Some("cargo build in wasm/bindgen, by `cargo xtask setup`".to_owned())
    }
}

/// Whether there is a program, and nothing of what it is made of is newer.
fn is_built() -> bool {
    let changed = |path: PathBuf| fs::metadata(path).and_then(|found| found.modified());
    let Ok(Ok(built)) = program().map(changed) else {
        return false;
    };
    let sources = ["Cargo.toml", "Cargo.lock", "src/main.rs"];
    let source = |name: &str| places::root().join("wasm/bindgen").join(name);
    sources
        .iter()
        .all(|name| changed(source(name)).is_ok_and(|changed| changed <= built))
}

pub(super) fn ensure() -> Result<(), Trouble> {
    if missing().is_none() {
        return Ok(());
    }
    cargo(["build", "--quiet", "--locked", "--manifest-path"])
        .arg(places::root().join("wasm/bindgen/Cargo.toml"))
        .env("CARGO_TARGET_DIR", folder()?)
        .run_with_retries()?;
    // Cargo leaves a program alone that would be the same, and its age tells whether to ask cargo.
    let built = fs::File::open(program()?).and_then(|file| file.set_modified(SystemTime::now()));
    built.map_err(Trouble::io(program()?.display()))
}
