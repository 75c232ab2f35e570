//! The JSON form of a domain: `{"version": 1, "domain": {…}}`.
//!
//! Names are those of the XML, repeated elements are arrays named by the element, sizes are numbers of KiB, the text of
//! an element that has attributes as well is its `value`.

mod read;

use serde::{Deserialize, Serialize};

use crate::domain::Domain;

pub use read::{FromJson, Members, Misfit, value};

/// The version of the form.
pub const VERSION: u32 = 1;

/// Why a text is not the JSON form of a domain.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// It is not JSON, or has no version.
    #[error(transparent)]
    Syntax(#[from] serde_json::Error),
    /// It is not of the form.
    #[error(transparent)]
    Form(#[from] Misfit),
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
#[serde(deny_unknown_fields)]
struct Read {
    version: u32,
    domain: serde_json::Value,
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
    let Read { version, domain } = serde_json::from_str(text)?;
    if version != VERSION {
        return Err(JsonError::Version(version));
    }
    Domain::from_json(&domain).map_err(|misfit| misfit.inside("domain").into())
}
