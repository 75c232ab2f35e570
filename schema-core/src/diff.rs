//! Two documents → what differs, by path.
//!
//! Both are compared as canonical XML, element by element: what a document can say is compared as soon as it can be
//! written, and nothing is listed a second time. Items of repeated elements are paired by what identifies them.

mod pairs;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::Domain;
use crate::domain::metadata::Secret;
use crate::domain::metadata::secret::is_secret;
use crate::normalize;
use crate::path::Path;
use crate::span::Span;
use crate::syntax::{Document, Element, OWN_PREFIX};
use crate::vocabulary;
use crate::write;

/// One difference: a value or a whole element, on one side or on both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What the first has; `None` where it was added.
    pub before: Option<Place>,
    /// What the second has; `None` where it was removed.
    pub after: Option<Place>,
}

/// A value, and where it stands in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its address.
    pub path: Path,
    /// The value; an element that only one side has is written out on one line. Secrets are not shown.
    pub text: String,
}

impl Change {
    /// The address in the second document, or in the first where the second lacks it.
    pub fn path(&self) -> Option<&Path> {
        let place = self.after.as_ref().or(self.before.as_ref());
        place.map(|place| &place.path)
    }
}

/// What differs between two domains in normal form, in the order of the second. The memory that a guest has at start is
/// the whole of it there, and is not said twice.
pub fn domains(before: &Domain, after: &Domain) -> Vec<Change> {
    let mut changes = texts(&write::write(before), &write::write(after));
    changes.retain(|change| {
        change
            .path()
            .is_none_or(|path| !path.is_at(&["currentMemory"]))
    });
    changes
}

/// What differs between two documents of any hypervisor as they are written, comments, spacing and the order of
/// different elements left aside; nothing where one of them is not well-formed.
pub fn texts(before: &str, after: &str) -> Vec<Change> {
    let (Ok(before), Ok(after)) = (Document::parse(before), Document::parse(after)) else {
        return Vec::new();
    };
    let side = |element| Side {
        element,
        path: Path::root(),
        known: Some(vocabulary::root()),
    };
    let mut changes = Vec::new();
    compare(&side(before.root()), &side(after.root()), &mut changes);
    changes
}

/// Drops what one side, a document, leaves to `VirtualBox` and the other, a machine, always has: its identity, the
/// addresses of its network interfaces, its graphics card, and whatever is in its metadata; and what a document says
/// that a machine is not said to have because every machine has it.
pub fn without_open(changes: &mut Vec<Change>, open_before: bool) {
    changes.retain(|change| {
        let (document, machine) = if open_before {
            (&change.before, &change.after)
        } else {
            (&change.after, &change.before)
        };
        match (document, machine) {
            (None, Some(has)) => {
                let is_open = OPEN.iter().any(|open| has.path.is_at(open));
                !is_open && !has.path.is_in(&["metadata"])
            }
            (Some(says), None) => {
                let of_type = Path::root().child("os").child("type");
                let is = |(attribute, fresh): (&'static str, &str)| {
                    says.text == fresh && says.path == of_type.attribute(attribute)
                };
                !normalize::FRESH.into_iter().any(is)
            }
            // The secret itself is nowhere to be compared with.
            (Some(_), Some(has)) => has.text != Secret::KEPT,
            (None, None) => true,
        }
    });
}

/// The names on the way to what silence leaves open, from below the root.
const OPEN: &[&[&str]] = &[
    &["uuid"],
    &["devices", "interface", "mac"],
    &["devices", "video"],
];

/// An element of one document.
struct Side<'a, 't> {
    element: Element<'a, 't>,
    path: Path,
    /// What libvirt knows of it; nothing inside of what applications keep.
    known: Option<vocabulary::Element>,
}

impl<'a, 't> Side<'a, 't> {
    fn place(&self, path: Path, text: &str) -> Place {
        debug_assert!(path.starts_with(&self.path), "{path}");
        let text = text.to_owned();
        Place { path, text }
    }

    fn text(&self) -> String {
        self.element.text().trim().to_owned()
    }

    /// The whole element on one line.
    fn whole(&self) -> Place {
        let text = shown(self.element);
        let mut line = String::with_capacity(text.len());
        for part in text.lines().map(str::trim) {
            if !part.starts_with('<') && !line.is_empty() && !line.ends_with('>') {
                line.push(' ');
            }
            line.push_str(part);
        }
        self.place(self.path.clone(), &line)
    }

