use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a number of processors that is 0 or above 65535.
    ///
    /// ## Why is this bad?
    /// libvirt refuses the document.
    pub(crate) static VCPU_OUT_OF_RANGE = {
        name: "vcpu-out-of-range",
        alias: "M211",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(vcpu) = ctx.domain().vcpu else {
        return;
    };
    if vcpu.count == 0 || vcpu.count > 65_535 {
        let path = Path::root().child("vcpu");
        let nearest = if vcpu.count == 0 { "1" } else { "65535" };
        ctx.report(
            rule,
            path.clone(),
            format!("a machine cannot have {} processors", vcpu.count),
        )
        .note("it has to be a number from 1 to 65535")
        .offer(&path, [nearest]);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn none_and_too_many() {
        check(
            &domain("<vcpu>0</vcpu>"),
            &["vcpu-out-of-range at `0`: a machine cannot have 0 processors"],
        );
        check(
            &domain("<vcpu>70000</vcpu>"),
            &["vcpu-out-of-range at `70000`: a machine cannot have 70000 processors"],
        );
        check(&domain("<vcpu>2</vcpu>"), &[]);
    }
}
