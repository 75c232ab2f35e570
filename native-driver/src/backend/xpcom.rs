//! Real VirtualBox through XPCOM, inside the helper process.
//!
//! Everything here happens on the one thread that connected: XPCOM takes it for its main thread.

mod call;
mod convert;
mod error;
#[expect(
    unsafe_code,
    reason = "the only module that crosses the border to the library"
)]
mod ffi;

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use ffi::{ComPtr, Failure, Glue, In, Out, Roots};

use super::{About, Fault, FaultKind, Verb, code_name};
use crate::connect::Installation;
use crate::typelib::Typelib;
use crate::value::Object;

/// A connection to VirtualBox.
pub(crate) struct Xpcom {
    // In the order in which they are to be dropped: every reference before the library is told to end.
    objects: BTreeMap<u64, Held>,
    /// Sessions that may hold a lock, which they must not leave behind.
    sessions: Vec<(u64, ComPtr)>,
    virtual_box: ComPtr,
    client: Option<ComPtr>,
    events: Option<ComPtr>,
    exceptions: Option<ComPtr>,
    components: Option<ComPtr>,
    glue: Glue,
    typelib: Rc<Typelib>,
    last: u64,
    /// Objects that were numbered since the last reply.
    fresh: Vec<(Object, String)>,
    calls: u32,
    root: Object,
}

struct Held {
    pointer: ComPtr,
    interface: String,
}

impl Xpcom {
    /// Loads the library in `home` and connects to the service, which is started if it does not run.
    pub(crate) fn connect(
        installation: &Installation,
        generation: Option<u8>,
    ) -> Result<Self, Fault> {
        let home = &installation.home;
        // Reading the type library takes as long as a part of loading the library does. The thread has ended before
        // XPCOM begins to look at threads.
        let (typelib, glue) = std::thread::scope(|scope| {
            let typelib = scope.spawn(|| installation.typelib());
            let glue = Glue::load(home, generation);
            (typelib.join(), glue)
        });
        let typelib = match typelib {
            Ok(typelib) => {
                typelib.map_err(|error| fail("VirtualBox_XPCOM.xpt", error.to_string()))?
            }
            Err(_) => {
                return Err(fail(
                    "VirtualBox_XPCOM.xpt",
                    "reading the type library went wrong".to_owned(),
                ));
            }
        };
        let mut glue = glue.map_err(|error| {
            let text = format!(
                "the VirtualBox in `{}` cannot be used: {error}",
                home.display()
            );
            fail("VBoxGetXPCOMCFunctions", text)
        })?;
        let iid = |name| {
            typelib
                .interface(name)
                .map_or("", |found| found.iid.as_str())
        };
        let iids = ["IVirtualBoxClient", "IVirtualBox", "ISession"].map(iid);
        let roots = glue
            .initialize(iids)
            .map_err(|code| initialize_fault(code, home))?;
        Start {
            glue,
            typelib: Rc::new(typelib),
        }
        .finish(roots)
    }

    /// The root object.
    pub(crate) fn virtual_box(&self) -> Object {
        self.root
    }

    /// The function table that is used.
    pub(crate) fn generation(&self) -> u8 {
        self.glue.generation()
    }

    /// The function tables that the library serves, newest first.
    pub(crate) fn generations(&self) -> Vec<u8> {
        self.glue.served().to_vec()
    }

    /// What this is connected to.
    pub(crate) fn about(&self, uri: String, home: &Path) -> About {
        let read = |name| {
            self.read_text(&self.virtual_box, "IVirtualBox", name)
                .filter(|text| !text.is_empty())
        };
        let number = self.glue.version();
        let known = format!(
            "{}.{}.{}",
            number / 1_000_000,
            number / 1000 % 1000,
            number % 1000
        );
        let (major, minor) = (number / 1_000_000, number / 1000 % 1000);
        About {
            uri,
            version: known,
            api_version: read("APIVersion").unwrap_or_else(|| format!("{major}_{minor}")),
            home: home.display().to_string(),
        }
    }

