use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::{asks_for_secure_boot, is_efi};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for secure boot without EFI.
    ///
    /// ## Why is this bad?
    /// A BIOS does not look at signatures. libvirt finds no firmware that fits.
    pub(crate) static SECURE_BOOT_WITHOUT_EFI = {
        name: "secure-boot-without-efi",
        alias: "O342",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(os) = ctx.domain().os.as_ref() else {
        return;
    };
    if !ctx.is_vbox() || is_efi(os) || !asks_for_secure_boot(os) {
        return;
    }
    let path = Path::root().child("os");
    let place = if os.firmware_features.is_some() {
        path.child("firmware")
    } else {
        path.child("loader").attribute("secure")
    };
    let report = ctx
        .report(rule, place, "secure boot without EFI")
        .note("write `firmware='efi'` in `<os>`, or leave secure boot out");
    let title = "use EFI";
    if os.firmware.is_some() {
        let firmware = path.attribute("firmware");
        report.replace(title, Applicability::Unsafe, &firmware, "efi");
    } else {
        report.add_attribute(title, Applicability::Unsafe, &path, "firmware", "efi");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    const FEATURE: &str = "<firmware><feature enabled='yes' name='secure-boot'/></firmware>";

    #[test]
    fn secure_boot_wants_efi() {
        for os in ["<os>", "<os firmware='bios'>"] {
            let found = check(
                &domain(&format!("{os}<type>hvm</type>{FEATURE}</os>")),
                &["secure-boot-without-efi at `<firmware>`: secure boot without EFI"],
            );
            assert_eq!(found[0].fixes.len(), 1);
        }
        check(
            &domain("<os><type>hvm</type><loader secure='yes'/></os>"),
            &["secure-boot-without-efi at `yes`: secure boot without EFI"],
        );
        for os in [
            format!("<os firmware='efi'><type>hvm</type>{FEATURE}</os>"),
            "<os><type>hvm</type><loader type='pflash' secure='yes'/></os>".to_owned(),
        ] {
            check(&domain(&os), &[]);
        }
    }
}
