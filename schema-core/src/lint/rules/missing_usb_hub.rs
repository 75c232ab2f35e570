use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Tree, number};
use crate::order;

declare_rule! {
    /// ## What it does
    /// Checks for a USB address behind a port without a hub, or beyond the eight ports of a hub.
    ///
    /// ## Why is this bad?
    /// `1.2` is port 2 of the hub at port 1.
    pub(crate) static MISSING_USB_HUB = {
        name: "missing-usb-hub",
        alias: "A902",
        severity: Error,
        check: Check::Tree(&["device/address"], check),
    }
}

/// The ports of a hub.
const PORTS: u64 = 8;

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let bus_of = |address: Node<'_, '_>| address.number_of("bus").unwrap_or_default();
    let hubs = tree.devices("hub").filter_map(|hub| hub.child("address"));
    let hubs = order::set(hubs.map(|hub| (bus_of(hub), hub.value("port"))));
    for device in tree.all_devices() {
        let Some(address) = device
            .child("address")
            .filter(|address| address.value("type") == "usb")
        else {
            continue;
        };
        let Some(port) = address.attribute("port") else {
            continue;
        };
        let Some((hub, last)) = port.value().rsplit_once('.') else {
            continue;
        };
        let bus = bus_of(address);
        if !hubs.contains(&(bus, hub)) {
            tree.report(
                rule,
                &port,
                format!("there is no hub at port {hub} of bus {bus}"),
            )
            .note(format!(
                "add a `<hub type='usb'>` with the address {hub}, or take a port of the controller"
            ));
        } else if number(last).is_some_and(|last| last > PORTS) {
            tree.report(
                rule,
                &port,
                format!("the hub at port {hub} has no port {last}"),
            )
            .note(format!("a hub has {PORTS} ports"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn a_port_behind_a_port_is_of_a_hub() {
        assert_eq!(
            found(
                "missing-usb-hub",
                &kvm_devices(
                    "<input type='mouse' bus='usb'><address type='usb' bus='0' port='1.2'/></input>"
                )
            ),
            ["/domain/devices/input[0]/address/@port `1.2`: there is no hub at port 1 of bus 0",]
        );
        assert_eq!(
            found(
                "missing-usb-hub",
                &kvm_devices(
                    "<hub type='usb'><address type='usb' bus='0' port='1'/></hub><input type='mouse' bus='usb'><address type='usb' bus='0' port='1.9'/></input>"
                )
            ),
            ["/domain/devices/input[0]/address/@port `1.9`: the hub at port 1 has no port 9",]
        );
        assert_eq!(
            found(
                "missing-usb-hub",
                &kvm_devices(
                    "<hub type='usb'><address type='usb' bus='0' port='1'/></hub><input type='mouse' bus='usb'><address type='usb' bus='0' port='1.8'/></input>"
                )
            ),
            [""; 0]
        );
    }
}