    /// A new session, not locked.
    pub(crate) fn new_session(&mut self) -> Result<Object, Fault> {
        let made = match (&self.client, &self.components) {
            (Some(client), _) => {
                self.internal(client, "IVirtualBoxClient", Verb::Get, "session", &[])
            }
            (None, Some(components)) => {
                let iid = self
                    .typelib
                    .interface("ISession")
                    .and_then(|found| convert::iid(&found.iid).ok());
                let args = [
                    In::Text("@virtualbox.org/Session;1"),
                    In::Object(None),
                    In::Iid(iid.unwrap_or_default()),
                ];
                let (interface, member) = ("nsIComponentManager", "createInstanceByContractID");
                self.internal(components, interface, Verb::Invoke, member, &args)
            }
            (None, None) => Err(Failure::Form(
                "this VirtualBox gives no way to make a session",
            )),
        };
        match made.map(|outs| outs.into_iter().next_back().and_then(object_of)) {
            Ok(Some(session)) => {
                let object = self.keep(session.clone(), "ISession");
                self.sessions.push((object.0, session));
                Ok(object)
            }
            Ok(None) => Err(Fault::new(
                FaultKind::ServiceGone,
                "IVirtualBoxClient.session",
                "VirtualBox gave no session",
            )),
            Err(Failure::Code(code)) => Err(self.fault("IVirtualBoxClient.session", code)),
            Err(Failure::Form(text)) => Err(Fault::new(
                FaultKind::NoSuchMember,
                "IVirtualBoxClient.session",
                text,
            )),
        }
    }

    /// The same object with another interface, as an object of its own.
    pub(crate) fn cast(&mut self, object: Object, interface: &str) -> Result<Object, Fault> {
        let member = || format!("{interface}.QueryInterface");
        let Some(held) = self.objects.get(&object.0) else {
            let text = format!(
                "object {} is not known on this connection, or was released",
                object.0
            );
            return Err(Fault::new(FaultKind::NoSuchMember, member(), text));
        };
        match self.query(&held.pointer, interface) {
            Ok(pointer) => Ok(self.keep(pointer, interface)),
            Err(Failure::Code(code)) => Err(self.fault(&member(), code)),
            Err(Failure::Form(text)) => Err(Fault::new(FaultKind::NoSuchMember, member(), text)),
        }
    }

    /// Gives objects back. A session that holds a lock is kept until it is unlocked.
    pub(crate) fn release(&mut self, objects: &[Object]) {
        for object in objects.iter().filter(|object| **object != self.root) {
            self.objects.remove(&object.0);
        }
        let known = |(number, session): &(u64, ComPtr)| {
            self.objects.contains_key(number) || self.is_locked(session)
        };
        let keep: Vec<bool> = self.sessions.iter().map(known).collect();
        let mut keep = keep.into_iter();
        self.sessions.retain(|_| keep.next().unwrap_or(true));
    }

    /// The objects numbered since the last call of this, with their interfaces.
    pub(crate) fn take_fresh(&mut self) -> Vec<(Object, String)> {
        std::mem::take(&mut self.fresh)
    }

    /// Unlocks what is still locked: a client that ends with a lock leaves the machine `aborted`.
    fn unlock_all(&mut self) {
        for (_, session) in std::mem::take(&mut self.sessions) {
            if self.is_locked(&session) {
                let name = if self.typelib.has("ISession", "unlockMachine") {
                    "unlockMachine"
                } else {
                    "close"
                };
                // The process ends; there is nobody left to tell.
                let _ = self
                    .internal(&session, "ISession", Verb::Invoke, name, &[])
                    .is_ok();
            }
        }
    }

    fn is_locked(&self, session: &ComPtr) -> bool {
        let state = self.read_number(session, "ISession", "state");
        // The first state of every release is the one without a machine, the third one the lock being taken back.
        let free = ["Unlocked", "Closed"]
            .into_iter()
            .find_map(|name| self.typelib.enum_value("SessionState", name));
        state.is_some() && state != free
    }
}

