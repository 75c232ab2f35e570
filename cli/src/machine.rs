//! Machines that exist where a command takes documents: `machine:NAME`.

use std::path::Path;

use native_driver::machines;
use schema_core::Domain;

use crate::args::Global;
use crate::error::CommandError;
use crate::output::Output;
use crate::session::Session;

/// What stands before the name or UUID of a machine.
const PREFIX: &str = "machine:";

/// The name of the machine that is meant, where it is one and no file.
pub(crate) fn named(path: &Path) -> Option<&str> {
    path.to_str()?.strip_prefix(PREFIX)
}

/// The connection of a command that may need none.
#[derive(Debug)]
pub(crate) struct Machines<'g> {
    global: &'g Global,
    session: Option<Session>,
}

impl<'g> Machines<'g> {
    pub(crate) fn new(global: &'g Global) -> Self {
        Self {
            global,
            session: None,
        }
    }

    /// Reads a machine; the connection is made for the first one.
    pub(crate) fn read(&mut self, name: &str, out: &Output) -> Result<Domain, CommandError> {
        let session = match &mut self.session {
            Some(session) => session,
            None => self.session.insert(Session::open(self.global, out)?),
        };
        let read = machines::read(session.backend(), name).map_err(CommandError::failed)?;
        Ok(read.domain)
    }
}
