//! Why a command ended early.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// It was called in a way that it does not understand.
    Usage(String),
    /// A program that it ran failed; the program has said why.
    Failed(String),
    /// The machine lacks something, and what to do about it.
    Missing(String),
    /// Something is not as it should be.
    Wrong(String),
    /// What failed has been said already.
    Told,
    /// A file could not be read or written, or a program not be started.
    Io(String, io::Error),
}

impl Trouble {
    /// For `map_err`: an I/O error with what was tried.
    pub(crate) fn io(what: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        let what = what.to_string();
        move |error| Self::Io(what, error)
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) | Self::Missing(_) | Self::Wrong(_) | Self::Told | Self::Io(..) => {
                ExitCode::FAILURE
            }
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) | Self::Missing(text) | Self::Wrong(text) => f.write_str(text),
            Self::Failed(command) => write!(f, "`{command}` failed"),
            Self::Told => Ok(()),
            Self::Io(what, error) => write!(f, "{what}: {error}"),
        }
    }
}

impl std::error::Error for Trouble {}
