//! Where secrets come from: nothing here reads files or the environment.

use hmac_sha256::Hash;
use schema_core::domain::metadata::{Secret, SecretIs};

/// Finds out what a secret is; an error says why it cannot.
pub type FindSecret = fn(&Secret) -> Result<String, String>;

/// The SHA-256 of a text in lower-case hexadecimal digits: what VirtualBox keeps of the passwords of `VBoxAuthSimple`.
pub(crate) fn digest(text: &str) -> String {
    let digest = Hash::hash(text.as_bytes());
    let halves = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = halves.filter_map(|half| char::from_digit(u32::from(half), 16));
    digits.collect()
}

/// Knows only what stands in the document itself.
pub fn plain(secret: &Secret) -> Result<String, String> {
    match secret.is() {
        SecretIs::Plain(text) => Ok(text.to_owned()),
        SecretIs::Kept | SecretIs::Env(_) | SecretIs::File(_) => {
            Err(format!("the secret `{secret:?}` is not known here"))
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn digests_are_those_of_virtualbox() {
        // `VBoxManage internalcommands passwordhash secret`.
        assert_eq!(
            super::digest("secret"),
            "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"
        );
    }
}
