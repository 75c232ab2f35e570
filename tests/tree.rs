//! The source tree that the tests are about.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The root of the checkout. Checkouts that share a target folder share what is built for any of them, so that the one
/// that runs is asked for, where cargo says it.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent();
        root.expect("the package is a folder of the checkout")
            .to_owned()
    });
    &ROOT
}

/// The text of a file, named from the root.
#[track_caller]
pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An example that ships with the project.
#[track_caller]
pub fn example(name: &str) -> String {
    read(Path::new("examples").join(name))
}

/// Every file that git tracks and those it would track, from the root, sorted.
pub fn tracked() -> Vec<PathBuf> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .expect("git is installed");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut files: Vec<PathBuf> = String::from_utf8(output.stdout)
        .unwrap()
        .split_terminator('\0')
        .map(PathBuf::from)
        // Deleted and not yet committed.
        .filter(|path| root().join(path).is_file())
        .collect();
    files.sort();
    files.dedup();
    files
}

/// The Rust files below a folder, from the root, sorted.
pub fn sources(folder: &str) -> Vec<PathBuf> {
    tracked()
        .into_iter()
        .filter(|path| {
            path.starts_with(folder) && path.extension().is_some_and(|extension| extension == "rs")
        })
        .collect()
}

/// The corpus of documents that can stand beside the checkout; says so where it is absent.
pub fn corpus() -> Option<PathBuf> {
    let path = std::env::var_os("BOXWRIGHT_CORPUS")
        .map_or_else(|| root().join("../shared/corpus"), PathBuf::from);
    if path.is_dir() {
        Some(path)
    } else {
        crate::skipped("there is no corpus beside the checkout, and BOXWRIGHT_CORPUS names none");
        None
    }
}
