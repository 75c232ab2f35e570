//! The JSON form of a document.
//!
//! What reads and writes it is a quarter of the core, so it is in the module that is loaded when it is wanted.

use schema_core::parse::parse;
use schema_core::{Domain, json, visible, write};

use super::forms::must_be_readable;
use crate::dto::Outcome;

/// What `boxwright convert --to json` prints. What could not be read would be missing in it, so that is an error.
pub fn to_json(text: &str) -> Outcome<String> {
    let parsed = readable(text);
    let written =
        parsed.and_then(|domain| json::to_json(&domain).map_err(|error| error.to_string()));
    Outcome::of(written.map(|json| visible::json(&json).into_owned()))
}

/// What `boxwright convert --to xml` prints about a JSON form.
pub fn from_json(text: &str) -> Outcome<String> {
    Outcome::of(json::from_json(text).map(|domain| write::write(&domain)))
}

/// The domain of a text of which everything could be read.
fn readable(text: &str) -> Result<Domain, String> {
    let parsed = parse(text);
    must_be_readable(&parsed)?;
    Ok(parsed.domain)
}
