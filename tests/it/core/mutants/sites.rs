//! The places in a document where a fault can be planted: its elements, with what libvirt knows about each.

use std::ops::Range;

use roxmltree::{Document, Node};
use schema_core::vocabulary::{self, ValueClass};

/// An element of a document.
#[derive(Clone, Copy)]
pub(super) struct Site<'a, 'd> {
    pub(super) node: Node<'a, 'd>,
    /// What libvirt knows about it.
    pub(super) known: vocabulary::Element,
    /// Whether there may be several beside it.
    pub(super) many: bool,
}

/// A value of a document: of an attribute, or the text of an element.
#[derive(Clone)]
pub(super) struct Value {
    pub(super) class: ValueClass,
    pub(super) span: Range<usize>,
    /// The tag or the element that has it.
    pub(super) at: Range<usize>,
}

/// The elements that belong to libvirt, in the order of the text.
pub(super) fn sites<'a, 'd>(document: &'a Document<'d>) -> Vec<Site<'a, 'd>> {
    let mut all = Vec::new();
    visit(document.root_element(), vocabulary::root(), false, &mut all);
    all
}

fn visit<'a, 'd>(
    node: Node<'a, 'd>,
    known: vocabulary::Element,
    many: bool,
    all: &mut Vec<Site<'a, 'd>>,
) {
    all.push(Site { node, known, many });
    if known.is_open() {
        return;
    }
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name();
        if let (None, Some(found)) = (name.namespace(), known.child(name.name())) {
            visit(child, found.element, found.many, all);
        }
    }
}

impl Site<'_, '_> {
    pub(super) fn name(&self) -> &str {
        self.node.tag_name().name()
    }

    pub(super) fn text(&self) -> &str {
        self.node.document().input_text()
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.node.range()
    }

    /// From `<` to `>`.
    pub(super) fn start_tag(&self) -> Range<usize> {
        let range = self.range();
        let mut quote = None;
        let tag = &self.text()[range.clone()];
        for (at, character) in tag.char_indices() {
            match (quote, character) {
                (None, '>') => return range.start..range.start + at + 1,
                (None, '"' | '\'') => quote = Some(character),
                (Some(open), close) if open == close => quote = None,
                (None | Some(_), _) => {}
            }
        }
        range
    }

    /// From `</` to `>`, where there is one.
    pub(super) fn end_tag(&self) -> Option<Range<usize>> {
        let range = self.range();
        let start = self.start_tag();
        (start.end < range.end).then(|| {
            let at = self.text()[range.clone()].rfind("</").unwrap();
            range.start + at..range.end
        })
    }

    /// Where the name stands: in the start tag and in the end tag.
    pub(super) fn names(&self) -> Vec<Range<usize>> {
        let length = self.name().len();
        let start = self.range().start + 1;
        let first = start..start + length;
        let mut all = vec![first];
        all.extend(
            self.end_tag()
                .map(|tag| tag.start + 2..tag.start + 2 + length),
        );
        all
    }

    /// Whether it has nothing but a text.
    pub(super) fn is_leaf(&self) -> bool {
        self.node.children().all(|child| child.is_text())
    }

    /// The start tag, or the whole of an element that has nothing but text.
    pub(super) fn at(&self) -> Range<usize> {
        if self.is_leaf() {
            self.range()
        } else {
            self.start_tag()
        }
    }

    /// The values of its attributes, and its text.
    pub(super) fn values(&self) -> Vec<Value> {
        let at = self.at();
        let mut all = Vec::new();
        for attribute in self.node.attributes() {
            if let (None, Some(known)) = (
                attribute.namespace(),
                self.known.attribute(attribute.name()),
            ) {
                let (class, span) = (known.class, attribute.range_value());
                all.push(Value {
                    class,
                    span,
                    at: at.clone(),
                });
            }
        }
        if let (Some(class), Some(end), true) = (self.known.text(), self.end_tag(), self.is_leaf())
        {
            let inner = self.start_tag().end..end.start;
            let text = &self.text()[inner.clone()];
            let start = inner.start + text.len() - text.trim_start().len();
            let span = start..start + text.trim().len();
            all.push(Value { class, span, at });
        }
        all
    }

    /// The children that belong to libvirt.
    pub(super) fn children(&self) -> impl Iterator<Item = Site<'_, '_>> {
        let known = self.known;
        self.node.children().filter_map(move |node| {
            let found = known.child(node.tag_name().name())?;
            Some(Site {
                node,
                known: found.element,
                many: found.many,
            })
        })
    }

    pub(super) fn has_child(&self, name: &str) -> bool {
        self.children().any(|child| child.name() == name)
    }
}
