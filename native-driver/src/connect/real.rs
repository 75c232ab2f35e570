//! What a connection is made from, where real VirtualBox is supported.

use std::sync::Arc;

use super::{ConnectError, ConnectOptions, HelperCommand, Installation, find};
use crate::backend::Backend;
use crate::backend::helper::Helper;
use crate::typelib::Typelib;
use crate::uri::{ConnectionUri, User};

/// A backend, which function table it uses, and which there are.
type WithTables = (Box<dyn Backend>, u8, Vec<u8>);

/// What stays the same when a connection is made again.
pub(super) enum Source {
    Real {
        installation: Installation,
        helper: HelperCommand,
        typelib: Option<Arc<Typelib>>,
    },
}

impl Source {
    pub(super) fn open(
        _uri: &ConnectionUri,
        options: &ConnectOptions,
    ) -> Result<Self, ConnectError> {
        let installation = find(options.app_home.clone())?;
        let helper = match &options.helper {
            Some(helper) => helper.clone(),
            None => HelperCommand::this_program().map_err(ConnectError::ThisProgram)?,
        };
        Ok(Self::Real {
            installation,
            helper,
            typelib: None,
        })
    }

    pub(super) fn connect(
        &mut self,
        uri: &ConnectionUri,
        options: &ConnectOptions,
    ) -> Result<Box<dyn Backend>, ConnectError> {
        self.connect_with_tables(uri, options)
            .map(|(backend, ..)| backend)
    }

    /// Connects, and tells which function table is used and which there are.
    pub(super) fn connect_with_tables(
        &mut self,
        uri: &ConnectionUri,
        options: &ConnectOptions,
    ) -> Result<WithTables, ConnectError> {
        let helper = self.connect_helper(uri, options)?;
        let (table, tables) = (helper.table(), helper.tables().to_vec());
        Ok((Box::new(helper), table, tables))
    }

    fn connect_helper(
        &mut self,
        uri: &ConnectionUri,
        options: &ConnectOptions,
    ) -> Result<Helper, ConnectError> {
        let Self::Real {
            installation,
            helper,
            typelib,
        } = self;
        let made = Helper::connect(
            helper,
            installation,
            typelib.as_ref(),
            &uri.to_string(),
            options.table,
            options.limits,
        );
        let made = made.map_err(|fault| ConnectError::Fault {
            home: installation.home.clone(),
            fault: Box::new(fault),
        })?;
        *typelib = Some(made.shared_typelib());
        Ok(made)
    }
}

pub(super) fn user() -> User {
    if rustix::process::geteuid().is_root() {
        User::Root
    } else {
        User::Other
    }
}
