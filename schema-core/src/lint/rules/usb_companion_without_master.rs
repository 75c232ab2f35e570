use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::{Node, Tree};

declare_rule! {
    /// ## What it does
    /// Checks for a companion of a USB controller where no controller is a master.
    ///
    /// ## Why is this bad?
    /// The companions serve slow devices at the ports of the master, which has the same number.
    pub(crate) static USB_COMPANION_WITHOUT_MASTER = {
        name: "usb-companion-without-master",
        alias: "K446",
        severity: Error,
        check: Check::Tree(&["master"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    let usb = tree
        .devices("controller")
        .filter(|controller| controller.value("type") == "usb");
    let index_of = |controller: Node<'_, '_>| controller.number_of("index").unwrap_or_default();
    let (companions, masters): (Vec<_>, Vec<_>) =
        usb.partition(|controller| controller.child("master").is_some());
    // A master of another number is for the driver to look at.
    if !masters.is_empty() {
        return;
    }
    for companion in companions {
        let index = index_of(companion);
        tree.report(
            rule,
            &companion,
            format!("USB controller {index} has no master"),
        )
        .note(format!(
            "add `<controller type='usb' index='{index}' model='ich9-ehci1'/>`"
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn companions_have_a_master() {
        assert_eq!(
            found(
                "usb-companion-without-master",
                &kvm_devices(
                    "<controller type='usb' index='0' model='ich9-uhci2'><master startport='2'/></controller>"
                )
            ),
            [
                "/domain/devices/controller[0] `<controller type='usb' index='0' model='ich9-uhci2'>`: USB controller 0 has no master",
            ]
        );
        assert_eq!(
            found(
                "usb-companion-without-master",
                &kvm_devices(
                    "<controller type='usb' index='0' model='ich9-ehci1'/><controller type='usb' index='0' model='ich9-uhci2'><master startport='2'/></controller>"
                )
            ),
            [""; 0]
        );
    }
}
