use crate::domain::Domain;
use crate::domain::devices::InterfaceType;
use crate::exposure::Exposed;
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which network interfaces are bridged to a network device of the host.
    ///
    /// ## Why is this bad?
    /// It is not, where the guest is meant to be a machine of that network. But then it can reach everything there, past
    /// the host's firewall, and everything there can reach it.
    ///
    /// ## What to do
    /// Use type `user` (NAT) where the guest has only to reach out, `internal` for machines among themselves, `network`
    /// for the host and its machines.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow bridged-network` where nobody is asked.
    pub(crate) static BRIDGED_NETWORK = {
        name: "bridged-network",
        alias: "E001",
        severity: Note,
        check: Check::Exposure(find),
    }
}

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, interface) in domain.devices.interfaces.iter().enumerate() {
        match interface.kind {
            InterfaceType::Bridge | InterfaceType::Direct => {}
            InterfaceType::User
            | InterfaceType::Internal
            | InterfaceType::Network
            | InterfaceType::Udp
            | InterfaceType::Null
            | InterfaceType::Other(_) => continue,
        }
        let source = interface.source.as_ref();
        let device = source.and_then(|source| source.bridge.as_deref().or(source.dev.as_deref()));
        let Some(device) = device.filter(|device| !device.trim().is_empty()) else {
            continue;
        };
        exposed.add(
            Path::device("interface", index),
            device,
            format!("the guest is on the network of the host's `{device}`"),
            "type `user` is enough to reach out",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn only_bridged_interfaces_are_on_the_network() {
        let text = devices(
            "<interface type='user'/><interface type='internal'><source name='n'/></interface>\
             <interface type='bridge'><source bridge='eth0'/></interface>\
             <interface type='direct'><source dev='eth1' mode='bridge'/></interface>",
        );
        assert_eq!(
            exposed(&text),
            [
                "bridged-network /domain/devices/interface[2]: the guest is on the network of the host's `eth0`",
                "bridged-network /domain/devices/interface[3]: the guest is on the network of the host's `eth1`",
            ]
        );
    }
}
