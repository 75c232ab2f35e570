//! `wasm-opt`, from the npm package binaryen.

use std::path::Path;

use crate::places;
use crate::shell::Shell;
use crate::trouble::Trouble;

/// Makes a module smaller and quicker, in place.
pub(super) fn run(module: &Path) -> Result<(), Trouble> {
    Shell::new("node")
        .arg(places::root().join("web-demo/node_modules/binaryen/bin/wasm-opt"))
        .args([
            "-O3",
            "--enable-bulk-memory",
            "--enable-bulk-memory-opt",
            "--enable-multivalue",
            "--enable-mutable-globals",
            "--enable-nontrapping-float-to-int",
            "--enable-reference-types",
            "--enable-sign-ext",
            "-o",
        ])
        .args([module, module])
        .run()
}
