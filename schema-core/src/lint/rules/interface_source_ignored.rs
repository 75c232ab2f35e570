use crate::domain::devices::InterfaceType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
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
        for (name, _, _) in all
            .into_iter()
            .filter(|(_, given, counts)| *given && !counts)
        {
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

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

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
