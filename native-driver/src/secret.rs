//! Where secrets come from: nothing here reads files or the environment.

use schema_core::domain::metadata::{Secret, SecretIs};

/// Finds out what a secret is; an error says why it cannot.
pub type FindSecret = fn(&Secret) -> Result<String, String>;

/// Knows only what stands in the document itself.
pub fn plain(secret: &Secret) -> Result<String, String> {
    match secret.is() {
        SecretIs::Plain(text) => Ok(text.to_owned()),
        SecretIs::Kept | SecretIs::Env(_) | SecretIs::File(_) => {
            Err(format!("the secret `{secret:?}` is not known here"))
        }
    }
}
