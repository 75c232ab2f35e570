//! Files and their names.

use std::path::{Path, PathBuf};

use tests::tree;

use super::assert_none;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &[
    "common", "helper", "helpers", "manager", "misc", "util", "utils",
];

/// The process in which XPCOM lives has that name: the way into it, and the parent's side.
const HELPER: &[&str] = &[
    "native-driver/src/helper",
    "native-driver/src/backend/helper",
];

/// The file that has to declare the module in `path`: `a/b.rs` for `a/b/c.rs`, or a root in the same folder.
fn parents(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().unwrap();
    let mut parents = vec![folder.with_extension("rs")];
    parents.extend(["main.rs", "lib.rs"].map(|root| folder.join(root)));
    // The library of package `tests` lies beside its manifest.
    parents.retain(|parent| parent != path && tree::root().join(parent).is_file());
    parents
}

fn is_root(path: &Path) -> bool {
    let name = path.file_name().unwrap();
    name == "main.rs"
        || name == "lib.rs"
        || name == "build.rs"
        || path.parent().unwrap().ends_with("examples")
}

/// Whether a parent declares the module, under its own name or at its path.
fn declares(parent: &str, stem: &str) -> bool {
    let declaration = format!("mod {stem};");
    let place = format!("/{stem}.rs\"]");
    parent.lines().map(str::trim).any(|line| {
        line.trim_start_matches("pub ")
            .trim_start_matches("pub(crate) ")
            .trim_start_matches("pub(super) ")
            == declaration
            || line.starts_with("#[path = ") && line.ends_with(&place)
    })
}

#[test]
fn no_module_is_forgotten() {
    let mut findings = Vec::new();
    for path in tree::sources("") {
        if is_root(&path) {
            continue;
        }
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let declared = parents(&path)
            .iter()
            .any(|parent| declares(&tree::read(parent), stem));
        if !declared {
            findings.push(format!(
                "{}: no `mod {stem};` in its parent, so it is never compiled",
                path.display()
            ));
        }
    }
    assert_none(&findings);
}

#[test]
fn module_names_say_what_is_inside() {
    let findings: Vec<String> = tree::sources("")
        .iter()
        .filter(|path| {
            HELPER
                .iter()
                .all(|helper| !path.with_extension("").starts_with(helper))
        })
        .filter(|path| {
            let names = path.with_extension("");
            names
                .iter()
                .any(|name| EMPTY_NAMES.contains(&name.to_str().unwrap()))
        })
        .map(|path| path.display().to_string())
        .collect();
    assert_none(&findings);
}

#[test]
fn modules_are_files_beside_their_folders() {
    let findings: Vec<String> = tree::sources("")
        .iter()
        .filter(|path| path.ends_with("mod.rs"))
        .map(|path| path.display().to_string())
        .collect();
    assert_none(&findings);
}
