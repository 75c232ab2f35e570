use std::collections::BTreeMap;

use crate::domain::devices::InterfaceType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a port of the host that is forwarded twice, on one interface or on two.
    ///
    /// ## Why is this bad?
    /// VirtualBox refuses the second rule of one interface, and of two interfaces only one can listen.
    pub(crate) static DUPLICATE_PORT_FORWARD = {
        name: "duplicate-port-forward",
        alias: "N514",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let mut taken: BTreeMap<_, Path> = BTreeMap::new();
    for (index, interface) in ctx.domain().devices.interfaces.iter().enumerate() {
        if interface.kind != InterfaceType::User {
            continue;
        }
        let path = Path::device("interface", index);
        for (index, forward) in interface.port_forwards.iter().enumerate() {
            let place = path.item("portForward", index);
            let address = forward.address.as_deref().unwrap_or_default();
            let address = if address == "0.0.0.0" { "" } else { address };
            let mut reported = None;
            for (range, port, _) in forward.pairs_of_ranges() {
                // A range that overlaps another is one fault.
                if reported == Some(range) {
                    continue;
                }
                let key = (forward.proto, address, port);
                let place = place.item("range", range);
                if let Some(first) = taken.get(&key) {
                    let message = format!("port {port} of the host is forwarded twice");
                    ctx.report(rule, place, message)
                        .related(first, "the first")
                        .note("choose another port for one of them");
                    reported = Some(range);
                    continue;
                }
                taken.insert(key, place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn a_port_leads_to_one_place() {
        let forward = |proto: &str, start: u32, to: u32| {
            format!("<portForward proto='{proto}'><range start='{start}' to='{to}'/></portForward>")
        };
        let with = |first: &str, second: &str| {
            devices(&format!(
                "<interface type='user'>{first}</interface><interface type='user'>{second}</interface>"
            ))
        };
        check(
            &with(&forward("tcp", 80, 80), &forward("tcp", 80, 8080)),
            &[
                "duplicate-port-forward at `<range start='80' to='8080'/>`: port 80 of the host is forwarded twice",
            ],
        );
        let both = "<range start='22' end='30'/><range start='25' end='28' to='80'/>";
        let text = devices(&format!(
            "<interface type='user'><portForward proto='tcp'>{both}</portForward></interface>"
        ));
        let found = check(
            &text,
            &[
                "duplicate-port-forward at `<range start='25' end='28' to='80'/>`: port 25 of the host is forwarded twice",
            ],
        );
        assert_eq!(
            &text[found[0].related[0].span.clone()],
            "<range start='22' end='30'/>"
        );
        check(&with(&forward("tcp", 80, 80), &forward("udp", 80, 80)), &[]);
    }
}
