use crate::domain::Domain;
use crate::domain::devices::{CharacterDevice, CharacterType};
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which serial and parallel ports are devices of the host.
    ///
    /// ## Why is this bad?
    /// It is not, where the guest is meant to drive what is connected there. But it does so unseen, and what is
    /// connected may be the console of another machine.
    ///
    /// ## What to do
    /// Use type `null` where nothing has to be connected, or `file` to keep what the guest writes.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow character-device-of-host` where nobody is asked.
    pub(crate) static CHARACTER_DEVICE_OF_HOST = {
        name: "character-device-of-host",
        alias: "E002",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    let devices = &domain.devices;
    for (name, ports) in [
        ("serial", &devices.serials),
        ("parallel", &devices.parallels),
    ] {
        for (index, path) in ports_of(ports, CharacterType::Dev) {
            let message = format!("the guest drives the device `{path}` of the host");
            let advice = "type `null` is enough where nothing has to be connected";
            exposed.add(Path::device(name, index), path, message, advice);
        }
    }
}

/// The numbers and host paths of the ports of a type; one without a path is connected to nothing.
pub(super) fn ports_of(
    ports: &[CharacterDevice],
    kind: CharacterType,
) -> impl Iterator<Item = (usize, &str)> {
    let numbered = ports.iter().enumerate();
    numbered
        .filter(move |(_, port)| port.kind == kind)
        .filter_map(|(index, port)| {
            let path = port.source.as_ref()?.path.as_deref()?;
            (!path.trim().is_empty()).then_some((index, path))
        })
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn serial_and_parallel_ports_are_looked_at() {
        let text = devices(
            "<parallel type='dev'><source path='/dev/parport0'/></parallel><serial type='null'/>\
             <serial type='dev'><source path='/dev/ttyS0'/></serial>",
        );
        assert_eq!(
            exposed(&text),
            [
                "character-device-of-host /domain/devices/serial[1]: the guest drives the device `/dev/ttyS0` of the host",
                "character-device-of-host /domain/devices/parallel[0]: the guest drives the device `/dev/parport0` of the host",
            ]
        );
    }
}
