//! The elements of a text as plain data, for programs that show a document.

use std::collections::BTreeMap;

use crate::path::Path;
use crate::span::Span;
use crate::syntax::{self, Document};
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
    Some(element(text, root, path, known))
}

fn element(
    text: &str,
    node: syntax::Element<'_, '_>,
    path: Path,
    known: Option<vocabulary::Element>,
) -> Element {
    // Of each name, how many there are and how many were seen.
    let mut named: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for child in node.children() {
        named.entry(written_name(text, child)).or_default().0 += 1;
    }
    let inner = node.children().map(|child| {
        let name = written_name(text, child);
        let known = known.and_then(|known| known.child(child.plain_name()));
        let (count, seen) = named.entry(name).or_default();
        // What libvirt allows more than once is counted even where there is one.
        let many = known.map_or(*count > 1, |known| known.many);
        let inside = if many || *seen > 0 {
            path.item(name.to_owned(), *seen)
        } else {
            path.child(name.to_owned())
        };
        *seen += 1;
        element(text, child, inside, known.map(|known| known.element))
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
    fn a_text_that_is_not_well_formed_has_none() {
        assert_eq!(elements("<domain>"), None);
    }
}
