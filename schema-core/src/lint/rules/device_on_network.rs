use crate::domain::Domain;
use crate::domain::devices::{CharacterType, InterfaceType, SocketMode};
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which serial ports are TCP connections, and which interfaces are UDP tunnels.
    ///
    /// ## Why is this bad?
    /// It is not, where the network is trusted. But nobody is asked for a password, nothing is encrypted, and `VirtualBox`
    /// waits at every address of the host.
    ///
    /// ## What to do
    /// Use a serial port of type `pipe`, and reach it through SSH.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow device-on-network` where nobody is asked.
    pub(crate) static DEVICE_ON_NETWORK = {
        name: "device-on-network",
        alias: "E020",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, port) in domain.devices.serials.iter().enumerate() {
        let source = port.source.as_ref();
        let Some(source) = source.filter(|_source| port.kind == CharacterType::Tcp) else {
            continue;
        };
        let service = source.service.as_deref().unwrap_or_default();
        let host = source.host.as_deref().unwrap_or_default();
        let message = match source.mode {
            Some(SocketMode::Bind) => {
                format!("the serial port can be reached at TCP port {service} of every address")
            }
            Some(SocketMode::Connect) | None => {
                format!("what is at `{host}:{service}` talks with the serial port")
            }
        };
        exposed.add(Path::device("serial", index), service, message);
    }
    for (index, interface) in domain.devices.interfaces.iter().enumerate() {
        let source = interface.source.as_ref();
        let Some(source) = source.filter(|_source| interface.kind == InterfaceType::Udp) else {
            continue;
        };
        let local = source.local.as_ref().and_then(|local| local.port);
        let port = local.unwrap_or_default().0.to_string();
        let message =
            format!("the guest's network can be reached at UDP port {port} of every address");
        exposed.add(Path::device("interface", index), &port, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn ports_that_wait_and_ports_that_connect_are_reported() {
        let text = devices(
            "<interface type='udp'><source address='10.0.0.2' port='1'><local port='2'/></source></interface>\
             <serial type='tcp'><source mode='bind' host='0.0.0.0' service='2001'/></serial>\
             <serial type='tcp'><source mode='connect' host='logs' service='514'/></serial>\
             <serial type='null'/>",
        );
        assert_eq!(
            exposed(&text),
            [
                "device-on-network /domain/devices/serial[0]: the serial port can be reached at TCP port 2001 of every address",
                "device-on-network /domain/devices/serial[1]: what is at `logs:514` talks with the serial port",
                "device-on-network /domain/devices/interface[0]: the guest's network can be reached at UDP port 2 of every address",
            ]
        );
    }
}
