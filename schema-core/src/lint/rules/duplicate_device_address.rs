use std::collections::BTreeMap;

use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Spot, Tree};
use crate::order;

declare_rule! {
    /// ## What it does
    /// Checks for two devices with one address of USB or of the channel subsystem.
    ///
    /// ## Why is this bad?
    /// A place takes one device.
    pub(crate) static DUPLICATE_DEVICE_ADDRESS = {
        name: "duplicate-device-address",
        alias: "A901",
        severity: Error,
        check: Check::Tree(&["device/address"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let addresses = tree
        .all_devices()
        .filter_map(|device| device.child("address"));
    let mut addresses: Vec<Node<'_, '_>> = addresses.collect();
    order::by(&mut addresses, |address| (address.span().start, 0));
    let mut taken: BTreeMap<(u64, u64, String), Node<'_, '_>> = BTreeMap::new();
    for address in addresses {
        let place = match address.value("type") {
            "usb" if !address.value("port").is_empty() => {
                let bus = address.number_of("bus").unwrap_or_default();
                Some((bus, 0, address.value("port").to_owned()))
            }
            "ccw" => {
                let parts = (
                    address.number_of("cssid"),
                    address.number_of("ssid"),
                    address.number_of("devno"),
                );
                match parts {
                    (Some(cssid), Some(ssid), Some(devno)) => {
                        Some((cssid, ssid, format!("ccw {devno}")))
                    }
                    (_, _, _) => None,
                }
            }
            _ => None,
        };
        let Some(place) = place else { continue };
        match taken.get(&place) {
            None => {
                taken.insert(place, address);
            }
            Some(first) => {
                tree.report(rule, &address, "another device has this address")
                    .related(first, "the other device")
                    .note("leave `<address>` out to get a free one")
                    .remove("remove the address", Applicability::Unsafe, address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn an_address_is_of_one_device() {
        assert_eq!(
            found(
                "duplicate-device-address",
                &kvm_devices(
                    "<hub type='usb'><address type='usb' bus='0' port='1'/></hub><input type='mouse' bus='usb'><address type='usb' bus='0' port='1'/></input>"
                )
            ),
            [
                "/domain/devices/input[0]/address `<address type='usb' bus='0' port='1'/>`: another device has this address; the other device `<address type='usb' bus='0' port='1'/>`; Unsafe: `<address type='usb' bus='0' port='1'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "duplicate-device-address",
                &kvm_devices(
                    "<interface type='user'><address type='ccw' cssid='0xfe' ssid='0' devno='1'/></interface><interface type='user'><address type='ccw' cssid='0xfe' ssid='0' devno='0x0001'/></interface>"
                )
            ),
            [
                "/domain/devices/interface[1]/address `<address type='ccw' cssid='0xfe' ssid='0' devno='0x0001'/>`: another device has this address; the other device `<address type='ccw' cssid='0xfe' ssid='0' devno='1'/>`; Unsafe: `<address type='ccw' cssid='0xfe' ssid='0' devno='0x0001'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "duplicate-device-address",
                &kvm_devices(
                    "<hub type='usb'><address type='usb' bus='0' port='1'/></hub><input type='mouse' bus='usb'><address type='usb' bus='1' port='1'/></input>"
                )
            ),
            [""; 0]
        );
    }
}
