//! Elements that are an attribute of what they stand in: `<controller type='scsi'><model name='lsilogic'/></controller>` for
//! `<controller type='scsi' model='lsilogic'/>`.

use super::beyond::has_no_attribute;
use super::{At, Reader, misplaced};
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
        let written = format!("{name}='{}'", value.replace('\'', "&apos;"));
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
fn outside<'t>(
    parent: Element<'_, 't>,
    child: Element<'_, 't>,
) -> Option<(vocabulary::Attribute, String)> {
    let attribute = misplaced::known(parent)?.attribute(child.plain_name())?;
    if child.children().next().is_some() || !has_no_attribute(parent, attribute.name) {
        return None;
    }
    let mut attributes = child.attributes();
    let only = attributes.next();
    if attributes.next().is_some() {
        return None;
    }
    let (text, source) = (child.text(), child.document_text());
    let (value, span) = match (&only, text.trim()) {
        (Some(only), "") => (only.value(), only.value_span()),
        (None, text) => (text, child.text_span()),
        (Some(_), _) => return None,
    };
    let is_it = !value.is_empty() && attribute.class.accepts(value);
    let written = source.get(span)?.trim().to_owned();
    is_it.then_some((attribute, written))
}
