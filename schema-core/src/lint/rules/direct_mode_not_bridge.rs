use crate::diagnostic::Applicability;
use crate::domain::devices::{InterfaceType, SourceMode};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for an interface of type `direct` in another mode than `bridge`.
    ///
    /// ## Why is this bad?
    /// VirtualBox bridges a network device of the host and nothing else; libvirt means `vepa` where no mode is given.
    pub(crate) static DIRECT_MODE_NOT_BRIDGE = {
        name: "direct-mode-not-bridge",
        alias: "N512",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    for (index, interface) in ctx.domain().devices.interfaces.iter().enumerate() {
        let Some(source) = interface.source.as_ref().filter(|source| {
            interface.kind == InterfaceType::Direct && source.mode != Some(SourceMode::Bridge)
        }) else {
            continue;
        };
        let place = Path::device("interface", index).child("source");
        let path = place.attribute("mode");
        match source.mode {
            Some(mode) => {
                let message = format!("VirtualBox has no mode `{}`", mode.as_str());
                ctx.report(rule, path.clone(), message).replace(
                    "write `bridge`",
                    Applicability::Unsafe,
                    &path,
                    "bridge",
                );
            }
            None => {
                ctx.report(
                    rule,
                    place.clone(),
                    "without a mode `vepa` is meant, which VirtualBox lacks",
                )
                .add_attribute(
                    "add `mode='bridge'`",
                    Applicability::Unsafe,
                    &place,
                    "mode",
                    "bridge",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn it_is_a_bridge() {
        let with = |mode: &str| {
            devices(&format!(
                "<interface type='direct'><source dev='eth0'{mode}/></interface>"
            ))
        };
        let found = check(
            &with(" mode='private'"),
            &["direct-mode-not-bridge at `private`: VirtualBox has no mode `private`"],
        );
        assert_eq!(found[0].fixes[0].title, "write `bridge`");
        check(
            &with(""),
            &[
                "direct-mode-not-bridge at `<source dev='eth0'/>`: without a mode `vepa` is meant, which VirtualBox lacks",
            ],
        );
        check(&with(" mode='bridge'"), &[]);
    }
}
