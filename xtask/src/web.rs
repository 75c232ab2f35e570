//! `cargo xtask web`: the editor for browsers, built, served, measured or tested.

use std::path::PathBuf;

use crate::places;
use crate::setup::Need;
use crate::shell::Shell;
use crate::test::tally::Tally;
use crate::trouble::Trouble;
use crate::wasm;

const USAGE: &str = "usage: cargo xtask web [--serve [PORT] | --picture]";

/// The most JavaScript that the page may load, in bytes after gzip.
const MOST: usize = 190 * 1024;

/// Where `npm run` is at home.
fn folder() -> PathBuf {
    places::root().join("web-demo")
}

/// What becomes of the page when it is built.
enum Then<'a> {
    Nothing,
    Serve { port: &'a str },
    Picture,
}

/// `cargo xtask web [--serve [PORT] | --picture]`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let then = match args.as_slice() {
        [] => Then::Nothing,
        ["--serve"] => Then::Serve { port: "8090" },
        ["--serve", port] => Then::Serve { port },
        ["--picture"] => Then::Picture,
        _ => return Err(Trouble::Usage(USAGE.to_owned())),
    };
    make()?;
    match then {
        Then::Nothing => Ok(()),
        Then::Serve { port } => node("serve.js").arg(port).run(),
        Then::Picture => {
            Need::Browser.ensure()?;
            node("picture.js")
                .arg(places::root().join("docs/browser.png"))
                .run()
        }
    }
}

/// The package of the core and the page, both anew.
fn make() -> Result<(), Trouble> {
    for need in wasm::NEEDS.iter().chain(&[Need::Web]) {
        need.ensure()?;
    }
    wasm::build()?;
    wasm::link_into(&folder())?;
    build()
}

/// The stage of the tests.
pub(crate) fn test(tally: &mut Tally) -> Result<(), Trouble> {
    // The stage before has made most of it.
    wasm::build()?;
    wasm::link_into(&folder())?;
    npm("check").run()?;
    build()?;
    node("size.js").arg(MOST.to_string()).run()?;
    // A page waits more than it works.
    wasm::node_tests("web-demo/tests", 2)?
        .env("BOXWRIGHT_TARGET", places::target())
        .run_seeing(|line| tally.see(line))
}

/// How large the page is and how quick, in the browser.
pub(crate) fn bench() -> Result<(), Trouble> {
    Need::Browser.ensure()?;
    make()?;
    node("bench.js")
        .arg(wasm::folder())
        .arg(places::root().join("examples/documented-2024.xml"))
        .run()
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