    fn child(&self, element: Element<'a, 't>, index: usize, many: bool) -> Self {
        let name = element.name();
        let known = self.known.and_then(|known| known.child(name));
        let name: Cow<'static, str> = Cow::Owned(match element.own_name() {
            "" => element.written_name().to_owned(),
            own => format!("{OWN_PREFIX}{own}"),
        });
        let path = if many || known.is_some_and(|known| known.many) {
            self.path.item(name, index)
        } else {
            self.path.child(name)
        };
        Self {
            element,
            path,
            known: known.map(|known| known.element),
        }
    }
}

/// The element as it is written, without secrets.
fn shown(element: Element<'_, '_>) -> String {
    let all = element.document_text();
    let mut out = String::new();
    let Span { mut start, end } = element.range();
    for holder in element.descendants() {
        for attribute in holder.attributes() {
            if is_secret(holder.name(), attribute.name()) {
                let Span { start: at, end } = attribute.value_span();
                out.push_str(all.get(start..at).unwrap_or_default());
                out.push_str(&hidden(attribute.value()));
                start = end;
            }
        }
    }
    out.push_str(all.get(start..end).unwrap_or_default());
    out
}

/// What is shown of a secret: where it is, not what it is.
fn hidden(secret: &str) -> String {
    format!("{:?}", Secret::new(secret).is())
}

fn compare(before: &Side<'_, '_>, after: &Side<'_, '_>, changes: &mut Vec<Change>) {
    attributes(before, after, changes);
    let (was, is) = (before.text(), after.text());
    if was != is {
        changes.push(Change {
            before: Some(before.place(before.path.clone(), &was)),
            after: Some(after.place(after.path.clone(), &is)),
        });
    }
    for Group {
        name,
        before: before_items,
        after: after_items,
    } in groups(before.element, after.element)
    {
        let many = before_items.len() > 1 || after_items.len() > 1;
        for (was, is) in pairs::pair(name, &before_items, &after_items) {
            let was = was.and_then(|at| Some(before.child(*before_items.get(at)?, at, many)));
            let is = is.and_then(|at| Some(after.child(*after_items.get(at)?, at, many)));
            match (was, is) {
                (Some(was), Some(is)) => compare(&was, &is, changes),
                (was, is) => changes.push(Change {
                    before: was.as_ref().map(Side::whole),
                    after: is.as_ref().map(Side::whole),
                }),
            }
        }
    }
}

fn attributes(before: &Side<'_, '_>, after: &Side<'_, '_>, changes: &mut Vec<Change>) {
    let value = |side: &Side<'_, '_>, name: &str| {
        let mut all = side.element.attributes();
        let found = all.find(|attribute| attribute.name() == name)?;
        let path = side.path.attribute(name.to_owned());
        Some(side.place(path, found.value()))
    };
    let text = |place: &Option<Place>| place.as_ref().map(|place| place.text.clone());
    let is_new = |name: &str| value(before, name).is_none();
    let old = before
        .element
        .attributes()
        .map(|attribute| attribute.name());
    let new = after.element.attributes().map(|attribute| attribute.name());
    for name in old.chain(new.filter(|name| is_new(name))) {
        let mut change = Change {
            before: value(before, name),
            after: value(after, name),
        };
        if text(&change.before) == text(&change.after) {
            continue;
        }
        if is_secret(after.element.name(), name) {
            for place in [&mut change.before, &mut change.after]
                .into_iter()
                .flatten()
            {
                place.text = hidden(&place.text);
            }
        }
        changes.push(change);
    }
}

/// The elements of one name on both sides.
struct Group<'a, 'b, 't> {
    name: &'t str,
    before: Vec<Element<'a, 't>>,
    after: Vec<Element<'b, 't>>,
}

/// The elements inside by their names, in the order of the second and then of the first.
fn groups<'a, 'b, 't>(before: Element<'a, 't>, after: Element<'b, 't>) -> Vec<Group<'a, 'b, 't>> {
    let mut groups: Vec<Group<'a, 'b, 't>> = Vec::new();
    let mut place: BTreeMap<&'t str, usize> = BTreeMap::new();
    let mut at = |groups: &mut Vec<Group<'a, 'b, 't>>, name: &'t str| {
        *place.entry(name).or_insert_with(|| {
            groups.push(Group {
                name,
                before: Vec::new(),
                after: Vec::new(),
            });
            groups.len() - 1
        })
    };
    for element in after.children() {
        let at = at(&mut groups, element.name());
        if let Some(group) = groups.get_mut(at) {
            group.after.push(element);
        }
    }
    for element in before.children() {
        let at = at(&mut groups, element.name());
        if let Some(group) = groups.get_mut(at) {
            group.before.push(element);
        }
    }
    groups
}
