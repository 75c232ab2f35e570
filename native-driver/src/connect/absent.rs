//! What stands in the place of a backend while there is none.

use std::ops::ControlFlow;
use std::time::Duration;

use crate::backend::{About, Backend, Call, Fault, FaultKind, HostPath, Percent};
use crate::typelib::Typelib;
use crate::value::{Object, Value};

/// No backend: every call fails.
#[derive(Debug)]
pub(super) struct Absent {
    about: About,
    typelib: Typelib,
}

impl Absent {
    pub(super) fn new(about: About) -> Self {
        Self {
            about,
            typelib: Typelib::default(),
        }
    }
}

fn absent(member: &str) -> Fault {
    Fault::new(FaultKind::Transport, member, "not connected")
}

impl Backend for Absent {
    fn about(&self) -> &About {
        &self.about
    }

    fn typelib(&self) -> &Typelib {
        &self.typelib
    }

    fn virtual_box(&self) -> Object {
        Object(0)
    }

    fn new_session(&mut self) -> Result<Object, Fault> {
        Err(absent("ISession"))
    }

    fn call(&mut self, call: &Call) -> Result<Vec<Value>, Fault> {
        Err(absent(&call.member))
    }

    fn cast(&mut self, _object: Object, interface: &str) -> Result<Object, Fault> {
        Err(absent(interface))
    }

    fn interface_of(&self, _object: Object) -> Option<&str> {
        None
    }

    fn release(&mut self, _objects: &[Object]) {}

    fn wait(
        &mut self,
        _progress: Object,
        _limit: Duration,
        _tick: &mut dyn FnMut(Percent) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        Err(absent("IProgress"))
    }

    fn host_path(&mut self, path: &str) -> Result<HostPath, Fault> {
        Err(absent(path))
    }
}
