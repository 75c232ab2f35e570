//! What rules see of elements that the domain does not declare: the elements of the text themselves.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label};
use crate::lint::Rule;
use crate::path::{Path, Segment};
use crate::source::SourceMap;
use crate::span::Span;
use crate::syntax::{Attribute, Element};
use crate::vocabulary;

/// How deep below the root a rule looks.
const DEPTH: usize = 6;
/// The most numbers in a list such as `0-3,^2` that are looked at; no host has more CPUs or nodes.
const LIST: u32 = 4096;

/// The elements of a document, and where rules report.
#[derive(Debug)]
pub struct Tree<'a, 't> {
    source: &'a SourceMap,
    /// What is directly in the root, in the order of names.
    top: Vec<(&'t str, Node<'a, 't>)>,
    /// What is in `<devices>`, in the order of names.
    devices: Vec<(&'t str, Node<'a, 't>)>,
    diagnostics: Vec<Diagnostic>,
}

/// An element, and which of its siblings of one name it is and those around it are.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a, 't> {
    element: Element<'a, 't>,
    way: [u32; DEPTH],
    depth: usize,
}

/// An attribute with the element that has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attr<'a, 't> {
    node: Node<'a, 't>,
    attribute: Attribute<'a, 't>,
}

/// Where something stands.
pub(crate) trait Spot {
    fn span(&self) -> Span;
    fn path(&self) -> Path;
}

impl<'a, 't> Tree<'a, 't> {
    pub(crate) fn new(source: &'a SourceMap, root: Element<'a, 't>) -> Self {
        let root = Node {
            element: root,
            way: [0; DEPTH],
            depth: 0,
        };
        let top = sorted(root);
        let devices = named(&top, "devices")
            .first()
            .map_or_else(Vec::new, |(_, devices)| sorted(*devices));
        Self {
            source,
            top,
            devices,
            diagnostics: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// The elements `name` directly in the root.
    pub(crate) fn top(&self, name: &str) -> impl Iterator<Item = Node<'a, 't>> + use<'a, 't> {
        nodes(named(&self.top, name))
    }

    /// The first element `name` directly in the root.
    pub(crate) fn first(&self, name: &str) -> Option<Node<'a, 't>> {
        named(&self.top, name).first().map(|(_, node)| *node)
    }

    /// The devices `name`.
    pub(crate) fn devices(&self, name: &str) -> impl Iterator<Item = Node<'a, 't>> + use<'a, 't> {
        nodes(named(&self.devices, name))
    }

    /// All devices, in the order of their names.
    pub(crate) fn all_devices(&self) -> impl Iterator<Item = Node<'a, 't>> + use<'a, 't> {
        nodes(&self.devices)
    }

    /// Reports a fault.
    pub(crate) fn report(
        &mut self,
        rule: &Rule,
        spot: &impl Spot,
        message: impl Into<String>,
    ) -> TreeReport<'_> {
        let diagnostic = rule.diagnostic(message.into(), spot.span(), spot.path());
        TreeReport {
            source: self.source,
            diagnostic: self.diagnostics.push_mut(diagnostic),
        }
    }
}

/// The elements in `node`, in the order of their names and then of the text.
fn sorted<'a, 't>(node: Node<'a, 't>) -> Vec<(&'t str, Node<'a, 't>)> {
    let inside = node.element.children();
    let mut all: Vec<_> = inside
        .map(|element| (element.plain_name(), node.inside(element, 0)))
        .collect();
    all.sort_by_key(|(name, _)| *name);
    let (mut last, mut count) = ("", 0);
    for (name, node) in &mut all {
        count = if *name == last { count + 1 } else { 0 };
        last = name;
        node.number(count);
    }
    all
}

fn named<'l, 'a, 't>(
    all: &'l [(&'t str, Node<'a, 't>)],
    name: &str,
) -> &'l [(&'t str, Node<'a, 't>)] {
    let start = all.partition_point(|(other, _)| *other < name);
    let rest = all.get(start..).unwrap_or_default();
    let end = rest.partition_point(|(other, _)| *other == name);
    rest.get(..end).unwrap_or_default()
}

fn nodes<'a, 't>(
    all: &[(&'t str, Node<'a, 't>)],
) -> impl Iterator<Item = Node<'a, 't>> + use<'a, 't> {
    // Rules report while they go through elements; most names are not there at all, and cost nothing.
    let copied: Vec<Node<'a, 't>> = all.iter().map(|(_, node)| *node).collect();
    copied.into_iter()
}

impl<'a, 't> Node<'a, 't> {
    fn inside(self, element: Element<'a, 't>, index: u32) -> Self {
        let mut node = Self {
            element,
            way: self.way,
            depth: self.depth + 1,
        };
        node.number(index);
        node
    }

    fn number(&mut self, index: u32) {
        if let Some(step) = self.way.get_mut(self.depth.saturating_sub(1)) {
            *step = index;
        }
    }

    /// The name of the element.
    pub(crate) fn name(self) -> &'t str {
        self.element.plain_name()
    }

    /// The elements `name` inside.
    pub(crate) fn items(self, name: &str) -> impl Iterator<Item = Self> {
        let inside = self.element.children();
        inside
            .filter(move |element| element.plain_name() == name)
            .zip(0..)
            .map(move |(element, index)| self.inside(element, index))
    }

    /// The first element `name` inside.
    pub(crate) fn child(self, name: &str) -> Option<Self> {
        self.items(name).next()
    }

    /// The attribute `name`.
    pub(crate) fn attribute(self, name: &str) -> Option<Attr<'a, 't>> {
        let mut attributes = self.element.attributes();
        let attribute = attributes.find(|attribute| attribute.plain_name() == name)?;
        Some(Attr {
            node: self,
            attribute,
        })
    }

    /// The value of the attribute `name`; empty where there is none.
    pub(crate) fn value(self, name: &str) -> &'a str {
        self.attribute(name).map_or("", Attr::value)
    }

    /// The number that the attribute `name` is, decimal or after `0x`.
    pub(crate) fn number_of(self, name: &str) -> Option<u64> {
        number(self.value(name))
    }

    /// The text inside, without blanks around it.
    pub(crate) fn text(self) -> String {
        self.element.text().trim().to_owned()
    }
}

