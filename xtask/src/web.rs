//! `cargo xtask web`: the editor for browsers, built and served.

use std::path::PathBuf;

use crate::places;
use crate::setup::Need;
use crate::shell::Shell;
use crate::trouble::Trouble;
use crate::wasm;

const USAGE: &str = "usage: cargo xtask web [--serve [PORT]]";

/// Where `npm run` is at home.
fn folder() -> PathBuf {
    places::root().join("web-demo")
}

/// `cargo xtask web [--serve [PORT]]`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let port = match args {
        [] => None,
        [only] if only == "--serve" => Some("8090"),
        [only, port] if only == "--serve" => Some(port.as_str()),
        _ => return Err(Trouble::Usage(USAGE.to_owned())),
    };
    for need in wasm::NEEDS.iter().chain(&[Need::Web]) {
        need.ensure()?;
    }
    wasm::build()?;
    build()?;
    match port {
        Some(port) => node("serve.js").arg(port).run(),
        None => Ok(()),
    }
}

fn build() -> Result<(), Trouble> {
    npm("build").run()
}

fn npm(script: &str) -> Shell {
    Shell::new("npm")
        .args(["run", "--silent", script, "--prefix"])
        .arg(folder())
        .env("BOXWRIGHT_NPM", wasm::folder())
}

fn node(script: &str) -> Shell {
    Shell::new("node").arg(folder().join(script))
}
