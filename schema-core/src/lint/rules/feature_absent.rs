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
        ("apic", features.apic || is_missed(ctx)),
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
        let note = if features.acpi {
            "name in `<features>` what shall be on"
        } else {
            "a guest without ACPI cannot be shut down by a button; name in `<features>` what shall be on"
        };
        ctx.report(rule, Path::root().child("features"), message)
            .note(note);
    }
}

/// Whether the guest needs the APIC, so that its lack is reported as what it is.
fn is_missed(ctx: &Context<'_>) -> bool {
    let domain = ctx.domain();
    let os = domain.os.as_ref();
    let is_64_bit = os.is_some_and(|os| os.kind.arch.as_deref() == Some("x86_64"));
    is_64_bit || domain.vcpu.is_some_and(|vcpu| vcpu.count > 1)
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
        let notes = |text: &str| {
            let found = crate::lint::lint(text).into_iter();
            found.flat_map(|found| found.notes).collect::<Vec<_>>()
        };
        assert!(notes(&text).concat().contains("without ACPI"));
        let only_pae = notes(&domain("").replace("<pae/>", ""));
        assert_eq!(only_pae, ["name in `<features>` what shall be on"]);
    }
}
