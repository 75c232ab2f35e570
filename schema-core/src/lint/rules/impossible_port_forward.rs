use crate::diagnostic::Severity;
use crate::domain::YesNo;
use crate::domain::devices::{InterfaceType, PortForward};
use crate::domain::value::Port;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

/// How many ports one element may forward: VirtualBox has a rule for each of them.
const MOST: usize = 1000;

declare_rule! {
    /// ## What it does
    /// Checks for forwarded ports that VirtualBox cannot forward: all of them, more than a thousand, those of one network
    /// device, or a range that ends before it begins; and for port 0, which is a warning.
    ///
    /// ## Why is this bad?
    /// VirtualBox has a rule for each port, at an address of the host or at all of them. Nothing can be reached at port 0.
    pub(crate) static IMPOSSIBLE_PORT_FORWARD = {
        name: "impossible-port-forward",
        alias: "N513",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, interface) in ctx.domain().devices.interfaces.iter().enumerate() {
        if interface.kind != InterfaceType::User {
            continue;
        }
        let path = Path::device("interface", index);
        for (index, forward) in interface.port_forwards.iter().enumerate() {
            check_one(ctx, rule, forward, &path.item("portForward", index));
        }
    }
}

fn check_one(ctx: &mut Context<'_>, rule: &'static Rule, forward: &PortForward, path: &Path) {
    if forward.dev.is_some() {
        ctx.report(
            rule,
            path.attribute("dev"),
            "VirtualBox cannot forward the ports of one device",
        )
        .note("write its `address`, or leave it out to listen everywhere");
    }
    let counts = |range: &crate::domain::devices::PortRange| range.exclude != Some(YesNo::Yes);
    if !forward.ranges.iter().any(counts) {
        ctx.report(rule, path.clone(), "VirtualBox cannot forward all ports")
            .note("name those that are wanted with `<range start='…'/>`");
        return;
    }
    let mut ports = 0;
    for (index, range) in forward.ranges.iter().enumerate() {
        let place = path.item("range", index);
        let Some(first) = range.start else {
            ctx.report(rule, place, "the range does not say its first port")
                .note("add `start='…'`");
            continue;
        };
        for (name, port) in [("start", range.start), ("to", range.to)] {
            if port == Some(Port(0)) {
                ctx.report(rule, place.attribute(name), "there is no port 0")
                    .severity(Severity::Warning)
                    .note("it can be from 1 to 65535");
            }
        }
        let last = range.end.unwrap_or(first);
        if last < first {
            ctx.report(
                rule,
                place.attribute("end"),
                "the range ends before it begins",
            )
            .related(&place.attribute("start"), "where it begins");
            continue;
        }
        let length = last.0 - first.0;
        if range
            .to
            .is_some_and(|to| to.0.checked_add(length).is_none())
        {
            ctx.report(
                rule,
                place.attribute("to"),
                "the range leads beyond port 65535",
            );
        }
        ports += usize::from(length) + 1;
    }
    if ports > MOST {
        let message = format!("{ports} ports are more than can be forwarded one by one");
        ctx.report(rule, path.clone(), message).note(format!(
            "name at most {MOST}, or use an interface of type `bridge`"
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn ports_are_named_one_by_one() {
        let with = |attributes: &str, ranges: &str| {
            devices(&format!(
                "<interface type='user'><portForward proto='tcp'{attributes}>{ranges}</portForward></interface>"
            ))
        };
        check(
            &with(" dev='eth0'", "<range start='80'/>"),
            &[
                "impossible-port-forward at `eth0`: VirtualBox cannot forward the ports of one device",
            ],
        );
        check(
            &with("", "<range start='1' exclude='yes'/>"),
            &[
                "impossible-port-forward at `<portForward proto='tcp'>`: VirtualBox cannot forward all ports",
            ],
        );
        check(
            &with("", "<range start='80' end='70'/>"),
            &["impossible-port-forward at `70`: the range ends before it begins"],
        );
        check(
            &with("", "<range start='1' end='3' to='65534'/>"),
            &["impossible-port-forward at `65534`: the range leads beyond port 65535"],
        );
        check(
            &with("", "<range start='0' to='0'/>"),
            &[
                "impossible-port-forward at `0`: there is no port 0",
                "impossible-port-forward at `0`: there is no port 0",
            ],
        );
        check(
            &with("", "<range start='1' end='2000'/>"),
            &[
                "impossible-port-forward at `<portForward proto='tcp'>`: 2000 ports are more than can be forwarded one by one",
            ],
        );
        check(
            &with(" address='127.0.0.1'", "<range start='2222' to='22'/>"),
            &[],
        );
    }
}
