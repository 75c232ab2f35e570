//! The tokens of a well-formed text as a tree that keeps every byte's place, for formatting and editing.

use crate::span::Span;
use crate::syntax::Document;
use crate::syntax::tokens::{TokenKind, Tokens};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Element,
    /// Text, references and CDATA sections beside each other.
    Text,
    Comment,
    /// A processing instruction, the XML declaration.
    Instruction,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    /// The whole.
    pub(crate) span: Span,
    /// From `<` to `>` of the start tag.
    pub(crate) start_tag: Span,
    /// The end tag; `None` where the start tag ends with `/>`.
    pub(crate) end_tag: Option<Span>,
    pub(crate) name: Span,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
    /// Whether a text has a reference or a CDATA section, so that its blanks are no accident.
    pub(crate) is_written_out: bool,
}

/// An attribute.
#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    pub(crate) name: Span,
    /// With its quotes.
    pub(crate) value: Span,
}

/// A document.
#[derive(Debug)]
pub(crate) struct Outline<'t> {
    pub(crate) text: &'t str,
    pub(crate) nodes: Vec<Node>,
    /// What is in no element.
    pub(crate) top: Vec<usize>,
}

impl<'t> Outline<'t> {
    /// The outline of a text; `None` where it is not well-formed, or beyond what is read.
    pub(crate) fn new(text: &'t str) -> Option<Self> {
        Document::parse(text)
            .is_ok()
            .then(|| Self::of_well_formed(text))
    }

    fn of_well_formed(text: &'t str) -> Self {
        let mut outline = Self {
            text,
            nodes: Vec::new(),
            top: Vec::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        let mut current: Option<usize> = None;
        let mut closing: Option<usize> = None;
        for token in Tokens::new(text) {
            let span = token.span();
            match token.kind {
                TokenKind::Text | TokenKind::Reference | TokenKind::Cdata => {
                    let plain = token.kind == TokenKind::Text;
                    outline.add_text(&open, &span, plain);
                }
                TokenKind::Comment => {
                    outline.add(&open, Kind::Comment, span);
                }
                TokenKind::Instruction | TokenKind::Declaration => {
                    outline.add(&open, Kind::Instruction, span);
                }
                TokenKind::StartTag => current = Some(outline.add(&open, Kind::Element, span)),
                TokenKind::EndTag => closing = Some(token.start),
                TokenKind::TagName if closing.is_none() => {
                    outline.change(current, |node| node.name = span);
                }
                TokenKind::AttributeName => outline.change(current, |node| {
                    node.attributes.push(Attribute {
                        name: span.clone(),
                        value: span,
                    });
                }),
                TokenKind::Value => outline.change(current, |node| {
                    if let Some(last) = node.attributes.last_mut() {
                        last.value = span;
                    }
                }),
                TokenKind::TagEnd => match closing.take() {
                    Some(start) => outline.change(open.pop(), |node| {
                        node.end_tag = Some(start..span.end);
                        node.span.end = span.end;
                    }),
                    None => {
                        outline.change(current, |node| node.start_tag.end = span.end);
                        open.extend(current.take());
                    }
                },
                TokenKind::EmptyTagEnd => outline.change(current.take(), |node| {
                    node.start_tag.end = span.end;
                    node.span.end = span.end;
                }),
                TokenKind::ByteOrderMark
                | TokenKind::Doctype
                | TokenKind::UnknownMarkup
                | TokenKind::Ampersand
                | TokenKind::Less
                | TokenKind::TagName
                | TokenKind::Blank
                | TokenKind::Equals
                | TokenKind::Stray => {}
            }
        }
        outline
    }

    fn add(&mut self, open: &[usize], kind: Kind, span: Span) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Node {
            kind,
            start_tag: span.clone(),
            span,
            end_tag: None,
            name: 0..0,
            attributes: Vec::new(),
            parent: open.last().copied(),
            children: Vec::new(),
            is_written_out: false,
        });
        match open.last().and_then(|parent| self.nodes.get_mut(*parent)) {
            Some(parent) => parent.children.push(index),
            None => self.top.push(index),
        }
        index
    }

    fn add_text(&mut self, open: &[usize], span: &Span, plain: bool) {
        let siblings = match open.last().and_then(|parent| self.nodes.get(*parent)) {
            Some(parent) => &parent.children,
            None => &self.top,
        };
        let index = match siblings.last().copied() {
            Some(last)
                if self
                    .nodes
                    .get(last)
                    .is_some_and(|last| last.kind == Kind::Text) =>
            {
                last
            }
            Some(_) | None => self.add(open, Kind::Text, span.clone()),
        };
        self.change(Some(index), |node| {
            node.span.end = span.end;
            node.is_written_out |= !plain;
        });
    }

    fn change(&mut self, index: Option<usize>, change: impl FnOnce(&mut Node)) {
        if let Some(node) = index.and_then(|index| self.nodes.get_mut(index)) {
            change(node);
        }
    }

    pub(crate) fn slice(&self, span: Span) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    /// The name of an element as it is written.
    pub(crate) fn name(&self, node: &Node) -> &'t str {
        self.slice(node.name.clone())
    }

    /// The value of an attribute as it is written, without quotes.
    pub(crate) fn value(&self, attribute: &Attribute) -> &'t str {
        let span = attribute.value.start + 1..attribute.value.end.saturating_sub(1);
        self.slice(span)
    }

    /// The root element.
    pub(crate) fn root(&self) -> Option<usize> {
        let is_element = |index: &usize| {
            self.nodes
                .get(*index)
                .is_some_and(|node| node.kind == Kind::Element)
        };
        self.top.iter().copied().find(is_element)
    }

    /// The elements directly in one.
    pub(crate) fn elements<'s>(
        &'s self,
        node: &'s Node,
    ) -> impl DoubleEndedIterator<Item = usize> + 's {
        let is_element = |index: &usize| {
            self.nodes
                .get(*index)
                .is_some_and(|node| node.kind == Kind::Element)
        };
        node.children.iter().copied().filter(is_element)
    }

    /// Whether a text is nothing but blanks that were typed as such.
    pub(crate) fn is_blank(&self, node: &Node) -> bool {
        node.kind == Kind::Text
            && !node.is_written_out
            && self
                .slice(node.span.clone())
                .bytes()
                .all(|byte| byte.is_ascii_whitespace())
    }

    /// The blanks before `at` on its line, where there is nothing else before it.
    pub(crate) fn indent(&self, at: usize) -> Option<&'t str> {
        let before = self.slice(0..at);
        let trimmed = before.trim_end_matches([' ', '\t']);
        (trimmed.is_empty() || trimmed.ends_with(['\n', '\u{feff}']))
            .then(|| self.slice(trimmed.len()..at))
    }

    /// How lines end in this text.
    pub(crate) fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }
}
