//! `<serial>` and `<parallel>`: numbered ports that a character device of the host stands behind.

use schema_core::domain::devices::{
    CharacterDevice, CharacterSource, CharacterTarget, CharacterType, SocketMode,
};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::obstacle;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool, as_object, as_text};
use crate::value::{Name, Object, Value};

/// One of the two kinds of port.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    element: &'static str,
    interface: &'static str,
    getter: &'static str,
    /// I/O base and IRQ of each port, as PCs have them.
    addresses: &'static [(u64, u64)],
    target: fn(u32) -> Target,
    /// Whether a port can have more than a device behind it.
    has_modes: bool,
}

pub(super) const SERIAL: Kind = Kind {
    element: "serial",
    interface: "ISerialPort",
    getter: "getSerialPort",
    addresses: &[(0x3f8, 4), (0x2f8, 3), (0x3e8, 4), (0x2e8, 3)],
    target: Target::Serial,
    has_modes: true,
};

pub(super) const PARALLEL: Kind = Kind {
    element: "parallel",
    interface: "IParallelPort",
    getter: "getParallelPort",
    addresses: &[(0x378, 7), (0x278, 5)],
    target: Target::Parallel,
    has_modes: false,
};

impl Kind {
    fn slots(self) -> impl Iterator<Item = u32> {
        (0..u32::MAX)
            .zip(self.addresses)
            .map(|(slot, _address)| slot)
    }

    fn io_base(self, out: &Builder<'_>) -> &'static str {
        // 7.1 renamed that of serial ports.
        if out.typelib.has(self.interface, "IOAddress") {
            "IOAddress"
        } else {
            "IOBase"
        }
    }
}

/// A port that is switched on.
#[derive(Clone, Debug)]
pub(crate) struct CurrentPort {
    pub(super) slot: u32,
    /// In the normal form's terms; `None` where the format cannot express it.
    pub(crate) device: Option<CharacterDevice>,
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    kind: Kind,
    left_alone: &mut Vec<String>,
) -> Result<Vec<CurrentPort>, Fault> {
    let slots: Vec<Vec<Value>> = kind
        .slots()
        .map(|slot| vec![Value::Unsigned(u64::from(slot))])
        .collect();
    let ports = reader
        .each(machine, kind.getter, &slots)?
        .iter()
        .map(|port| as_object(port, kind.getter))
        .collect::<Result<Vec<_>, _>>()?;
    let enabled = reader.of_all(&ports, "enabled")?;
    let mut found = Vec::new();
    for ((slot, port), enabled) in kind.slots().zip(ports).zip(enabled) {
        if !as_bool(&enabled, kind.interface)? {
            continue;
        }
        let [path] = reader.get(port, ["path"])?;
        let path = as_text(&path, kind.interface)?;
        let end = if kind.has_modes {
            read_end(reader, port, path)?
        } else {
            End {
                mode: Name::Borrowed(DEVICE),
                path,
                waits: false,
            }
        };
        let device = end.device(slot);
        if device.is_none() {
            let End {
                mode,
                path,
                waits: _waits,
            } = &end;
            left_alone.push(format!(
                "{} port {slot}, a {mode} port at `{path}`",
                kind.element
            ));
        }
        found.push(CurrentPort { slot, device });
    }
    Ok(found)
}

fn read_end(reader: &mut Reader<'_>, port: Object, path: String) -> Result<End, Fault> {
    let [mode] = reader.get(port, ["hostMode"])?;
    let mode = reader.constant("PortMode", &mode)?;
    let waits = if mode == PIPE || mode == TCP {
        let [server] = reader.get(port, ["server"])?;
        as_bool(&server, "ISerialPort.server")?
    } else {
        false
    };
    Ok(End { mode, path, waits })
}

const DEVICE: &str = "HostDevice";
const PIPE: &str = "HostPipe";
const FILE: &str = "RawFile";
const NOTHING: &str = "Disconnected";
const TCP: &str = "TCP";

/// What stands behind a port, in VirtualBox's words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct End {
    /// A constant of `PortMode`.
    mode: Name,
    /// The path; of TCP the port that is waited at, or the host and port that are connected to.
    path: String,
    /// Whether VirtualBox waits for a connection.
    waits: bool,
}

impl End {
    /// `None` where VirtualBox has no such thing.
    fn of(device: &CharacterDevice) -> Option<Self> {
        let nothing = CharacterSource::default();
        let CharacterSource {
            mode,
            path,
            host,
            service,
        } = device.source.as_ref().unwrap_or(&nothing);
        let waits = *mode == Some(SocketMode::Bind);
        let path = path.clone().unwrap_or_default();
        let service = service.as_deref().unwrap_or_default();
        let (mode, path, waits) = match device.kind {
            CharacterType::Dev => (DEVICE, path, false),
            CharacterType::File => (FILE, path, false),
            CharacterType::Null => (NOTHING, String::new(), false),
            CharacterType::Pipe => (PIPE, path, waits),
            CharacterType::Tcp if waits => (TCP, service.to_owned(), true),
            CharacterType::Tcp => {
                let host = host.as_deref().unwrap_or_default();
                (TCP, format!("{host}:{service}"), false)
            }
            // The normal form has a local socket as a pipe.
            CharacterType::Unix
            | CharacterType::Udp
            | CharacterType::Stdio
            | CharacterType::Vc
            | CharacterType::Pty => return None,
            CharacterType::Other(_word) => return None,
        };
        Some(Self {
            mode: Name::Borrowed(mode),
            path,
            waits,
        })
    }

