use std::collections::BTreeMap;

use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Attr, Spot, Tree, number};
use crate::order;

declare_rule! {
    /// ## What it does
    /// Checks for two devices with one place in the boot order.
    ///
    /// ## Why is this bad?
    /// One of them has to be tried first.
    pub(crate) static DUPLICATE_BOOT_ORDER = {
        name: "duplicate-boot-order",
        alias: "O305",
        severity: Error,
        check: Check::Tree(&["device/boot"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let boots = tree.all_devices().filter_map(|device| device.child("boot"));
    let orders = boots.filter_map(|boot| boot.attribute("order"));
    let mut orders: Vec<Attr<'_, '_>> = orders.collect();
    order::by(&mut orders, |order| (order.span().start, 0));
    let places = order::set(orders.iter().filter_map(|order| number(order.value())));
    let mut taken: BTreeMap<u64, Attr<'_, '_>> = BTreeMap::new();
    for order in orders {
        let Some(place) = number(order.value()) else {
            continue;
        };
        let free = (1..=u64::MAX).find(|place| !places.contains(place));
        match taken.get(&place) {
            None => {
                taken.insert(place, order);
            }
            Some(first) => {
                tree.report(
                    rule,
                    &order,
                    format!("another device has place {place} in the boot order"),
                )
                .related(first, "the other device")
                .note("give every device a place of its own")
                .offer(&order, free.map(|free| free.to_string()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn every_device_has_a_place_of_its_own() {
        assert_eq!(
            found(
                "duplicate-boot-order",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='vda'/><boot order='1'/></disk><interface type='user'><boot order='1'/></interface>"
                )
            ),
            [
                "/domain/devices/interface[0]/boot/@order `1`: another device has place 1 in the boot order; the other device `1`; Unsafe: `1` => `2`",
            ]
        );
        assert_eq!(
            found(
                "duplicate-boot-order",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='vda'/><boot order='1'/></disk><interface type='user'><boot order='2'/></interface>"
                )
            ),
            [""; 0]
        );
    }
}
