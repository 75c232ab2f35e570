use crate::diagnostic::Applicability;
use crate::domain::{FeatureName, YesNo};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::normalize::secure_boot;
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for enrolled keys in a firmware that has no secure boot by the document's own word.
    ///
    /// ## Why is this bad?
    /// Keys are there for secure boot alone. libvirt refuses such a firmware.
    pub(crate) static ENROLLED_KEYS_WITHOUT_SECURE_BOOT = {
        name: "enrolled-keys-without-secure-boot",
        alias: "O343",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    let Some(os) = ctx.domain().os.as_ref() else {
        return;
    };
    let Some(firmware) = os.firmware_features.as_ref() else {
        return;
    };
    if secure_boot(os) != Some(YesNo::No) {
        return;
    }
    let enrolled = |feature: &crate::domain::Feature| {
        feature.name == FeatureName::EnrolledKeys && feature.enabled == YesNo::Yes
    };
    if let Some(index) = firmware.features.iter().position(enrolled) {
        let path = Path::root()
            .child("os")
            .child("firmware")
            .item("feature", index);
        let enabled = path.attribute("enabled");
        ctx.report(rule, path, "enrolled keys without secure boot")
            .note("keys are there for secure boot alone: have both or none")
            .replace(
                "leave the keys out",
                Applicability::Unsafe,
                &enabled,
                YesNo::No.as_str(),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn keys_are_there_for_secure_boot() {
        let os = |features: &str| {
            domain(&format!(
                "<os firmware='efi'><type>hvm</type><firmware>{features}</firmware></os>"
            ))
        };
        let keys = "<feature enabled='yes' name='enrolled-keys'/>";
        let not_secure = "<feature enabled='no' name='secure-boot'/>";
        check(
            &os(&format!("{keys}{not_secure}")),
            &[&format!(
                "enrolled-keys-without-secure-boot at `{keys}`: enrolled keys without secure boot"
            )],
        );
        let secure = format!("<feature enabled='yes' name='secure-boot'/>{keys}");
        for fine in [secure.as_str(), keys, not_secure] {
            check(&os(fine), &[]);
        }
    }
}
