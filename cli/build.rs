//! How the program is linked, and the page of `boxwright edit`, which is taken in where `BOXWRIGHT_PAGE` names it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The variable with the folder of the page, from the root of the checkout.
const PAGE: &str = "BOXWRIGHT_PAGE";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    // The tables of the core are full of pointers. In a program that can lie anywhere the loader writes every one of them
    // at each start, which takes longer than to lint a document.
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    let mut list = String::from("static FILES: &[(&str, &[u8])] = &[\n");
    println!("cargo::rerun-if-env-changed={PAGE}");
    if let Some(folder) = env::var_os(PAGE) {
        // Cargo runs this in the package's folder, and nobody thinks of that.
        let folder = Path::new("..").join(folder).canonicalize().map_err(|error| {
            io::Error::other(format!(
                "{PAGE} names no folder; `cargo xtask web` builds the page into web-demo/dist: {error}"
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

/// All files below a folder, sorted, without those that are packed for hosts.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if !is_packed(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_packed(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending == "br" || ending == "gz")
}