impl Drop for Xpcom {
    fn drop(&mut self) {
        self.unlock_all();
    }
}

/// A connection whose parts are not all there yet.
struct Start {
    glue: Glue,
    typelib: Rc<Typelib>,
}

impl Start {
    fn finish(self, roots: Roots) -> Result<Xpcom, Fault> {
        let missing = |member: &str| {
            Fault::new(
                FaultKind::ServiceGone,
                member,
                "VirtualBox gave no object; its service `VBoxSVC` may be broken",
            )
        };
        let (virtual_box, client) = match roots {
            Roots::Client(client) => {
                let outs = self.call(&client, "IVirtualBoxClient", Verb::Get, "virtualBox", &[]);
                let virtual_box = outs
                    .and_then(|outs| outs.into_iter().next_back())
                    .and_then(object_of);
                (
                    virtual_box.ok_or_else(|| missing("IVirtualBoxClient.virtualBox"))?,
                    Some(client),
                )
            }
            // The session that comes along is not used: a lock wants one of its own.
            Roots::Both(virtual_box, _session) => (virtual_box, None),
        };
        let services = self.glue.service_manager();
        let service =
            |contract: &str, interface: &str| self.service(services.as_ref()?, contract, interface);
        let exceptions = service("@mozilla.org/exceptionservice;1", "nsIExceptionService");
        let events = self.glue.event_queue().or_else(|| {
            let queues = service("@mozilla.org/event-queue-service;1", "nsIEventQueueService")?;
            // Queue 0 is this thread's own.
            let outs = self.call(
                &queues,
                "nsIEventQueueService",
                Verb::Invoke,
                "getSpecialEventQueue",
                &[In::Scalar(0)],
            )?;
            outs.into_iter().next_back().and_then(object_of)
        });
        let components = self.glue.component_manager();
        let mut xpcom = Xpcom {
            objects: BTreeMap::new(),
            sessions: Vec::new(),
            virtual_box: virtual_box.clone(),
            client,
            events,
            exceptions,
            components,
            glue: self.glue,
            typelib: self.typelib,
            last: 0,
            fresh: Vec::new(),
            calls: 0,
            root: Object(0),
        };
        xpcom.root = xpcom.keep(virtual_box, "IVirtualBox");
        Ok(xpcom)
    }

    fn service(&self, services: &ComPtr, contract: &str, interface: &str) -> Option<ComPtr> {
        let iid = convert::iid(&self.typelib.interface(interface)?.iid).ok()?;
        let args = [In::Text(contract), In::Iid(iid)];
        let outs = self.call(
            services,
            "nsIServiceManager",
            Verb::Invoke,
            "getServiceByContractID",
            &args,
        )?;
        outs.into_iter().next_back().and_then(object_of)
    }

    fn call(
        &self,
        object: &ComPtr,
        interface: &str,
        verb: Verb,
        member: &str,
        ins: &[In<'_>],
    ) -> Option<Vec<Out>> {
        let member = self.typelib.find(interface, verb, member)?;
        ffi::call(object, &member, ins, self.glue.memory()).ok()
    }
}

fn object_of(out: Out) -> Option<ComPtr> {
    match out {
        Out::Object(object) => object,
        Out::Scalar(_) | Out::Text(_) | Out::Iid(_) | Out::List(_) => None,
    }
}

fn fail(member: &str, text: String) -> Fault {
    Fault::new(FaultKind::Transport, member, text)
}

fn initialize_fault(code: u32, home: &Path) -> Fault {
    let text = format!(
        "the VirtualBox in `{}` could not be initialized: look whether `VBoxManage list vms` works for this user, and whether the folder that `VBOX_USER_HOME` or `~/.config/VirtualBox` names can be written",
        home.display()
    );
    let name = code_name(code).to_owned();
    Fault {
        code,
        code_name: name,
        ..Fault::new(FaultKind::Transport, "ClientInitialize", text)
    }
}
