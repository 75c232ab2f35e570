//! How the program is linked, and the page of `boxwright edit`, which is taken in with the feature `editor`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    // The tables of the core are full of pointers. In a program that can lie anywhere the loader writes every one of them
    // at each start, which takes longer than to lint a document.
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    let mut list = String::from("static FILES: &[(&str, &[u8])] = &[\n");
    if env::var_os("CARGO_FEATURE_EDITOR").is_some() {
        let folder = Path::new("../web-demo/dist").canonicalize().map_err(|error| {
            io::Error::other(format!(
                "the feature `editor` wants the page, which `cargo xtask web` builds into web-demo/dist: {error}"
            ))
        })?;
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in files(&folder)? {
            let name = file.strip_prefix(&folder).unwrap_or(&file);
            let name = name.to_string_lossy().replace('\\', "/");
            // Writing to a String cannot fail.
            let _ok = writeln!(
                list,
                "    ({name:?}, include_bytes!({:?})),",
                file.display().to_string()
            );
        }
    }
    list.push_str("];\n");
    let out = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    fs::write(out.join("page.rs"), list)
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
