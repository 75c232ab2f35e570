//! The XML text as elements and attributes with their places; the only user of `roxmltree`.

pub(crate) mod characters;
mod limits;
mod names;
pub(crate) mod outline;
pub mod repair;
pub mod tokens;

use std::borrow::Cow;

use crate::span::Span;

pub(crate) use names::Names;

/// The longest text that is read, in bytes.
pub const MAX_SIZE: usize = 32 << 20;
/// The most elements, texts and comments that are read.
pub const MAX_NODES: u32 = 1 << 20;
/// The namespace of what a document says of VirtualBox beyond what libvirt can say.
pub const OWN_NAMESPACE: &str = "urn:boxwright:vbox:1";
/// The prefix that it has in canonical XML and in paths.
pub const OWN_PREFIX: &str = "vbox:";
/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 256;

/// A well-formed document.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    tree: roxmltree::Document<'t>,
    names: Names,
}

/// Why a text is not read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is not well-formed.
    NotWellFormed { message: String, span: Span },
    /// It has a document type declaration.
    Dtd { span: Span },
    /// It is beyond a limit.
    TooLarge { message: String, span: Span },
}

impl<'t> Document<'t> {
    /// Reads a text.
    pub(crate) fn parse(text: &'t str) -> Result<Self, Unreadable> {
        if text.len() > MAX_SIZE {
            let message = format!(
                "the document has {} bytes, more than {MAX_SIZE}",
                text.len()
            );
            return Err(Unreadable::TooLarge {
                message,
                span: 0..0,
            });
        }
        limits::check(text)?;
        let options = roxmltree::ParsingOptions {
            nodes_limit: MAX_NODES,
            ..Default::default()
        };
        let document = roxmltree::Document::parse_with_options(text, options)
            .map_err(|error| unreadable(text, &error))?;
        let mut document = Self {
            tree: document,
            names: Names::default(),
        };
        document.names = document.check_depth()?;
        Ok(document)
    }

    /// The root element.
    pub(crate) fn root(&self) -> Element<'_, 't> {
        Element(self.tree.root_element())
    }

    /// The names of the elements.
    pub(crate) const fn names(&self) -> Names {
        self.names
    }

    fn check_depth(&self) -> Result<Names, Unreadable> {
        let mut names = Names::default();
        // Elements come in document order, so the way from one to the next goes up any number of steps and down one.
        let mut depth = 0;
        let mut next = Some(self.tree.root_element());
        while let Some(node) = next {
            names.add(node.tag_name().name(), depth);
            if depth > MAX_DEPTH {
                return Err(limits::too_deep(Element(node).start_tag()));
            }
            next = node.first_element_child();
            if next.is_some() {
                depth += 1;
                continue;
            }
            let mut at = node;
            next = loop {
                if let Some(sibling) = at.next_sibling_element() {
                    break Some(sibling);
                }
                depth = depth.saturating_sub(1);
                match at.parent_element() {
                    Some(parent) => at = parent,
                    None => break None,
                }
            };
        }
        Ok(names)
    }
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a, 't>(roxmltree::Node<'a, 't>);

impl<'a, 't> Element<'a, 't> {
    /// The name without its prefix.
    pub(crate) fn name(self) -> &'t str {
        self.0.tag_name().name()
    }

