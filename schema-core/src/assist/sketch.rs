//! A text as elements, whether it is well-formed or not.

use crate::span::Span;
use crate::syntax::tokens::{Token, TokenKind, Tokens, ahead};

use super::known::Known;

/// How far up the elements that are open are looked through: a text of nothing but start tags is to take no time.
const NEAR: usize = 64;

/// An element.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// From `<` to the end of the element, as far as it goes.
    pub(crate) span: Span,
    pub(crate) start_tag: Span,
    pub(crate) name: Span,
    pub(crate) attributes: Vec<Attribute>,
    /// From `</` to `>`, where there is such a tag.
    pub(crate) end_tag: Option<Span>,
    /// The name in the end tag.
    pub(crate) end_name: Option<Span>,
    /// Whether the start tag ends with `/>`.
    pub(crate) is_empty: bool,
    /// Whether the start tag ends at all.
    pub(crate) is_finished: bool,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
}

/// An attribute.
#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    pub(crate) name: Span,
    /// With what quotes it has; `None` where there is no value yet.
    pub(crate) value: Option<Span>,
}

/// A text that an editor shows.
#[derive(Debug)]
pub struct Document<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: Vec<Token>,
    pub(crate) nodes: Vec<Node>,
}

impl<'t> Document<'t> {
    /// Looks at a text.
    pub fn new(text: &'t str) -> Self {
        let tokens: Vec<Token> = Tokens::new(text).collect();
        let closed = closed(text, &tokens);
        let mut builder = Builder {
            text,
            closed,
            nodes: Vec::new(),
            open: Vec::new(),
        };
        builder.run(&tokens);
        Self {
            text,
            nodes: builder.nodes,
            tokens,
        }
    }

    pub(crate) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    pub(crate) fn slice(&self, span: &Span) -> &'t str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The name of an element, with its prefix.
    pub(crate) fn name(&self, node: &Node) -> &'t str {
        self.slice(&node.name)
    }

    /// The value of an attribute as it is written, without quotes.
    pub(crate) fn attribute(&self, node: &Node, name: &str) -> Option<&'t str> {
        let found = node
            .attributes
            .iter()
            .find(|attribute| self.slice(&attribute.name) == name)?;
        found
            .value
            .as_ref()
            .map(|value| self.slice(&self.inside(value)))
    }

    /// The place of an attribute's value, without quotes.
    pub(crate) fn value_span(&self, node: &Node, name: &str) -> Option<Span> {
        let found = node
            .attributes
            .iter()
            .find(|attribute| self.slice(&attribute.name) == name)?;
        found.value.as_ref().map(|value| self.inside(value))
    }

    /// What is between the quotes of a value, as far as it has them.
    pub(crate) fn inside(&self, value: &Span) -> Span {
        let text = self.slice(value);
        let quote = text
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''));
        let Some(quote) = quote else {
            return value.clone();
        };
        let closes = text.len() > 1 && text.ends_with(quote);
        value.start + 1..value.end - usize::from(closes)
    }

    /// The elements directly in one that have a name.
    pub(crate) fn children<'s>(
        &'s self,
        node: &'s Node,
        name: &'s str,
    ) -> impl Iterator<Item = &'s Node> + 's {
        node.children
            .iter()
            .filter_map(|index| self.node(*index))
            .filter(move |child| self.name(child) == name)
    }

    /// The first element directly in one with a name.
    pub(crate) fn child<'s>(&'s self, node: &'s Node, name: &str) -> Option<&'s Node> {
        node.children
            .iter()
            .filter_map(|index| self.node(*index))
            .find(|child| self.name(child) == name)
    }

    /// All elements with a name, wherever they are: what is broken elsewhere does not hide them.
    pub(crate) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Node> + 's {
        self.nodes
            .iter()
            .filter(move |node| self.name(node) == name)
    }

    /// The text of an element, without blanks around it, with its place.
    pub(crate) fn content(&self, node: &Node) -> Span {
        let end = node.end_tag.as_ref().map_or(node.span.end, |tag| tag.start);
        let first = node.children.first().and_then(|index| self.node(*index));
        let end = first.map_or(end, |child| child.span.start);
        let start = node.start_tag.end.min(end);
        let text = self.slice(&(start..end));
        let start = start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    /// The innermost element whose content, between its tags, has the place.
    pub(crate) fn around(&self, offset: usize) -> Option<usize> {
        let behind = self.nodes.partition_point(|node| node.span.start < offset);
        let mut next = behind.checked_sub(1);
        while let Some(index) = next {
            let node = self.node(index)?;
            let end = node.end_tag.as_ref().map_or(node.span.end, |tag| tag.start);
            let is_open = !node.is_empty && node.start_tag.end <= offset && offset <= end;
            if is_open {
                return Some(index);
            }
            next = node.parent;
        }
        None
    }

    /// The innermost element that has the place anywhere.
    pub(crate) fn innermost(&self, offset: usize) -> Option<usize> {
        let behind = self.nodes.partition_point(|node| node.span.start <= offset);
        let mut next = behind.checked_sub(1);
        while let Some(index) = next {
            let node = self.node(index)?;
            if offset <= node.span.end {
                return Some(index);
            }
            next = node.parent;
        }
        None
    }

    /// The element with the place and those around it, from the inside to the root.
    pub(crate) fn way(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(index), |at| self.node(*at)?.parent)
    }

    /// What is known about an element by where it stands; nothing where it stands in what nobody knows.
    pub(crate) fn known(&self, index: usize) -> Option<Known> {
        let mut names: Vec<&str> = self
            .way(index)
            .filter_map(|at| self.node(at).map(|node| self.name(node)))
            .collect();
        let root = names.pop()?;
        if root != crate::path::Path::ROOT {
            return None;
        }
        names
            .iter()
            .rev()
            .try_fold(Known::root(), |at, name| at.child(name))
    }
}