    /// In the normal form's terms; `None` where the format cannot express it.
    fn device(&self, slot: u32) -> Option<CharacterDevice> {
        let Self { mode, path, waits } = self;
        let of_path = CharacterSource {
            mode: waits.then_some(SocketMode::Bind),
            path: Some(path.clone()),
            ..CharacterSource::default()
        };
        let (kind, source) = match mode.as_ref() {
            DEVICE => (CharacterType::Dev, Some(of_path)),
            FILE => (CharacterType::File, Some(of_path)),
            PIPE => (CharacterType::Pipe, Some(of_path)),
            NOTHING => (CharacterType::Null, None),
            TCP => {
                let (host, service) = if *waits {
                    ("0.0.0.0", path.as_str())
                } else {
                    path.rsplit_once(':')?
                };
                let source = CharacterSource {
                    mode: waits.then_some(SocketMode::Bind),
                    path: None,
                    host: Some(host.to_owned()),
                    service: Some(service.to_owned()),
                };
                (CharacterType::Tcp, Some(source))
            }
            _newer => return None,
        };
        Some(CharacterDevice {
            kind,
            source,
            protocol: None,
            target: Some(CharacterTarget { port: Some(slot) }),
            alias: None,
        })
    }

    /// Writes all of it: a part alone says nothing to whoever reads the steps. A mode that needs a path is refused
    /// without one, so the path comes first.
    fn set(&self, kind: Kind, slot: u32, out: &mut Builder<'_>) {
        let Self { mode, path, waits } = self;
        let target = || (kind.target)(slot);
        if mode != NOTHING {
            out.set(target(), "path", Value::text(path));
        }
        if !kind.has_modes {
            return;
        }
        if mode == PIPE || mode == TCP {
            out.set(target(), "server", Value::Bool(*waits));
        }
        let value = Value::Enum {
            of: Name::Borrowed("PortMode"),
            is: mode.clone(),
        };
        out.set(target(), "hostMode", value);
    }
}

pub(super) fn plan(
    desired: &[CharacterDevice],
    current: &[CurrentPort],
    kind: Kind,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let mut wanted: Vec<u32> = Vec::new();
    for (place, device) in desired.iter().enumerate() {
        let at = path.item(kind.element, place);
        let CharacterDevice {
            kind: _mode,
            source: _source,
            // Bare bytes, in the normal form.
            protocol: _raw,
            target,
            alias: _alias,
        } = device;
        let slot = target.and_then(|CharacterTarget { port }| port);
        let Some((slot, address)) =
            slot.and_then(|slot| Some((slot, *kind.addresses.get(usize::try_from(slot).ok()?)?)))
        else {
            out.not_applied_yet(
                &at.child("target").attribute("port"),
                "a port that VirtualBox lacks",
            );
            continue;
        };
        wanted.push(slot);
        match current.iter().find(|there| there.slot == slot) {
            Some(CurrentPort {
                slot: _slot,
                device: None,
            }) => out.refuse(
                &obstacle::SLOT_IN_USE,
                &at,
                format!(
                    "{} port {slot} is set to something that the format cannot express",
                    kind.element
                ),
                "give this one another port, or switch that one off in VirtualBox".to_owned(),
            ),
            Some(CurrentPort {
                slot: _slot,
                device: Some(before),
            }) => change(device, before, slot, kind, &at, out),
            None => add(device, slot, address, kind, &at, out),
        }
    }
    for gone in current.iter().filter(|there| !wanted.contains(&there.slot)) {
        let Some(device) = &gone.device else { continue };
        out.change(path, Some(show(device, kind)), None);
        out.set((kind.target)(gone.slot), "enabled", Value::Bool(false));
    }
}

fn add(
    device: &CharacterDevice,
    slot: u32,
    address: (u64, u64),
    kind: Kind,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let target = || (kind.target)(slot);
    let (io_base, irq) = address;
    let Some(end) = end(device, kind, at, out) else {
        return;
    };
    out.change(at, None, Some(show(device, kind)));
    let member = kind.io_base(out);
    out.set(target(), member, Value::Unsigned(io_base));
    out.set(target(), "IRQ", Value::Unsigned(irq));
    end.set(kind, slot, out);
    out.set(target(), "enabled", Value::Bool(true));
}

fn change(
    device: &CharacterDevice,
    before: &CharacterDevice,
    slot: u32,
    kind: Kind,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let Some(end) = end(device, kind, at, out) else {
        return;
    };
    let was = End::of(before);
    if was.as_ref() == Some(&end) {
        return;
    }
    let source = at.child("source");
    let place = if device.kind != before.kind {
        at.attribute("type")
    } else if device.kind == CharacterType::Tcp {
        source
    } else if was.is_some_and(|was| was.path == end.path) {
        source.attribute("mode")
    } else {
        source.attribute("path")
    };
    out.change(&place, Some(show(before, kind)), Some(show(device, kind)));
    end.set(kind, slot, out);
}

/// What stands behind the port; a refusal where it cannot have this type.
fn end(device: &CharacterDevice, kind: Kind, at: &Path, out: &mut Builder<'_>) -> Option<End> {
    let end = End::of(device).filter(|end| kind.has_modes || end.mode == DEVICE);
    if end.is_none() {
        out.not_applied_yet(
            &at.attribute("type"),
            &format!("a {} port of this type", kind.element),
        );
    }
    end
}

fn show(device: &CharacterDevice, kind: Kind) -> String {
    let port = device
        .target
        .and_then(|target| target.port)
        .unwrap_or_default();
    let word = device.kind.as_str();
    let end = match End::of(device) {
        Some(End {
            mode,
            path,
            waits: true,
        }) if mode == TCP => {
            format!("that waits at port {path} of every address")
        }
        Some(End {
            mode: _pipe,
            path,
            waits: true,
        }) => format!("{path} that waits"),
        Some(End {
            mode: _mode,
            path,
            waits: false,
        }) => path,
        None => String::new(),
    };
    format!("{} port {port}: {word} {end}", kind.element)
}
