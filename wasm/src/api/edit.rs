//! Other texts from a text.

use std::borrow::Cow;

use schema_core::edit::{self, Change, EditError};
use schema_core::path::NoPath;
use schema_core::{Applicability, Edit, Path, format as formatting};

use super::check::text_edits;
use super::options::choice;
use crate::dto::{Options, Outcome, TextEdit, Wish};
use crate::utf16::Utf16;

/// The edits that make wishes true, each of which sees the text that those before it left.
pub fn wish(text: &str, wishes: &[Wish]) -> Outcome<Vec<TextEdit>> {
    let places = Utf16::new(text);
    Outcome::of(all(text, wishes).map(|edits| text_edits(&edits, &places)))
}

fn all(text: &str, wishes: &[Wish]) -> Result<Vec<Edit>, WishError> {
    let mut all = Vec::new();
    let mut now = Cow::Borrowed(text);
    for wish in wishes {
        let more = edits(&now, wish)?;
        now = Cow::Owned(edit::apply(&now, &more));
        all = edit::together(text.len(), &all, &more);
    }
    Ok(all)
}

/// The edits that format a text.
pub fn format(text: &str) -> Outcome<Vec<TextEdit>> {
    let edits = formatting::format(text, &formatting::Options::default());
    let edits = edits.map(|edits| text_edits(&edits, &Utf16::new(text)));
    Outcome::of(edits.ok_or(EditError::NotWellFormed))
}

/// The edits that format the lines of a text that a part of it touches.
pub fn format_range(text: &str, from: usize, to: usize) -> Outcome<Vec<TextEdit>> {
    let places = Utf16::new(text);
    let range = places.byte(from)..places.byte(to);
    let edits = formatting::format_range(text, &range, &formatting::Options::default());
    let edits = edits.map(|edits| text_edits(&edits, &places));
    Outcome::of(edits.ok_or(EditError::NotWellFormed))
}

/// The text with its fixes carried out, again and again while that changes something.
pub fn fix(text: &str, unsafe_too: bool, options: &Options) -> Result<String, String> {
    let allowed = if unsafe_too {
        Applicability::Unsafe
    } else {
        Applicability::Safe
    };
    let choice = choice(options)?;
    let (mended, _) = choice.mend(text, choice.lint(text), allowed);
    Ok(mended.into_owned())
}

fn edits(text: &str, wish: &Wish) -> Result<Vec<Edit>, WishError> {
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
