use crate::lint::rule::{Check, Context, Rule, add_feature, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for more than one processor without `<apic/>`.
    ///
    /// ## Why is this bad?
    /// Without an I/O APIC a guest uses one processor, or does not start.
    pub(crate) static VCPU_WITHOUT_APIC = {
        name: "vcpu-without-apic",
        alias: "M214",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let (Some(vcpu), features) = (ctx.domain().vcpu, ctx.domain().features.unwrap_or_default())
    else {
        return;
    };
    let has_features = ctx.domain().features.is_some();
    if ctx.is_vbox() && vcpu.count > 1 && !features.apic && !is_misspelt(ctx) {
        let report = ctx
            .report(
                rule,
                Path::root().child("vcpu"),
                format!("{} processors without `<apic/>`", vcpu.count),
            )
            .note("add `<apic/>` to `<features>`");
        add_feature(report, has_features, "apic");
    }
}

/// Whether there is an `<apic/>` that could not be read as one.
pub(super) fn is_misspelt(ctx: &Context<'_>) -> bool {
    let features = Path::root().child("features");
    !ctx.is_readable(&features.child("apic"))
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn two_processors_want_an_apic() {
        let text = domain("<vcpu>2</vcpu>").replace("<apic/>", "");
        check(
            &text,
            &["vcpu-without-apic at `2`: 2 processors without `<apic/>`"],
        );
        check(&domain("<vcpu>2</vcpu>"), &[]);
    }
}
