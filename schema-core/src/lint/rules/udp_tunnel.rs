use crate::domain::Domain;
use crate::domain::devices::InterfaceType;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which interfaces are UDP tunnels to another machine.
    ///
    /// ## Why is this bad?
    /// It is not, where the network is trusted. But nobody is asked for a password, nothing is encrypted, and `VirtualBox`
    /// waits at every address of the host.
    ///
    /// ## What to do
    /// Use an internal network between machines of one host, or a tunnel that encrypts.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow udp-tunnel` where nobody is asked.
    pub(crate) static UDP_TUNNEL = {
        name: "udp-tunnel",
        alias: "E020",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, interface) in domain.devices.interfaces.iter().enumerate() {
        let source = interface.source.as_ref();
        let Some(source) = source.filter(|_source| interface.kind == InterfaceType::Udp) else {
            continue;
        };
        let local = source.local.as_ref().and_then(|local| local.port);
        let port = local.unwrap_or_default().0.to_string();
        let message =
            format!("the guest's network can be reached at UDP port {port} of every address");
        exposed.add(
            Path::device("interface", index),
            &port,
            message,
            "type `internal` is enough between machines of this host",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn only_tunnels_are_reported() {
        let text = devices(
            "<interface type='udp'><source address='10.0.0.2' port='1'><local address='0.0.0.0' port='2'/></source></interface>\
             <interface type='null'/>",
        );
        assert_eq!(
            exposed(&text),
            [
                "udp-tunnel /domain/devices/interface[0]: the guest's network can be reached at UDP port 2 of every address",
            ]
        );
    }
}