/// For each start tag, in their order, whether an end tag closes it.
fn closed(text: &str, tokens: &[Token]) -> Vec<bool> {
    let mut closed = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut is_end = false;
    for token in tokens {
        match token.kind {
            TokenKind::StartTag => {
                is_end = false;
                closed.push(false);
                open.push((closed.len() - 1, ""));
            }
            TokenKind::EndTag => is_end = true,
            TokenKind::EmptyTagEnd => {
                open.pop();
            }
            TokenKind::TagName if is_end => {
                let name = token.text(text);
                // Only elements that are near can be what is meant; a text of start tags would take forever else.
                let found = open
                    .iter()
                    .rev()
                    .take(NEAR)
                    .position(|(_, known)| *known == name);
                if let Some(back) = found {
                    open.truncate(open.len() - back);
                    if let Some((index, _)) = open.pop()
                        && let Some(closed) = closed.get_mut(index)
                    {
                        *closed = true;
                    }
                }
            }
            TokenKind::TagName => {
                if let Some(last) = open.last_mut() {
                    last.1 = token.text(text);
                }
            }
            TokenKind::ByteOrderMark
            | TokenKind::Declaration
            | TokenKind::Doctype
            | TokenKind::Comment
            | TokenKind::Cdata
            | TokenKind::Instruction
            | TokenKind::UnknownMarkup
            | TokenKind::Text
            | TokenKind::Reference
            | TokenKind::Ampersand
            | TokenKind::Less
            | TokenKind::Blank
            | TokenKind::AttributeName
            | TokenKind::Equals
            | TokenKind::Value
            | TokenKind::Stray
            | TokenKind::TagEnd => {}
        }
    }
    closed
}

struct Builder<'t> {
    text: &'t str,
    closed: Vec<bool>,
    nodes: Vec<Node>,
    /// The elements that are open, with what is known about each.
    open: Vec<(usize, Option<Known>)>,
}

