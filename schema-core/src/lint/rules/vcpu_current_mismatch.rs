use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for `vcpu/@current` that is not the number of processors.
    ///
    /// ## Why is this bad?
    /// A machine of VirtualBox has all of its processors from the start.
    pub(crate) static VCPU_CURRENT_MISMATCH = {
        name: "vcpu-current-mismatch",
        alias: "M212",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(vcpu) = ctx.domain().vcpu else {
        return;
    };
    let Some(current) = vcpu.current else { return };
    if current > vcpu.count || (ctx.is_vbox() && current != vcpu.count) {
        let path = Path::root().child("vcpu").attribute("current");
        ctx.report(
            rule,
            path.clone(),
            format!("{current} of {} processors at start", vcpu.count),
        )
        .note("leave `current` out, or write the number of processors")
        .replace(
            format!("write `{}`", vcpu.count),
            Applicability::Unsafe,
            &path,
            &vcpu.count.to_string(),
        )
        .remove_attribute("leave `current` out", &path);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn all_processors_are_there_from_the_start() {
        let text = domain("<vcpu current='1'>2</vcpu>");
        let found = check(
            &text,
            &["vcpu-current-mismatch at `1`: 1 of 2 processors at start"],
        );
        assert_eq!(
            crate::fix::apply(&text, &found, crate::Applicability::Unsafe),
            domain("<vcpu current='2'>2</vcpu>")
        );
        check(&domain("<vcpu current='2'>2</vcpu>"), &[]);
    }
}
