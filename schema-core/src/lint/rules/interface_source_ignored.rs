use crate::domain::devices::InterfaceType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::lint::rules::missing_interface_source::names;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a source that does not belong to the type of the interface.
    ///
    /// ## Why is this bad?
    /// The interface is connected to something else than the document seems to say.
    pub(crate) static INTERFACE_SOURCE_IGNORED = {
        name: "interface-source-ignored",
        alias: "N510",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, interface) in ctx.domain().devices.interfaces.iter().enumerate() {
        let Some(source) = &interface.source else {
            continue;
        };
        let kind = Path::device("interface", index).attribute("type");
        if !ctx.is_readable(&kind) {
            continue;
        }
        let all = [
            (
                "bridge",
                source.bridge.is_some(),
                interface.kind == InterfaceType::Bridge,
            ),
            (
                "network",
                source.network.is_some(),
                interface.kind == InterfaceType::Network,
            ),
            (
                "name",
                source.name.is_some(),
                interface.kind == InterfaceType::Internal,
            ),
            (
                "dev",
                source.dev.is_some(),
                interface.kind == InterfaceType::Direct,
            ),
            (
                "mode",
                source.mode.is_some(),
                interface.kind == InterfaceType::Direct,
            ),
        ];
        // One that stands in the place of the one that counts is said to do so.
        let counts = all.iter().any(|(_, given, counts)| *given && *counts);
        let is_instead = !counts && is_connected(interface.kind) && names(source).len() == 1;
        let ignored = all
            .into_iter()
            .filter(|(_, given, counts)| *given && !counts);
        for (name, _, _) in ignored.filter(|(name, _, _)| !is_instead || *name == "mode") {
            let path = Path::device("interface", index)
                .child("source")
                .attribute(name);
            let message = format!(
                "`{name}` has no effect for an interface of type `{}`",
                interface.kind.as_str()
            );
            ctx.report(rule, path, message)
                .note("remove it, or choose the type that it belongs to");
        }
    }
}

/// Whether interfaces of a type name what they are connected to.
fn is_connected(kind: InterfaceType) -> bool {
    match kind {
        InterfaceType::Bridge
        | InterfaceType::Network
        | InterfaceType::Direct
        | InterfaceType::Internal => true,
        InterfaceType::User
        | InterfaceType::Udp
        | InterfaceType::Null
        | InterfaceType::Other(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn without_a_type_nothing_is_ignored() {
        check(
            &devices("<interface><source bridge='eth0'/></interface>"),
            &["missing-attribute at `interface`: `<interface>` has no attribute `type`"],
        );
    }

    #[test]
    fn one_name_in_the_place_of_another_is_one_fault() {
        let text = devices("<interface type='bridge'><source dev='eth0'/></interface>");
        let found = check(
            &text,
            &[
                "missing-interface-source at `eth0`: an interface of type `bridge` needs `bridge`, not `dev`",
            ],
        );
        let fixed = crate::fix::apply(&text, &found, crate::Applicability::Unsafe);
        assert!(fixed.contains("<source bridge='eth0'/>"), "{fixed}");
    }

    #[test]
    fn nat_has_no_bridge() {
        check(
            &devices("<interface type='user'><source bridge='eth0'/></interface>"),
            &[
                "interface-source-ignored at `eth0`: `bridge` has no effect for an interface of type `user`",
            ],
        );
    }
}
