//! The simulated VirtualBox: behind `test:///default`, tests and the preview in a browser.
//!
//! It answers as VirtualBox 7.2 does, from a slot table, with VirtualBox's own texts, and touches nothing: no file, no
//! clock, no randomness. What it keeps goes in and out as JSON; loading and storing that is the caller's part.
//!
//! The files of the host are there, unless the state lists them as missing or refused.

mod bandwidth;
mod dispatch;
mod fault;
pub(crate) mod file;
mod file_name;
mod handle;
mod host;
mod lists;
mod machine;
mod media;
mod medium;
mod medium_attachment;
mod os_types;
mod parts;
mod progress;
mod properties;
mod session;
mod settings;
mod shared_folder;
mod snapshot;
mod state;
mod storage_controller;
#[cfg(test)]
mod tests;
mod usb;
mod value;
mod virtual_box;
mod world;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use uuid::Uuid;

use super::{About, Backend, Call, Fault, FaultKind, HostPath, Percent};
use crate::typelib::Typelib;
use crate::value::{Object, Value};
use handle::Handle;
use state::State;
use world::World;

pub use state::StateError;

/// The release that it is like.
const VERSION: &str = "7.2.22";
const API_VERSION: &str = "7_2";
/// Where it says that VirtualBox keeps its own settings.
const HOME: &str = "/home/test/.config/VirtualBox";

/// The interfaces of the simulation.
fn typelib() -> Arc<Typelib> {
    static TYPELIB: OnceLock<Arc<Typelib>> = OnceLock::new();
    let read = || {
        let table = include_str!("../../tables/7.2.json");
        // The table is part of the program; a test reads it.
        Arc::new(Typelib::from_tables(&[table]).unwrap_or_default())
    };
    Arc::clone(TYPELIB.get_or_init(read))
}

/// The simulated service with everything that it keeps. It lives on when a client of it is gone.
#[derive(Clone, Debug)]
pub struct Service(Arc<Mutex<Inner>>);

#[derive(Debug)]
struct Inner {
    world: World,
    /// How often it was killed: clients of an earlier life get no answer.
    life: u64,
    clients: u64,
}

impl Service {
    /// What `test:///default` starts with: one machine `test`, as libvirt's test driver has.
    pub fn default_state() -> Self {
        Self::new(State::fresh())
    }

    /// One without machines.
    pub fn empty() -> Self {
        Self::new(State::empty())
    }

    /// One without machines on any host there may be; its next UUIDs and addresses depend on a number.
    pub(crate) fn on_any_host(seed: u64) -> Self {
        let mut state = State::empty();
        state.host.is_any = true;
        state.made = seed;
        Self::new(state)
    }

    /// From the JSON of [`Service::to_json`].
    pub fn from_json(text: &str) -> Result<Self, StateError> {
        State::parse(text, &typelib()).map(Self::new)
    }

    fn new(state: State) -> Self {
        let inner = Inner {
            world: World::new(state),
            life: 0,
            clients: 0,
        };
        Self(Arc::new(Mutex::new(inner)))
    }

    /// What a real one would have on disk. Nothing unsaved is in it.
    pub fn to_json(&self) -> Result<String, StateError> {
        self.lock().world.state().print()
    }

    /// A new client of it. `uri` is what the connection calls itself.
    pub fn connect(&self, uri: &str) -> Sim {
        let mut inner = self.lock();
        inner.clients += 1;
        let (client, life) = (inner.clients, inner.life);
        drop(inner);
        let mut sim = Sim {
            about: About {
                uri: uri.to_owned(),
                version: VERSION.to_owned(),
                api_version: API_VERSION.to_owned(),
                home: String::new(),
            },
            typelib: typelib(),
            service: self.clone(),
            client,
            life,
            objects: BTreeMap::new(),
            root: Object(0),
            last: 0,
        };
        sim.root = sim.keep(Handle::VirtualBox);
        sim
    }

    /// Ends the service: what was not saved is lost, sessions and locks are gone, and clients get no more answers.
    pub fn kill(&self) {
        let mut inner = self.lock();
        let state = inner.world.state();
        inner.world = World::new(state);
        inner.life += 1;
    }

    /// Locks a machine as another program would. Gives whether that could be done.
    pub fn hold_lock(&self, machine: Uuid) -> bool {
        let mut inner = self.lock();
        let world = &mut inner.world;
        let number = world.by_uuid(machine);
        number.is_some_and(|number| {
            world.lock_of(number).is_none() && session::new_lock(world, number, None).is_ok()
        })
    }

    /// Gives back a lock of [`Service::hold_lock`].
    pub fn drop_lock(&self, machine: Uuid) {
        let mut inner = self.lock();
        let world = &mut inner.world;
        let held = world
            .by_uuid(machine)
            .and_then(|number| world.lock_of(number));
        if let Some(lock) = held
            && world
                .locks
                .get(&lock)
                .is_some_and(|lock| lock.owner.is_none())
        {
            world.end_lock(lock);
        }
    }

    /// Makes a file of the host missing, or there again.
    pub fn set_missing(&self, path: &str, is_missing: bool) {
        let mut inner = self.lock();
        let missing = &mut inner.world.host.missing;
        if is_missing {
            missing.insert(path.to_owned());
        } else {
            missing.remove(path);
        }
    }

