use crate::domain::Domain;
use crate::domain::devices::{CharacterType, SocketMode};
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which serial ports are reached over the network: those of type `tcp` or `udp`. A port without `mode='bind'`
    /// lets nobody in, but what it calls reads along and can type.
    ///
    /// ## Why is this bad?
    /// It is not, where a console server or a debugger is meant to be there. But the connection is neither encrypted nor
    /// guarded by a password, and VirtualBox listens at all addresses of the host.
    ///
    /// ## What to do
    /// Use type `pipe`, or see that a firewall lets in only those who should be.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow serial-port-on-network` where nobody is asked.
    pub(crate) static SERIAL_PORT_ON_NETWORK = {
        name: "serial-port-on-network",
        alias: "E004",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, port) in domain.devices.serials.iter().enumerate() {
        let protocol = match port.kind {
            CharacterType::Tcp => "TCP",
            CharacterType::Udp => "UDP",
            CharacterType::Dev
            | CharacterType::File
            | CharacterType::Pipe
            | CharacterType::Null
            | CharacterType::Unix
            | CharacterType::Stdio
            | CharacterType::Vc
            | CharacterType::Pty
            | CharacterType::Other(_) => continue,
        };
        exposed.add(
            Path::device("serial", index),
            protocol,
            match port.source.as_ref().and_then(|source| source.mode) {
                Some(SocketMode::Bind) => {
                    format!("a serial port of the guest is reached over {protocol}")
                }
                Some(SocketMode::Connect) | None => {
                    format!("a serial port of the guest calls another program over {protocol}")
                }
            },
            "type `pipe` is enough for programs of the host",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn only_what_goes_over_the_network_is_reported() {
        let text = devices(
            "<serial type='null'/><serial type='tcp'><source mode='bind' host='0.0.0.0' service='2323'/></serial>",
        );
        assert_eq!(
            exposed(&text),
            [
                "serial-port-on-network /domain/devices/serial[1]: a serial port of the guest is reached over TCP"
            ]
        );
        let text = devices(
            "<serial type='tcp'><source mode='connect' host='10.0.0.1' service='2323'/></serial>",
        );
        assert_eq!(
            exposed(&text),
            [
                "serial-port-on-network /domain/devices/serial[0]: a serial port of the guest calls another program over TCP"
            ]
        );
    }
}
