//! The VirtualBox that a command works with.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use native_driver::apply;
use native_driver::backend::Backend;
use native_driver::connect::{self, ConnectOptions, Connection};
use native_driver::journal::Journals;
use native_driver::uri::ConnectionUri;

use crate::args::Global;
use crate::connection;
use crate::error::CommandError;
use crate::output::Output;

/// A connection, and where journals are kept.
#[derive(Debug)]
pub(crate) struct Session {
    connection: Connection,
    journals: Option<Journals>,
}

impl Session {
    /// Connects to the VirtualBox that the user means, and finishes what an earlier run left undone there.
    pub(crate) fn open(global: &Global, out: &Output) -> Result<Self, CommandError> {
        Self::connect(&uri(global)?, out)
    }

    /// Connects to the VirtualBox that a saved plan was made for, unless the command line names another.
    pub(crate) fn open_as(
        global: &Global,
        saved: &str,
        out: &Output,
    ) -> Result<Self, CommandError> {
        match global.connect {
            Some(_) => Self::open(global, out),
            None => Self::connect(&parse(saved)?, out),
        }
    }

    fn connect(uri: &ConnectionUri, out: &Output) -> Result<Self, CommandError> {
        let connection = connect::connect(uri, &ConnectOptions::from_environment())
            .map_err(CommandError::failed)?;
        let mut session = Self {
            connection,
            journals: journals(uri),
        };
        session.recover(out);
        Ok(session)
    }

    /// What an earlier run could not finish is finished by the next one, whatever it was asked.
    fn recover(&mut self, out: &Output) {
        let Some(journals) = &self.journals else {
            return;
        };
        match apply::recover(&mut self.connection, journals) {
            Ok(lines) => lines.iter().for_each(|line| out.note(line)),
            // A command that only reads can do so all the same; one that writes meets the same failure again.
            Err(error) => out.warning(&error.to_string()),
        }
    }

    pub(crate) fn backend(&mut self) -> &mut dyn Backend {
        self.connection.backend()
    }

    /// What carrying out a plan takes.
    pub(crate) fn parts(&mut self) -> (&mut Connection, Option<&Journals>) {
        (&mut self.connection, self.journals.as_ref())
    }
}

/// The connection that the user means.
pub(crate) fn uri(global: &Global) -> Result<ConnectionUri, CommandError> {
    parse(&connection::uri(global.connect.as_deref(), |name| {
        env::var_os(name)
    })?)
}

fn parse(text: &str) -> Result<ConnectionUri, CommandError> {
    ConnectionUri::parse(text, connect::user()).map_err(|error| {
        CommandError::usage(connection::without_password(text, &error.to_string()))
    })
}

/// Where journals of changes to this VirtualBox are kept. A simulation that ends with the program has nothing that
/// could be left half done.
fn journals(uri: &ConnectionUri) -> Option<Journals> {
    match uri {
        ConnectionUri::TestDefault => None,
        ConnectionUri::Session | ConnectionUri::System | ConnectionUri::TestFile(_) => {
            state_folder(|name| env::var_os(name)).map(Journals::new)
        }
    }
}

/// `$XDG_STATE_HOME/boxwright`, or where that is by default.
fn state_folder(environment: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name: &str| {
        environment(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let state =
        path("XDG_STATE_HOME").or_else(|| path("HOME").map(|home| home.join(".local/state")));
    // Windows has neither.
    state
        .or_else(|| path("LOCALAPPDATA"))
        .map(|state| state.join("boxwright"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn journals_are_kept_where_state_belongs() {
        for (state, home, expected) in [
            (Some("/s"), Some("/h"), Some("/s/boxwright")),
            (
                Some("relative"),
                Some("/h"),
                Some("/h/.local/state/boxwright"),
            ),
            (None, Some("/h"), Some("/h/.local/state/boxwright")),
            (None, None, None),
        ] {
            let found = state_folder(|name| match name {
                "XDG_STATE_HOME" => state.map(OsString::from),
                "HOME" => home.map(OsString::from),
                _ => None,
            });
            assert_eq!(found, expected.map(PathBuf::from));
        }
    }
}
