use crate::diagnostic::Applicability;
use crate::domain::devices::{TpmBackendType, TpmModel};
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a trusted platform module that VirtualBox cannot make.
    ///
    /// ## Why is this bad?
    /// VirtualBox has modules for x86 machines, which it emulates itself or takes from the host. A program outside is
    /// reached over the network there, and over a local socket in libvirt's format.
    pub(crate) static UNSUPPORTED_TPM = {
        name: "unsupported-tpm",
        alias: "H821",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if !ctx.is_vbox() {
        return;
    }
    // That a second is too much is said by the rule of that name.
    for (index, tpm) in ctx.domain().devices.tpms.iter().enumerate().take(1) {
        let path = Path::device("tpm", index);
        if let Some(TpmModel::Other(word)) = tpm.model {
            let model = path.attribute("model");
            ctx.report(
                rule,
                model.clone(),
                format!("VirtualBox has no module `{word}`"),
            )
            .note("it can be `tpm-tis` or `tpm-crb`")
            .replace(
                "make it `tpm-crb`",
                Applicability::Unsafe,
                &model,
                TpmModel::TpmCrb.as_str(),
            );
        }
        match tpm.backend.kind {
            TpmBackendType::Emulator | TpmBackendType::Passthrough => {}
            TpmBackendType::External => {
                let kind = path.child("backend").attribute("type");
                let message = "VirtualBox does not reach a module outside over a local socket";
                ctx.report(rule, kind.clone(), message)
                    .note("it can be `emulator`")
                    .replace(
                        "make it `emulator`",
                        Applicability::Unsafe,
                        &kind,
                        TpmBackendType::Emulator.as_str(),
                    );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn modules_of_virtualbox() {
        check(
            &devices("<tpm model='tpm-spapr'><backend type='emulator'/></tpm>"),
            &["unsupported-tpm at `tpm-spapr`: VirtualBox has no module `tpm-spapr`"],
        );
        check(
            &devices("<tpm><backend type='external'/></tpm>"),
            &[
                "unsupported-tpm at `external`: VirtualBox does not reach a module outside over a local socket",
            ],
        );
        for known in ["emulator", "passthrough"] {
            check(
                &devices(&format!(
                    "<tpm model='tpm-crb'><backend type='{known}'/></tpm>"
                )),
                &[],
            );
        }
    }
}
