//! Files that the program writes: complete or not at all, and inside the folder they are meant for.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use schema_core::visible;

use crate::error::CommandError;

/// Puts `contents` in the place of a file: beside it first, then over it, so that a full disk or a crash leaves the old
/// one. Where `path` is a link, the file that it leads to is replaced; the access rights stay.
pub(crate) fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let rights = fs::metadata(&path)?.permissions();
    put(&path, contents, Rights::Like(rights))
}

/// Writes a file, new or in the place of another.
pub(crate) fn create(path: &Path, contents: &[u8]) -> io::Result<()> {
    if path.exists() {
        return replace(path, contents);
    }
    create_with(path, contents, Rights::Usual)
}

/// Writes a file where there is none: what stands there is somebody's work.
pub(crate) fn create_new(path: &Path, contents: &[u8]) -> Result<(), CommandError> {
    if path.exists() {
        return Err(is_there(path));
    }
    create_with(path, contents, Rights::Usual)
        .map_err(|error| CommandError::io("write", path, &error))
}

/// That a file is not replaced.
pub(crate) fn is_there(path: &Path) -> CommandError {
    CommandError::usage(format!("`{}` is there already", path.display()))
        .hint("name another file, or remove that one first")
}

/// Writes a file that nobody else is to read, new or in the place of another.
pub(crate) fn create_private(path: &Path, contents: &[u8]) -> io::Result<()> {
    let path = match fs::canonicalize(path) {
        Ok(there) => there,
        Err(_) => path.to_owned(),
    };
    create_with(&path, contents, Rights::OwnerOnly)
}

fn create_with(path: &Path, contents: &[u8], rights: Rights) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    put(
        &folder.unwrap_or(Path::new(".")).join(name),
        contents,
        rights,
    )
}

/// The access rights that a file gets.
enum Rights {
    /// Those of every new file.
    Usual,
    /// Those of the file in whose place it comes.
    Like(fs::Permissions),
    /// Only its owner reads it, where a system has such rights.
    OwnerOnly,
}

impl Rights {
    fn give(self, file: &File) -> io::Result<()> {
        match self {
            Self::Usual => Ok(()),
            Self::Like(rights) => file.set_permissions(rights),
            #[cfg(unix)]
            Self::OwnerOnly => {
                file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))
            }
            #[cfg(not(unix))]
            Self::OwnerOnly => Ok(()),
        }
    }
}

/// Writes a file `name` into `folder`. A link of that name is replaced, not followed.
pub(crate) fn write_into(folder: &Path, name: &str, contents: &[u8]) -> io::Result<PathBuf> {
    let path = folder.join(name);
    put(&path, contents, Rights::Usual)?;
    Ok(path)
}

fn put(path: &Path, contents: &[u8], rights: Rights) -> io::Result<()> {
    let folder = path
        .parent()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    let (mut file, temporary) = create_beside(folder)?;
    let written = (|| {
        rights.give(&file)?;
        file.write_all(contents)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    })();
    if written.is_err() {
        // The first failure is the one to tell; what is left behind has a name that says what it is.
        drop(fs::remove_file(&temporary));
    }
    written
}

fn create_beside(folder: &Path) -> io::Result<(File, PathBuf)> {
    let mut number: u32 = 0;
    loop {
        let path = folder.join(format!(".boxwright-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => {
                number += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

/// The longest file name, in bytes, that every usual file system takes.
pub(crate) const LONGEST: usize = 255;

/// A part of a file name for any name of a machine: valid on every system, without `~`, and different for different
/// names unless it is longer than `limit` and cut off. What cannot be in a file name is written as `%` and two
/// hexadecimal digits a byte, as in URLs.
pub(crate) fn encode_name(name: &str, limit: usize) -> String {
    let mut out = String::with_capacity(name.len());
    let reserved = is_reserved(name);
    for (index, c) in name.char_indices() {
        let mut bytes = [0; 4];
        let character = c.encode_utf8(&mut bytes);
        let first = index == 0;
        let last = index + character.len() == name.len();
        let plain = match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%' | '~' => false,
            '.' | ' ' | '-' => !first && !last,
            _ => !(first && reserved) && visible::name(character) == *character,
        };
        let encoded = if plain {
            character.to_owned()
        } else {
            percent(character)
        };
        if out.len() + encoded.len() > limit {
            break;
        }
        out.push_str(&encoded);
    }
    out
}

fn percent(character: &str) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
    character
        .bytes()
        .flat_map(|byte| ['%', digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// Names that Windows gives to devices, whatever comes after a dot.
fn is_reserved(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let numbered = |stem: &str| {
        stem.strip_prefix("com")
            .or(stem.strip_prefix("lpt"))
            .is_some_and(|rest| {
                let mut rest = rest.chars();
                rest.next().is_some_and(|c| c.is_ascii_digit()) && rest.next().is_none()
            })
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered(&stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_the_folder_and_apart() {
        for (name, file) in [
            ("plain – ünï 1", "plain – ünï 1.xml"),
            ("a/b", "a%2fb.xml"),
            ("..", "%2e%2e.xml"),
            ("../../etc/passwd", "%2e.%2f..%2fetc%2fpasswd.xml"),
            (".hidden", "%2ehidden.xml"),
            ("-rf", "%2drf.xml"),
            ("a%2fb", "a%252fb.xml"),
            ("nul.txt", "%6eul.txt.xml"),
            ("com1", "%63om1.xml"),
            ("com", "com.xml"),
            ("a\u{202e}b", "a%e2%80%aeb.xml"),
            ("a\n", "a%0a.xml"),
            ("a~b", "a%7eb.xml"),
        ] {
            assert_eq!(encode_name(name, LONGEST) + ".xml", file, "{name:?}");
        }
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        assert_eq!(encode_name("\u{fc}\u{fc}\u{fc}", 5), "\u{fc}\u{fc}");
        assert_eq!(encode_name("a//", 6), "a%2f");
    }

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_rights() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.xml");
        fs::write(&path, "old").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(
            &mut fs::metadata(&path).unwrap().permissions(),
            0o640,
        );
        let rights = fs::metadata(&path).unwrap().permissions();
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions(), rights);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_a_target_folder_is_not_followed_and_a_named_one_is() {
        let dir = tempfile::tempdir().unwrap();
        let outside = dir.path().join("outside");
        fs::write(&outside, "mine").unwrap();
        let folder = dir.path().join("out");
        fs::create_dir(&folder).unwrap();
        std::os::unix::fs::symlink(&outside, folder.join("vm.xml")).unwrap();
        write_into(&folder, "vm.xml", b"dump").unwrap();
        assert_eq!(fs::read(&outside).unwrap(), b"mine");
        assert_eq!(fs::read(folder.join("vm.xml")).unwrap(), b"dump");

        let link = dir.path().join("link");
        std::os::unix::fs::symlink(&outside, &link).unwrap();
        replace(&link, b"fixed").unwrap();
        assert_eq!(fs::read(&outside).unwrap(), b"fixed");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
