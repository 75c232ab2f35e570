//! Lint of one file and of many, against the schema validators and a program that only parses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::race::{self, Runner};
use crate::places;
use crate::shell::cargo;
use crate::trouble::Trouble;

/// libvirt's schema as its packages install it.
pub(super) const SCHEMA: &str = "/usr/share/libvirt/schemas/domain.rng";
const EXAMPLE: &str = "examples/documented-2009.xml";
const MANY: usize = 1000;

/// The example in which all measurements inside one process are made.
const INSIDE: &str = "lint";

pub(super) fn run(program: &Path) -> Result<(), Trouble> {
    let program = text(program);
    let bare = text(&places::target().join("release/examples/bare"));
    let example = text(&places::root().join(EXAMPLE));
    one(&program, &bare, &example)?;
    memory(&program, &bare, &example);
    many(&program, &bare)?;
    cargo([
        "run",
        "--quiet",
        "--release",
        "--package",
        "tests",
        "--example",
        INSIDE,
    ])
    .run()
}

/// One file, the whole process.
fn one(program: &str, bare: &str, example: &str) -> Result<(), Trouble> {
    race::run(
        "lint of one file",
        60,
        &[
            Runner::new("bare roxmltree", &[bare, example]),
            Runner::new("boxwright lint", &[program, "lint", example]).with_goal(1.5),
            Runner::new(
                "xmllint --relaxng",
                &["xmllint", "--noout", "--relaxng", SCHEMA, example],
            )
            .accepting(&[0, 3]),
            Runner::new(
                "virt-xml-validate",
                &["virt-xml-validate", example, "domain"],
            )
            .accepting(&[0, 3]),
        ],
    )
}

/// The most memory that one file takes, where there is a program that tells.
fn memory(program: &str, bare: &str, example: &str) {
    let time = ["/usr/bin/time", "/bin/time"];
    let Some(time) = time.into_iter().find(|time| Path::new(time).exists()) else {
        println!("left out: memory. As root: apt-get install time");
        return;
    };
    for (name, words) in [
        ("bare roxmltree", vec![bare, example]),
        (
            "boxwright lint (goal: <= 4 MB)",
            vec![program, "lint", example],
        ),
    ] {
        let output = Command::new(time).args(["-f", "%M"]).args(words).output();
        let said = output.map(|output| String::from_utf8_lossy(&output.stderr).into_owned());
        let kib = said
            .ok()
            .and_then(|said| said.lines().last()?.parse::<f64>().ok());
        println!("  {name:<42} {:>10.1} MB", kib.unwrap_or(f64::NAN) / 1024.0);
    }
}

/// A thousand files, on one processor and on all.
fn many(program: &str, bare: &str) -> Result<(), Trouble> {
    let many = files()?;
    let all = |words: &[&str]| {
        let mut words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        words.extend(many.iter().cloned());
        words
    };
    let alone = ["taskset", "--cpu-list", "0"];
    let runner = |name: &str, words: &[&str]| {
        let words = all(words);
        Runner::varying(name, move |_| vec![words.clone()])
    };
    race::run(
        "lint of 1,000 files",
        12,
        &[
            runner(
                "bare roxmltree, one thread",
                &[&alone[..], &[bare]].concat(),
            ),
            // 45 ms where reading and parsing alone takes 15 to 18.
            runner(
                "boxwright lint, one thread",
                &[&alone[..], &[program, "lint"]].concat(),
            )
            .with_goal(2.7),
            // 28 ms there.
            runner("boxwright lint, two threads", &[program, "lint"]).with_goal(1.7),
            runner(
                "xmllint --relaxng",
                &["xmllint", "--noout", "--relaxng", SCHEMA],
            )
            .accepting(&[0, 3]),
        ],
    )
}

/// Copies of the example, each with a name of its own.
fn files() -> Result<Vec<String>, Trouble> {
    let folder = places::target().join("bench/many");
    fs::create_dir_all(&folder).map_err(Trouble::io(folder.display()))?;
    let path = places::root().join(EXAMPLE);
    let example = fs::read_to_string(&path).map_err(Trouble::io(path.display()))?;
    (0..MANY)
        .map(|number| {
            let path: PathBuf = folder.join(format!("{number:04}.xml"));
            let document =
                example.replace("<name>vbox</name>", &format!("<name>vbox{number}</name>"));
            fs::write(&path, document).map_err(Trouble::io(path.display()))?;
            Ok(text(&path))
        })
        .collect()
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
