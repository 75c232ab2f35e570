use crate::lint::rule::{Check, Context, Rule, add_feature, declare_rule};
use crate::lint::rules::vcpu_without_apic::is_misspelt;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a guest with the architecture `x86_64` on a machine without `<apic/>`.
    ///
    /// ## Why is this bad?
    /// The installers of 64-bit Windows refuse such a machine, and so do most Linux kernels when they look for their
    /// interrupts.
    pub(crate) static GUEST_64_BIT_WITHOUT_APIC = {
        name: "guest-64-bit-without-apic",
        alias: "O331",
        severity: Warning,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let domain = ctx.domain();
    let features = domain.features.unwrap_or_default();
    // More than one processor without it is reported as that.
    let is_single = domain.vcpu.is_none_or(|vcpu| vcpu.count <= 1);
    let os = domain.os.as_ref();
    let arch = os.and_then(|os| os.kind.arch.as_deref());
    let is_needed = ctx.is_vbox() && is_single && arch == Some("x86_64");
    if !is_needed || features.apic || is_misspelt(ctx) {
        return;
    }
    let has_features = domain.features.is_some();
    let path = Path::root().child("os").child("type").attribute("arch");
    let report = ctx
        .report(rule, path, "a 64-bit guest without `<apic/>`")
        .note("add `<apic/>` to `<features>`");
    add_feature(report, has_features, "apic");
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{domain, found};

    #[test]
    fn the_feature_is_offered() {
        let text = domain("<os><type arch='x86_64'>hvm</type></os>");
        assert_eq!(found("guest-64-bit-without-apic", &text), [""; 0]);
        let without = text.replace("<apic/>", "");
        assert_eq!(
            found("guest-64-bit-without-apic", &without),
            [
                "/domain/os/type/@arch `x86_64`: a 64-bit guest without `<apic/>`; Unsafe: `` => `<apic/>`",
            ]
        );
        let small = without.replace("x86_64", "i686");
        assert_eq!(found("guest-64-bit-without-apic", &small), [""; 0]);
    }
}
