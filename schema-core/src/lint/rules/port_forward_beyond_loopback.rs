use crate::domain::Domain;
use crate::domain::devices::{ForwardProtocol, InterfaceType, PortForward};
use crate::exposure::{Exposed, Remedy, is_loopback};
use crate::lint::rule::{Check, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Says which ports of the host lead to the guest from other machines: forwards that listen at more than a loopback
    /// address.
    ///
    /// ## Why is this bad?
    /// It is not, where the guest is meant to serve the network. But VirtualBox listens at all addresses of the host where
    /// the document names none, and what was a machine behind NAT can be reached by everybody then.
    ///
    /// ## What to do
    /// Add `address='127.0.0.1'` where only programs of the host have to reach the guest.
    ///
    /// `boxwright lint` reports it when it is selected; `plan` lists it, and a change that adds it wants
    /// `--allow port-forward-beyond-loopback` where nobody is asked.
    pub(crate) static PORT_FORWARD_BEYOND_LOOPBACK = {
        name: "port-forward-beyond-loopback",
        alias: "E003",
        severity: Note,
        check: Check::Exposure(find),
    }
}

/// More pairs of ports than this are not listed one by one.
const FEW: usize = 4;

fn find(domain: &Domain, exposed: &mut Exposed) {
    for (index, interface) in domain.devices.interfaces.iter().enumerate() {
        if interface.kind != InterfaceType::User {
            continue;
        }
        let path = Path::device("interface", index);
        for (index, forward) in interface.port_forwards.iter().enumerate() {
            if !is_loopback(forward.address.as_deref()) {
                report(forward, path.item("portForward", index), exposed);
            }
        }
    }
}

fn report(forward: &PortForward, path: Path, exposed: &mut Exposed) {
    let pairs = forward.pairs();
    let proto = match forward.proto {
        ForwardProtocol::Tcp => "TCP",
        ForwardProtocol::Udp => "UDP",
    };
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else {
        return;
    };
    let ports = if pairs.len() <= FEW {
        let each: Vec<String> = pairs.iter().map(|(host, _)| host.to_string()).collect();
        each.join(", ")
    } else {
        format!("{} to {}", first.0, last.0)
    };
    let address = forward
        .address
        .as_deref()
        .filter(|address| !address.is_empty());
    let at = match address {
        Some(address) => format!("`{address}`"),
        None => "all addresses of the host".to_owned(),
    };
    let subject = format!("{proto} {} {pairs:?}", address.unwrap_or_default());
    let s = if pairs.len() == 1 { "" } else { "s" };
    let found = exposed.add(
        path.clone(),
        subject,
        format!("the guest can be reached through {proto} port{s} {ports} at {at}"),
        "`address='127.0.0.1'` is enough for programs of the host",
    );
    found.less_by(Remedy::Attribute(path, "address", "127.0.0.1"));
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, exposed};

    #[test]
    fn addresses_beyond_loopback_are_reported() {
        let found = |forward: &str| {
            exposed(&devices(&format!(
                "<interface type='user'>{forward}</interface>"
            )))
        };
        let path = "port-forward-beyond-loopback /domain/devices/interface[0]/portForward[0]";
        assert_eq!(
            found(
                "<portForward proto='tcp' address='127.0.0.1'><range start='2222' to='22'/></portForward>"
            ),
            [""; 0]
        );
        assert_eq!(
            found("<portForward proto='tcp'><range start='2222' to='22'/></portForward>"),
            [format!(
                "{path}: the guest can be reached through TCP port 2222 at all addresses of the host"
            )]
        );
        assert_eq!(
            found(
                "<portForward proto='udp' address='10.0.0.1'><range start='1' end='9'/></portForward>"
            ),
            [format!(
                "{path}: the guest can be reached through UDP ports 1 to 9 at `10.0.0.1`"
            )]
        );
    }
}
