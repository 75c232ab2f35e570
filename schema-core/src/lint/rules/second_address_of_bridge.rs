use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a second `<ip>` in an interface of type `bridge` of a document for `VirtualBox`.
    ///
    /// ## Why is this bad?
    /// libvirt's driver refuses it. VirtualBox gives a guest no address on a network of the host: its DHCP server does.
    pub(crate) static SECOND_ADDRESS_OF_BRIDGE = {
        name: "second-address-of-bridge",
        alias: "N507",
        severity: Error,
        check: Check::Tree(&["ip"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    if !tree.is_vbox() {
        return;
    }
    for interface in tree.devices("interface") {
        if interface.value("type") != "bridge" {
            continue;
        }
        let mut addresses = interface.items("ip");
        let first = addresses.next();
        for (first, second) in first.into_iter().zip(addresses) {
            tree.report(rule, &second, "a bridged interface with a second address")
                .related(&first, "the first")
                .note("configure addresses in the guest, or in the network's DHCP server");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{devices, found};

    #[test]
    fn one_address_is_let_through() {
        let with = |ips: &str| {
            let text = devices(&format!(
                "<interface type='bridge'><source bridge='br0'/>{ips}</interface>"
            ));
            found("second-address-of-bridge", &text)
        };
        assert_eq!(
            with("<ip address='10.0.0.1'/><ip address='10.0.0.2'/>"),
            [
                "/domain/devices/interface[0]/ip[1] `<ip address='10.0.0.2'/>`: a bridged interface with a second address; the first `<ip address='10.0.0.1'/>`"
            ]
        );
        assert_eq!(with("<ip address='10.0.0.1'/>"), [""; 0]);
    }
}
