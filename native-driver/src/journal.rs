//! What was being done to VirtualBox, kept in a file so that a later run can take it back.
//!
//! A journal is one line of JSON with the plan, then a line for each step that was begun or done. It is held locked
//! while its writer lives, so one that can be locked was left behind. What is to be taken back can be read from any
//! prefix of it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::plan::MachinePlan;
use crate::plan::render::redact;

const VERSION: u32 = 1;

/// The folder with the journals.
#[derive(Clone, Debug)]
pub struct Journals {
    folder: PathBuf,
}

/// Why a journal cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another run works on the same machine.
    #[error("another boxwright is changing the machine `{0}` right now; wait until it is done")]
    Busy(String),
    /// One that was left behind has to be dealt with first.
    #[error(
        "an earlier run left the machine `{0}` unfinished; run the command again to take that back first"
    )]
    LeftBehind(String),
    /// The file system says no.
    #[error("the journal `{}` cannot be kept: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it says.
        error: io::Error,
    },
}

/// The first line.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Header {
    version: u32,
    connection: String,
    plan: MachinePlan,
    /// The places of those media of the plan that VirtualBox knew before.
    known_media: Vec<String>,
}

/// A line after the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Mark {
    Begun(u32),
    Done(u32),
}

/// What a journal says.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) plan: MachinePlan,
    pub(crate) known_media: Vec<String>,
    /// How many steps were begun.
    pub(crate) begun: usize,
    /// How many steps were done.
    pub(crate) done: usize,
}

/// A journal that is being written, or one that was left behind.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    pub(crate) story: Story,
}

impl Journals {
    /// The journals in `folder`, which is made when the first one is kept.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Begins a journal and has it on the disk before it returns.
    pub(crate) fn begin(
        &self,
        connection: &str,
        plan: &MachinePlan,
        known_media: Vec<String>,
    ) -> Result<Journal, JournalError> {
        let path = self.path(connection, plan.uuid);
        let failed = |error| JournalError::Io {
            path: path.clone(),
            error,
        };
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let mut file = open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(JournalError::Busy(plan.name.clone())),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        if file.metadata().map_err(failed)?.len() > 0 {
            return Err(JournalError::LeftBehind(plan.name.clone()));
        }
        let story = Story {
            plan: without_secrets(plan),
            known_media,
            begun: 0,
            done: 0,
        };
        let header = Header {
            version: VERSION,
            connection: connection.to_owned(),
            plan: story.plan.clone(),
            known_media: story.known_media.clone(),
        };
        let mut line = serde_json::to_vec(&header).map_err(|error| failed(error.into()))?;
        line.push(b'\n');
        file.write_all(&line)
            .and_then(|()| file.sync_all())
            .map_err(failed)?;
        Ok(Journal { path, file, story })
    }

    /// The journals of `connection` that were left behind.
    pub(crate) fn left_behind(&self, connection: &str) -> Result<Vec<Journal>, JournalError> {
        let failed = |error| JournalError::Io {
            path: self.folder.clone(),
            error,
        };
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "journal")
            {
                paths.push(path);
            }
        }
        paths.sort();
        paths
            .iter()
            .filter_map(|path| pick_up(path, connection).transpose())
            .collect()
    }

    fn path(&self, connection: &str, uuid: Uuid) -> PathBuf {
        // Two connections may have a machine with the same UUID.
        let connection: String = connection
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        self.folder.join(format!("{uuid}.{connection}.journal"))
    }
}

/// Undoing needs none.
fn without_secrets(plan: &MachinePlan) -> MachinePlan {
    let mut plan = plan.clone();
    redact(&mut plan);
    plan
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

/// Takes over a journal, unless its writer lives or it belongs to another connection.
fn pick_up(path: &Path, connection: &str) -> Result<Option<Journal>, JournalError> {
    let failed = |error| JournalError::Io {
        path: path.to_owned(),
        error,
    };
    let mut file = match open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(failed)?;
    let mut lines = text.lines();
    // A header that was not written to its end precedes any call.
    let header = lines
        .next()
        .and_then(|line| serde_json::from_str::<Header>(line).ok());
    let Some(Header {
        version,
        connection: of,
        plan,
        known_media,
    }) = header
    else {
        fs::remove_file(path).map_err(failed)?;
        return Ok(None);
    };
    if version != VERSION || of != connection {
        return Ok(None);
    }
    let mut story = Story {
        plan,
        known_media,
        begun: 0,
        done: 0,
    };
    for mark in lines.filter_map(|line| serde_json::from_str::<Mark>(line).ok()) {
        story.note(mark);
    }
    Ok(Some(Journal {
        path: path.to_owned(),
        file,
        story,
    }))
}

impl Story {
    fn note(&mut self, mark: Mark) {
        let count =
            |step: u32| usize::try_from(step).map_or(usize::MAX, |step| step.saturating_add(1));
        match mark {
            Mark::Begun(step) => self.begun = count(step),
            Mark::Done(step) => self.done = count(step),
        }
    }
}

impl Journal {
    /// Notes that a step is about to be done; `sync` where it cannot be taken back by letting go of the lock.
    pub(crate) fn begin(&mut self, step: u32, sync: bool) -> Result<(), JournalError> {
        self.mark(Mark::Begun(step))?;
        if sync {
            self.file.sync_data().map_err(|error| self.failed(error))
        } else {
            Ok(())
        }
    }

    /// Notes that a step is done.
    pub(crate) fn done(&mut self, step: u32) -> Result<(), JournalError> {
        self.mark(Mark::Done(step))
    }

    /// Removes the journal: there is nothing to take back any more.
    pub(crate) fn close(mut self) -> Result<(), JournalError> {
        // A run that waits for the lock must not take what is in the file for left behind.
        self.file
            .set_len(0)
            .and_then(|()| self.file.rewind())
            .map_err(|error| self.failed(error))?;
        fs::remove_file(&self.path).map_err(|error| self.failed(error))
    }

    fn mark(&mut self, mark: Mark) -> Result<(), JournalError> {
        self.story.note(mark);
        let mut line = serde_json::to_vec(&mark).map_err(|error| self.failed(error.into()))?;
        line.push(b'\n');
        self.file
            .write_all(&line)
            .map_err(|error| self.failed(error))
    }

    fn failed(&self, error: io::Error) -> JournalError {
        JournalError::Io {
            path: self.path.clone(),
            error,
        }
    }
}
