use crate::domain::devices::{CharacterDevice, CharacterType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a port of type `dev`, `file` or `pipe` without a path.
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
