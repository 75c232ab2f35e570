//! Lint of one file and of many, against the schema validators and a program that only parses.

use std::fs;
use std::path::{Path, PathBuf};

use super::race::{self, Runner};
use crate::places;
use crate::trouble::Trouble;

/// libvirt's schema as its packages install it.
pub(super) const SCHEMA: &str = "/usr/share/libvirt/schemas/domain.rng";
const EXAMPLE: &str = "examples/documented-2009.xml";
const MANY: usize = 1000;

pub(super) fn run(program: &Path) -> Result<(), Trouble> {
    let program = text(program);
    let bare = text(&places::target().join("release/examples/bare"));
    let example = text(&places::root().join(EXAMPLE));
    race::run(
        "lint of one file",
        50,
        &[
            Runner::new("bare roxmltree", &[&bare, &example]),
            Runner::new("boxwright lint", &[&program, "lint", &example]).with_goal(1.5),
            Runner::new(
                "xmllint --relaxng",
                &["xmllint", "--noout", "--relaxng", SCHEMA, &example],
            )
            .accepting(&[0, 3]),
            Runner::new(
                "virt-xml-validate",
                &["virt-xml-validate", &example, "domain"],
            )
            .accepting(&[0, 3]),
        ],
    )?;

    let many = many()?;
    let all = |words: &[&str]| {
        words
            .iter()
            .map(|&word| word.to_owned())
            .chain(many.iter().cloned())
            .collect::<Vec<String>>()
    };
    let words = [
        all(&["xmllint", "--noout", "--relaxng", SCHEMA]),
        all(&[&program, "lint"]),
        all(&[&bare]),
    ];
    let [schema, ours, parse] = words.map(|words| move |_| vec![words.clone()]);
    race::run(
        "lint of 1,000 files",
        10,
        &[
            Runner::varying("xmllint --relaxng", schema).accepting(&[0, 3]),
            Runner::varying("boxwright lint", ours),
            Runner::varying("bare roxmltree", parse),
        ],
    )
}

/// Copies of the example, each with a name of its own.
fn many() -> Result<Vec<String>, Trouble> {
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