impl Spot for Node<'_, '_> {
    fn span(&self) -> Span {
        self.element.start_tag()
    }

    fn path(&self) -> Path {
        let mut names = Vec::new();
        let mut at = Some(self.element);
        while let Some(element) = at {
            names.push(element.name());
            at = element.parent();
        }
        let mut known = Some(vocabulary::root());
        let mut segments = vec![Segment::Child(Cow::Borrowed(Path::ROOT))];
        // The last name is that of the root.
        for (name, index) in names.iter().rev().skip(1).zip(self.way) {
            let child = known.and_then(|known| known.child(name));
            let many = child.is_some_and(|child| child.many);
            known = child.map(|child| child.element);
            let name = Cow::Owned((*name).to_owned());
            segments.push(if many {
                Segment::Item(name, index)
            } else {
                Segment::Child(name)
            });
        }
        Path::from_segments(segments)
    }
}

impl<'a> Attr<'a, '_> {
    /// The value.
    pub(crate) fn value(self) -> &'a str {
        self.attribute.value()
    }
}

impl Spot for Attr<'_, '_> {
    fn span(&self) -> Span {
        self.attribute.value_span()
    }

    fn path(&self) -> Path {
        let name = self.attribute.plain_name().to_owned();
        self.node.path().attribute(name)
    }
}

/// A number, decimal or after `0x`.
pub(crate) fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// The numbers of a list such as `0-3,^2`; `None` where it is not one.
pub(crate) fn numbers(list: &str) -> Option<BTreeSet<u32>> {
    let mut all = BTreeSet::new();
    for part in list.split(',') {
        let part = part.trim();
        if let Some(not) = part.strip_prefix('^') {
            all.remove(&not.parse().ok()?);
            continue;
        }
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (first.parse::<u32>().ok()?, last.parse::<u32>().ok()?);
        if last >= LIST {
            return None;
        }
        all.extend(first..=last);
    }
    Some(all)
}

/// A fault that was reported, to say more about it.
#[derive(Debug)]
pub(crate) struct TreeReport<'c> {
    source: &'c SourceMap,
    diagnostic: &'c mut Diagnostic,
}

impl TreeReport<'_> {
    /// Says why, or what to do.
    pub(crate) fn note(self, note: impl Into<String>) -> Self {
        self.diagnostic.notes.push(note.into());
        self
    }

    /// Shows another place.
    pub(crate) fn related(self, spot: &impl Spot, message: impl Into<String>) -> Self {
        self.diagnostic.related.push(Label {
            message: message.into(),
            span: spot.span(),
        });
        self
    }

    /// Offers to put `text`, which needs no escapes, in the place of an attribute's value.
    pub(crate) fn replace(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        attribute: Attr<'_, '_>,
        text: &str,
    ) -> Self {
        let edit = Edit {
            span: attribute.span(),
            text: text.to_owned(),
        };
        self.fix(title, applicability, edit)
    }

    /// Offers to remove an element.
    pub(crate) fn remove(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        node: Node<'_, '_>,
    ) -> Self {
        let edit = self.source.removal(&node.element.range());
        self.fix(title, applicability, edit)
    }

    /// Offers to remove an attribute with the blanks before it.
    pub(crate) fn remove_attribute(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        attribute: Attr<'_, '_>,
    ) -> Self {
        let range = attribute.attribute.range();
        let before = attribute.node.element.document_text();
        let before = before.get(..range.start).unwrap_or_default();
        let edit = Edit {
            span: before.trim_end().len()..range.end,
            text: String::new(),
        };
        self.fix(title, applicability, edit)
    }

    fn fix(self, title: impl Into<String>, applicability: Applicability, edit: Edit) -> Self {
        self.diagnostic.fixes.push(Fix {
            title: title.into(),
            applicability,
            edits: vec![edit],
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_libvirt_reads_them() {
        let read = |list: &str| numbers(list).map(|all| all.into_iter().collect::<Vec<_>>());
        assert_eq!(read("0-3,^2,7"), Some(vec![0, 1, 3, 7]));
        assert_eq!(read("0,^0"), Some(vec![]));
        assert_eq!(read("0-4000000000"), None);
        assert_eq!(read("few"), None);
        assert_eq!((number("0x1F"), number("31")), (Some(31), Some(31)));
    }
}
