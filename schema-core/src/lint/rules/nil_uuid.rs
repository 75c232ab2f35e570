use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a `<uuid>` of nothing but zeros.
    ///
    /// ## Why is this bad?
    /// It stands for no UUID at all, and VirtualBox makes no machine with it.
    pub(crate) static NIL_UUID = {
        name: "nil-uuid",
        alias: "D121",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() || !ctx.domain().uuid.is_some_and(|uuid| uuid.is_nil()) {
        return;
    }
    let at = Path::root().child("uuid");
    if ctx.is_given(&at) {
        ctx.report(rule, at.clone(), "the UUID is nothing but zeros")
            .note("leave it out to get a new one")
            .remove("leave `<uuid>` out", Applicability::Unsafe, &at);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn zeros_are_no_uuid() {
        let with = |last: char| {
            domain(&format!(
                "<uuid>00000000-0000-0000-0000-00000000000{last}</uuid>"
            ))
        };
        check(
            &with('0'),
            &["nil-uuid at `00000000-0000-0000-0000-000000000000`: the UUID is nothing but zeros"],
        );
        check(&with('1'), &[]);
    }
}
