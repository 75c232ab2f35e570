use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Context, Rule, declare_rule};
use crate::path::Path;

declare_rule! {
    /// ## What it does
    /// Checks for a second trusted platform module.
    ///
    /// ## Why is this bad?
    /// A machine has one, with VirtualBox and on x86 with libvirt.
    pub(crate) static SECOND_TPM = {
        name: "second-tpm",
        alias: "H820",
        severity: Error,
        check: Check::Domain(check),
    }
}

fn check(ctx: &mut Context<'_>, rule: &'static Rule) {
    if ctx.is_vbox() && ctx.domain().devices.tpms.len() > 1 {
        let second = Path::device("tpm", 1);
        ctx.report(
            rule,
            second.clone(),
            "a machine has one trusted platform module",
        )
        .related(&Path::device("tpm", 0), "the first")
        .note("remove all but one")
        .remove("remove this one", Applicability::Unsafe, &second);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};

    #[test]
    fn one_module() {
        let tpm = "<tpm><backend type='emulator'/></tpm>";
        check(
            &devices(&format!("{tpm}{tpm}")),
            &["second-tpm at `<tpm>`: a machine has one trusted platform module"],
        );
        check(
            &devices(&format!("{tpm}<tpm model='tpm-spapr'/>")),
            &[
                "second-tpm at `<tpm model='tpm-spapr'/>`: a machine has one trusted platform module",
            ],
        );
        check(&devices(tpm), &[]);
    }
}
