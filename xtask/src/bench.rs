//! `cargo xtask bench`: measures against the tools that exist, all in one run, and tells ratios.
//!
//! Times differ from machine to machine and hour to hour; ratios of programs that took turns differ much less.

mod lint;
pub(crate) mod live;
mod lsp;
mod race;

use std::path::PathBuf;

use crate::places;
use crate::setup::Need;
use crate::shell::cargo;
use crate::trouble::Trouble;
use crate::web;

const USAGE: &str = "usage: cargo xtask bench [lint] [lsp] [live] [web]";

/// `cargo xtask bench [lint] [lsp] [live] [web]`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    if args
        .iter()
        .any(|arg| !matches!(arg.as_str(), "lint" | "lsp" | "live" | "web"))
    {
        return Err(Trouble::Usage(USAGE.to_owned()));
    }
    let wanted = |name: &str| args.is_empty() || args.iter().any(|arg| arg == name);
    if wanted("web") {
        match web::bench() {
            Ok(()) => {}
            Err(Trouble::Missing(what)) => println!("left out: the editor in a browser. {what}"),
            Err(trouble) => return Err(trouble),
        }
    }
    if !["lint", "lsp", "live"].into_iter().any(wanted) {
        return Ok(());
    }
    let program = program()?;
    if wanted("lint") {
        match Need::Bench.ensure() {
            Ok(()) => lint::run(&program)?,
            Err(Trouble::Missing(what)) => println!("left out: lint against other tools. {what}"),
            Err(trouble) => return Err(trouble),
        }
    }
    if wanted("lsp") {
        lsp::run(&program)?;
    }
    if wanted("live") {
        match Need::Lab.ensure() {
            Ok(()) => live::enter(&program)?,
            Err(Trouble::Missing(what)) => println!("left out: a real VirtualBox. {what}"),
            Err(trouble) => return Err(trouble),
        }
    }
    Ok(())
}

/// The program as users have it, or the one that `BOXWRIGHT_BIN` names.
fn program() -> Result<PathBuf, Trouble> {
    if let Some(path) = std::env::var_os("BOXWRIGHT_BIN") {
        return Ok(path.into());
    }
    cargo(["build", "--quiet", "--release", "--package", "boxwright"]).run()?;
    cargo([
        "build",
        "--quiet",
        "--release",
        "--package",
        "tests",
        "--example",
        "bare",
    ])
    .run()?;
    Ok(places::target().join("release/boxwright"))
}
