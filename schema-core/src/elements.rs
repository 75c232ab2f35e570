//! The elements of a text as plain data, for programs that show a document.

use std::collections::BTreeMap;

use crate::domain::Domain;
use crate::path::Path;
use crate::span::Span;
use crate::spec::{ChildSpec, Element as _, ElementSpec, Occurs};
use crate::syntax::{self, Document, OWN_PREFIX};
use crate::vocabulary;

/// An element of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// The name as it is written, with its prefix.
    pub name: String,
    /// Its address.
    pub path: Path,
    /// From the start tag's `<` to the end tag's `>`.
    pub span: Span,
    /// The start tag, from `<` to `>`.
    pub start_tag: Span,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Its own text without blanks around it; the place is that of the start tag where there is none.
    pub text: String,
    /// Where its text stands.
    pub text_span: Span,
    /// The elements inside.
    pub children: Vec<Self>,
}

/// An attribute of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
    /// Where the value stands, without its quotes.
    pub span: Span,
}

/// The root element of a text with all inside; `None` where the text is not well-formed.
pub fn elements(text: &str) -> Option<Element> {
    let document = Document::parse(text).ok()?;
    let root = document.root();
    let known = (root.plain_name() == Path::ROOT).then(vocabulary::root);
    let path = Path::default().child(written_name(text, root).to_owned());
    let declared = known.map(|_| Domain::SPEC);
    Some(element(text, root, path, (known, declared)))
}

/// What libvirt has for an element, and what is declared of it, which is more: Boxwright's own elements.
type Known = (Option<vocabulary::Element>, Option<&'static ElementSpec>);

/// The declaration of an element inside another.
fn declared(
    outer: Option<&'static ElementSpec>,
    node: syntax::Element<'_, '_>,
) -> Option<&'static ChildSpec> {
    let is_it = |child: &&ChildSpec| match child.name.strip_prefix(OWN_PREFIX) {
        Some(name) => name == node.own_name(),
        None => child.name == node.plain_name(),
    };
    outer?.children.iter().find(is_it)
}

fn element(text: &str, node: syntax::Element<'_, '_>, path: Path, (known, spec): Known) -> Element {
    // Of each name, how many there are and how many were seen.
    let mut named: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for child in node.children() {
        named.entry(written_name(text, child)).or_default().0 += 1;
    }
    let inner = node.children().map(|child| {
        let name = written_name(text, child);
        let known = known.and_then(|known| known.child(child.plain_name()));
        let declared = declared(spec, child);
        let (count, seen) = named.entry(name).or_default();
        // What there may be more than one of is counted even where there is one.
        let many = match (known, declared) {
            (Some(known), _) => known.many,
            (None, Some(declared)) => declared.occurs == Occurs::Repeated,
            (None, None) => *count > 1,
        };
        let inside = if many || *seen > 0 {
            path.item(name.to_owned(), *seen)
        } else {
            path.child(name.to_owned())
        };
        *seen += 1;
        let spec = declared.and_then(|child| child.content.element());
        element(
            text,
            child,
            inside,
            (known.map(|known| known.element), spec),
        )
    });
    let children = inner.collect();
    let attributes = node.attributes().map(|attribute| Attribute {
        name: text
            .get(attribute.name_span())
            .unwrap_or_default()
            .to_owned(),
        value: attribute.value().to_owned(),
        span: attribute.value_span(),
    });
    Element {
        name: written_name(text, node).to_owned(),
        span: node.range(),
        start_tag: node.start_tag(),
        attributes: attributes.collect(),
        text: node.text().trim().to_owned(),
        text_span: node.text_span(),
        children,
        path,
    }
}

fn written_name<'t>(text: &'t str, node: syntax::Element<'_, '_>) -> &'t str {
    text.get(node.name_span()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_have_their_addresses_places_and_values() {
        let text = "<domain type='vbox'><name> a&amp;b </name><devices><disk/><emulator/></devices><x:y xmlns:x='u'/></domain>";
        let root = elements(text).unwrap();
        assert_eq!(root.attributes[0].value, "vbox");
        assert_eq!(&text[root.attributes[0].span.clone()], "vbox");
        let [name, devices, foreign] = root.children.as_slice() else {
            panic!("{root:?}")
        };
        assert_eq!(
            (name.text.as_str(), &text[name.text_span.clone()]),
            ("a&b", "a&amp;b")
        );
        let paths: Vec<String> = devices
            .children
            .iter()
            .map(|child| child.path.to_string())
            .collect();
        assert_eq!(
            paths,
            ["/domain/devices/disk[0]", "/domain/devices/emulator"]
        );
        assert_eq!(foreign.name, "x:y");
    }

    #[test]
    fn own_elements_that_there_may_be_many_of_are_counted_as_findings_count_them() {
        let text = "<domain><metadata><v:machine xmlns:v='urn:boxwright:vbox:1'><v:disk/><v:cpu/></v:machine><a:b xmlns:a='u'/></metadata></domain>";
        let root = elements(text).unwrap();
        let [machine, foreign] = root.children[0].children.as_slice() else {
            panic!("{root:?}")
        };
        let paths: Vec<String> = machine
            .children
            .iter()
            .chain([foreign])
            .map(|child| child.path.to_string())
            .collect();
        assert_eq!(
            paths,
            [
                "/domain/metadata/v:machine/v:disk[0]",
                "/domain/metadata/v:machine/v:cpu",
                "/domain/metadata/a:b"
            ]
        );
    }

    #[test]
    fn a_text_that_is_not_well_formed_has_none() {
        assert_eq!(elements("<domain>"), None);
    }
}
