//! Where the program writes: standard output, buffered, and standard error.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use anstyle::{AnsiColor, Style};
use schema_core::visible;
use serde::Serialize;

use crate::args::ColorWhen;
use crate::error::CommandError;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Green.on_default().bold();

/// How lists and plans are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs, with a version.
    Json,
}

/// Standard output and error of one run.
#[derive(Debug)]
pub(crate) struct Output {
    /// Not locked: the language server writes from a thread of its own.
    stdout: BufWriter<Stdout>,
    /// The reader of standard output is gone. A command goes on all the same: `apply` must not stop half-way because
    /// of `| head`.
    closed: bool,
    color: ColorWhen,
}

impl Output {
    pub(crate) fn new(color: ColorWhen) -> Self {
        Self {
            stdout: BufWriter::with_capacity(1 << 16, io::stdout()),
            closed: false,
            color,
        }
    }

    /// Whether standard output may have colours.
    pub(crate) fn stdout_color(&self) -> bool {
        self.allows(&io::stdout())
    }

    /// Whether standard error may have colours.
    pub(crate) fn stderr_color(&self) -> bool {
        self.allows(&io::stderr())
    }

    /// Whether a person reads standard output.
    pub(crate) fn is_terminal(&self) -> bool {
        self.stdout.get_ref().is_terminal()
    }

    /// Whether people read standard output as it is: on a terminal, or in the log of a service that runs jobs.
    pub(crate) fn is_shown(&self) -> bool {
        self.is_terminal() || std::env::var_os("CI").is_some_and(|value| !value.is_empty())
    }

    /// Whether nobody reads standard output any more: what only prints can stop.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    fn allows(&self, stream: &impl anstream::stream::RawStream) -> bool {
        match self.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
        }
    }

    /// Writes text to standard output as it is.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), CommandError> {
        let result = if self.closed {
            Ok(())
        } else {
            self.stdout.write_all(text.as_bytes())
        };
        self.unless_closed(result)
    }

    /// Writes a canonical document: exactly where it is kept, harmless where it is looked at.
    pub(crate) fn xml(&mut self, xml: &str) -> Result<(), CommandError> {
        if self.is_shown() {
            self.write(&visible::xml(xml))
        } else {
            self.write(xml)
        }
    }

    /// Writes a value as JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), CommandError> {
        let text = serde_json::to_string_pretty(value).map_err(CommandError::failed)?;
        self.write(&visible::json(&text))?;
        self.write("\n")
    }

    /// Hands on what was written so far: before a question, and at the end.
    pub(crate) fn flush(&mut self) -> Result<(), CommandError> {
        let result = if self.closed {
            Ok(())
        } else {
            self.stdout.flush()
        };
        self.unless_closed(result)
    }

    fn unless_closed(&mut self, result: io::Result<()>) -> Result<(), CommandError> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => Ok(other?),
        }
    }

    /// Says on standard error why the command ended.
    pub(crate) fn error(&self, error: &CommandError) {
        self.labelled(ERROR, "error", &error.to_string());
    }

    /// Says on standard error what may be wrong.
    pub(crate) fn warning(&self, text: &str) {
        self.labelled(WARNING, "warning", &visible::text(text));
    }

    /// Says something on standard error.
    pub(crate) fn note(&self, text: &str) {
        self.labelled(NOTE, "note", &visible::text(text));
    }

    fn labelled(&self, style: Style, label: &str, text: &str) {
        if self.stderr_color() {
            stderr(&format!("{style}{label}{style:#}: {text}\n"));
        } else {
            stderr(&format!("{label}: {text}\n"));
        }
    }
}

/// Writes text to standard error as it is. Where that fails there is nowhere left to say so.
pub(crate) fn stderr(text: &str) {
    drop(io::stderr().lock().write_all(text.as_bytes()));
}

/// Asks a yes-or-no question on the terminal; only `y` and `yes` agree.
pub(crate) fn confirm(out: &mut Output, question: &str) -> Result<bool, CommandError> {
    out.flush()?;
    stderr(&format!("{} [y/N] ", visible::name(question)));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(
        answer.trim().to_ascii_lowercase().as_str(),
        "y" | "yes"
    ))
}

/// Whether a person reads standard error.
pub(crate) fn is_stderr_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Whether a person can be asked.
pub(crate) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}
