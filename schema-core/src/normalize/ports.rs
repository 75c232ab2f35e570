use super::draft::{Draft, reorder, sorted_by};
use crate::domain::devices::{
    CharacterDevice, CharacterSource, CharacterTarget, CharacterType, SocketMode,
};
use crate::order;
use crate::path::Path;

/// The address that stands for all of them.
const EVERY: &str = "0.0.0.0";

pub(super) fn run(draft: &mut Draft) {
    let mut notes = Vec::new();
    let devices = &mut draft.domain.devices;
    for (ports, name) in [
        (&mut devices.serials, "serial"),
        (&mut devices.parallels, "parallel"),
    ] {
        number(ports);
        for (index, port) in ports.iter_mut().enumerate() {
            notes.extend(settle(port).map(|note| (Path::device(name, index), note)));
        }
    }
    for (path, note) in notes {
        draft.note(path.attribute("type"), note.message(), note.why());
    }
    let devices = &mut draft.domain.devices;
    for (ports, name) in [
        (&mut devices.serials, "serial"),
        (&mut devices.parallels, "parallel"),
    ] {
        let order = sorted_by(ports, |port| port.target.and_then(|target| target.port));
        reorder(ports, &mut draft.source, &Path::devices(), name, &order);
    }
}

/// The numbers of the ports as libvirt gives them: the next free one where a port says none.
pub(crate) fn numbers(ports: &[CharacterDevice]) -> Vec<u32> {
    let given = |port: &CharacterDevice| port.target.and_then(|target| target.port);
    let taken = order::set(ports.iter().filter_map(given));
    let mut free = (0..=u32::MAX).filter(|number| !taken.contains(number));
    ports
        .iter()
        .map(|port| given(port).or_else(|| free.next()).unwrap_or(u32::MAX))
        .collect()
}

fn number(ports: &mut [CharacterDevice]) {
    let numbers = numbers(ports);
    for (port, number) in ports.iter_mut().zip(numbers) {
        port.target = Some(CharacterTarget { port: Some(number) });
    }
}

/// What a port is not in the normal form as it was in the document.
enum Note {
    Socket,
    Address(String),
}

impl Note {
    fn message(&self) -> String {
        match self {
            Self::Socket => "the port of type `unix` becomes one of type `pipe`".to_owned(),
            Self::Address(host) => {
                format!("a connection is waited for at every address, not only at `{host}`")
            }
        }
    }

    fn why(&self) -> &'static str {
        match self {
            Self::Socket => "VirtualBox calls a local socket a pipe",
            Self::Address(_) => "VirtualBox waits at a TCP port of the whole host",
        }
    }
}

/// Keeps what belongs to the type.
fn settle(port: &mut CharacterDevice) -> Option<Note> {
    let source = port.source.take().unwrap_or_default();
    let full = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (path, host) = (full(source.path), full(source.host));
    let waits = source.mode.filter(|mode| *mode == SocketMode::Bind);
    let mut note = None;
    // Bare bytes are what silence means.
    port.protocol = None;
    if port.kind == CharacterType::Unix {
        port.kind = CharacterType::Pipe;
        note = Some(Note::Socket);
    }
    let mut kept = CharacterSource::default();
    match port.kind {
        CharacterType::Null => {}
        CharacterType::Tcp => {
            kept.mode = waits;
            kept.service = full(source.service);
            kept.host = if waits.is_some() {
                note = host.filter(|host| host != EVERY).map(Note::Address);
                Some(EVERY.to_owned())
            } else {
                host
            };
        }
        CharacterType::Pipe => {
            kept.mode = waits;
            kept.path = path;
        }
        CharacterType::Dev
        | CharacterType::File
        | CharacterType::Unix
        | CharacterType::Udp
        | CharacterType::Stdio
        | CharacterType::Vc
        | CharacterType::Pty
        | CharacterType::Other(_) => kept.path = path,
    }
    port.source = (kept != CharacterSource::default()).then_some(kept);
    note
}
