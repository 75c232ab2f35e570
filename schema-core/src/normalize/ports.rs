use std::collections::BTreeSet;

use super::draft::{Draft, reorder, sorted_by};
use crate::domain::devices::{CharacterDevice, CharacterSource, CharacterTarget, CharacterType};
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    let devices = &mut draft.domain.devices;
    for (ports, name) in [
        (&mut devices.serials, "serial"),
        (&mut devices.parallels, "parallel"),
    ] {
        number(ports);
        for port in ports.iter_mut() {
            keep_path_of_type(port);
        }
        let order = sorted_by(ports, |port| port.target.and_then(|target| target.port));
        reorder(ports, &mut draft.source, &Path::devices(), name, &order);
    }
}

/// The numbers of the ports as libvirt gives them: the next free one where a port says none.
pub(crate) fn numbers(ports: &[CharacterDevice]) -> Vec<u32> {
    let given = |port: &CharacterDevice| port.target.and_then(|target| target.port);
    let taken: BTreeSet<u32> = ports.iter().filter_map(given).collect();
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

fn keep_path_of_type(port: &mut CharacterDevice) {
    let path = port
        .source
        .take()
        .and_then(|source| source.path)
        .filter(|path| !path.is_empty());
    port.source = match port.kind {
        CharacterType::Null => None,
        CharacterType::Dev
        | CharacterType::File
        | CharacterType::Pipe
        | CharacterType::Unix
        | CharacterType::Tcp
        | CharacterType::Udp
        | CharacterType::Stdio
        | CharacterType::Vc
        | CharacterType::Pty
        | CharacterType::Other(_) => path.map(|path| CharacterSource { path: Some(path) }),
    };
}
