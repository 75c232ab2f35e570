//! What rules see of elements that the domain does not declare: the elements of the text themselves.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Severity};
use crate::lint::Rule;
use crate::lint::findings::Findings;
use crate::parse::usual_child;
use crate::path::{Path, Segment};
use crate::source::SourceMap;
use crate::span::Span;
use crate::syntax::{Attribute, Element, OWN_PREFIX};
use crate::vocabulary;

/// The most numbers in a list such as `0-3,^2` that are looked at; no host has more CPUs or nodes.
const LIST: u32 = 4096;

/// The elements of a document, and where rules report.
#[derive(Debug)]
pub struct Tree<'a, 't> {
    source: &'a SourceMap,
    root: Node<'a, 't>,
    devices: &'a Devices<'a, 't>,
    /// Whether the domain is for VirtualBox, or was most likely meant to be.
    for_vbox: bool,
    /// Which of its siblings of one name each element is, by the number of the element; made for the first fault.
    order: Vec<u32>,
    diagnostics: Findings,
}

/// The devices of a document, which many rules look for by their names: in large documents they lie far from one another.
#[derive(Debug, Default)]
pub(crate) struct Devices<'a, 't> {
    all: Vec<Node<'a, 't>>,
    named: BTreeMap<&'t str, Vec<Node<'a, 't>>>,
}

impl<'a, 't> Devices<'a, 't> {
    pub(crate) fn of(root: Element<'a, 't>) -> Self {
        let mut devices = Self::default();
        if let Some(node) = Node(root).child("devices") {
            for device in node.inside() {
                devices.all.push(device);
                devices.named.entry(device.name()).or_default().push(device);
            }
        }
        devices
    }
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a, 't>(Element<'a, 't>);

/// An attribute with the element that has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attr<'a, 't> {
    node: Node<'a, 't>,
    attribute: Attribute<'a, 't>,
}

/// Where something stands.
pub(crate) trait Spot {
    fn span(&self) -> Span;
    /// Its address, where `order` says which of its siblings of one name an element is.
    fn path(&self, order: &[u32]) -> Path;
}

impl<'a, 't> Tree<'a, 't> {
    pub(crate) fn new(
        source: &'a SourceMap,
        root: Element<'a, 't>,
        devices: &'a Devices<'a, 't>,
    ) -> Self {
        Self {
            source,
            root: Node(root),
            devices,
            for_vbox: Node(root).value("type") == "vbox",
            order: Vec::new(),
            diagnostics: Findings::default(),
        }
    }

    /// The same of a domain whose type cannot be read, as far as it tells whom it is for.
    pub(crate) const fn meant(mut self, for_vbox: bool) -> Self {
        self.for_vbox = for_vbox;
        self
    }

    /// Whether the domain is for VirtualBox, or was most likely meant to be.
    pub(crate) const fn is_vbox(&self) -> bool {
        self.for_vbox
    }

    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics.finish()
    }

    /// The root element.
    pub(crate) fn root(&self) -> Node<'a, 't> {
        self.root
    }

    /// The elements `name` directly in the root.
    pub(crate) fn top(
        &self,
        name: &'static str,
    ) -> impl Iterator<Item = Node<'a, 't>> + use<'a, 't> {
        self.root.items(name)
    }

    /// The first element `name` directly in the root.
    pub(crate) fn first(&self, name: &'static str) -> Option<Node<'a, 't>> {
        self.root.child(name)
    }

    /// The devices `name`.
    pub(crate) fn devices(
        &self,
        name: &'static str,
    ) -> impl Iterator<Item = Node<'a, 't>> + use<'a, 't> {
        let devices = self.devices.named.get(name).map(Vec::as_slice);
        devices.unwrap_or_default().iter().copied()
    }

    /// Whether the value at `path` could not be read as it stands, or stands elsewhere.
    pub(crate) fn is_faulty(&self, path: &Path) -> bool {
        self.source.is_faulty(path)
    }

    /// All devices.
    pub(crate) fn all_devices(&self) -> impl Iterator<Item = Node<'a, 't>> + use<'a, 't> {
        self.devices.all.iter().copied()
    }

    /// Reports a fault.
    pub(crate) fn report(
        &mut self,
        rule: &Rule,
        spot: &impl Spot,
        message: impl Into<String>,
    ) -> TreeReport<'_> {
        if self.order.is_empty() {
            self.order = order(self.root.0);
        }
        let path = spot.path(&self.order);
        let diagnostic = rule.diagnostic(message.into(), spot.span(), path);
        TreeReport {
            source: self.source,
            diagnostic: self.diagnostics.push(diagnostic),
        }
    }
}

