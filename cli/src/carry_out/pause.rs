//! A place at which tests stop the program: to end it there, to interrupt it, or to let another one meet its lock.
//!
//! `BOXWRIGHT_PAUSE_AT=PHASE:FILE` makes a debug build write `FILE` before the first step of that phase and wait until
//! somebody removes it. Builds with optimization have no such thing.

use std::env;
use std::fs::OpenOptions;
use std::path::PathBuf;
use std::time::Duration;

use native_driver::plan::Phase;

/// How often it is looked whether the file is gone.
const PAUSE: Duration = Duration::from_millis(5);

/// Where to stop.
#[derive(Debug)]
pub(super) struct Pause {
    phase: String,
    file: PathBuf,
}

impl Pause {
    /// What the environment asks for; never anything where the build is not for tests.
    pub(super) fn asked() -> Option<Self> {
        if !cfg!(debug_assertions) {
            return None;
        }
        let asked = env::var("BOXWRIGHT_PAUSE_AT").ok()?;
        let (phase, file) = asked.split_once(':')?;
        Some(Self {
            phase: phase.to_owned(),
            file: PathBuf::from(file),
        })
    }

    /// Whether this is the phase.
    pub(super) fn is_at(&self, phase: Phase) -> bool {
        serde_json::to_value(phase).is_ok_and(|name| name == self.phase.as_str())
    }

    /// Stops until the file is removed, or `stop` wants to go on.
    pub(super) fn wait(self, stop: impl Fn() -> bool) {
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&self.file);
        while made.is_ok() && self.file.exists() && !stop() {
            std::thread::sleep(PAUSE);
        }
    }
}
