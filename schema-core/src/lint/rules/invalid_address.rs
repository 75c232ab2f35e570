use std::net::{IpAddr, Ipv4Addr};

use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an address of the host to listen at that is none: numbers and dots, or a colon, which no name of a host
    /// consists of, or for a forwarded port a name; and for a `hostAddress` of `<vbox:nat>` that is no IPv4 address.
    ///
    /// ## Why is this bad?
    /// Nothing can listen there. The machine starts without its remote display or its forward, or does not start.
    pub(crate) static INVALID_ADDRESS = {
        name: "invalid-address",
        alias: "N516",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let devices = &ctx.domain().devices;
    for (index, graphics) in devices.graphics.iter().enumerate() {
        let path = Path::device("graphics", index);
        let older = (path.attribute("listen"), &graphics.listen);
        let newer = graphics.listens.iter().enumerate().map(|(place, listen)| {
            let path = path.item("listen", place);
            (path.attribute("address"), &listen.address)
        });
        for (path, address) in std::iter::once(older).chain(newer) {
            let address = address.as_deref().unwrap_or_default();
            if is_meant_as_number(address) {
                report(
                    ctx,
                    rule,
                    path,
                    address,
                    "an IP address or the name of a host",
                );
            }
        }
    }
    let own = ctx.own().map(|machine| machine.interfaces.as_slice());
    for (index, interface) in own.unwrap_or_default().iter().enumerate() {
        let nat = interface.nat.as_ref();
        let address = nat.and_then(|nat| nat.host_address.as_deref());
        let address = address.unwrap_or_default();
        if !address.is_empty() && address.parse::<Ipv4Addr>().is_err() {
            let settings = Path::machine().item("vbox:interface", index);
            let path = settings.child("vbox:nat").attribute("hostAddress");
            ctx.report(rule, path, format!("`{address}` is no IPv4 address"))
                .note("it has to be one of the host, such as `192.168.1.2`, or empty for any");
        }
    }
    for (index, interface) in devices.interfaces.iter().enumerate() {
        let path = Path::device("interface", index);
        for (place, forward) in interface.port_forwards.iter().enumerate() {
            let path = path.item("portForward", place).attribute("address");
            let address = forward.address.as_deref().unwrap_or_default();
            report(ctx, rule, path, address, "an IP address");
        }
    }
}

/// Whether a text is no name of a host.
fn is_meant_as_number(text: &str) -> bool {
    let is_of_numbers = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.contains(':') || is_of_numbers
}

fn report(ctx: &mut Context<'_>, rule: &'static Rule, path: Path, address: &str, wanted: &str) {
    let bare = address.trim_start_matches('[').trim_end_matches(']');
    // The link of an address that counts on one link only.
    let bare = bare.split('%').next().unwrap_or_default();
    if address.is_empty() || bare.parse::<IpAddr>().is_ok() {
        return;
    }
    ctx.report(rule, path, format!("`{address}` is no address"))
        .note(format!("it has to be {wanted}, such as `127.0.0.1`"));
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found, machine};

    #[test]
    fn numbers_are_an_address_or_none() {
        let listen = |address: &str| {
            let text = format!("<graphics type='rdp' autoport='yes' listen='{address}'/>");
            found("invalid-address", &devices(&text))
        };
        for address in [
            "",
            "127.0.0.1",
            "::1",
            "[::1]",
            "0.0.0.0",
            "fe80::1%eth0",
            "localhost",
            "vm-host.example",
            "7of9",
        ] {
            assert_eq!(listen(address), [""; 0], "{address}");
        }
        for address in ["999.1.1.1", "127.0.0", "1.2.3.4.5", "::g", "10.0.0.1:3389"] {
            assert_eq!(
                listen(address),
                [format!(
                    "/domain/devices/graphics[0]/@listen `{address}`: `{address}` is no address"
                )]
            );
        }
        let newer = "<graphics type='rdp'><listen type='address' address='300.0.0.1'/></graphics>";
        assert_eq!(
            found("invalid-address", &devices(newer)),
            [
                "/domain/devices/graphics[0]/listen[0]/@address `300.0.0.1`: `300.0.0.1` is no address"
            ]
        );
    }

    #[test]
    fn connections_go_out_from_an_ipv4_address() {
        let nat = |address: &str| {
            let own = format!(
                "<vbox:interface mac='08:00:27:00:00:01'><vbox:nat hostAddress='{address}'/></vbox:interface>"
            );
            found("invalid-address", &machine(&own)).len()
        };
        for (address, count) in [("", 0), ("127.0.0.1", 0), ("localhost", 1), ("::1", 1)] {
            assert_eq!(nat(address), count, "{address}");
        }
    }

    #[test]
    fn ports_are_forwarded_from_numbers() {
        let forward = |address: &str| {
            let text = format!(
                "<interface type='user'><portForward proto='tcp' address='{address}'><range start='1'/></portForward></interface>"
            );
            found("invalid-address", &devices(&text))
        };
        assert_eq!(forward("127.0.0.1"), [""; 0]);
        for address in ["localhost", "127.0.0.256"] {
            assert_eq!(
                forward(address),
                [format!(
                    "/domain/devices/interface[0]/portForward[0]/@address `{address}`: `{address}` is no address"
                )]
            );
        }
    }
}
