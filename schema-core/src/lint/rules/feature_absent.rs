use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for `<pae/>`, `<acpi/>` and `<apic/>` that the document does not name.
    ///
    /// ## Why is this bad?
    /// What is not named is switched off, while a machine made in VirtualBox has all three.
    pub(crate) static FEATURE_ABSENT = {
        name: "feature-absent",
        alias: "O312",
        severity: Note,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    let features = ctx.domain().features.unwrap_or_default();
    let all = [
        ("pae", features.pae),
        ("acpi", features.acpi),
        ("apic", features.apic),
    ];
    let absent: Vec<String> = all
        .iter()
        .filter(|(_, on)| !on)
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let (is, it) = if absent.len() == 1 {
        ("is", "it")
    } else {
        ("are", "them")
    };
    if !absent.is_empty() {
        let message = format!(
            "{} {is} switched off, since the document does not name {it}",
            absent.join(", ")
        );
        ctx.report(rule, Path::root().child("features"), message)
            .note("a guest without ACPI cannot be shut down by a button; name in `<features>` what shall be on");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn all_that_are_absent_are_named() {
        let text = domain("").replace("<pae/><acpi/>", "");
        check(
            &text,
            &[
                "feature-absent at `<features>`: `pae`, `acpi` are switched off, since the document does not name them",
            ],
        );
        check(&domain(""), &[]);
    }
}
