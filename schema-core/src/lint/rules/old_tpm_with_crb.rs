use crate::diagnostic::Applicability;
use crate::domain::devices::{TpmModel, TpmVersion};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a trusted platform module of version 1.2 with the model `tpm-crb`.
    ///
    /// ## Why is this bad?
    /// That model came with version 2.0. libvirt refuses it for 1.2.
    pub(crate) static OLD_TPM_WITH_CRB = {
        name: "old-tpm-with-crb",
        alias: "H822",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    for (index, tpm) in ctx.domain().devices.tpms.iter().enumerate() {
        if tpm.model != Some(TpmModel::TpmCrb) || tpm.backend.version != Some(TpmVersion::V1_2) {
            continue;
        }
        let path = Path::device("tpm", index);
        let version = path.child("backend").attribute("version");
        let message = "a module of version 1.2 is no `tpm-crb`";
        ctx.report(rule, path.attribute("model"), message)
            .related(&version, "the version")
            .note("write `version='2.0'`, or `model='tpm-tis'`")
            .replace(
                "make it version 2.0",
                Applicability::Unsafe,
                &version,
                TpmVersion::V2_0.as_str(),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn crb_came_with_version_2() {
        let tpm = |model: &str, version: &str| {
            devices(&format!(
                "<tpm model='{model}'><backend type='emulator' version='{version}'/></tpm>"
            ))
        };
        check(
            &tpm("tpm-crb", "1.2"),
            &["old-tpm-with-crb at `tpm-crb`: a module of version 1.2 is no `tpm-crb`"],
        );
        check(&tpm("tpm-crb", "2.0"), &[]);
        check(&tpm("tpm-tis", "1.2"), &[]);
    }
}
