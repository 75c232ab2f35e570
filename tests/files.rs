//! Files of the host as a test sees them: what is there, and whether it was changed.

use std::collections::BTreeMap;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};

/// A digest of a file's bytes, or of where a link points.
pub fn digest(path: &Path) -> u64 {
    // Made by `new`, this hasher has fixed keys.
    #[expect(
        deprecated,
        reason = "the one hasher of the standard library whose keys are the same in every process"
    )]
    let mut hasher = std::hash::SipHasher::new();
    if path.is_symlink() {
        hasher.write(
            std::fs::read_link(path)
                .unwrap()
                .as_os_str()
                .as_encoded_bytes(),
        );
    } else {
        hasher.write(&std::fs::read(path).unwrap());
    }
    hasher.finish()
}

/// Every file below a folder with its digest, named from the folder; folders themselves end with `/`.
pub fn digests(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    collect(folder, folder, &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, u64>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap();
        if path.is_dir() && !path.is_symlink() {
            found.insert(name.join(""), 0);
            collect(root, &path, found);
        } else if path.is_file() || path.is_symlink() {
            found.insert(name.to_owned(), digest(&path));
        }
    }
}
