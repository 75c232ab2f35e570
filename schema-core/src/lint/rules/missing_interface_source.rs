use crate::domain::devices::{InterfaceSource, InterfaceType};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an interface that does not say what it is connected to.
    ///
    /// ## Why is this bad?
    /// An interface of type `bridge`, `direct`, `network` or `internal` needs the name of a host device or network; one of
    /// type `udp` the other host and the ports of both.
    pub(crate) static MISSING_INTERFACE_SOURCE = {
        name: "missing-interface-source",
        alias: "N504",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, interface) in ctx.domain().devices.interfaces.iter().enumerate() {
        if interface.kind == InterfaceType::Udp {
            check_tunnel(ctx, rule, index);
        }
        let Some(name) = interface.kind.source_attribute() else {
            continue;
        };
        let said = interface.source.as_ref().map(names).unwrap_or_default();
        if said.contains(&name) {
            continue;
        }
        let path = Path::device("interface", index).child("source");
        let kind = interface.kind.as_str();
        match said.as_slice() {
            [other] => {
                let at = path.attribute(*other);
                let message =
                    format!("an interface of type `{kind}` needs `{name}`, not `{other}`");
                ctx.report(rule, at.clone(), message)
                    .note(format!(
                        "write `<source {name}='…'/>`, or choose the type that `{other}` belongs to"
                    ))
                    .rename_attribute(&at, other, name);
            }
            _ => {
                let message = format!("an interface of type `{kind}` needs a source");
                ctx.report(rule, path.attribute(name), message)
                    .note(format!("add `<source {name}='…'/>`"));
            }
        }
    }
}

/// The attributes by which a source says what an interface is connected to, of those that say something.
pub(super) fn names(source: &InterfaceSource) -> Vec<&'static str> {
    let all = [
        ("bridge", &source.bridge),
        ("network", &source.network),
        ("name", &source.name),
        ("dev", &source.dev),
    ];
    let said = all
        .into_iter()
        .filter(|(_, value)| value.as_ref().is_some_and(|it| !it.trim().is_empty()));
    said.map(|(name, _)| name).collect()
}

/// What a tunnel needs of its two ends.
fn check_tunnel(ctx: &mut Context<'_>, rule: &'static Rule, index: usize) {
    let interface = ctx.domain().devices.interfaces.get(index);
    let source = interface.and_then(|interface| interface.source.as_ref());
    let local = source.and_then(|source| source.local.as_ref());
    let at = Path::device("interface", index).child("source");
    let all = [
        (
            source.is_some_and(|source| source.address.is_some()),
            at.attribute("address"),
        ),
        (
            source.is_some_and(|source| source.port.is_some()),
            at.attribute("port"),
        ),
        (
            local.is_some_and(|local| local.port.is_some()),
            at.child("local").attribute("port"),
        ),
    ];
    if let Some((_, path)) = all.into_iter().find(|(is_there, _)| !is_there) {
        let message = "an interface of type `udp` needs both ends".to_owned();
        ctx.report(rule, path, message)
            .note("add `<source address='…' port='…'><local port='…'/></source>`");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn types_with_a_source() {
        check(
            &devices("<interface type='bridge'/>"),
            &[
                "missing-interface-source at `<interface type='bridge'/>`: an interface of type `bridge` needs a source",
            ],
        );
        check(
            &devices("<interface type='internal'><source network='a'/></interface>"),
            &[
                "missing-interface-source at `a`: an interface of type `internal` needs `name`, not `network`",
            ],
        );
        check(
            &devices("<interface type='udp'><source address='a' port='1'/></interface>"),
            &[
                "missing-interface-source at `<source address='a' port='1'/>`: an interface of type `udp` needs both ends",
            ],
        );
        check(
            &devices("<interface type='bridge'><source bridge=' '/></interface>"),
            &["missing-interface-source at ` `: an interface of type `bridge` needs a source"],
        );
        check(&devices("<interface type='null'/>"), &[]);
        check(
            &devices("<interface type='network'><source network='vboxnet0'/></interface>"),
            &[],
        );
    }
}
