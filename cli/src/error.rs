//! What ends a command early: a kind, which decides the exit code, the cause, and what to do about it.

use std::error::Error;
use std::fmt;
use std::path::Path;

use project::NoRule;
use schema_core::span::Span;
use schema_core::visible;

/// How a command ended that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Nothing to report: 0.
    Clean,
    /// Something was found, or a part failed, and it has been said: 1.
    Found,
    /// A plan with changes, under `--detailed-exitcode`: 2.
    Changes,
    /// An input could not be read, and it has been said: 2.
    Unreadable,
}

impl Status {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Found => 1,
            Self::Changes | Self::Unreadable => 2,
        }
    }
}

/// What a command gives back.
pub(crate) type CommandResult = Result<Status, CommandError>;

/// What kind of failure it is; it decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The command line asks for something that cannot be.
    Usage,
    /// A file or stream could not be read or written.
    Io,
    /// What was asked for could not be done.
    Failed,
}

impl Kind {
    /// The exit code.
    pub(crate) fn code(self, failures: Failures) -> u8 {
        match (failures, self) {
            (Failures::ByKind, Self::Failed) | (Failures::One, _) => 1,
            (Failures::ByKind, Self::Usage | Self::Io) | (Failures::Two, _) => 2,
        }
    }
}

/// How the failures of a command end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failures {
    /// With 1 what failed, with 2 usage and I/O, as linters do.
    ByKind,
    /// With 1, because 2 means «there are changes».
    One,
    /// With 2, because 1 means «they differ».
    Two,
}

/// Why a command stopped.
#[derive(Debug)]
pub(crate) struct CommandError {
    pub(crate) kind: Kind,
    pub(crate) error: Box<dyn Error + Send + Sync>,
    pub(crate) hints: Vec<String>,
    /// What could be read of a file, where it is about the rest.
    pub(crate) unread: Option<Box<Unread>>,
}

/// What could be read of a file that is no text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unread {
    pub(crate) text: String,
    /// Where it cannot be read.
    pub(crate) span: Span,
}

impl CommandError {
    fn new(kind: Kind, error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind,
            error: error.into(),
            hints: Vec::new(),
            unread: None,
        }
    }

    /// The command line asks for something that cannot be.
    pub(crate) fn usage(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Kind::Usage, error)
    }

    /// What was asked for could not be done.
    pub(crate) fn failed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Kind::Failed, error)
    }

    /// A file could not be read or written; `verb` is what was tried.
    pub(crate) fn io(verb: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(
            Kind::Io,
            format!(
                "cannot {verb} `{}`: {error}",
                visible::name(&path.display().to_string())
            ),
        )
    }

    /// Says which place of a file asks for it.
    #[must_use]
    pub(crate) fn at(mut self, place: &str) -> Self {
        self.error = format!("{place}: {}", self.error).into();
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl fmt::Display for CommandError {
    /// The error, its causes and the hints, a line each, with nothing hidden in them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = self.error.to_string();
        write!(f, "{}", visible::text(&said))?;
        let mut cause = self.error.source();
        while let Some(error) = cause {
            let text = error.to_string();
            // Many errors repeat their cause in their own text.
            if !said.contains(&text) {
                write!(f, "\n  cause: {}", visible::text(&text))?;
            }
            said.push_str(&text);
            cause = error.source();
        }
        for hint in &self.hints {
            write!(f, "\n  help: {}", visible::text(hint))?;
        }
        Ok(())
    }
}

impl From<NoRule> for CommandError {
    fn from(error: NoRule) -> Self {
        let hint = match error.closest {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`boxwright rules` lists the rules".to_owned(),
        };
        Self::usage(error).hint(hint)
    }
}

impl From<std::io::Error> for CommandError {
    /// Only standard output and error come here without a path.
    fn from(error: std::io::Error) -> Self {
        Self::new(Kind::Io, format!("cannot write the output: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_cause_and_help_once_and_visibly() {
        let error =
            CommandError::failed("no machine `a\u{1b}[2J`").hint("`boxwright list` shows them");
        assert_eq!(
            error.to_string(),
            "no machine `a\\u{1b}[2J`\n  help: `boxwright list` shows them"
        );
    }

    #[test]
    fn exit_codes() {
        for (kind, by_kind) in [(Kind::Usage, 2), (Kind::Io, 2), (Kind::Failed, 1)] {
            let codes = [Failures::ByKind, Failures::One, Failures::Two].map(|way| kind.code(way));
            assert_eq!(codes, [by_kind, 1, 2], "{kind:?}");
        }
    }
}
