use crate::domain::DomainType;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a domain whose `type` is not `vbox`.
    ///
    /// ## Why is this bad?
    /// It describes a machine of another hypervisor: it can be checked and converted, and not be planned.
    pub(crate) static NOT_VBOX_DOMAIN = {
        name: "not-vbox-domain",
        alias: "D101",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    match ctx.domain().kind {
        DomainType::Vbox => {}
        DomainType::Other(name) => {
            let path = Path::root().attribute("type");
            ctx.report(
                rule,
                path,
                format!("the domain is for `{name}`, not for `vbox`"),
            )
            .note(
                "`boxwright retarget FILE` makes one for VirtualBox of it, which can be planned and applied",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn another_hypervisor_is_named() {
        let text = domain("<os><type>hvm</type></os>").replace("vbox", "kvm");
        let found = check(
            &text,
            &["not-vbox-domain at `kvm`: the domain is for `kvm`, not for `vbox`"],
        );
        assert!(!found[0].is_error());
        assert!(crate::validate::validate(crate::parse::parse(&text)).is_err());
    }
}