    /// Makes a file of the host unreadable, for a reason.
    pub fn set_refused(&self, path: &str, reason: &str) {
        let refused = &mut self.lock().world.host.refused;
        refused.insert(path.to_owned(), reason.to_owned());
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Nothing panics while it holds the state; if something did, the state is still the best there is.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client of the simulated VirtualBox.
///
/// Dropping it while it holds a lock is like killing a client of a real one: the machine is aborted.
#[derive(Debug)]
pub struct Sim {
    about: About,
    typelib: Arc<Typelib>,
    service: Service,
    client: u64,
    life: u64,
    objects: BTreeMap<u64, (Handle, &'static str)>,
    root: Object,
    last: u64,
}

impl Sim {
    /// A client of a fresh [`Service::default_state`].
    pub fn default_state() -> Self {
        Service::default_state().connect("test:///default")
    }

    /// The service, which other clients can be connected to.
    pub fn service(&self) -> Service {
        self.service.clone()
    }

    /// What a real one would have on disk.
    pub fn to_json(&self) -> Result<String, StateError> {
        self.service.to_json()
    }

    /// Ends the service under this client: every later call says that it is gone.
    pub fn kill_service(&self) {
        self.service.kill();
    }

    /// Ends this client as `SIGKILL` would: its locks are lost and the machines aborted.
    pub fn kill_client(self) {
        drop(self);
    }

    /// Locks a machine as another program would. Gives whether that could be done.
    pub fn hold_lock(&self, machine: Uuid) -> bool {
        self.service.hold_lock(machine)
    }

    fn keep(&mut self, handle: Handle) -> Object {
        self.last += 1;
        let interface = handle.interface();
        self.objects.insert(self.last, (handle, interface));
        Object(self.last)
    }

    fn gone(member: &str) -> Fault {
        let mut fault = Fault::new(
            FaultKind::ServiceGone,
            member,
            "the service `VBoxSVC` ended while boxwright was connected to it",
        );
        fault.code = 0x8000_4004;
        super::code_name(fault.code).clone_into(&mut fault.code_name);
        fault
    }

    /// Whether the service that this is a client of still lives.
    fn check_life(&self, member: &str) -> Result<(), Fault> {
        if self.service.lock().life == self.life {
            Ok(())
        } else {
            Err(Self::gone(member))
        }
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        let mut inner = self.service.lock();
        if inner.life == self.life {
            inner.world.forget_client(self.client);
        }
    }
}

impl Backend for Sim {
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
        self.check_life("IVirtualBoxClient.session")?;
        let client = self.client;
        let mut inner = self.service.lock();
        let number = inner.world.number();
        let session = world::Session {
            client,
            lock: None,
            name: String::new(),
        };
        inner.world.sessions.insert(number, session);
        drop(inner);
        Ok(self.keep(Handle::Session(number)))
    }

    fn call(&mut self, call: &Call) -> Result<Vec<Value>, Fault> {
        let prepared = dispatch::prepare(&self.typelib, &self.objects, call)?;
        self.check_life(&prepared.member)?;
        let answer = {
            let mut inner = self.service.lock();
            dispatch::answer(&mut inner.world, &prepared)
        };
        let outs = answer.map_err(|refusal| refusal.into_fault(prepared.member.clone()))?;
        let types = prepared.outs;
        let mut values = Vec::with_capacity(outs.len());
        for (out, kind) in outs.into_iter().zip(&types) {
            values.push(dispatch::value(out, kind, &mut |handle| self.keep(handle)));
        }
        Ok(values)
    }

    fn cast(&mut self, object: Object, interface: &str) -> Result<Object, Fault> {
        let held = self.objects.get(&object.0);
        let handle = held
            .filter(|(_, has)| self.typelib.extends(has, interface))
            .map(|(handle, _)| handle.clone());
        match handle {
            Some(handle) => Ok(self.keep(handle)),
            None => Err(Fault::new(
                FaultKind::NoSuchMember,
                interface,
                format!("object {} has no interface `{interface}`", object.0),
            )),
        }
    }

    fn interface_of(&self, object: Object) -> Option<&str> {
        self.objects.get(&object.0).map(|(_, interface)| *interface)
    }

    fn release(&mut self, objects: &[Object]) {
        for object in objects.iter().filter(|object| **object != self.root) {
            self.objects.remove(&object.0);
        }
    }

    fn wait(
        &mut self,
        progress: Object,
        _limit: Duration,
        _tick: &mut dyn FnMut(Percent) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        const MEMBER: &str = "IProgress.resultCode";
        self.check_life(MEMBER)?;
        let Some((Handle::Progress(number), _)) = self.objects.get(&progress.0) else {
            let text = format!("object {} is no operation", progress.0);
            return Err(Fault::new(FaultKind::NoSuchMember, MEMBER, text));
        };
        // Everything is over when it is begun, so that no clock is needed.
        let inner = self.service.lock();
        let ended = inner.world.progresses.get(number);
        match ended.and_then(|progress| progress.failure.clone()) {
            Some(refusal) => Err(refusal.into_fault(MEMBER.to_owned())),
            None => Ok(()),
        }
    }

    fn host_path(&mut self, path: &str) -> Result<HostPath, Fault> {
        self.check_life("host_path")?;
        Ok(host::look(&self.service.lock().world, path).into())
    }
}
