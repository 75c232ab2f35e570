//! `<serial>` and `<parallel>`: numbered ports that a character device of the host stands behind.

use schema_core::domain::devices::{
    CharacterDevice, CharacterSource, CharacterTarget, CharacterType,
};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool, as_object, as_text};
use crate::value::{Object, Value};

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
    slot: u32,
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
        let mut mode = CharacterType::Dev;
        let mut expressible = true;
        if kind.has_modes {
            let [host_mode] = reader.get(port, ["hostMode"])?;
            let host_mode = reader.constant("PortMode", &host_mode)?;
            match MODES
                .iter()
                .find(|(_mode, constant)| *constant == host_mode)
            {
                Some((found, _constant)) => mode = *found,
                None => {
                    expressible = false;
                    left_alone.push(format!("{} port {slot}, a {host_mode} port", kind.element));
                }
            }
        }
        let device = expressible.then(|| CharacterDevice {
            kind: mode,
            source: (mode != CharacterType::Null).then_some(CharacterSource { path: Some(path) }),
            target: Some(CharacterTarget { port: Some(slot) }),
            alias: None,
        });
        found.push(CurrentPort { slot, device });
    }
    Ok(found)
}

/// What the format and `PortMode` call what stands behind a serial port.
const MODES: [(CharacterType, &str); 4] = [
    (CharacterType::Dev, "HostDevice"),
    (CharacterType::Pipe, "HostPipe"),
    (CharacterType::File, "RawFile"),
    (CharacterType::Null, "Disconnected"),
];

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
                "slot-in-use",
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
    if !allowed(device, kind, at, out) {
        return;
    }
    out.change(at, None, Some(show(device, kind)));
    let member = kind.io_base(out);
    out.set(target(), member, Value::Unsigned(io_base));
    out.set(target(), "IRQ", Value::Unsigned(irq));
    // A mode that needs a path is refused without one.
    if let Some(path) = path_of(device) {
        out.set(target(), "path", Value::text(path));
    }
    if kind.has_modes
        && let Some(mode) = mode(device)
    {
        if mode == "HostPipe" {
            out.set(target(), "server", Value::Bool(false));
        }
        out.set(target(), "hostMode", Value::constant("PortMode", mode));
    }
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
    let target = || (kind.target)(slot);
    if !allowed(device, kind, at, out) {
        return;
    }
    let other_kind = device.kind != before.kind;
    let other_path = path_of(device) != path_of(before);
    if !other_kind && !other_path {
        return;
    }
    let place = if other_kind {
        at.attribute("type")
    } else {
        at.child("source").attribute("path")
    };
    out.change(&place, Some(show(before, kind)), Some(show(device, kind)));
    if other_path && let Some(path) = path_of(device) {
        out.set(target(), "path", Value::text(path));
    }
    if other_kind
        && kind.has_modes
        && let Some(mode) = mode(device)
    {
        out.set(target(), "hostMode", Value::constant("PortMode", mode));
    }
}

/// Whether the port can have this type; a refusal where it cannot.
fn allowed(device: &CharacterDevice, kind: Kind, at: &Path, out: &mut Builder<'_>) -> bool {
    let allowed = if kind.has_modes {
        mode(device).is_some()
    } else {
        device.kind == CharacterType::Dev
    };
    if !allowed {
        out.not_applied_yet(
            &at.attribute("type"),
            &format!("a {} port of this type", kind.element),
        );
    }
    allowed
}

/// The constant of `PortMode` for what stands behind a port.
fn mode(device: &CharacterDevice) -> Option<&'static str> {
    MODES
        .iter()
        .find(|(mode, _constant)| *mode == device.kind)
        .map(|(_mode, constant)| *constant)
}

fn path_of(device: &CharacterDevice) -> Option<&str> {
    let CharacterSource { path } = device.source.as_ref()?;
    path.as_deref()
}

fn show(device: &CharacterDevice, kind: Kind) -> String {
    let port = device
        .target
        .and_then(|target| target.port)
        .unwrap_or_default();
    let mode = match device.kind {
        CharacterType::Dev => "dev",
        CharacterType::File => "file",
        CharacterType::Pipe => "pipe",
        CharacterType::Null => "null",
        CharacterType::Unix => "unix",
        CharacterType::Tcp => "tcp",
        CharacterType::Udp => "udp",
        CharacterType::Stdio => "stdio",
        CharacterType::Vc => "vc",
        CharacterType::Pty => "pty",
        CharacterType::Other(word) => word,
    };
    format!(
        "{} port {port}: {mode} {}",
        kind.element,
        path_of(device).unwrap_or_default()
    )
}
