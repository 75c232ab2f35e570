//! Text → tokens, whether the text is well-formed or not.
//!
//! Every byte of the text belongs to exactly one token, so the tokens joined are the text. On well-formed text the tokens
//! are what a parser sees. In other text they end where a person would say that they end: an attribute that lacks its
//! closing quote ends before the next attribute or with its tag, a comment without `-->` before the next line that
//! begins with a tag.

pub(crate) mod ahead;
mod markup;
mod value;

use crate::span::Span;
use crate::syntax::characters::{begins_name, blank_length, is_blank, name_length, reference};

use markup::Ends;
pub(crate) use value::FOREIGN_QUOTES;

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its first byte.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
}

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// A byte order mark at the beginning.
    ByteOrderMark,
    /// `<?xml …?>` at the beginning.
    Declaration,
    /// `<!DOCTYPE …>`, with all that is inside.
    Doctype,
    /// `<!--…-->`.
    Comment,
    /// `<![CDATA[…]]>`.
    Cdata,
    /// `<?…?>`.
    Instruction,
    /// `<!…>` that is nothing that XML has.
    UnknownMarkup,
    /// Characters between tags, without references.
    Text,
    /// `&…;` between tags.
    Reference,
    /// A `&` between tags that begins no reference.
    Ampersand,
    /// A `<` that begins nothing.
    Less,
    /// `<` of a start tag.
    StartTag,
    /// `</`.
    EndTag,
    /// The name in a tag.
    TagName,
    /// Blanks in a tag.
    Blank,
    /// The name of an attribute.
    AttributeName,
    /// `=` in a tag.
    Equals,
    /// The value of an attribute, with the quotes that it has.
    Value,
    /// Characters that no tag can have where they stand.
    Stray,
    /// `>` at the end of a tag.
    TagEnd,
    /// `/>`.
    EmptyTagEnd,
}

impl TokenKind {
    /// Whether tokens of this kind stand between `<` and `>`.
    pub const fn is_in_tag(self) -> bool {
        matches!(
            self,
            Self::TagName
                | Self::Blank
                | Self::AttributeName
                | Self::Equals
                | Self::Value
                | Self::Stray
                | Self::TagEnd
                | Self::EmptyTagEnd
        )
    }
}

impl Token {
    /// Where it is.
    pub const fn span(&self) -> Span {
        self.start..self.end
    }

    /// Its text, where `text` is what it was made of.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span()).unwrap_or_default()
    }

    /// Whether it has the end that such a token must have: `-->`, `]]>`, `?>`, `>` or a closing quote.
    pub fn is_complete(&self, text: &str) -> bool {
        let own = self.text(text);
        let (shortest, end) = match self.kind {
            TokenKind::Comment => ("<!---->".len(), "-->"),
            TokenKind::Cdata => ("<![CDATA[]]>".len(), "]]>"),
            TokenKind::Instruction | TokenKind::Declaration => ("<??>".len(), "?>"),
            TokenKind::Doctype => ("<!DOCTYPE>".len(), ">"),
            TokenKind::Value => {
                let quote = own.as_bytes().first();
                return own.len() >= 2
                    && quote == own.as_bytes().last()
                    && matches!(quote, Some(b'"' | b'\''));
            }
            TokenKind::ByteOrderMark
            | TokenKind::UnknownMarkup
            | TokenKind::Text
            | TokenKind::Reference
            | TokenKind::Ampersand
            | TokenKind::Less
            | TokenKind::StartTag
            | TokenKind::EndTag
            | TokenKind::TagName
            | TokenKind::Blank
            | TokenKind::AttributeName
            | TokenKind::Equals
            | TokenKind::Stray
            | TokenKind::TagEnd
            | TokenKind::EmptyTagEnd => return true,
        };
        own.len() >= shortest && own.ends_with(end)
    }
}

/// Where the reader of tokens is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Between tags.
    Content,
    /// In a start tag (or, if `end`, an end tag), before its name.
    Name { end: bool },
    /// In a tag, behind its name.
    Attributes { end: bool },
    /// In a start tag, behind a `=`.
    Value,
}

/// The tokens of a text, one after the other.
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    mode: Mode,
    ends: Ends,
}

impl<'t> Tokens<'t> {
    /// The tokens of `text`.
    pub const fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            mode: Mode::Content,
            ends: Ends::new(),
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn take(&mut self, kind: TokenKind, length: usize) -> Token {
        let start = self.at;
        self.at += length;
        Token {
            kind,
            start,
            end: self.at,
        }
    }

    fn take_to(&mut self, kind: TokenKind, end: usize) -> Token {
        self.take(kind, end.saturating_sub(self.at))
    }

    fn content(&mut self, first: u8) -> Token {
        match first {
            b'<' => self.markup(),
            b'&' => match reference(self.rest()) {
                Some((_, length)) => self.take(TokenKind::Reference, length),
                None => self.take(TokenKind::Ampersand, 1),
            },
            0xef if self.at == 0 && self.rest().starts_with('\u{feff}') => {
                self.take(TokenKind::ByteOrderMark, '\u{feff}'.len_utf8())
            }
            _ => {
                let length = self
                    .rest()
                    .bytes()
                    .position(|byte| byte == b'<' || byte == b'&');
                self.take(TokenKind::Text, length.unwrap_or(self.rest().len()))
            }
        }
    }

