use crate::diagnostic::{Applicability, Severity};
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Spot, Tree};

declare_rule! {
    /// ## What it does
    /// Checks for a boot order in `<os>` beside `<boot order=…/>` in devices.
    ///
    /// ## Why is this bad?
    /// There is one order. libvirt refuses a document that gives two. With bhyve, whose loader starts from one disk whatever
    /// the order, it is a warning.
    pub(crate) static MIXED_BOOT_ORDER = {
        name: "mixed-boot-order",
        alias: "O304",
        severity: Error,
        check: Check::Tree(&["device/boot"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let Some(of_os) = tree.first("os").and_then(|os| os.child("boot")) else {
        return;
    };
    let boots = tree.all_devices().filter_map(|device| device.child("boot"));
    let Some(of_device) = boots.min_by_key(|boot| boot.span().start) else {
        return;
    };
    let severity = if tree.root().value("type") == "bhyve" {
        Severity::Warning
    } else {
        rule.severity
    };
    let boots: Vec<Node<'_, '_>> = tree.top("os").flat_map(|os| os.items("boot")).collect();
    tree.report(
        rule,
        &of_device,
        "a device has a place in the boot order beside the one of `<os>`",
    )
    .severity(severity)
    .related(&of_os, "the boot order of `<os>`")
    .note("remove `<boot dev='…'/>` from `<os>`, or `<boot order='…'/>` from all devices")
    .remove_all("remove the one of `<os>`", Applicability::Unsafe, &boots);
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm};

    #[test]
    fn one_order_is_enough() {
        assert_eq!(
            found(
                "mixed-boot-order",
                &kvm(
                    "<os><type>hvm</type><boot dev='hd'/></os><devices><interface type='user'><boot order='1'/></interface></devices>"
                )
            ),
            [
                "/domain/devices/interface[0]/boot `<boot order='1'/>`: a device has a place in the boot order beside the one of `<os>`; the boot order of `<os>` `<boot dev='hd'/>`; Unsafe: `<boot dev='hd'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "mixed-boot-order",
                &kvm(
                    "<os><type>hvm</type></os><devices><interface type='user'><boot order='1'/></interface></devices>"
                )
            ),
            [""; 0]
        );
    }
}
