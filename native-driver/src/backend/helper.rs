//! The parent's side of the helper process in which XPCOM lives.
//!
//! A client of a service that died never heals, only a new process does; and the library's threads, signal handler and
//! one-thread rule do not belong in an embedder's process. So each connection has a process of its own, spoken to over
//! pipes, which gives back its locks when the pipe ends, however that comes about.

mod child;
mod path;
mod pipe;
mod wire;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

pub use child::main;

use super::{About, Backend, Call, Fault, FaultKind, HostPath, Percent, progress};
use crate::connect::{HelperCommand, Installation, Limits};
use crate::typelib::Typelib;
use crate::value::{Object, Value};
use pipe::Pipe;
use wire::{Answer, Ask};

/// What to do where connecting takes too long.
const HANGS: &str = ": its service may hang; see whether `VBoxManage list vms` answers, and end a `VBoxSVC` that does not";

/// How long a service that is on its way out is given for that, from try to try: more on a machine that is busy.
const PAUSES: [Duration; 4] = [
    Duration::ZERO,
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(3),
];

/// A connection to a real VirtualBox through a helper process.
#[derive(Debug)]
pub struct Helper {
    pipe: Pipe,
    about: About,
    typelib: Arc<Typelib>,
    root: Object,
    table: u8,
    tables: Vec<u8>,
    interfaces: BTreeMap<Object, String>,
    /// Objects to give back with the next request.
    release: Vec<Object>,
    limits: Limits,
}

impl Helper {
    /// Starts a helper process and connects it to `installation`; again in a fresh process if that fails, as the
    /// service may just have been on its way out, or have lost a message: then it ends, and the one after it answers.
    pub fn connect(
        command: &HelperCommand,
        installation: &Installation,
        typelib: Option<&Arc<Typelib>>,
        uri: &str,
        table: Option<u8>,
        limits: Limits,
    ) -> Result<Self, Fault> {
        let once = || {
            let typelib = typelib.cloned();
            Self::connect_once(command, installation, typelib, uri, table, limits)
        };
        let mut made = once();
        for (number, pause) in PAUSES.into_iter().enumerate() {
            match &made {
                Ok(_) => break,
                // It hangs: waiting for that a third time tells nothing new.
                Err(fault) if number > 0 && fault.kind == FaultKind::Timeout => break,
                Err(_) => {
                    std::thread::sleep(pause);
                    made = once();
                }
            }
        }
        made
    }

    fn connect_once(
        command: &HelperCommand,
        installation: &Installation,
        typelib: Option<Arc<Typelib>>,
        uri: &str,
        table: Option<u8>,
        limits: Limits,
    ) -> Result<Self, Fault> {
        let mut pipe = Pipe::start(command, installation)?;
        let home = installation.home.clone();
        pipe.send(
            Vec::new(),
            Ask::Connect {
                uri: uri.to_owned(),
                home,
                table,
            },
        )?;
        // While the process loads the library.
        let typelib = match typelib {
            Some(known) => known,
            None => Arc::new(installation.typelib().map_err(|error| {
                Fault::new(
                    FaultKind::Transport,
                    "VirtualBox_XPCOM.xpt",
                    error.to_string(),
                )
            })?),
        };
        let reply = pipe.receive(limits.connect).map_err(|mut fault| {
            pipe.kill();
            if fault.kind == FaultKind::Timeout {
                fault.text.push_str(HANGS);
            }
            fault
        })?;
        let interfaces = reply.objects.into_iter().collect();
        match reply.answer {
            Answer::Connected {
                about,
                root,
                table,
                tables,
            } => Ok(Self {
                pipe,
                about,
                typelib,
                root,
                table,
                tables,
                interfaces,
                release: Vec::new(),
                limits,
            }),
            Answer::Fault(fault) => Err(fault),
            Answer::Calls(_) | Answer::Object(_) => Err(pipe.confused()),
        }
    }

    /// Which function table of the library is used, 1 to 4.
    pub fn table(&self) -> u8 {
        self.table
    }

    /// Which function tables the library serves, newest first.
    pub fn tables(&self) -> &[u8] {
        &self.tables
    }

    /// The type library, for the next connection to the same installation.
    pub fn shared_typelib(&self) -> Arc<Typelib> {
        Arc::clone(&self.typelib)
    }

    /// The number of the helper process.
    pub fn process(&self) -> u32 {
        self.pipe.process()
    }

    fn ask(&mut self, ask: Ask) -> Result<Answer, Fault> {
        self.pipe.send(std::mem::take(&mut self.release), ask)?;
        let reply = self.pipe.receive(self.limits.call)?;
        self.interfaces.extend(reply.objects);
        Ok(reply.answer)
    }

    fn ask_for_object(&mut self, ask: Ask) -> Result<Object, Fault> {
        match self.ask(ask)? {
            Answer::Object(object) => Ok(object),
            Answer::Fault(fault) => Err(fault),
            Answer::Calls(_) | Answer::Connected { .. } => Err(self.pipe.confused()),
        }
    }

    fn calls(&mut self, calls: &[Call]) -> Result<Vec<Result<Vec<Value>, Fault>>, Fault> {
        match self.ask(Ask::Calls(calls.to_vec()))? {
            Answer::Calls(results) if results.len() == calls.len() => Ok(results),
            Answer::Fault(fault) => Err(fault),
            Answer::Calls(_) | Answer::Object(_) | Answer::Connected { .. } => {
                Err(self.pipe.confused())
            }
        }
    }
}

impl Backend for Helper {
    fn about(&self) -> &About {
        &self.about
    }

    fn typelib(&self) -> &Typelib {
        &self.typelib
    }

    fn virtual_box(&self) -> Object {
        self.root
    }

    fn new_session(&mut self) -> Result<Object, Fault> {
        self.ask_for_object(Ask::NewSession)
    }

    fn call(&mut self, call: &Call) -> Result<Vec<Value>, Fault> {
        let mut results = self.calls(std::slice::from_ref(call))?;
        results.pop().unwrap_or_else(|| Err(self.pipe.confused()))
    }

    fn read_many(&mut self, calls: &[Call]) -> Vec<Result<Vec<Value>, Fault>> {
        if calls.is_empty() {
            return Vec::new();
        }
        self.calls(calls)
            .unwrap_or_else(|fault| calls.iter().map(|_| Err(fault.clone())).collect())
    }

    fn cast(&mut self, object: Object, interface: &str) -> Result<Object, Fault> {
        self.ask_for_object(Ask::Cast {
            object,
            interface: interface.to_owned(),
        })
    }

    fn interface_of(&self, object: Object) -> Option<&str> {
        self.interfaces.get(&object).map(String::as_str)
    }

    fn release(&mut self, objects: &[Object]) {
        for object in objects {
            if *object != self.root && self.interfaces.remove(object).is_some() {
                self.release.push(*object);
            }
        }
    }

    fn wait(
        &mut self,
        object: Object,
        limit: Duration,
        tick: &mut dyn FnMut(Percent) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        progress::wait(self, object, limit, tick)
    }

    fn host_path(&mut self, path: &str) -> Result<HostPath, Fault> {
        Ok(path::look(std::path::Path::new(path)))
    }

    fn same_file(&mut self, one: &str, other: &str) -> Result<bool, Fault> {
        let real = |path: &str| std::fs::canonicalize(path).ok();
        Ok(one == other || real(one).is_some_and(|one| real(other) == Some(one)))
    }

    fn free_space(&mut self, path: &str) -> Option<u64> {
        path::free_space(std::path::Path::new(path))
    }
}
