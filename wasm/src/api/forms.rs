//! Other forms of a document, and what two differ in.

use schema_core::domain::DomainType;
use schema_core::parse::{Parsed, parse};
use schema_core::validate::validate;
use schema_core::{SourceMap, diff, normalize as normal, write};

use crate::dto::{ChangeAction, Difference, Outcome};

/// What `boxwright normalize` prints.
pub fn normalize(text: &str) -> Outcome<String> {
    let validated = validate(parse(text));
    Outcome::of(validated.map(|validated| write::write(&normal::normalize(&validated).domain)))
}

/// What two documents differ in: by what they mean where both are for VirtualBox, else as they are written.
pub fn diff(before: &str, after: &str) -> Outcome<Vec<Difference>> {
    Outcome::of(differences(before, after))
}

fn differences(before: &str, after: &str) -> Result<Vec<Difference>, String> {
    let (old, new) = (parse(before), parse(after));
    let is_vbox = |parsed: &Parsed| parsed.domain.kind == DomainType::Vbox;
    if !(is_vbox(&old) && is_vbox(&new)) {
        for parsed in [&old, &new] {
            must_be_readable(parsed)?;
        }
        let changes = diff::texts(before, after);
        return Ok(with_lines(changes, &old.source, &new.source));
    }
    let normal = |parsed| validate(parsed).map(|validated| normal::normalize(&validated));
    let old = normal(old).map_err(|error| format!("before: {error}"))?;
    let new = normal(new).map_err(|error| format!("now: {error}"))?;
    let changes = diff::domains(&old.domain, &new.domain);
    Ok(with_lines(changes, &old.source, &new.source))
}

fn with_lines(changes: Vec<diff::Change>, old: &SourceMap, new: &SourceMap) -> Vec<Difference> {
    let line = |source: &SourceMap, place: &Option<diff::Place>| source.line(&place.as_ref()?.path);
    let one = |change: diff::Change| Difference {
        path: change.path().map(ToString::to_string).unwrap_or_default(),
        before_line: line(old, &change.before),
        after_line: line(new, &change.after),
        action: match (&change.before, &change.after) {
            (None, _) => ChangeAction::Add,
            (Some(_), Some(_)) => ChangeAction::Change,
            (Some(_), None) => ChangeAction::Remove,
        },
        before: change.before.map(|place| place.text),
        after: change.after.map(|place| place.text),
    };
    changes.into_iter().map(one).collect()
}

/// Everything of a text must have been read: what could not be would be missing in what is made of it.
pub(super) fn must_be_readable(parsed: &Parsed) -> Result<(), String> {
    let errors = parsed.diagnostics.iter().filter(|found| found.is_error());
    match errors.count() {
        0 => Ok(()),
        1 => Err("the document has an error".to_owned()),
        errors => Err(format!("the document has {errors} errors")),
    }
}