/// Which of its siblings of one name each element is.
fn order(root: Element<'_, '_>) -> Vec<u32> {
    let mut order = Vec::new();
    for element in root.descendants() {
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        for child in element.children() {
            let count = seen.entry(child.plain_name()).or_default();
            let number = child.number();
            if order.len() <= number {
                order.resize(number + 1, 0);
            }
            if let Some(place) = order.get_mut(number) {
                *place = *count;
            }
            *count += 1;
        }
    }
    order
}

impl<'a, 't> Node<'a, 't> {
    /// The name of the element.
    pub(crate) fn name(self) -> &'t str {
        self.0.plain_name()
    }

    /// Whether this is an element of that name; Boxwright's own have theirs behind a prefix.
    pub(crate) fn is_named(self, name: &str) -> bool {
        match name.strip_prefix(OWN_PREFIX) {
            Some(own) => self.0.own_name() == own,
            None => self.0.plain_name() == name,
        }
    }

    /// The name where the element is one of Boxwright's own; else nothing that matches a name.
    pub(crate) fn own_name(self) -> &'t str {
        self.0.own_name()
    }

    /// The name with its prefix, as it stands in the text.
    pub(crate) fn written_name(self) -> &'a str {
        self.0.written_name()
    }

    /// Whether it is in a namespace that begins like that.
    pub(crate) fn is_in_namespace_below(self, begin: &str) -> bool {
        let namespace = self.0.namespace();
        namespace.is_some_and(|namespace| namespace.starts_with(begin))
    }

    /// All elements inside.
    pub(crate) fn inside(self) -> impl Iterator<Item = Self> {
        self.0.children().map(Self)
    }

    /// The elements `name` inside.
    pub(crate) fn items(self, name: &str) -> impl Iterator<Item = Self> {
        let inside = self.0.children();
        inside
            .filter(move |element| element.plain_name() == name)
            .map(Self)
    }

    /// The first element `name` inside.
    pub(crate) fn child(self, name: &str) -> Option<Self> {
        self.items(name).next()
    }

    /// The attribute `name`.
    pub(crate) fn attribute(self, name: &str) -> Option<Attr<'a, 't>> {
        let mut attributes = self.0.attributes();
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
    pub(crate) fn text(self) -> Cow<'a, str> {
        match self.0.text() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }
}

impl Spot for Node<'_, '_> {
    fn span(&self) -> Span {
        self.0.start_tag()
    }

    fn path(&self, order: &[u32]) -> Path {
        let mut way = Vec::new();
        let mut at = Some(self.0);
        while let Some(element) = at {
            way.push(element);
            at = element.parent();
        }
        let mut known = Some(vocabulary::root());
        let mut segments = vec![Segment::Child(Cow::Borrowed(Path::ROOT))];
        // The last is the root.
        for element in way.iter().rev().skip(1) {
            let child = known.and_then(|known| known.child(element.name()));
            let many = child.is_some_and(|child| child.many);
            known = child.map(|child| child.element);
            let name = Cow::Owned(element.name().to_owned());
            let index = order.get(element.number()).copied().unwrap_or_default();
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

    fn path(&self, order: &[u32]) -> Path {
        let name = self.attribute.plain_name().to_owned();
        self.node.path(order).attribute(name)
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
    /// Says how bad it is, where that is not for the rule to say.
    pub(crate) fn severity(self, severity: Severity) -> Self {
        self.diagnostic.severity = severity;
        self
    }

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

    /// Offers words, which need no escapes, to put in the place of a value, the likeliest first.
    pub(crate) fn offer(
        mut self,
        spot: &impl Spot,
        words: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        for word in words {
            let (span, text) = (spot.span(), word.into());
            let title = format!("write `{text}`");
            self = self.fix(title, Applicability::Unsafe, Edit { span, text });
        }
        self
    }

    /// Offers to add the element `name` as it most likely stands in `node`, where that is known.
    pub(crate) fn add_usual(self, node: Node<'_, '_>, name: &str) -> Self {
        self.diagnostic.fixes.extend(usual_child(node.0, name));
        self
    }

    /// Offers to remove an element.
    pub(crate) fn remove(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        node: Node<'_, '_>,
    ) -> Self {
        let edit = self.source.removal(&node.0.range());
        self.fix(title, applicability, edit)
    }

    /// Offers to remove several elements, none of which is in another.
    pub(crate) fn remove_all(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        nodes: &[Node<'_, '_>],
    ) -> Self {
        let removal = |node: &Node<'_, '_>| self.source.removal(&node.0.range());
        let edits = nodes.iter().map(removal).collect();
        self.diagnostic.fixes.push(Fix {
            title: title.into(),
            applicability,
            edits,
        });
        self
    }

    /// Offers to remove an attribute with the blanks before it.
    pub(crate) fn remove_attribute(
        self,
        title: impl Into<String>,
        applicability: Applicability,
        attribute: Attr<'_, '_>,
    ) -> Self {
        let range = attribute.attribute.range();
        let before = attribute.node.0.document_text();
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
