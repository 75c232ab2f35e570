//! Elements that are an attribute of what they stand in: `<controller type='scsi'><model name='lsilogic'/></controller>` for
//! `<controller type='scsi' model='lsilogic'/>`.

use super::beyond::has_no_attribute;
use super::misplaced::Moved;
use super::{At, NEIGHBOURS, Reader, called, inward, misplaced};
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::source::Slot;
use crate::syntax::Element;
use crate::vocabulary;

impl Reader {
    /// Offers to make the element that was reported last an attribute of what it stands in, where that takes one of its name;
    /// whether it does.
    pub(super) fn offer_outside(&mut self, at: At<'_, '_>, child: Element<'_, '_>) -> bool {
        let Some((attribute, value)) = outside(at.element, child) else {
            return false;
        };
        let name = attribute.name;
        let end = at.element.name_span().end;
        let written = format!("{name}='{value}'");
        let edits = vec![
            self.source.removal(&child.range()),
            Edit {
                span: end..end,
                text: format!(" {written}"),
            },
        ];
        let outer = at.element.plain_name();
        if let Some(reported) = self.diagnostics.last_mut() {
            reported.notes = vec![format!("it is an attribute of `<{outer}>`")];
            reported.fixes = vec![Fix {
                title: format!("write `<{outer} {written}>`"),
                applicability: Applicability::Unsafe,
                edits,
            }];
        }
        self.suggest(at, name, Slot::Attribute);
        true
    }

    /// Offers to make the element that was reported last an attribute of one beside it, where one takes that: of
    /// `<bridge>eth0</bridge>` a `<source bridge='eth0'/>`; whether one does.
    pub(super) fn offer_beside(&mut self, at: At<'_, '_>, child: Element<'_, '_>) -> bool {
        let around = at.element.parent();
        let is_device = around.is_some_and(|outer| outer.plain_name() == "devices");
        if !is_device || !self.is_looking() {
            return false;
        }
        let known = self.vocabulary(at.place);
        let name = child.plain_name();
        let Some((value, written)) = known.and_then(|_known| only_value(child)) else {
            return false;
        };
        let Some(inner) = known.and_then(|known| inward::taking(known, name, &value)) else {
            return false;
        };
        // Of the names that sources have, only that of the device's own type is a place.
        let is_other = called::of_source(at.element).is_some_and(|own| own != name);
        let attribute = inner.element.attribute(name);
        let accepts = attribute.is_some_and(|attribute| attribute.class.accepts(&value));
        let mut beside = at.element.children().take(NEIGHBOURS);
        let there = beside.find(|beside| beside.plain_name() == inner.name);
        let is_free = there.is_none_or(|there| has_no_attribute(there, name));
        if !accepts || !is_free || (is_other && inner.name == "source") {
            return false;
        }
        let made = format!("<{} {name}='{written}'/>", inner.name);
        let edits = match there {
            Some(there) => {
                let end = there.name_span().end;
                let text = format!(" {name}='{written}'");
                let insertion = Edit {
                    span: end..end,
                    text,
                };
                vec![self.source.removal(&child.range()), insertion]
            }
            None => vec![Edit {
                span: child.range(),
                text: made.clone(),
            }],
        };
        self.moved.push(Moved {
            home: there.unwrap_or(at.element).number(),
            range: there.unwrap_or(at.element).range(),
            name: if there.is_some() {
                attribute.map_or("", |attribute| attribute.name)
            } else {
                inner.name
            },
            many: there.is_none() && inner.many,
            is_attribute: there.is_some(),
            tag: child.start_tag(),
            element: child.range(),
        });
        if let Some(reported) = self.diagnostics.last_mut() {
            reported.notes = vec![format!("did you mean `{made}`?")];
            reported.fixes = vec![Fix {
                title: format!("write `{made}`"),
                applicability: Applicability::Unsafe,
                edits,
            }];
        }
        true
    }
}

/// Whether an element that libvirt knows where it stands is none of what it knows: only controllers of PCI have their model
/// inside.
pub(super) fn is_attribute(parent: Element<'_, '_>, child: Element<'_, '_>) -> bool {
    if (parent.plain_name(), child.plain_name()) != ("controller", "model") {
        return false;
    }
    let mut attributes = parent.attributes();
    let kind = attributes.find(|attribute| attribute.plain_name() == "type");
    kind.is_some_and(|kind| kind.value() != "pci") && outside(parent, child).is_some()
}

/// The attribute of `parent` that has the name of `child` and takes the one value in it, with that value as it is written.
fn outside(
    parent: Element<'_, '_>,
    child: Element<'_, '_>,
) -> Option<(vocabulary::Attribute, String)> {
    let attribute = misplaced::known(parent)?.attribute(child.plain_name())?;
    let (value, written) = only_value(child)?;
    let is_it = attribute.class.accepts(&value) && has_no_attribute(parent, attribute.name);
    is_it.then_some((attribute, written))
}

/// The one value that an element has, as its text or as its only attribute, and how that is written.
fn only_value(element: Element<'_, '_>) -> Option<(String, String)> {
    let mut attributes = element.attributes();
    let (only, more) = (attributes.next(), attributes.next());
    if more.is_some() || element.children().next().is_some() {
        return None;
    }
    let text = element.text();
    let (value, span) = match (&only, text.trim()) {
        (Some(only), "") => (only.value(), only.value_span()),
        (None, text) => (text, element.text_span()),
        (Some(_), _) => return None,
    };
    let written = element.document_text().get(span)?.trim();
    let is_plain = !value.is_empty() && !written.contains('<');
    is_plain.then(|| (value.to_owned(), written.replace('\'', "&apos;")))
}
