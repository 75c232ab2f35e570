//! `cargo xtask vscode`: the extension of VS Code, packaged, and used in the real one.

use crate::places;
use crate::setup::{self, Need};
use crate::shell::Shell;
use crate::test::tally::Tally;
use crate::trouble::Trouble;
use crate::wasm;

/// What its tests need beyond what it is made with.
pub(crate) static TEST_NEEDS: &[Need] = &[
    Need::Node,
    Need::Wasm,
    Need::Bindgen,
    Need::Browser,
    Need::VsCode,
];

/// `cargo xtask vscode`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    if !args.is_empty() {
        return Err(Trouble::Usage("usage: cargo xtask vscode".to_owned()));
    }
    for need in wasm::NEEDS {
        need.ensure()?;
    }
    package()
}

/// Checks its types and packages it, with the modules for where there is no program.
fn package() -> Result<(), Trouble> {
    wasm::build()?;
    let folder = places::root().join("editors/vscode");
    let npm = |words: &[&str]| {
        Shell::new("npm")
            .arg("--prefix")
            .arg(&folder)
            .args(words)
            .env("BOXWRIGHT_NPM", wasm::folder())
    };
    npm(&["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).run_with_retries()?;
    wasm::link_into(&folder)?;
    npm(&["run", "check"]).run()?;
    npm(&["run", "package"]).run()
}

/// The stage of the tests: a user in the real VS Code, whose screenshots stay in the target folder.
pub(crate) fn test(tally: &mut Tally) -> Result<(), Trouble> {
    package()?;
    wasm::node_tests("editors/vscode/test", 1)?
        .env("BOXWRIGHT_VSCODE", setup::vscode::folder()?)
        .env("BOXWRIGHT_SHOTS", places::target().join("vscode"))
        .run_seeing(|line| tally.see(line))
}
