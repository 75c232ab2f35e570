//! Who may use whom, over what cargo says.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;
use tests::tree;

use super::assert_none;

/// What each package may use of the workspace's packages.
const LAYERS: &[(&str, &[&str])] = &[
    ("schema-derive", &[]),
    ("schema-core", &["schema-derive"]),
    ("project", &["schema-core"]),
    ("native-driver", &["schema-core"]),
    ("wasm", &["schema-core", "project", "native-driver", "lsp"]),
    ("lsp", &["schema-core"]),
    (
        "boxwright",
        &["schema-core", "project", "native-driver", "lsp"],
    ),
    ("tests", &["schema-core", "native-driver"]),
    ("xtask", &["schema-core", "native-driver", "wasm"]),
];

/// Crates that belong to one place.
const ONLY_UNDER: &[(&str, &[&str])] = &[
    ("hmac-sha256", &["native-driver"]),
    ("libloading", &["native-driver"]),
    ("roxmltree", &["schema-core"]),
    ("schemars", &["schema-core", "wasm"]),
    ("toml", &["project"]),
    ("wasm-bindgen", &["wasm"]),
    ("lsp-server", &["lsp"]),
    ("gen-lsp-types", &["lsp"]),
    ("clap", &["boxwright"]),
    ("annotate-snippets", &["boxwright"]),
    ("clap_complete", &["boxwright"]),
    ("clap_mangen", &["boxwright"]),
    ("ignore", &["boxwright"]),
];

/// What the pure core may use of other people's crates.
const CORE: &[&str] = &[
    "roxmltree",
    "schemars",
    "serde",
    "serde_json",
    "strsim",
    "thiserror",
    "uuid",
];

/// The most crates that the program may be built from.
const MOST_CRATES: usize = 150;

fn packages() -> Vec<Value> {
    let text = cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&text).unwrap();
    metadata
        .get("packages")
        .unwrap()
        .as_array()
        .unwrap()
        .clone()
}

fn cargo(args: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(args)
        .current_dir(tree::root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The crates that a package uses outside its tests.
fn used(package: &Value) -> Vec<&str> {
    let all = package["dependencies"].as_array().unwrap();
    all.iter()
        .filter(|each| each["kind"] != "dev")
        .map(|each| each["name"].as_str().unwrap())
        .collect()
}

#[test]
fn packages_use_only_what_is_below_them() {
    let packages = packages();
    let names: BTreeSet<&str> = packages
        .iter()
        .map(|package| package["name"].as_str().unwrap())
        .collect();
    let listed: BTreeSet<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names, listed,
        "every package of the workspace is in the table above"
    );
    let mut findings = Vec::new();
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        let (_, allowed) = LAYERS.iter().find(|(layer, _)| *layer == name).unwrap();
        for used in used(package) {
            if names.contains(used) && !allowed.contains(&used) {
                findings.push(format!("`{name}` may not use `{used}`"));
            }
            if name == "schema-core" && !names.contains(used) && !CORE.contains(&used) {
                findings.push(format!("the pure core may not use `{used}`"));
            }
            if ONLY_UNDER
                .iter()
                .any(|(only, users)| *only == used && !users.contains(&name))
            {
                findings.push(format!(
                    "`{name}` may not use `{used}`, which belongs to one place"
                ));
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn the_program_is_built_from_few_crates() {
    let tree = cargo(&[
        "tree",
        "--package",
        "boxwright",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let crates: BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    assert!(
        crates.len() <= MOST_CRATES,
        "{} crates: {crates:?}",
        crates.len()
    );
}

#[test]
fn every_package_has_the_lints_of_the_workspace() {
    for package in packages() {
        let manifest = std::fs::read_to_string(package["manifest_path"].as_str().unwrap()).unwrap();
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{}",
            package["name"]
        );
    }
}
