//! The JSON form of a domain: `{"version": 1, "domain": {…}}`.
//!
//! Names are those of the XML, repeated elements are arrays named by the element, sizes are numbers of KiB, the text of
//! an element that has attributes as well is its `value`.

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use crate::domain::Domain;
use crate::spec::Value;

/// The version of the form.
pub const VERSION: u32 = 1;

/// Why a text is not the JSON form of a domain.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// It is not JSON, or not of the form.
    #[error(transparent)]
    Form(#[from] serde_json::Error),
    /// It is of another version.
    #[error("the document has version {0}; this program reads version {VERSION}")]
    Version(u32),
}

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    domain: &'a Domain,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "version")]
    _version: u32,
    domain: Domain,
}

/// The JSON form, indented, with a line end.
pub fn to_json(domain: &Domain) -> Result<String, JsonError> {
    let mut text = serde_json::to_string_pretty(&Written {
        version: VERSION,
        domain,
    })?;
    text.push('\n');
    Ok(text)
}

/// The domain of a JSON form.
pub fn from_json(text: &str) -> Result<Domain, JsonError> {
    // The version is looked at before the domain, whose form belongs to the version.
    let Version { version } = serde_json::from_str(text)?;
    if version != VERSION {
        return Err(JsonError::Version(version));
    }
    // From the text once more: values that were read before no longer know where they stand.
    let Read { domain, .. } = serde_json::from_str(text)?;
    Ok(domain)
}

/// Reads a value from its text.
pub fn value<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    T::read(&text).ok_or_else(|| {
        let spec = T::SPEC;
        if spec.words.is_empty() {
            return D::Error::custom(format!("`{text}` is not {}", spec.what));
        }
        let words: Vec<String> = spec
            .words
            .iter()
            .map(|word| format!("`{}`", word.word))
            .collect();
        D::Error::custom(format!("`{text}` is none of {}", words.join(", ")))
    })
}