    /// The name where the element is in no namespace, as all of libvirt's are; else nothing that matches a name.
    pub fn plain_name(self) -> &'t str {
        if self.0.tag_name().namespace().is_none() {
            self.name()
        } else {
            ""
        }
    }

    /// The name where the element is in Boxwright's own namespace; else nothing that matches a name.
    pub fn own_name(self) -> &'t str {
        if self.namespace() == Some(OWN_NAMESPACE) {
            self.name()
        } else {
            ""
        }
    }

    /// The name with its prefix, as it stands in the text.
    pub(crate) fn written_name(self) -> &'a str {
        let text = self.0.document().input_text();
        text.get(self.name_span()).unwrap_or_default()
    }

    /// The namespaces that prefixes in this element stand for and that elements around it declare.
    pub(crate) fn outer_namespaces(self) -> Vec<(&'a str, &'a str)> {
        let text = self.0.document().input_text();
        let prefix = |span: Span| Some(text.get(span)?.split_once(':')?.0);
        let mut prefixes: Vec<&str> = Vec::new();
        for inner in self.descendants() {
            prefixes.extend(prefix(inner.name_span()));
            prefixes.extend(inner.attributes().filter_map(|one| prefix(one.name_span())));
        }
        prefixes.sort_unstable();
        prefixes.dedup();
        let Some(parent) = self.0.parent_element() else {
            return Vec::new();
        };
        let declared = |prefix| Some((prefix, parent.lookup_namespace_uri(Some(prefix))?));
        prefixes
            .into_iter()
            .filter(|prefix| *prefix != "xml")
            .filter_map(declared)
            .collect()
    }

    /// The namespace, where it is in one.
    pub(crate) fn namespace(self) -> Option<&'a str> {
        self.0.tag_name().namespace()
    }

    /// The attributes, in their order.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'a, 't>> {
        self.0.attributes().map(Attribute)
    }

    /// The elements inside, in their order.
    pub fn children(self) -> impl Iterator<Item = Self> {
        self.0
            .children()
            .filter(roxmltree::Node::is_element)
            .map(Self)
    }

    /// All text directly inside, joined.
    pub(crate) fn text(self) -> Cow<'a, str> {
        let mut texts = self
            .0
            .children()
            .filter(roxmltree::Node::is_text)
            .filter_map(|node| node.text());
        let first = texts.next().unwrap_or_default();
        match texts.next() {
            None => Cow::Borrowed(first),
            Some(second) => {
                let mut all = String::from(first);
                all.push_str(second);
                all.extend(texts);
                Cow::Owned(all)
            }
        }
    }

    /// The first piece of text inside that is not blank.
    pub(crate) fn stray_text(self) -> Option<Span> {
        let blank = |node: &roxmltree::Node<'_, '_>| {
            node.text()
                .unwrap_or_default()
                .bytes()
                .all(|byte| byte.is_ascii_whitespace())
        };
        let node = self
            .0
            .children()
            .filter(roxmltree::Node::is_text)
            .find(|node| !blank(node))?;
        Some(self.trimmed(&node.range()))
    }

    /// The place of the text inside, without blanks around it; of the start tag where there is none.
    pub(crate) fn text_span(self) -> Span {
        let mut texts = self
            .0
            .children()
            .filter(roxmltree::Node::is_text)
            .map(|node| node.range());
        let Some(first) = texts.next() else {
            return self.start_tag();
        };
        let end = texts.next_back().map_or(first.end, |last| last.end);
        let span = self.trimmed(&(first.start..end));
        if span.is_empty() {
            self.start_tag()
        } else {
            span
        }
    }

    fn trimmed(self, span: &Span) -> Span {
        let text = self
            .0
            .document()
            .input_text()
            .get(span.clone())
            .unwrap_or_default();
        let start = span.start + (text.len() - text.trim_start().len());
        start..(start + text.trim().len())
    }

    /// The place of the start tag, from `<` to `>`.
    pub(crate) fn start_tag(self) -> Span {
        let range = self.0.range();
        if let Some(child) = self.0.first_child() {
            return range.start..child.range().start;
        }
        let text = self
            .0
            .document()
            .input_text()
            .get(range.clone())
            .unwrap_or_default();
        // An element that ends itself is its start tag.
        if text.ends_with("/>") {
            return range;
        }
        let mut quote = None;
        for (at, byte) in text.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => return range.start..range.start + at + 1,
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                (Some(_) | None, _) => {}
            }
        }
        range
    }

    /// The place of the name in the start tag.
    pub(crate) fn name_span(self) -> Span {
        let range = self.0.range();
        let text = self
            .0
            .document()
            .input_text()
            .get(range.clone())
            .unwrap_or_default();
        let is_end = |c: char| c.is_ascii_whitespace() || c == '>' || c == '/';
        let length = text
            .char_indices()
            .skip(1)
            .find(|(_, c)| is_end(*c))
            .map_or(text.len(), |(at, _)| at);
        (range.start + 1).min(range.end)..range.start + length
    }

    /// The place of the name in the end tag, where there is one.
    pub(crate) fn end_name_span(self) -> Option<Span> {
        let range = self.0.range();
        let text = self
            .0
            .document()
            .input_text()
            .get(range.clone())
            .unwrap_or_default();
        if text.ends_with("/>") {
            return None;
        }
        let start = range.start + text.rfind("</")? + "</".len();
        Some(start..start + self.name_span().len())
    }

    /// This element and all inside, in the order of the text.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Self> {
        self.0
            .descendants()
            .filter(roxmltree::Node::is_element)
            .map(Self)
    }

    /// A number that no other element of the document has, below that of every element behind it.
    pub(crate) fn number(self) -> usize {
        self.0.id().get_usize()
    }

    /// The element around this one.
    pub(crate) fn parent(self) -> Option<Self> {
        self.0.parent_element().map(Self)
    }

    /// The whole text that the element is a part of.
    pub(crate) fn document_text(self) -> &'a str {
        self.0.document().input_text()
    }

    /// The place of the whole element.
    pub(crate) fn range(self) -> Span {
        self.0.range()
    }
}

/// An attribute.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a, 't>(roxmltree::Attribute<'a, 't>);

