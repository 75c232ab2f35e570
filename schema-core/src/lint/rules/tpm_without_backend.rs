use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a trusted platform module without a `<backend>`.
    ///
    /// ## Why is this bad?
    /// The backend is what makes the module: a device of the host, or a program.
    pub(crate) static TPM_WITHOUT_BACKEND = {
        name: "tpm-without-backend",
        alias: "H807",
        severity: Error,
        check: Check::Tree(&["tpm"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for tpm in tree.devices("tpm") {
        if tpm.child("backend").is_none() {
            tree.report(rule, &tpm, "the module has no backend")
                .note("add `<backend type='emulator' version='2.0'/>`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn a_module_has_a_backend() {
        assert_eq!(
            found(
                "tpm-without-backend",
                &kvm_devices("<tpm model='tpm-tis'/>")
            ),
            ["/domain/devices/tpm[0] `<tpm model='tpm-tis'/>`: the module has no backend",]
        );
        assert_eq!(
            found(
                "tpm-without-backend",
                &kvm_devices("<tpm model='tpm-tis'><backend type='emulator' version='2.0'/></tpm>")
            ),
            [""; 0]
        );
    }
}