impl Builder<'_> {
    fn run(&mut self, tokens: &[Token]) {
        let mut ending: Option<usize> = None;
        let mut in_start = false;
        for token in tokens {
            if in_start && !token.kind.is_in_tag() {
                in_start = false;
            }
            match token.kind {
                TokenKind::StartTag => {
                    ending = None;
                    in_start = true;
                    self.start(token);
                }
                TokenKind::EndTag => ending = Some(token.start),
                TokenKind::TagName => match ending {
                    Some(start) => self.end(start, token, tokens),
                    None => self.named(token),
                },
                TokenKind::TagEnd => {
                    if ending.take().is_none() && in_start {
                        self.finish(token.end, false);
                    }
                    in_start = false;
                }
                TokenKind::EmptyTagEnd => {
                    if in_start {
                        self.finish(token.end, true);
                    }
                    in_start = false;
                }
                TokenKind::AttributeName if in_start => {
                    let name = token.span();
                    self.current(|node| node.attributes.push(Attribute { name, value: None }));
                }
                TokenKind::Value if in_start => {
                    let value = token.span();
                    self.current(|node| {
                        if let Some(last) = node.attributes.last_mut() {
                            last.value = Some(value);
                        }
                    });
                }
                TokenKind::ByteOrderMark
                | TokenKind::Declaration
                | TokenKind::Doctype
                | TokenKind::Comment
                | TokenKind::Cdata
                | TokenKind::Instruction
                | TokenKind::UnknownMarkup
                | TokenKind::Text
                | TokenKind::Reference
                | TokenKind::Ampersand
                | TokenKind::Less
                | TokenKind::Blank
                | TokenKind::AttributeName
                | TokenKind::Equals
                | TokenKind::Value
                | TokenKind::Stray => {}
            }
            if in_start {
                let end = token.end;
                self.current(|node| node.start_tag.end = end);
            }
        }
        self.close_to(0, self.text.len());
    }

    fn current(&mut self, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.last_mut() {
            change(node);
        }
    }

    fn start(&mut self, token: &Token) {
        self.nodes.push(Node {
            span: token.span(),
            start_tag: token.span(),
            name: token.end..token.end,
            attributes: Vec::new(),
            end_tag: None,
            end_name: None,
            is_empty: false,
            is_finished: false,
            parent: None,
            children: Vec::new(),
        });
    }

    /// Puts the element that has just got its name where it belongs.
    fn named(&mut self, token: &Token) {
        let name = token.text(self.text);
        let index = self.nodes.len().saturating_sub(1);
        // What is never closed ends where something begins that cannot be in it.
        while let Some((open, known)) = self.open.last() {
            let is_unclosed = !self.closed.get(*open).copied().unwrap_or_default();
            let is_stranger = || known.as_ref().is_none_or(|known| !known.has_child(name));
            let fits_outside = || {
                let outer = self.open.iter().rev().skip(1).take(NEAR);
                let mut known = outer.filter_map(|(_, outer)| outer.as_ref());
                known.any(|outer| outer.has_child(name))
            };
            // Looking things up costs more than the rest, and most elements are closed.
            if !(is_unclosed && is_stranger() && fits_outside()) {
                break;
            }
            let start = self.nodes.get(index).map_or(0, |node| node.span.start);
            self.close_to(self.open.len() - 1, start);
        }
        let parent = self.open.last().map(|(parent, _)| *parent);
        let known = match self.open.last() {
            Some((_, known)) => known.as_ref().and_then(|known| known.child(name)),
            None => (name == crate::path::Path::ROOT).then(Known::root),
        };
        if let Some(parent) = parent.and_then(|parent| self.nodes.get_mut(parent)) {
            parent.children.push(index);
        }
        let span = token.span();
        self.current(|node| {
            node.name = span;
            node.parent = parent;
        });
        self.open.push((index, known));
    }

    fn finish(&mut self, end: usize, is_empty: bool) {
        self.current(|node| {
            node.start_tag.end = end;
            node.is_finished = true;
            node.is_empty = is_empty;
        });
        if is_empty {
            self.close_to(self.open.len().saturating_sub(1), end);
        }
    }

    fn end(&mut self, start: usize, token: &Token, tokens: &[Token]) {
        let name = token.text(self.text);
        let found = self.open.iter().rev().take(NEAR).position(|(index, _)| {
            let node = self.nodes.get(*index);
            node.is_some_and(|node| self.text.get(node.name.clone()) == Some(name))
        });
        let Some(back) = found else { return };
        self.close_to(self.open.len() - back, start);
        let behind = tokens.partition_point(|other| other.start < token.end);
        let behind = tokens.get(behind..).unwrap_or_default();
        let end = ahead::solid(behind.iter().copied())
            .filter(|other| other.kind == TokenKind::TagEnd)
            .map_or(token.end, |other| other.end);
        if let Some(node) = self
            .open
            .last()
            .and_then(|(index, _)| self.nodes.get_mut(*index))
        {
            node.end_tag = Some(start..end);
            node.end_name = Some(token.span());
        }
        self.close_to(self.open.len().saturating_sub(1), end);
    }

    /// Ends all elements but the first `depth` that are open.
    fn close_to(&mut self, depth: usize, end: usize) {
        while self.open.len() > depth {
            if let Some((index, _)) = self.open.pop()
                && let Some(node) = self.nodes.get_mut(index)
            {
                node.span.end = end.max(node.span.end);
            }
        }
    }
}