impl<'a> Attribute<'a, '_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &'a str {
        self.0.name()
    }

    /// The name where the attribute is in no namespace; else nothing that matches a name.
    pub fn plain_name(&self) -> &'a str {
        if self.0.namespace().is_none() {
            self.0.name()
        } else {
            ""
        }
    }

    /// The value.
    pub(crate) fn value(&self) -> &'a str {
        self.0.value()
    }

    /// The place of the value, without its quotes.
    pub(crate) fn value_span(&self) -> Span {
        self.0.range_value()
    }

    /// The place of the name.
    pub(crate) fn name_span(&self) -> Span {
        self.0.range_qname()
    }

    /// The place of the whole, from the name to the closing quote.
    pub(crate) fn range(&self) -> Span {
        self.0.range()
    }
}

fn unreadable(text: &str, error: &roxmltree::Error) -> Unreadable {
    use roxmltree::Error as E;
    let at_end = text.trim_end().len();
    let (message, span) = match error {
        E::DtdDetected => {
            let start = text.find("<!DOCTYPE").unwrap_or(0);
            let end = text
                .get(start..)
                .and_then(|rest| rest.find('>'))
                .map_or(start, |at| start + at + 1);
            return Unreadable::Dtd { span: start..end };
        }
        E::NodesLimitReached | E::AttributesLimitReached | E::NamespacesLimitReached => {
            let message = format!("the document has more than {MAX_NODES} elements and texts");
            return Unreadable::TooLarge {
                message,
                span: 0..0,
            };
        }
        E::UnexpectedCloseTag(expected, actual, pos) => (
            format!("`</{actual}>` where `</{expected}>` was expected"),
            character_at(text, *pos),
        ),
        E::DuplicatedAttribute(name, pos) => (
            format!("attribute `{name}` is given twice"),
            character_at(text, *pos),
        ),
        E::UnknownEntityReference(name, pos) => (
            format!(
                "`&{name};` is not known: XML has only `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`"
            ),
            character_at(text, *pos),
        ),
        E::MalformedEntityReference(pos) => (
            "`&` has to be written `&amp;`".to_owned(),
            character_at(text, *pos),
        ),
        E::UnknownNamespace(prefix, pos) => (
            format!("the prefix `{prefix}` is not declared with `xmlns:{prefix}`"),
            character_at(text, *pos),
        ),
        E::InvalidAttributeValue(pos) => (
            "`<` has to be written `&lt;` in an attribute".to_owned(),
            character_at(text, *pos),
        ),
        E::NoRootNode => ("the document has no element".to_owned(), at_end..at_end),
        E::UnclosedRootNode => (
            "the document ends before its root element is closed".to_owned(),
            at_end..at_end,
        ),
        E::UnexpectedEndOfStream => (
            "the document ends in the middle of a tag".to_owned(),
            at_end..at_end,
        ),
        E::InvalidXmlPrefixUri(pos)
        | E::UnexpectedXmlUri(pos)
        | E::UnexpectedXmlnsUri(pos)
        | E::InvalidElementNamePrefix(pos)
        | E::DuplicatedNamespace(_, pos)
        | E::UnexpectedEntityCloseTag(pos)
        | E::EntityReferenceLoop(pos)
        | E::UnexpectedDeclaration(pos)
        | E::InvalidName(pos)
        | E::NonXmlChar(_, pos)
        | E::InvalidChar(_, _, pos)
        | E::InvalidChar2(_, _, pos)
        | E::InvalidString(_, pos)
        | E::InvalidExternalID(pos)
        | E::EntityResolver(pos, _)
        | E::InvalidComment(pos)
        | E::InvalidCharacterData(pos)
        | E::UnknownToken(pos) => (
            without_position(&error.to_string()),
            character_at(text, *pos),
        ),
    };
    Unreadable::NotWellFormed { message, span }
}

/// The message without the ` at ROW:COLUMN` at its end, since the place is given beside it.
fn without_position(message: &str) -> String {
    message
        .rsplit_once(" at ")
        .map_or(message, |(head, _)| head)
        .to_owned()
}

fn character_at(text: &str, pos: roxmltree::TextPos) -> Span {
    let row = usize::try_from(pos.row)
        .unwrap_or(usize::MAX)
        .saturating_sub(1);
    let column = usize::try_from(pos.col)
        .unwrap_or(usize::MAX)
        .saturating_sub(1);
    let line_start = match row {
        0 => 0,
        _ => text
            .match_indices('\n')
            .nth(row - 1)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let rest = text.get(line_start..).unwrap_or_default();
    let mut rest = rest.char_indices().skip(column);
    let start = rest.next().map_or(text.len(), |(at, _)| line_start + at);
    let end = rest.next().map_or(text.len(), |(at, _)| line_start + at);
    start..end
}
