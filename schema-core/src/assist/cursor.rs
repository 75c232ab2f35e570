//! What is being typed where the cursor is.

use crate::span::Span;
use crate::syntax::tokens::{Token, TokenKind, ahead};

use super::sketch::Document;

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typing {
    /// An element, inside another or at the top.
    Element {
        parent: Option<usize>,
        /// The element itself, where it has a name already.
        own: Option<usize>,
        /// What the element takes the place of.
        span: Span,
        /// Whether the tag goes on behind the name, so that only the name is wanted.
        is_name_only: bool,
    },
    /// An end tag; what it takes the place of begins with `</`.
    EndTag { element: Option<usize>, span: Span },
    /// The name of an attribute.
    Attribute {
        element: usize,
        span: Span,
        /// Whether a `=` follows.
        has_value: bool,
    },
    /// The value of an attribute.
    Value {
        element: usize,
        name: Span,
        /// What is inside of the quotes; all of it is replaced.
        span: Span,
        /// What has to be written before and behind.
        quotes: (&'static str, &'static str),
    },
    /// The text of an element.
    Text { element: usize, span: Span },
    /// A comment.
    Comment { span: Span },
    /// Nothing that anything could be said about.
    Nothing,
}

impl Document<'_> {
    /// What is being typed at `offset`.
    pub(crate) fn typing(&self, offset: usize) -> Typing {
        let behind = self.tokens.partition_point(|token| token.start < offset);
        let Some((at, token)) = behind
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at).map(|token| (at, *token)))
        else {
            return self.in_content(offset..offset, offset);
        };
        match token.kind {
            TokenKind::Less | TokenKind::StartTag | TokenKind::EndTag if offset < token.end => {
                Typing::Nothing
            }
            TokenKind::Less => self.typed_element(None, token.start, token.span()),
            TokenKind::StartTag => {
                let name = self.next(at, TokenKind::TagName);
                let end = name.map_or(token.end, |name| name.end);
                self.typed_element(name, token.start, token.start..end)
            }
            TokenKind::EndTag => self.typed_end_tag(at, token.start),
            TokenKind::TagName => match self.tokens.get(at.wrapping_sub(1)) {
                Some(before) if before.kind == TokenKind::EndTag => {
                    self.typed_end_tag(at, before.start)
                }
                Some(before) => {
                    self.typed_element(Some(token), before.start, before.start..token.end)
                }
                None => Typing::Nothing,
            },
            TokenKind::Blank | TokenKind::AttributeName | TokenKind::Equals | TokenKind::Value => {
                self.in_tag(at, token, offset)
            }
            TokenKind::Comment if offset < token.end || !token.is_complete(self.text) => {
                Typing::Comment { span: token.span() }
            }
            TokenKind::Text => {
                let before = self.slice(&(token.start..offset));
                let start = before
                    .trim_end_matches(|c: char| !c.is_ascii_whitespace())
                    .len();
                self.in_content(token.start + start..offset, offset)
            }
            TokenKind::TagEnd
            | TokenKind::EmptyTagEnd
            | TokenKind::Comment
            | TokenKind::ByteOrderMark
            | TokenKind::Declaration => {
                if offset == token.end {
                    self.in_content(offset..offset, offset)
                } else {
                    Typing::Nothing
                }
            }
            TokenKind::Doctype
            | TokenKind::Cdata
            | TokenKind::Instruction
            | TokenKind::UnknownMarkup
            | TokenKind::Reference
            | TokenKind::Ampersand
            | TokenKind::Stray => Typing::Nothing,
        }
    }

    /// The tokens from the one at `at` on.
    fn from(&self, at: usize) -> impl Iterator<Item = Token> + '_ {
        self.tokens.get(at..).unwrap_or_default().iter().copied()
    }

    /// The token behind the one at `at`, if it is of a kind.
    fn next(&self, at: usize, kind: TokenKind) -> Option<Token> {
        self.tokens
            .get(at + 1)
            .copied()
            .filter(|token| token.kind == kind)
    }

    fn typed_element(&self, name: Option<Token>, start: usize, span: Span) -> Typing {
        let own = self
            .nodes
            .binary_search_by_key(&start, |node| node.span.start)
            .ok();
        let behind = self.tokens.partition_point(|token| token.start < span.end);
        let goes_on = ahead::solid(self.from(behind)).is_some_and(|token| token.kind.is_in_tag());
        let parent = match own.and_then(|own| self.node(own)) {
            Some(own) => own.parent,
            None => self.around(start),
        };
        Typing::Element {
            parent,
            own,
            span,
            is_name_only: name.is_some() && goes_on,
        }
    }

    fn typed_end_tag(&self, at: usize, start: usize) -> Typing {
        // What belongs to it: a name, and the `>`.
        let mut end = self.tokens.get(at).map_or(start, |token| token.end);
        for wanted in [TokenKind::TagName, TokenKind::TagEnd] {
            let behind = self.tokens.partition_point(|token| token.start < end);
            let next = ahead::solid(self.from(behind)).filter(|token| token.kind == wanted);
            end = next.map_or(end, |token| token.end);
        }
        let mut element = None;
        // The end tag may be that of an element already; else it is for the innermost that has none.
        for (index, node) in self.nodes.iter().enumerate() {
            if node.end_tag.as_ref().is_some_and(|tag| tag.start == start) {
                element = Some(index);
            }
        }
        let element = element.or_else(|| {
            let inner = self.around(start)?;
            self.way(inner)
                .find(|index| self.node(*index).is_some_and(|node| node.end_tag.is_none()))
        });
        Typing::EndTag {
            element,
            span: start..end,
        }
    }

    /// In a tag, behind its name.
    fn in_tag(&self, at: usize, token: Token, offset: usize) -> Typing {
        let owner = self
            .nodes
            .partition_point(|node| node.span.start < offset)
            .checked_sub(1)
            .filter(|index| {
                self.node(*index)
                    .is_some_and(|node| !node.name.is_empty() && offset <= node.start_tag.end)
            });
        let Some(element) = owner else {
            return Typing::Nothing;
        };
        let before = self.tokens.get(..at).unwrap_or_default();
        let before = before
            .iter()
            .rev()
            .find(|token| token.kind != TokenKind::Blank);
        let is_after_equals = before.is_some_and(|before| before.kind == TokenKind::Equals);
        if token.kind == TokenKind::Value {
            return self.in_value(element, token, offset);
        }
        if token.kind == TokenKind::AttributeName {
            let behind = ahead::solid(self.from(at + 1));
            return Typing::Attribute {
                element,
                span: token.span(),
                has_value: behind.is_some_and(|token| token.kind == TokenKind::Equals),
            };
        }
        if token.kind != TokenKind::Equals && !is_after_equals {
            return Typing::Attribute {
                element,
                span: offset..offset,
                has_value: false,
            };
        }
        let quoted = self
            .tokens
            .get(at + 1)
            .filter(|next| next.start == offset && next.kind == TokenKind::Value);
        let span = quoted.map_or(offset..offset, Token::span);
        match self.attribute_before(element, offset) {
            Some(name) => Typing::Value {
                element,
                name,
                span,
                quotes: ("'", "'"),
            },
            None => Typing::Nothing,
        }
    }

    fn in_value(&self, element: usize, token: Token, offset: usize) -> Typing {
        let Some(name) = self.attribute_before(element, token.start) else {
            return Typing::Nothing;
        };
        let text = token.text(self.text);
        let inside = self.inside(&token.span());
        let quote = text
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''));
        let quotes = match quote {
            Some(_) if token.is_complete(self.text) => ("", ""),
            Some('"') => ("", "\""),
            Some(_) => ("", "'"),
            None => ("'", "'"),
        };
        if offset < inside.start || inside.end < offset {
            return Typing::Nothing;
        }
        Typing::Value {
            element,
            name,
            span: inside,
            quotes,
        }
    }

    /// The name of the last attribute of an element before `offset`.
    fn attribute_before(&self, element: usize, offset: usize) -> Option<Span> {
        let attributes = &self.node(element)?.attributes;
        let last = attributes
            .iter()
            .rev()
            .find(|found| found.name.end <= offset)?;
        Some(last.name.clone())
    }

    /// Between tags, behind a word that may be the beginning of something.
    fn in_content(&self, word: Span, offset: usize) -> Typing {
        let Some(element) = self.around(offset) else {
            return Typing::Element {
                parent: None,
                own: None,
                span: word,
                is_name_only: false,
            };
        };
        let has_text = self
            .known(element)
            .is_some_and(|known| known.text().is_some() && known.child_names().is_empty());
        if has_text {
            let span = self.node(element).map_or(word, |node| {
                let inside = self.content(node);
                if inside.is_empty() {
                    offset..offset
                } else {
                    inside
                }
            });
            return Typing::Text { element, span };
        }
        Typing::Element {
            parent: Some(element),
            own: None,
            span: word,
            is_name_only: false,
        }
    }
}
