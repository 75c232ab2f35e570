use crate::diagnostic::Applicability;
use crate::lint::rule::{Check, Rule, declare_rule};
use crate::lint::tree::Tree;

declare_rule! {
    /// ## What it does
    /// Checks for a `<cipher>` in the encryption of a disk.
    ///
    /// ## Why is this bad?
    /// A cipher is chosen when an image is made; the image says what it is, and libvirt refuses to hear it again.
    pub(crate) static CIPHER_OF_DISK = {
        name: "cipher-of-disk",
        alias: "K440",
        severity: Error,
        check: Check::Tree(&["cipher"], check),
    }
}

fn check(tree: &mut Tree<'_, '_>, rule: &'static Rule) {
    for disk in tree.devices("disk") {
        let inner = disk
            .child("source")
            .and_then(|source| source.child("encryption"));
        for encryption in disk.child("encryption").into_iter().chain(inner) {
            if let Some(cipher) = encryption.child("cipher") {
                tree.report(rule, &cipher, "the image of a disk says what its cipher is")
                    .note("a cipher is chosen where an image is made")
                    .remove("remove `<cipher>`", Applicability::Safe, cipher);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{found, kvm_devices};

    #[test]
    fn an_image_says_its_cipher() {
        assert_eq!(
            found(
                "cipher-of-disk",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='vda'/><encryption format='luks'><cipher name='aes' size='256'/></encryption></disk>"
                )
            ),
            [
                "/domain/devices/disk[0]/encryption/cipher `<cipher name='aes' size='256'/>`: the image of a disk says what its cipher is; Safe: `<cipher name='aes' size='256'/>` => ``",
            ]
        );
        assert_eq!(
            found(
                "cipher-of-disk",
                &kvm_devices(
                    "<disk><source file='/a'/><target dev='vda'/><encryption format='luks'/></disk>"
                )
            ),
            [""; 0]
        );
    }
}
