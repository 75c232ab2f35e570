use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for more than 8 network interfaces.
    ///
    /// ## Why is this bad?
    /// The usual chipset of VirtualBox, PIIX3, has 8 places.
    pub(crate) static TOO_MANY_INTERFACES = {
        name: "too-many-interfaces",
        alias: "N508",
        severity: Error,
        check: Check::Domain(check),
    }
}

const MAX: usize = 8;

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if ctx.is_vbox() && ctx.domain().devices.interfaces.len() > MAX {
        let message = format!(
            "{} network interfaces are more than {MAX}",
            ctx.domain().devices.interfaces.len()
        );
        ctx.report(rule, Path::device("interface", MAX), message)
            .note("remove those beyond the eighth");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn the_ninth_is_shown() {
        let text = devices(&"<interface type='user'/>".repeat(9));
        check(
            &text,
            &[
                "too-many-interfaces at `<interface type='user'/>`: 9 network interfaces are more than 8",
            ],
        );
        check(&devices(&"<interface type='user'/>".repeat(8)), &[]);
    }
}
