//! `cargo xtask lab`: runs the live tests on a real VirtualBox, in a root of its own.
//!
//! The root is made once and kept in the cache. The checkout, the target folder and what stands beside the checkout
//! are mounted in it, read-only, at their own paths, so that programs built here run there unchanged.

pub(crate) mod live;

use std::path::PathBuf;

use crate::places;
use crate::setup::{Need, root};
use crate::shell::{Shell, cargo};
use crate::trouble::Trouble;

const USAGE: &str = "usage: cargo xtask lab [--table N]… [--root] [--shell COMMAND] [-- FILTER…]";

/// What the command line asks for.
#[derive(Debug, Default)]
struct Options {
    tables: Vec<String>,
    as_root: bool,
    shell: Option<String>,
    filters: Vec<String>,
}

impl Options {
    fn parse(args: &[String]) -> Result<Self, Trouble> {
        let mut options = Self::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || {
                args.next()
                    .cloned()
                    .ok_or_else(|| Trouble::Usage(USAGE.to_owned()))
            };
            match arg.as_str() {
                "--table" => options.tables.push(value()?),
                "--root" => options.as_root = true,
                "--shell" => options.shell = Some(value()?),
                "--" => options.filters.extend(args.by_ref().cloned()),
                _ => return Err(Trouble::Usage(USAGE.to_owned())),
            }
        }
        Ok(options)
    }
}

/// `cargo xtask lab`
pub(crate) fn run(args: &[String]) -> Result<(), Trouble> {
    let options = Options::parse(args)?;
    Need::Lab.ensure()?;
    let program = build()?;
    if let Some(command) = options.shell {
        let user = if options.as_root { "root" } else { "tester" };
        let variable = format!("BOXWRIGHT_BIN={}", program.display());
        let words = [
            "runuser", "--user", user, "--", "env", &variable, "bash", "-c", &command,
        ];
        return enter(words)?.terminal().run();
    }
    let mut words = vec![
        current_program()?,
        live::COMMAND.to_owned(),
        "--boxwright".to_owned(),
        text(program)?,
        "--tests".to_owned(),
        text(tests_binary()?)?,
    ];
    for table in options.tables {
        words.extend(["--table".to_owned(), table]);
    }
    if options.as_root {
        words.push("--root".to_owned());
    }
    words.push("--".to_owned());
    words.extend(options.filters);
    enter(words)?.run()
}

/// The live tests with every function table, each line of the output given to `see`.
pub(crate) fn run_all(see: impl FnMut(&str)) -> Result<(), Trouble> {
    let program = text(build()?)?;
    let tests = text(tests_binary()?)?;
    let mut words = vec![current_program()?, live::COMMAND.to_owned()];
    words.extend([
        "--boxwright".to_owned(),
        program,
        "--tests".to_owned(),
        tests,
    ]);
    for table in ["4", "3", "2", "1"] {
        words.extend(["--table".to_owned(), table.to_owned()]);
    }
    enter(words)?.run_seeing(see)
}

/// A command inside the root, as its root.
pub(crate) fn enter<S: AsRef<std::ffi::OsStr>>(
    words: impl IntoIterator<Item = S>,
) -> Result<Shell, Trouble> {
    let mut shell = Shell::new("bash")
        .arg(places::root().join("tests/lab/enter.sh"))
        .arg(root::folder()?);
    let target = places::target();
    std::fs::create_dir_all(&target).map_err(Trouble::io(target.display()))?;
    for folder in [
        Some(places::root().to_owned()),
        Some(target),
        places::beside(),
    ]
    .into_iter()
    .flatten()
    {
        shell = shell.arg("--read-only").arg(
            folder
                .canonicalize()
                .map_err(Trouble::io(folder.display()))?,
        );
    }
    Ok(shell.arg("--").args(words))
}

fn build() -> Result<PathBuf, Trouble> {
    cargo(["build", "--quiet", "--package", "boxwright"]).run()?;
    Ok(places::target().join("debug/boxwright"))
}

/// The binary of the integration tests, as cargo names it.
fn tests_binary() -> Result<PathBuf, Trouble> {
    let messages = cargo([
        "test",
        "--quiet",
        "--package",
        "tests",
        "--test",
        "it",
        "--no-run",
        "--message-format",
        "json",
    ])
    .read()?;
    messages
        .lines()
        .filter_map(|line| line.split_once("\"executable\":\"")?.1.split('"').next())
        .map(PathBuf::from)
        .next_back()
        .ok_or_else(|| Trouble::Wrong("cargo names no binary of the integration tests".to_owned()))
}

fn current_program() -> Result<String, Trouble> {
    text(std::env::current_exe().map_err(Trouble::io("this program"))?)
}

fn text(path: PathBuf) -> Result<String, Trouble> {
    path.into_os_string()
        .into_string()
        .map_err(|path| Trouble::Wrong(format!("{} is not UTF-8", path.display())))
}
