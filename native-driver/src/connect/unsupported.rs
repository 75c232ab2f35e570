//! What a connection is made from, where real VirtualBox is not supported.

use super::{ConnectError, ConnectOptions};
use crate::backend::Backend;
use crate::uri::{ConnectionUri, User};

/// A backend, which function table it uses, and which there are.
type WithTables = (Box<dyn Backend>, u8, Vec<u8>);

/// Nothing that is real.
pub(super) enum Source {}

impl Source {
    pub(super) fn open(
        _uri: &ConnectionUri,
        _options: &ConnectOptions,
    ) -> Result<Self, ConnectError> {
        Err(ConnectError::Unsupported)
    }

    pub(super) fn connect(
        &mut self,
        _uri: &ConnectionUri,
        _options: &ConnectOptions,
    ) -> Result<Box<dyn Backend>, ConnectError> {
        match *self {}
    }

    pub(super) fn connect_with_tables(
        &mut self,
        _uri: &ConnectionUri,
        _options: &ConnectOptions,
    ) -> Result<WithTables, ConnectError> {
        match *self {}
    }
}

pub(super) fn user() -> User {
    User::Other
}
