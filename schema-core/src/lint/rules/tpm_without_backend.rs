use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;
use crate::path::Path;

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
    // VirtualBox has one, and that a second is too much is said by another rule.
    let most = if tree.is_vbox() { 1 } else { usize::MAX };
    for (index, tpm) in tree.devices("tpm").take(most).enumerate() {
        // It may stand elsewhere, or be called nearly so.
        let backend = Path::device("tpm", index).child("backend");
        if tpm.child("backend").is_none() && !tree.is_faulty(&backend) {
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
