//! What can be told about the VirtualBox of this host, for a command that explains what will work and what will not.

use std::path::PathBuf;

use super::{ConnectError, ConnectOptions, Installation, NotFound, find, real};
use crate::backend::{About, Backend, Call};
use crate::typelib::Typelib;
use crate::uri::ConnectionUri;
use crate::value::{Object, Value};

/// What was found, as far as it goes.
#[derive(Debug)]
pub struct Probe {
    /// Where VirtualBox is, or where it was looked for.
    pub installation: Result<Installation, NotFound>,
    /// Its type library, or why it cannot be used; nothing without an installation.
    pub typelib: Option<Result<TypelibFacts, String>>,
    /// Its service, or why it cannot be reached; nothing without a type library.
    pub service: Option<Result<ServiceFacts, ConnectError>>,
    /// Whether the kernel driver is loaded, which only running machines need; nothing where that cannot be told.
    pub kernel_driver: Option<bool>,
}

/// A type library that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypelibFacts {
    /// Its files.
    pub files: Vec<PathBuf>,
    /// How many interfaces it has.
    pub interfaces: usize,
    /// How many methods, attributes counted as their accessors.
    pub methods: usize,
    /// How many enums.
    pub enums: usize,
}

/// A service that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceFacts {
    /// What it says of itself.
    pub about: About,
    /// Which function table of the library is used.
    pub table: u8,
    /// Which function tables the library serves, newest first.
    pub tables: Vec<u8>,
    /// Its machines.
    pub machines: Vec<MachineFacts>,
}

/// A machine, as far as it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MachineFacts {
    /// Its UUID.
    pub id: String,
    /// Its name; empty if it cannot be read.
    pub name: String,
    /// Why VirtualBox cannot read its settings, if it cannot.
    pub inaccessible: Option<String>,
    /// Its state, such as `PoweredOff`; empty if it cannot be read.
    pub state: String,
    /// Who holds its lock.
    pub lock: Option<Holder>,
}

/// Who holds the lock of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// What kind of session it is, such as `headless`; empty for a plain write lock.
    pub name: String,
    /// Its process.
    pub process: u64,
    /// Its state, such as `Locked` or `Unlocking`.
    pub state: String,
}

/// Looks at everything.
pub fn probe(uri: &ConnectionUri, options: &ConnectOptions) -> Probe {
    let installation = find(options.app_home.clone());
    let typelib = installation
        .as_ref()
        .ok()
        .map(|found| (found, found.typelib()));
    let mut service = None;
    let typelib = typelib.map(|(found, typelib)| {
        let typelib = typelib.map_err(|error| error.to_string())?;
        service = Some(reach(uri, options));
        Ok(TypelibFacts {
            files: found.typelib_files().to_vec(),
            interfaces: typelib.interfaces().count(),
            methods: typelib.interfaces().map(|each| each.methods.len()).sum(),
            enums: typelib.enums().count(),
        })
    });
    let kernel_driver =
        cfg!(target_os = "linux").then(|| std::path::Path::new("/dev/vboxdrv").exists());
    Probe {
        installation,
        typelib,
        service,
        kernel_driver,
    }
}

fn reach(uri: &ConnectionUri, options: &ConnectOptions) -> Result<ServiceFacts, ConnectError> {
    let mut source = real::Source::open(uri, options)?;
    let (mut backend, table, tables) = source.connect_with_tables(uri, options)?;
    let machines = machines(&mut *backend);
    Ok(ServiceFacts {
        about: backend.about().clone(),
        table,
        tables,
        machines,
    })
}

/// All machines, also those that cannot be read.
fn machines(backend: &mut dyn Backend) -> Vec<MachineFacts> {
    let listed = backend.call(&Call::get(backend.virtual_box(), "machines"));
    let Some(Value::List(list)) = listed.ok().and_then(|mut outs| outs.pop()) else {
        return Vec::new();
    };
    let machines: Vec<Object> = list
        .into_iter()
        .filter_map(|value| {
            if let Value::Object(object) = value {
                Some(object)
            } else {
                None
            }
        })
        .collect();
    let facts = machines
        .iter()
        .map(|machine| facts(backend, *machine))
        .collect();
    backend.release(&machines);
    facts
}

fn facts(backend: &mut dyn Backend, machine: Object) -> MachineFacts {
    const MEMBERS: [&str; 7] = [
        "id",
        "name",
        "accessible",
        "state",
        "sessionState",
        "sessionPID",
        "sessionName",
    ];
    let calls = MEMBERS.map(|member| Call::get(machine, member));
    let mut values = backend
        .read_many(&calls)
        .into_iter()
        .map(|result| result.ok().and_then(|mut outs| outs.pop()));
    let mut next = || values.next().flatten().unwrap_or(Value::Null);
    let (id, name, accessible) = (text(next()), text(next()), next());
    let state = constant(backend.typelib(), "MachineState", &next());
    let session = constant(backend.typelib(), "SessionState", &next());
    let (process, kind) = (number(&next()), text(next()));
    let free = matches!(session.as_str(), "" | "Unlocked" | "Closed");
    MachineFacts {
        id,
        name,
        inaccessible: (accessible == Value::Bool(false)).then(|| access_error(backend, machine)),
        state,
        lock: (!free).then(|| Holder {
            name: kind,
            process,
            state: session.clone(),
        }),
    }
}

fn access_error(backend: &mut dyn Backend, machine: Object) -> String {
    let error = backend
        .call(&Call::get(machine, "accessError"))
        .ok()
        .and_then(|mut outs| outs.pop());
    let Some(Value::Object(error)) = error else {
        return "VirtualBox does not say why".to_owned();
    };
    let said = backend
        .call(&Call::get(error, "text"))
        .ok()
        .and_then(|mut outs| outs.pop());
    backend.release(&[error]);
    said.map(text)
        .filter(|said| !said.is_empty())
        .unwrap_or_else(|| "VirtualBox does not say why".to_owned())
}

fn text(value: Value) -> String {
    if let Value::Text(text) = value {
        text
    } else {
        String::new()
    }
}

fn number(value: &Value) -> u64 {
    if let Value::Unsigned(number) = value {
        *number
    } else {
        0
    }
}

fn constant(typelib: &Typelib, of: &str, value: &Value) -> String {
    let number = if let Value::Unsigned(number) = value {
        u32::try_from(*number).ok()
    } else {
        None
    };
    number
        .and_then(|number| typelib.enum_name(of, number))
        .unwrap_or_default()
        .to_owned()
}
