//! What a connection to the simulated VirtualBox is made from: its state, kept in a file where the URI names one.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use super::{StateFile, StateFileError};
use crate::backend::sim::{Service, Sim};
use crate::backend::{About, Backend, Call, Fault, FaultKind, HostPath, Percent, Verb};
use crate::typelib::Typelib;
use crate::uri::ConnectionUri;
use crate::value::{Object, Value};

/// What stays the same when a connection is made again.
pub(super) struct Source {
    service: Service,
    /// Locked for as long as there is a connection.
    file: Option<Arc<StateFile>>,
}

impl Source {
    pub(super) fn open(uri: &ConnectionUri) -> Result<Self, StateFileError> {
        let ConnectionUri::TestFile(path) = uri else {
            return Ok(Self {
                service: Service::default_state(),
                file: None,
            });
        };
        let (file, text) = StateFile::open(path)?;
        // A file that is not there yet starts as `test:///default` does.
        let service = match text {
            Some(text) => Service::from_json(&text).map_err(|error| StateFileError {
                path: path.clone(),
                action: "read",
                reason: format!(
                    "{error}; name a file that `test://` made, or one that is not there yet"
                ),
            })?,
            None => Service::default_state(),
        };
        Ok(Self {
            service,
            file: Some(Arc::new(file)),
        })
    }

    /// The service ends, and the next client starts another.
    pub(super) fn end_service(&self) {
        self.service.kill();
    }

    pub(super) fn connect(&self, uri: &ConnectionUri) -> Box<dyn Backend> {
        let sim = self.service.connect(&uri.to_string());
        match &self.file {
            Some(file) => Box::new(Kept {
                sim,
                file: Arc::clone(file),
                stored: String::new(),
            }),
            None => Box::new(sim),
        }
    }
}

/// A client that stores the state after each call that can have changed it.
struct Kept {
    sim: Sim,
    file: Arc<StateFile>,
    stored: String,
}

impl Kept {
    fn store(&mut self, member: &str) -> Result<(), Fault> {
        let broken = |text: String| Fault::new(FaultKind::Transport, member, text);
        let text = self
            .sim
            .to_json()
            .map_err(|error| broken(error.to_string()))?;
        // Most changes are made to a copy in a session, which is not kept before it is saved.
        if text != self.stored {
            self.file
                .store(&text)
                .map_err(|error| broken(error.to_string()))?;
            self.stored = text;
        }
        Ok(())
    }
}

/// Whether a call can change what is kept: reading cannot, and neither can setting what has yet to be saved.
fn can_change(call: &Call) -> bool {
    let name = call.member.as_bytes();
    let is_read = name
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case(b"get"));
    match call.verb {
        Verb::Get => false,
        Verb::Set => true,
        Verb::Invoke => !is_read,
    }
}

impl Backend for Kept {
    fn about(&self) -> &About {
        self.sim.about()
    }

    fn typelib(&self) -> &Typelib {
        self.sim.typelib()
    }

    fn virtual_box(&self) -> Object {
        self.sim.virtual_box()
    }

    fn new_session(&mut self) -> Result<Object, Fault> {
        self.sim.new_session()
    }

    fn call(&mut self, call: &Call) -> Result<Vec<Value>, Fault> {
        let outs = self.sim.call(call)?;
        if can_change(call) {
            self.store(&call.member)?;
        }
        Ok(outs)
    }

    fn cast(&mut self, object: Object, interface: &str) -> Result<Object, Fault> {
        self.sim.cast(object, interface)
    }

    fn interface_of(&self, object: Object) -> Option<&str> {
        self.sim.interface_of(object)
    }

    fn release(&mut self, objects: &[Object]) {
        self.sim.release(objects);
    }

    fn wait(
        &mut self,
        progress: Object,
        limit: Duration,
        tick: &mut dyn FnMut(Percent) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        self.sim.wait(progress, limit, tick)
    }

    fn host_path(&mut self, path: &str) -> Result<HostPath, Fault> {
        self.sim.host_path(path)
    }
}

#[cfg(test)]
mod tests {
    use crate::connect::{ConnectOptions, connect};
    use crate::uri::User;

    use super::*;

    fn open(uri: &str) -> Result<crate::connect::Connection, crate::connect::ConnectError> {
        let uri = ConnectionUri::parse(uri, User::Other).unwrap();
        connect(&uri, &ConnectOptions::from_environment())
    }

    fn extra_data(backend: &mut dyn Backend) -> Value {
        let root = backend.virtual_box();
        let call = Call::invoke(root, "getExtraData", vec![Value::text("key")]);
        backend.call(&call).unwrap().pop().unwrap()
    }

    fn set_extra_data(backend: &mut dyn Backend) {
        let args = vec![Value::text("key"), Value::text("kept")];
        let call = Call::invoke(backend.virtual_box(), "setExtraData", args);
        backend.call(&call).unwrap();
    }

    #[test]
    fn the_default_is_fresh_for_each_connection() {
        let mut first = open("test:///default").unwrap();
        set_extra_data(first.backend());
        assert_eq!(extra_data(first.backend()), Value::text("kept"));
        first.reconnect().unwrap();
        assert_eq!(extra_data(first.backend()), Value::text("kept"));
        let mut second = open("test:///default").unwrap();
        assert_eq!(extra_data(second.backend()), Value::text(""));
    }

    #[test]
    fn a_file_keeps_the_state() {
        let root = tempfile::tempdir().unwrap();
        let uri = format!("test://{}/state.json", root.path().display());
        let mut first = open(&uri).unwrap();
        set_extra_data(first.backend());
        drop(first);
        assert_eq!(
            extra_data(open(&uri).unwrap().backend()),
            Value::text("kept")
        );
    }

    #[test]
    fn a_file_of_something_else_is_refused() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("state.json");
        let uri = format!("test://{}", path.display());
        for (text, reason) in [
            ("{}", "missing field `version` at line 1 column 2"),
            (
                r#"{"version": 2, "new": 1}"#,
                "it has version 2, and only version 1 is known",
            ),
            (
                r#"{"version": 1, "new": 1}"#,
                "unknown field `new`, expected one of `version`, `machineFolder`, `clock`, `made`, `host`, `extraData`, `media`, `machines` at line 1 column 20",
            ),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = open(&uri).unwrap_err().to_string();
            let expected = format!(
                "the simulated VirtualBox in `{}` cannot be read: {reason}; name a file that `test://` made, or one that is not there yet",
                path.display()
            );
            assert_eq!(error, expected);
        }
    }
}
