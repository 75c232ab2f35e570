use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a `<listen type='network'>` without the name of the network.
    ///
    /// ## Why is this bad?
    /// The address to listen at is that of the host in the network.
    pub(crate) static LISTEN_WITHOUT_NETWORK = {
        name: "listen-without-network",
        alias: "G706",
        severity: Error,
        check: Check::Tree(&["device/listen"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for graphics in tree.devices("graphics") {
        for listen in graphics.items("listen") {
            if listen.value("type") == "network" && listen.value("network").is_empty() {
                tree.report(rule, &listen, "the network to listen in has no name")
                    .note("add `network='…'`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn a_network_has_a_name() {
        assert_eq!(
            found(
                "listen-without-network",
                &kvm_devices("<graphics type='vnc'><listen type='network'/></graphics>")
            ),
            [
                "/domain/devices/graphics[0]/listen[0] `<listen type='network'/>`: the network to listen in has no name",
            ]
        );
        assert_eq!(
            found(
                "listen-without-network",
                &kvm_devices(
                    "<graphics type='vnc'><listen type='network' network='lan'/></graphics>"
                )
            ),
            [""; 0]
        );
    }
}
