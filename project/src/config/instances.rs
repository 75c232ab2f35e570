//! The `[[instance]]` tables.

use std::path::{Component, Path as FilePath};

use schema_core::path::Path;
use schema_core::policy;
use schema_core::span::Span;
use toml::de::DeValue;

use crate::instance::{Instances, Names, Place, Setting};

use super::{Item, Reader};

const KEYS: &[&str] = &["base", "count", "names", "own", "set"];
/// More machines than this of one document are a slip.
const MOST: usize = 1000;

/// The machines that a file, which messages call `file`, makes of documents.
pub(super) fn read(reader: &mut Reader, item: Item<'_, '_>, file: &str) -> Vec<Instances> {
    let Some(tables) = item.get_ref().as_array() else {
        reader.fault(
            &item.span(),
            "write `[[instance]]`, as there may be several",
        );
        return Vec::new();
    };
    tables
        .iter()
        .filter_map(|table| one(reader, table, file))
        .collect()
}

fn one(reader: &mut Reader, item: Item<'_, '_>, file: &str) -> Option<Instances> {
    let (mut base, mut count, mut names) = (None, None, None);
    let (mut set, mut own) = (Vec::new(), Vec::new());
    for (key, item) in reader.table(item) {
        match key.get_ref().as_ref() {
            "base" => base = Some((below(reader, item), item.span())),
            "count" => count = Some((number(reader, item), item.span())),
            "names" => names = Some(texts(reader, item)),
            "own" => {
                for (text, span) in texts(reader, item) {
                    own.extend(place(reader, &text, &span));
                }
            }
            "set" => {
                for (key, item) in reader.table(item) {
                    let at = place(reader, key.get_ref(), &key.span());
                    let at = at.filter(|at| may_be_set(reader, at));
                    set.extend(at.zip(setting(reader, item)));
                }
            }
            other => reader.unknown("key", other, KEYS, &key.span()),
        }
    }
    let names = named(reader, count, names, &item.span())?;
    let length = match &names {
        Names::Count(count) => *count,
        Names::Are(names) => names.len(),
    };
    for (place, setting) in &set {
        if let Setting::Each(values) = setting
            && values.len() != length
        {
            let message = format!(
                "`{}` has {} values, and there are {length} machines",
                place.path,
                values.len()
            );
            reader.fault(&place.span, message);
        }
    }
    let Some((base, base_span)) = base else {
        reader.fault(
            &item.span(),
            "`base` is missing: the document that the machines are made of",
        );
        return None;
    };
    Some(Instances {
        file: file.to_owned(),
        span: item.span(),
        base: base?,
        base_span,
        names,
        set,
        own,
    })
}

/// What the machines are called: a number, or names that are apart.
fn named(
    reader: &mut Reader,
    count: Option<(Option<usize>, Span)>,
    names: Option<Vec<(String, Span)>>,
    place: &Span,
) -> Option<Names> {
    match (count, names) {
        (Some((count, _)), None) => count.map(Names::Count),
        (None, Some(names)) => {
            for (index, (name, span)) in names.iter().enumerate() {
                if name.trim().is_empty() {
                    reader.fault(span, "a machine has to have a name");
                } else if name.contains('/') {
                    let message =
                        format!("`{name}` has a `/`, which no name of a machine can have");
                    reader.fault(span, message);
                }
                if names.iter().take(index).any(|(other, _)| other == name) {
                    reader.fault(span, format!("there is a machine `{name}` already"));
                }
            }
            Some(Names::Are(
                names.into_iter().map(|(name, _)| name).collect(),
            ))
        }
        (Some((_, span)), Some(_)) => {
            reader.fault(&span, "say `count` or `names`, not both");
            None
        }
        (None, None) => {
            reader.fault(
                place,
                "say how many machines there are: `count`, or `names`",
            );
            None
        }
    }
}

/// A file that is not above this one's folder: a project's file may not lead out of the project.
fn below(reader: &mut Reader, item: Item<'_, '_>) -> Option<String> {
    let name = reader.text(item)?;
    let path = FilePath::new(name);
    let is_inside = path
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if is_inside && path.file_name().is_some() {
        return Some(name.to_owned());
    }
    reader.fault(
        &item.span(),
        "this has to be a document in the folder of this file or below",
    );
    None
}

fn number(reader: &mut Reader, item: Item<'_, '_>) -> Option<usize> {
    let number = match item.get_ref() {
        DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
        DeValue::String(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    };
    let number = number.filter(|number| (1..=MOST).contains(number));
    if number.is_none() {
        let message = format!("this has to be a number from 1 to {MOST}");
        reader.fault(&item.span(), message);
    }
    number
}

fn texts(reader: &mut Reader, item: Item<'_, '_>) -> Vec<(String, Span)> {
    let Some(items) = item.get_ref().as_array() else {
        reader.fault(&item.span(), "this has to be a list of texts");
        return Vec::new();
    };
    let mut texts = Vec::new();
    for item in items {
        if let Some(text) = reader.text(item) {
            texts.push((text.to_owned(), item.span()));
        }
    }
    texts
}

/// The way to an element or attribute, with or without `/domain/` before it.
fn place(reader: &mut Reader, text: &str, span: &Span) -> Option<Place> {
    if text.starts_with('/') && text != "/domain" && !text.starts_with("/domain/") {
        let message =
            format!("`{text}` does not begin at the root element; did you mean `/domain{text}`?");
        reader.fault(span, message);
        return None;
    }
    let whole = if text.starts_with('/') {
        text.to_owned()
    } else {
        format!("/domain/{text}")
    };
    let path = match whole.parse::<Path>() {
        Ok(path) => path,
        Err(error) => {
            reader.fault(span, error.to_string());
            return None;
        }
    };
    if let Err(unknown) = policy::is_known(&path) {
        reader.fault(span, unknown.to_string());
        return None;
    }
    let span = span.clone();
    Some(Place { path, span })
}

/// Refuses to set what the names say, so that no line says otherwise unseen.
fn may_be_set(reader: &mut Reader, place: &Place) -> bool {
    let root = Path::root();
    let message = if place.path == root.child("name") {
        "the machines are called as `names` or `count` says"
    } else if place.path == root.child("uuid") {
        "the UUID of each machine follows from its name"
    } else {
        return true;
    };
    reader.fault(&place.span, message);
    false
}

/// A value for all machines, or a list with one for each.
fn setting(reader: &mut Reader, item: Item<'_, '_>) -> Option<Setting> {
    if let Some(items) = item.get_ref().as_array() {
        let values: Vec<String> = items
            .iter()
            .filter_map(|item| plain(reader, item))
            .collect();
        return (values.len() == items.len()).then_some(Setting::Each(values));
    }
    plain(reader, item).map(Setting::Same)
}

fn plain(reader: &mut Reader, item: Item<'_, '_>) -> Option<String> {
    match item.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(is) => Some(if *is { "yes" } else { "no" }.to_owned()),
        DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
            reader.fault(
                &item.span(),
                "this has to be a text, a number, `true` or `false`",
            );
            None
        }
    }
}