    fn markup(&mut self) -> Token {
        match self.byte(1) {
            Some(b'!') => {
                let (kind, end) = self.ends.declaration(self.text, self.at);
                self.take_to(kind, end)
            }
            Some(b'?') => {
                let is_first = self.at == 0
                    || self.at == '\u{feff}'.len_utf8() && self.text.starts_with('\u{feff}');
                let rest = self.rest();
                let declares =
                    is_first && rest.starts_with("<?xml") && self.byte(5).is_some_and(is_blank);
                let end = self.ends.instruction(self.text, self.at, declares);
                let kind = if declares {
                    TokenKind::Declaration
                } else {
                    TokenKind::Instruction
                };
                self.take_to(kind, end)
            }
            Some(b'/') => {
                self.mode = Mode::Name { end: true };
                self.take(TokenKind::EndTag, 2)
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                self.mode = Mode::Name { end: false };
                self.take(TokenKind::StartTag, 1)
            }
            Some(byte)
                if is_blank(byte) && self.is_tag_behind_blanks()
                    || self.rest().chars().nth(1).is_some_and(begins_name) =>
            {
                self.mode = Mode::Name { end: false };
                self.take(TokenKind::StartTag, 1)
            }
            Some(_) | None => self.take(TokenKind::Less, 1),
        }
    }

    /// Whether a `<` begins a tag, though blanks stand before its name: there is no text that it could belong to, and what
    /// follows is what a tag has.
    fn is_tag_behind_blanks(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default().trim_end();
        let behind = self.rest().get(1..).unwrap_or_default();
        let behind = behind.trim_start_matches([' ', '\t']);
        let (name, rest) = behind.split_at(name_length(behind));
        let rest = rest.trim_start();
        let is_tag =
            rest.starts_with('>') || rest.starts_with("/>") || value::begins_attribute(rest);
        (before.is_empty() || before.ends_with('>')) && !name.is_empty() && is_tag
    }

    /// The next token in a tag; `None` where the tag ends without `>`.
    fn tag(&mut self, first: u8) -> Option<Token> {
        let in_end = matches!(
            self.mode,
            Mode::Name { end: true } | Mode::Attributes { end: true }
        );
        Some(match first {
            b'>' => {
                self.mode = Mode::Content;
                self.take(TokenKind::TagEnd, 1)
            }
            b'/' if !in_end && self.byte(1) == Some(b'>') => {
                self.mode = Mode::Content;
                self.take(TokenKind::EmptyTagEnd, 2)
            }
            b'<' => {
                self.mode = Mode::Content;
                return None;
            }
            _ if is_blank(first) => {
                let length = blank_length(self.rest());
                let blanks = self.rest().get(..length).unwrap_or_default();
                // A value without quotes stands on the line of its `=`.
                if self.mode == Mode::Value && blanks.contains('\n') && !self.is_quote(length) {
                    self.mode = Mode::Attributes { end: false };
                }
                self.take(TokenKind::Blank, length)
            }
            b'=' => {
                self.mode = if in_end {
                    Mode::Attributes { end: true }
                } else {
                    Mode::Value
                };
                self.take(TokenKind::Equals, 1)
            }
            b'"' | b'\'' => {
                self.mode = Mode::Attributes { end: in_end };
                let end = value::end_of_quoted(self.text, self.at, first);
                self.take_to(TokenKind::Value, end)
            }
            _ => self.word(in_end),
        })
    }

    fn is_quote(&self, ahead: usize) -> bool {
        matches!(self.byte(ahead), Some(b'"' | b'\''))
    }

    /// A name, a value without quotes, or what is neither.
    fn word(&mut self, in_end: bool) -> Token {
        let mode = self.mode;
        self.mode = Mode::Attributes { end: in_end };
        if mode == Mode::Value && !value::begins_attribute(self.rest()) {
            let length = value::length_of_unquoted(self.rest());
            if length > 0 {
                return self.take(TokenKind::Value, length);
            }
        }
        match name_length(self.rest()) {
            0 => {
                let mut characters = self.rest().char_indices();
                characters.next();
                let stops = |c: char| {
                    begins_name(c)
                        || c.is_ascii_whitespace()
                        || matches!(c, '<' | '>' | '/' | '=' | '"' | '\'')
                };
                let length = characters.find(|(_, c)| stops(*c)).map(|(at, _)| at);
                if let Mode::Name { end } = mode {
                    self.mode = Mode::Name { end };
                }
                self.take(TokenKind::Stray, length.unwrap_or(self.rest().len()))
            }
            length if matches!(mode, Mode::Name { .. }) => self.take(TokenKind::TagName, length),
            length => self.take(TokenKind::AttributeName, length),
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let first = self.byte(0)?;
        if self.mode != Mode::Content
            && let Some(token) = self.tag(first)
        {
            return Some(token);
        }
        Some(self.content(first))
    }
}

#[cfg(test)]
mod tests;
