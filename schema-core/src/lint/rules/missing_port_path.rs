use crate::domain::devices::{CharacterDevice, CharacterType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a port of type `dev`, `file` or `pipe` without a path, and for a serial port of type `tcp` without the
    /// number of a port from 1 to 65535.
    ///
    /// ## Why is this bad?
    /// There is nothing that the port could be connected to.
    pub(crate) static MISSING_PORT_PATH = {
        name: "missing-port-path",
        alias: "C602",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let devices = &ctx.domain().devices;
    check_ports(ctx, rule, "serial", &devices.serials);
    check_ports(ctx, rule, "parallel", &devices.parallels);
    for (index, port) in devices.serials.iter().enumerate() {
        if ctx.is_vbox() && port.kind == CharacterType::Tcp {
            check_service(ctx, rule, index, port);
        }
    }
}

fn check_service(ctx: &mut Context<'_>, rule: &'static Rule, index: usize, port: &CharacterDevice) {
    let source = port.source.as_ref();
    let service = source.and_then(|source| source.service.as_deref());
    let place = Path::device("serial", index).child("source");
    let note = "it has to be a number from 1 to 65535";
    match service.filter(|service| !service.is_empty()) {
        Some(service) if service.parse().is_ok_and(|port: u16| port > 0) => {}
        Some(service) => {
            let message = format!("`{service}` is no port of TCP");
            ctx.report(rule, place.attribute("service"), message)
                .note(note);
        }
        None => {
            let place = if source.is_some() {
                place.attribute("service")
            } else {
                place
            };
            let message = "a serial port of type `tcp` needs the number of a port";
            ctx.report(rule, place, message)
                .note("add `<source service='…'/>`")
                .note(note);
        }
    }
}

fn check_ports(
    ctx: &mut Context<'_>,
    rule: &'static Rule,
    name: &'static str,
    ports: &[CharacterDevice],
) {
    for (index, port) in ports.iter().enumerate() {
        let needs = matches!(
            port.kind,
            CharacterType::Dev | CharacterType::File | CharacterType::Pipe
        );
        let path = port
            .source
            .as_ref()
            .and_then(|source| source.path.as_deref())
            .unwrap_or_default();
        if needs && path.is_empty() {
            let source = Path::device(name, index).child("source");
            let place = if port.source.is_some() {
                source.attribute("path")
            } else {
                source
            };
            ctx.report(
                rule,
                place,
                format!(
                    "a {name} port of type `{}` needs a path",
                    port.kind.as_str()
                ),
            )
            .note("add `<source path='…'/>`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn a_number_is_needed_for_tcp() {
        let with = |source: &str| {
            let text = devices(&format!("<serial type='tcp'>{source}</serial>"));
            let found = crate::lint::lint(&text).into_iter();
            let ours = found.filter(|found| found.rule == "missing-port-path");
            ours.map(|found| found.message).collect::<Vec<_>>()
        };
        let needs = "a serial port of type `tcp` needs the number of a port";
        assert_eq!(with(""), [needs]);
        assert_eq!(with("<source mode='bind'/>"), [needs]);
        for service in ["99999", "ssh", "0"] {
            let source = format!("<source mode='bind' service='{service}'/>");
            assert_eq!(with(&source), [format!("`{service}` is no port of TCP")]);
        }
        assert_eq!(with("<source mode='bind' service='4000'/>"), [""; 0]);
    }

    #[test]
    fn a_path_is_needed_behind_a_device() {
        check(
            &devices("<serial type='dev'/>"),
            &[
                "missing-port-path at `<serial type='dev'/>`: a serial port of type `dev` needs a path",
            ],
        );
        check(
            &devices("<parallel type='dev'><source/></parallel>"),
            &["missing-port-path at `<source/>`: a parallel port of type `dev` needs a path"],
        );
        check(&devices("<serial type='null'/>"), &[]);
    }
}
