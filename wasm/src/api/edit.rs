//! Other texts from a text.

use schema_core::edit::{self, Change, EditError};
use schema_core::path::NoPath;
use schema_core::{
    Applicability, Path, fix as fixes, format as formatting, json, lint, normalize as normal,
    parse, validate, write,
};

use super::check::text_edits;
use crate::dto::{Outcome, TextEdit, Wish};
use crate::utf16::Utf16;

/// The edits that make a wish true.
pub fn wish(text: &str, wish: &Wish) -> Outcome<Vec<TextEdit>> {
    let made = edits(text, wish);
    Outcome::of(made.map(|edits| text_edits(&edits, &Utf16::new(text))))
}

/// The edits that format a text.
pub fn format(text: &str) -> Outcome<Vec<TextEdit>> {
    let edits = formatting::format(text, &formatting::Options::default());
    let edits = edits.map(|edits| text_edits(&edits, &Utf16::new(text)));
    Outcome::of(edits.ok_or(EditError::NotWellFormed))
}

/// The text with every safe fix carried out, again and again while that changes something.
pub fn fix(text: &str, unsafe_too: bool) -> String {
    let allowed = if unsafe_too {
        Applicability::Unsafe
    } else {
        Applicability::Safe
    };
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let mended = fixes::apply(&text, &lint::lint(&text), allowed);
        if mended == text {
            break;
        }
        text = mended;
    }
    text
}

/// How often fixes are carried out one after the other; each mends what it does not see in the others.
const ROUNDS: usize = 10;

/// What `boxwright normalize` prints.
pub fn normalize(text: &str) -> Outcome<String> {
    let validated = validate::validate(parse::parse(text));
    Outcome::of(validated.map(|validated| write::write(&normal::normalize(&validated).domain)))
}

/// The same domain in another form: XML as JSON, JSON as XML.
pub fn convert(text: &str, to_json: bool) -> Outcome<String> {
    if to_json {
        Outcome::of(json::to_json(&parse::parse(text).domain))
    } else {
        Outcome::of(json::from_json(text).map(|domain| write::write(&domain)))
    }
}

fn edits(text: &str, wish: &Wish) -> Result<Vec<schema_core::Edit>, WishError> {
    Ok(match wish {
        Wish::Set { path, value } => edit::set(text, &path.parse()?, Some(value))?,
        Wish::Clear { path } => edit::set(text, &path.parse()?, None)?,
        Wish::Add { parent, xml } => {
            let parent: Path = parent.parse()?;
            let place = edit::place(&parent);
            let xml = xml.clone();
            edit::edits(text, &[Change::InsertElement { parent, place, xml }])?
        }
        Wish::Remove { path } => {
            let path = path.parse()?;
            edit::edits(text, &[Change::RemoveElement { path }])?
        }
    })
}

/// Why a wish cannot be made true.
enum WishError {
    Path(NoPath),
    Edit(EditError),
}

impl From<NoPath> for WishError {
    fn from(error: NoPath) -> Self {
        Self::Path(error)
    }
}

impl From<EditError> for WishError {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

impl std::fmt::Display for WishError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(error) => error.fmt(f),
            Self::Edit(error) => error.fmt(f),
        }
    }
}
