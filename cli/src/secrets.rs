//! Secrets that a document only names: in the environment, or in a file.

use std::{env, fs};

use native_driver::secret::plain;
use schema_core::domain::metadata::{Secret, SecretIs};

/// What a secret is.
pub(crate) fn find(secret: &Secret) -> Result<String, String> {
    match secret.is() {
        SecretIs::Env(name) => env::var(name)
            .map_err(|_| format!("the environment has no variable `{name}` with a text")),
        SecretIs::File(path) => {
            let text = fs::read_to_string(path)
                .map_err(|error| format!("the file `{path}` cannot be read: {error}"))?;
            // The line end is the editor's.
            Ok(text.trim_end_matches(['\r', '\n']).to_owned())
        }
        SecretIs::Kept | SecretIs::Plain(_) => plain(secret),
    }
}

/// The same for a script, which asks for it itself when it runs: what is not known here is taken for another than the
/// machine has.
pub(crate) fn find_or_leave(secret: &Secret) -> Result<String, String> {
    match secret.is() {
        SecretIs::Env(_) | SecretIs::File(_) => Ok(find(secret).unwrap_or_default()),
        SecretIs::Kept | SecretIs::Plain(_) => find(secret),
    }
}
