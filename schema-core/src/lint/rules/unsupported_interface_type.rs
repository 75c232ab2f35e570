use crate::domain::devices::InterfaceType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an interface of a type that VirtualBox does not have.
    ///
    /// ## Why is this bad?
    /// libvirt makes NAT of it without a word, which gives a guest a network that it should not have.
    pub(crate) static UNSUPPORTED_INTERFACE_TYPE = {
        name: "unsupported-interface-type",
        alias: "N501",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, interface) in ctx.domain().devices.interfaces.iter().enumerate() {
        match interface.kind {
            InterfaceType::User
            | InterfaceType::Bridge
            | InterfaceType::Internal
            | InterfaceType::Direct
            | InterfaceType::Udp
            | InterfaceType::Null
            | InterfaceType::Network => {}
            InterfaceType::Other(name) => {
                if ctx.is_vbox() {
                    let path = Path::device("interface", index).attribute("type");
                    let source = interface.source.as_ref();
                    let kind = match source {
                        Some(source) if source.bridge.is_some() => "bridge",
                        Some(source) if source.network.is_some() => "network",
                        Some(source) if source.name.is_some() => "internal",
                        Some(_) | None => "user",
                    };
                    ctx.report(
                        rule,
                        path.clone(),
                        format!("VirtualBox has no interfaces of type `{name}`"),
                    )
                    .note("it can be `user`, `bridge`, `direct`, `internal`, `network`, `udp` or `null`")
                    .offer(&path, [kind]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn only_types_that_virtualbox_has() {
        check(
            &devices("<interface type='ethernet'/>"),
            &[
                "unsupported-interface-type at `ethernet`: VirtualBox has no interfaces of type `ethernet`",
            ],
        );
        check(&devices("<interface type='user'/>"), &[]);
    }
}
