//! The documents say what is so.

use std::path::{Path, PathBuf};

use tests::program::Sandbox;
use tests::tree;

use super::assert_none;

fn documents() -> Vec<PathBuf> {
    tree::tracked()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect()
}

/// The lines of the code blocks of a document.
fn commands(text: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if inside {
            found.push(line.trim());
        }
    }
    found
}

/// The parts of a text between backticks on one line.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn the_first_command_of_the_readme_applies_an_example() {
    let readme = tree::read("README.md");
    let line = commands(&readme)
        .into_iter()
        .find(|line| line.starts_with("cargo run "))
        .unwrap();
    let args: Vec<&str> = line
        .split_once(" -- ")
        .unwrap()
        .1
        .split(" #")
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    let sandbox = Sandbox::new();
    for folder in ["examples"] {
        for file in tree::tracked()
            .iter()
            .filter(|path| path.starts_with(folder))
        {
            sandbox.write(file.to_str().unwrap(), tree::read(file));
        }
    }
    let ran = sandbox.run(&args).expect_status(0);
    assert!(
        ran.stdout.contains("create"),
        "it says what it did: {}",
        ran.all()
    );
}

#[test]
fn every_command_in_the_documents_is_one() {
    let xtask = tree::read("xtask/src/main.rs");
    let help = Sandbox::new().run(&["--help"]).expect_status(0).stdout;
    let mut findings = Vec::new();
    for path in documents() {
        let text = tree::read(&path);
        for command in commands(&text).into_iter().chain(quoted(&text)) {
            let words: Vec<&str> = command
                .trim_start_matches("$ ")
                .split_whitespace()
                .collect();
            let known = match words.as_slice() {
                ["cargo", "xtask", name, ..] => xtask.contains(&format!("name: \"{name}\"")),
                ["boxwright", name, ..] if name.chars().all(|c| c.is_ascii_lowercase()) => help
                    .lines()
                    .any(|line| line.split_whitespace().next() == Some(name)),
                _ => true,
            };
            if !known {
                findings.push(format!("{}: `{command}` is no command", path.display()));
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn links_and_named_files_exist() {
    let mut findings = Vec::new();
    for path in documents() {
        let text = tree::read(&path);
        let folder = tree::root().join(path.parent().unwrap());
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next());
        for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
            if !folder.join(link).exists() {
                findings.push(format!(
                    "{}: the link to {link} leads nowhere",
                    path.display()
                ));
            }
        }
        for name in quoted(&text).filter(|name| is_path(name)) {
            if !tree::root().join(name).exists() {
                findings.push(format!("{}: there is no `{name}`", path.display()));
            }
        }
    }
    assert_none(&findings);
}

/// Whether a quoted word names a file of the tree, from its root.
fn is_path(word: &str) -> bool {
    let plain = word
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let endings = ["rs", "md", "toml", "sh", "xml"];
    let ending = Path::new(word)
        .extension()
        .is_some_and(|ending| endings.iter().any(|known| ending == *known));
    plain
        && !word.starts_with('/')
        && (word.contains('/') && ending
            || word.trim_end_matches('/').contains('/') && word.ends_with('/'))
}

#[test]
fn decisions_are_numbered_without_a_gap() {
    let mut names: Vec<String> = tree::tracked()
        .into_iter()
        .filter(|path| path.starts_with("docs/decisions"))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    for (index, name) in names.iter().enumerate() {
        assert!(
            name.starts_with(&format!("{index:04}-")),
            "{name} should have number {index:04}"
        );
    }
}

#[test]
fn the_licences_are_there_and_the_changelog_is_kept() {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(tree::root().join(name).is_file(), "{name}");
    }
    assert!(tree::read("CHANGELOG.md").contains("\n## [Unreleased]\n"));
}
