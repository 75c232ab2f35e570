//! What makes JavaScript of a wasm module, built from source into the cache.
//!
//! It is a package of its own, `wasm/bindgen`, so that the workspace is built and checked without it.

use std::path::PathBuf;

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
    // Without arguments it says how it is used.
    let found = program().is_ok_and(|program| program.is_file());
    if found {
        None
    } else {
        Some("cargo build in wasm/bindgen, by `cargo xtask setup`".to_owned())
    }
}

/// Cargo tells whether what is there is stale, which takes no time where it is not.
pub(super) fn ensure() -> Result<(), Trouble> {
    cargo(["build", "--quiet", "--locked", "--manifest-path"])
        .arg(places::root().join("wasm/bindgen/Cargo.toml"))
        .env("CARGO_TARGET_DIR", folder()?)
        .run_with_retries()
}
