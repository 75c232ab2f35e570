//! The file of a simulated VirtualBox: read and written whole, by one program at a time.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// A state larger than this was not made by us.
const MAX_STATE: u64 = 256 << 20;

/// A state file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the simulated VirtualBox in `{}` cannot be {action}: {reason}", path.display())]
pub struct StateFileError {
    /// The file.
    pub path: PathBuf,
    /// What was tried.
    pub action: &'static str,
    /// Why it failed.
    pub reason: String,
}

/// A state file that is ours until this is dropped.
#[derive(Debug)]
pub struct StateFile {
    path: PathBuf,
    /// Beside the file, because the file itself is replaced at each store.
    _lock: File,
}

impl StateFile {
    /// Locks a state file and reads it; `None` if there is none yet.
    pub fn open(path: &Path) -> Result<(Self, Option<String>), StateFileError> {
        let fail = |action| {
            move |error: io::Error| StateFileError {
                path: path.to_owned(),
                action,
                reason: error.to_string(),
            }
        };
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(beside(path, ".lock"));
        let lock = lock.map_err(fail("locked"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => {
                let reason = "another program uses it; wait until that has ended".to_owned();
                return Err(StateFileError {
                    path: path.to_owned(),
                    action: "locked",
                    reason,
                });
            }
            Err(std::fs::TryLockError::Error(error)) => return Err(fail("locked")(error)),
        }
        let text = match File::open(path) {
            Ok(file) => {
                let mut text = String::new();
                file.take(MAX_STATE)
                    .read_to_string(&mut text)
                    .map_err(fail("read"))?;
                Some(text)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(fail("read")(error)),
        };
        Ok((
            Self {
                path: path.to_owned(),
                _lock: lock,
            },
            text,
        ))
    }

    /// Puts a new state in place of the old one: whole or not at all, and on the disk when this returns.
    pub fn store(&self, text: &str) -> Result<(), StateFileError> {
        let fresh = beside(&self.path, ".new");
        let write = || {
            let mut file = File::create(&fresh)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&fresh, &self.path)?;
            // The name is on the disk only when the folder is; where folders cannot be opened, that is as good as it gets.
            match self.path.parent().map(File::open) {
                Some(Ok(folder)) => folder.sync_all(),
                Some(Err(_)) | None => Ok(()),
            }
        };
        write().map_err(|error| StateFileError {
            path: self.path.clone(),
            action: "written",
            reason: error.to_string(),
        })
    }
}

/// The file's name with something after it.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_kept() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("state.json");
        let (file, text) = StateFile::open(&path).unwrap();
        assert_eq!(text, None);
        file.store("one").unwrap();
        file.store("two").unwrap();
        drop(file);
        assert_eq!(StateFile::open(&path).unwrap().1.as_deref(), Some("two"));
    }

    #[test]
    fn one_program_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("state.json");
        let (_first, _) = StateFile::open(&path).unwrap();
        let error = StateFile::open(&path).unwrap_err().to_string();
        let expected = format!(
            "the simulated VirtualBox in `{}` cannot be locked: another program uses it; wait until that has ended",
            path.display()
        );
        assert_eq!(error, expected);
    }

    #[test]
    fn a_folder_that_is_not_there() {
        let root = tempfile::tempdir().unwrap();
        let error = StateFile::open(&root.path().join("none/state.json")).unwrap_err();
        assert_eq!(error.action, "locked");
    }
}
