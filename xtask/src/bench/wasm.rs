//! The module for WebAssembly in Node, against libxml2 there with libvirt's schema.

use std::path::Path;

use super::lint::SCHEMA;
use crate::places;
use crate::setup::npm;
use crate::shell::Shell;
use crate::trouble::Trouble;
use crate::wasm;

const DOCUMENTS: &[&str] = &[
    "examples/documented-2009.xml",
    "examples/documented-2024.xml",
];

pub(super) fn run() -> Result<(), Trouble> {
    for need in wasm::NEEDS {
        need.ensure()?;
    }
    wasm::build()?;
    let peer = npm::libxml2_wasm().map_or_else(
        |trouble| {
            println!("left out: libxml2 for WebAssembly. {trouble}");
            String::new()
        },
        |folder| folder.display().to_string(),
    );
    let schema = if Path::new(SCHEMA).is_file() {
        SCHEMA
    } else {
        ""
    };
    Shell::new("node")
        .arg(places::root().join("wasm/bench/race.js"))
        .arg(wasm::folder())
        .args([&peer, schema])
        .args(DOCUMENTS.iter().map(|name| places::root().join(name)))
        .run()
}
