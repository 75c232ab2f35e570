//! Attributes of an element that belong to one inside: `<disk file='/a.vdi'>` for `<disk><source file='/a.vdi'/>`.

use super::misplaced::Moved;
use super::{At, NEIGHBOURS, Reader, called};
use crate::diagnostic::{Applicability, Edit, Fix, Label};
use crate::syntax::{Attribute, Element};
use crate::vocabulary;

impl Reader {
    /// Offers to move the attribute that was reported last into the element inside that takes one of its name, where there
    /// is one, or can be.
    pub(super) fn offer_inside(&mut self, at: At<'_, '_>, attribute: &Attribute<'_, '_>) {
        let known = self.vocabulary(at.place);
        let called = called::meant_inside(at.element, attribute.plain_name());
        let called = called.and_then(|(inner, meant)| Some((known?.child(inner)?, meant)));
        let name = called.map_or(attribute.plain_name(), |(_, meant)| meant);
        let by_name = || known.and_then(|known| taking(known, name, attribute.value()));
        let Some(inner) = called.map(|(inner, _)| inner).or_else(by_name) else {
            return;
        };
        let mut inside = at.element.children().take(NEIGHBOURS);
        let there = inside.find(|inside| inside.plain_name() == inner.name);
        let has_it = |one: Element<'_, '_>| one.attributes().any(|own| own.plain_name() == name);
        if there.is_some_and(has_it) {
            return;
        }
        let text = self.source.text();
        let written = text.get(attribute.range()).unwrap_or_default();
        let value = written.get(attribute.name().len()..).unwrap_or_default();
        let written = format!("{name}{value}");
        let insertion = match there {
            Some(there) => insertion(there.name_span().end, format!(" {written}")),
            None => first_inside(at.element, text, &format!("<{} {written}/>", inner.name)),
        };
        let edits = vec![self.without(attribute), insertion];
        if there.is_none() {
            self.moved.push(Moved {
                home: at.element.number(),
                range: at.element.range(),
                name: inner.name,
                many: inner.many,
                is_attribute: false,
                tag: attribute.range(),
                element: attribute.range(),
            });
        }
        if let Some(reported) = self.diagnostics.last_mut() {
            let is_named = name == attribute.plain_name();
            reported.notes = vec![if is_named {
                format!("it is an attribute of `<{}>` inside", inner.name)
            } else {
                format!("did you mean `{name}` of `<{}>` inside?", inner.name)
            }];
            reported.related.extend(there.map(|there| Label {
                message: "which is here".to_owned(),
                span: there.start_tag(),
            }));
            reported.fixes.push(Fix {
                title: format!("move it into `<{}>`", inner.name),
                applicability: Applicability::Unsafe,
                edits,
            });
        }
    }
}

fn insertion(at: usize, text: String) -> Edit {
    let span = at..at;
    Edit { span, text }
}

/// The edit that puts `new` before everything else inside an element, on a line of its own where the next one has one.
fn first_inside(element: Element<'_, '_>, text: &str, new: &str) -> Edit {
    if element.end_name_span().is_none() {
        let end = element.range().end;
        return Edit {
            span: end.saturating_sub(2)..end,
            text: format!(">{new}</{}>", element.name()),
        };
    }
    let start = element.start_tag().end;
    let next = element.children().next();
    let blanks = next.and_then(|next| text.get(start..next.range().start));
    let blanks = blanks.filter(|blanks| blanks.trim().is_empty());
    insertion(start, format!("{}{new}", blanks.unwrap_or_default()))
}

/// The element inside `known` that takes an attribute of that name: what a device is made from before others, but for the
/// name that its guest gives it.
pub(super) fn taking(
    known: vocabulary::Element,
    name: &str,
    value: &str,
) -> Option<vocabulary::Child> {
    let takes = |child: &vocabulary::Child| child.element.attribute(name).is_some();
    let source = known.child("source").filter(takes);
    let is_source = name != "dev" || value.contains('/');
    if is_source && source.is_some() {
        return source;
    }
    let target = known.child("target").filter(takes);
    if target.is_some() {
        return target;
    }
    let mut all = known.children().filter(takes);
    let only = all.next();
    only.filter(|_| all.next().is_none())
}
