//! An element of a file, with its places.

use crate::span::Span;
use crate::syntax::Element;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The name without its prefix: such files have no two elements that differ in nothing else.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Where the start tag stands.
    pub tag_span: Span,
    /// The attributes, in their order, without declarations of namespaces.
    pub attributes: Vec<Attribute>,
    /// The elements inside, in their order.
    pub children: Vec<Self>,
    /// The text directly inside.
    pub text: String,
    /// Where the text stands; the start tag where there is none.
    pub text_span: Span,
}

/// An attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    /// The name without its prefix.
    pub name: String,
    /// The value.
    pub value: String,
    /// Where the whole stands.
    pub span: Span,
    /// Where the value stands, without its quotes.
    pub value_span: Span,
}

impl Node {
    /// Copies an element; `place` gives where a span of the text that was parsed stands in the file, `is_lost` whether
    /// what stood there cannot be told any more.
    pub(super) fn read(
        element: Element<'_, '_>,
        place: &dyn Fn(Span) -> Span,
        is_lost: &dyn Fn(&Span) -> bool,
    ) -> Self {
        let attributes = element.attributes().map(|attribute| Attribute {
            name: attribute.name().to_owned(),
            value: attribute.value().to_owned(),
            span: place(attribute.range()),
            value_span: place(attribute.value_span()),
        });
        let attributes = attributes.filter(|attribute| !is_lost(&attribute.span));
        Self {
            name: element.name().to_owned(),
            name_span: place(element.name_span()),
            tag_span: place(element.start_tag()),
            attributes: attributes.collect(),
            children: element
                .children()
                .map(|child| Self::read(child, place, is_lost))
                .collect(),
            text: element.text().into_owned(),
            text_span: place(element.text_span()),
        }
    }

    /// The first element of that name inside.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The elements of that name inside.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The element at the end of a way of names with slashes between them, by the first of each name; itself where the way
    /// is empty.
    pub fn at(&self, way: &str) -> Option<&Self> {
        let mut names = way.split('/').filter(|name| !name.is_empty());
        names.try_fold(self, |node, name| node.child(name))
    }

    /// The attribute of that name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|one| one.name == name)
    }

    /// The value of the attribute of that name; empty where there is none.
    pub fn value(&self, name: &str) -> &str {
        self.attribute(name).map_or("", |one| one.value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::read;

    #[test]
    fn elements_are_found_by_the_way_to_them() {
        let text = "<a><b x='1'/><b x='2'><c y='3'>text</c></b></a>";
        let root = read(text).root.unwrap();
        assert_eq!(root.at("b").map(|node| node.value("x")), Some("1"));
        assert_eq!(root.at("").map(|node| node.name.as_str()), Some("a"));
        assert_eq!(root.at("b/c"), None);
        let second = root.all("b").nth(1).unwrap();
        let inner = second.at("c").unwrap();
        assert_eq!((inner.value("y"), inner.text.as_str()), ("3", "text"));
        assert_eq!(&text[inner.text_span.clone()], "text");
        assert_eq!(&text[second.tag_span.clone()], "<b x='2'>");
        assert_eq!(inner.value("none"), "");
    }
}
