//! Start tags and end tags as they are written.

use crate::span::Span;
use crate::syntax::tokens::{Token, TokenKind, ahead};

use super::names::sound;
use super::{Fault, FaultKind, Mender, excerpt, shown};

/// An attribute as it is written; any part may be missing.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) name: Span,
    pub(super) equals: Option<Span>,
    pub(super) value: Option<Span>,
    /// Whether blanks stand before it.
    pub(super) apart: bool,
}

impl Written {
    pub(super) fn end(&self) -> usize {
        let value = self.value.as_ref().or(self.equals.as_ref());
        value.unwrap_or(&self.name).end
    }
}

/// How a tag ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Open,
    Empty,
    /// Without `>`.
    Missing,
}

/// A tag as it is written.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    pub(super) start: usize,
    /// Behind its last character that is no blank.
    pub(super) end: usize,
    pub(super) name: Span,
    pub(super) attributes: Vec<Written>,
    pub(super) ending: Ending,
    /// Where the `/` stands that makes the tag close itself.
    pub(super) slash: usize,
    /// The quote that the last value of a tag without `>` lacks; else nothing.
    pub(super) quote: &'static str,
}

impl Mender<'_, '_> {
    /// Takes the tokens of a tag, and reports what no tag has.
    pub(super) fn tag(&mut self, first: Token) -> Tag {
        let mut tag = Tag {
            start: first.start,
            end: first.end,
            name: first.end..first.end,
            attributes: Vec::new(),
            ending: Ending::Missing,
            slash: first.start,
            quote: "",
        };
        let mut blank = false;
        let mut early_slash = None;
        while let Some(token) = self.tokens.next_if(|token| token.kind.is_in_tag()) {
            match token.kind {
                TokenKind::Blank => {
                    blank = true;
                    continue;
                }
                TokenKind::TagEnd | TokenKind::EmptyTagEnd => {
                    tag.end = token.end;
                    tag.slash = token.start;
                    tag.ending = if token.kind == TokenKind::TagEnd {
                        Ending::Open
                    } else {
                        Ending::Empty
                    };
                    break;
                }
                TokenKind::TagName => {
                    if tag.name.start != token.start {
                        let gap = tag.name.end..token.start;
                        self.report(
                            Fault::new(
                                FaultKind::MalformedTag,
                                gap.clone(),
                                "blanks before the name of a tag",
                            )
                            .safe("remove the blanks")
                            .edit(gap, ""),
                        );
                    }
                    tag.name = token.span();
                }
                TokenKind::AttributeName => tag.attributes.push(Written {
                    name: token.span(),
                    equals: None,
                    value: None,
                    apart: blank,
                }),
                TokenKind::Equals => match tag.attributes.last_mut() {
                    Some(last) if last.equals.is_none() && last.value.is_none() => {
                        last.equals = Some(token.span());
                    }
                    Some(_) | None => self.stray(token, blank),
                },
                TokenKind::Value => match tag.attributes.last_mut() {
                    Some(last) if last.value.is_none() => last.value = Some(token.span()),
                    Some(_) | None => self.stray(token, blank),
                },
                TokenKind::Stray => {
                    if self.is_text_of(&tag) {
                        while self
                            .tokens
                            .next_if(|token| token.kind.is_in_tag())
                            .is_some()
                        {}
                        break;
                    }
                    if self.slice(token.span()) != "/" {
                        self.stray(token, blank);
                    } else if first.kind == TokenKind::EndTag {
                        // Nothing closes an end tag.
                        self.stray(token, blank);
                    } else if self.closes_itself(&mut tag, token) {
                        break;
                    } else if early_slash.is_none() {
                        early_slash = Some((token, blank));
                    } else {
                        self.stray(token, blank);
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
                | TokenKind::StartTag
                | TokenKind::EndTag => {}
            }
            tag.end = token.end;
            blank = false;
        }
        if let Some((slash, blank)) = early_slash {
            self.early_slash(&mut tag, slash, blank);
        }
        tag
    }

    /// Whether a `/` is what is left of `/>`: blanks stand before the `>`, or nothing more of the tag follows.
    fn closes_itself(&mut self, tag: &mut Tag, slash: Token) -> bool {
        let next = ahead::solid(self.tokens.clone());
        let fault = match next {
            Some(end) if end.kind == TokenKind::TagEnd && end.start > slash.end => {
                tag.end = end.end;
                let span = slash.start..end.end;
                Fault::new(FaultKind::MalformedTag, span, "blanks between `/` and `>`")
                    .safe("write `/>`")
                    .edit(slash.end..end.start, "")
            }
            next if next.is_none_or(|token| !token.kind.is_in_tag()) => {
                tag.end = slash.end;
                let span = tag.start..slash.end;
                let message = format!("the tag `{}` has no `>`", excerpt(self.slice(span.clone())));
                Fault::new(FaultKind::UnfinishedTag, span, message)
                    .safe("add `>`")
                    .edit(slash.end..slash.end, ">")
            }
            Some(_) | None => return false,
        };
        while self
            .tokens
            .next_if(|token| token.kind.is_in_tag())
            .is_some()
        {}
        tag.ending = Ending::Empty;
        tag.slash = slash.start;
        self.report(fault);
        true
    }

    /// Reports a `/` before the attributes: one that belongs at the end of the tag, where no end tag is to come.
    fn early_slash(&mut self, tag: &mut Tag, slash: Token, blank: bool) {
        if tag.ending != Ending::Open || self.has_content(tag) {
            self.stray(slash, blank);
            return;
        }
        let end = tag.end - 1;
        self.report(
            Fault::new(
                FaultKind::MalformedTag,
                slash.span(),
                "`/` stands before the attributes",
            )
            .safe("move it to the end of the tag")
            .edit(slash.span(), "")
            .edit(end..end, "/"),
        );
        tag.ending = Ending::Empty;
        tag.slash = slash.start;
    }

    /// Whether the element of a tag seems to go on behind it: with its end tag, or with what is indented more.
    fn has_content(&self, tag: &Tag) -> bool {
        let behind = || ahead::from_tag(self.tokens.clone());
        match behind().next() {
            Some(next) if next.kind == TokenKind::EndTag => {
                ahead::end_name(self.text, behind()) == Some(self.slice(tag.name.clone()))
            }
            Some(next) => match (self.indent(tag.start), self.indent(next.start)) {
                (Some(own), Some(inner)) => inner > own,
                (_, _) => false,
            },
            None => false,
        }
    }

    /// Whether what follows in a tag without `>` is the text of its element, which its end tag closes.
    fn is_text_of(&self, tag: &Tag) -> bool {
        let behind = ahead::from_end(self.tokens.clone());
        ahead::end_name(self.text, behind) == Some(self.slice(tag.name.clone()))
    }

    fn stray(&mut self, token: Token, blank_before: bool) {
        let blank_behind = self.tokens.peek().is_none_or(|next| {
            matches!(
                next.kind,
                TokenKind::Blank | TokenKind::TagEnd | TokenKind::EmptyTagEnd
            )
        });
        let text = self.slice(token.span());
        let is_unseen = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
        if let Some(first) = text.chars().next().filter(|_| text.chars().all(is_unseen)) {
            let message = format!("the character {} is no blank of XML", shown(first));
            let fault = Fault::new(FaultKind::MalformedTag, token.span(), message)
                .note("word processors and web pages put it where a blank is meant")
                .safe("write a blank");
            self.report(fault.edit(token.span(), " "));
            return;
        }
        let message = format!("`{}` has no place in a tag", excerpt(text));
        let instead = if blank_before || blank_behind || text == "=" {
            ""
        } else {
            " "
        };
        self.report(
            Fault::new(FaultKind::MalformedTag, token.span(), message)
                .guess("remove it")
                .edit(token.span(), instead),
        );
    }

    pub(super) fn start_tag(&mut self, first: Token) {
        let mut tag = self.tag(first);
        if tag.ending == Ending::Missing && self.was_text(&tag) {
            self.report(
                Fault::new(
                    FaultKind::UnescapedCharacter,
                    first.span(),
                    "`<` has to be written `&lt;`",
                )
                .safe("write `&lt;`")
                .edit(first.span(), "&lt;"),
            );
            return;
        }
        if self.lacks_slash(&tag) {
            let name = self.slice(tag.name.clone());
            self.report(
                Fault::new(
                    FaultKind::MismatchedEndTag,
                    tag.start..tag.end,
                    format!("`<{name}>` where `</{name}>` was expected"),
                )
                .safe(format!("write `</{name}>`"))
                .edit(tag.name.start..tag.name.start, "/"),
            );
            self.close(tag.start..tag.end);
            return;
        }
        let cut = if tag.ending == Ending::Missing {
            self.cut_unfinished(&mut tag)
        } else {
            None
        };
        self.attributes(&tag);
        self.enter(&tag, cut);
    }

    /// Whether what looks like a tag is text with a `<`, as in `if a <b then`.
    fn was_text(&self, tag: &Tag) -> bool {
        let line = self.line_before(tag.start);
        let behind_text = !line.trim().is_empty() && !line.trim_end().ends_with('>');
        behind_text
            && tag
                .attributes
                .iter()
                .all(|attribute| attribute.value.is_none())
    }

    /// Whether a start tag is the end tag of its element without `/`, as in `<name>a<name>`.
    fn lacks_slash(&self, tag: &Tag) -> bool {
        let Some(top) = self.open.last().and_then(|top| self.nodes.get(*top)) else {
            return false;
        };
        let name = self.slice(tag.name.clone());
        let inside = self.slice(top.tag_end..tag.start);
        tag.ending == Ending::Open
            && tag.attributes.is_empty()
            && self.slice(top.name.clone()) == name
            && !inside.trim().is_empty()
            && !inside.contains(['\n', '<'])
            && self.fits(self.open.len() - 1, name, name) != Some(true)
    }

    /// What of a tag without `>` is cut off, because it was still being written.
    fn cut_unfinished(&mut self, tag: &mut Tag) -> Option<Span> {
        if let Some(name) = self.name_before_text(tag) {
            tag.name = name;
            tag.end = tag.name.end;
            tag.attributes.clear();
            return None;
        }
        let last = tag.attributes.last()?;
        if let Some(value) = last.value.as_ref().filter(|value| value.len() > 1) {
            tag.quote = match self.slice(value.clone()).as_bytes() {
                [b'"', .., b'"'] | [b'\'', .., b'\''] => "",
                [b'"', ..] => "\"",
                [b'\'', ..] => "'",
                _ => "",
            };
            return None;
        }
        // `<name a</name>`: the text of the element stands where attributes would.
        let end_name = ahead::end_name(self.text, self.tokens.clone());
        let is_own_end = end_name == Some(self.slice(tag.name.clone()));
        let first = if is_own_end {
            tag.attributes
                .iter()
                .position(|attribute| attribute.value.is_none())
        } else {
            Some(tag.attributes.len() - 1)
        }?;
        let start = tag.attributes.get(first)?.name.start;
        tag.attributes.truncate(first);
        let behind = tag.attributes.last().map_or(tag.name.end, Written::end);
        let cut = if is_own_end {
            behind..start
        } else {
            behind..tag.end
        };
        tag.end = behind;
        Some(cut)
    }

    /// The name in `<namea</name>`, where the text of the element hangs on it.
    fn name_before_text(&self, tag: &Tag) -> Option<Span> {
        let own = ahead::end_name(self.text, self.tokens.clone())?;
        let hangs = !own.is_empty()
            && self
                .slice(tag.name.clone())
                .strip_prefix(own)
                .is_some_and(|text| !text.is_empty())
            && tag.attributes.iter().all(|one| one.value.is_none());
        hangs.then(|| tag.name.start..tag.name.start + own.len())
    }

    pub(super) fn end_tag(&mut self, first: Token) {
        let tag = self.tag(first);
        if let Some(extra) = tag.attributes.first() {
            let extra = extra.name.start..tag.attributes.last().map_or(0, Written::end);
            let message = "an end tag has no attributes";
            self.report(
                Fault::new(FaultKind::MalformedTag, extra.clone(), message)
                    .guess("remove them")
                    .edit(self.trimmed_end(tag.name.end..extra.start)..extra.end, ""),
            );
        }
        self.leave(&tag);
    }

    /// Reports a name that XML does not allow; gives the name that it becomes.
    pub(super) fn element_name(&mut self, name: &Span) -> String {
        let written = self.slice(name.clone());
        let sound = sound(written, true);
        if sound != written {
            self.report(
                Fault::new(
                    FaultKind::MalformedTag,
                    name.clone(),
                    format!("`{written}` is no name of an element"),
                )
                .guess(format!("write `{sound}`"))
                .edit(name.clone(), sound.clone()),
            );
        }
        sound
    }
}
