use crate::domain::devices::InterfaceType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an interface that does not say what it is connected to.
    ///
    /// ## Why is this bad?
    /// An interface of type `bridge`, `direct`, `network` or `internal` needs the name of a host device or network.
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
        let source = interface.source.as_ref();
        let (name, value) = match interface.kind {
            InterfaceType::Bridge => ("bridge", source.and_then(|source| source.bridge.as_deref())),
            InterfaceType::Network => (
                "network",
                source.and_then(|source| source.network.as_deref()),
            ),
            InterfaceType::Direct => ("dev", source.and_then(|source| source.dev.as_deref())),
            InterfaceType::Internal => ("name", source.and_then(|source| source.name.as_deref())),
            InterfaceType::User | InterfaceType::Other(_) => continue,
        };
        if value.unwrap_or_default().is_empty() {
            let path = Path::device("interface", index)
                .child("source")
                .attribute(name);
            ctx.report(
                rule,
                path,
                format!(
                    "an interface of type `{}` needs a source",
                    interface.kind.as_str()
                ),
            )
            .note(format!("add `<source {name}='…'/>`"));
        }
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
                "missing-interface-source at `<source network='a'/>`: an interface of type `internal` needs a source",
                "interface-source-ignored at `a`: `network` has no effect for an interface of type `internal`",
            ],
        );
        check(
            &devices("<interface type='network'><source network='vboxnet0'/></interface>"),
            &[],
        );
    }
}
