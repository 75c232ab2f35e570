//! What the thing at a place means.

use std::fmt::Write as _;

use crate::lint;
use crate::span::Span;
use crate::spec::Occurs;
use crate::support::{Device, Release};
use crate::syntax::tokens::TokenKind;

use super::Context;
use super::cursor::Typing;
use super::known::{Effect, Known, KnownValue, Word};
use super::sketch::Document;

/// What a place means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The thing that is explained.
    pub span: Span,
    /// The explanation, in Markdown.
    pub docs: String,
}

impl Document<'_> {
    /// What the thing at `offset` means.
    pub fn hover(&self, offset: usize, context: &Context<'_>) -> Option<Hover> {
        let at = self.tokens.partition_point(|token| token.end <= offset);
        let token = *self.tokens.get(at)?;
        let release = context.release();
        let owner = || {
            self.nodes
                .partition_point(|node| node.span.start < token.end)
                .checked_sub(1)
        };
        let docs = match token.kind {
            TokenKind::TagName | TokenKind::StartTag | TokenKind::EndTag => {
                let index = self.nodes.iter().position(|node| {
                    node.name == token.span()
                        || node.end_name == Some(token.span())
                        || node.span.start == token.start
                        || node
                            .end_tag
                            .as_ref()
                            .is_some_and(|tag| tag.start == token.start)
                })?;
                element(self.name(self.node(index)?), &self.known(index)?)
            }
            TokenKind::AttributeName => {
                let name = token.text(self.text);
                value(name, &self.known(owner()?)?.attribute(name)?, release)
            }
            TokenKind::Value => {
                let typing = self.typing(offset.max(token.start + 1));
                let Typing::Value { element, name, .. } = typing else {
                    return None;
                };
                let name = self.slice(&name);
                let known = self.known(element)?.attribute(name)?;
                let inside = self.slice(&self.inside(&token.span()));
                of_word(name, inside, &known, release)
            }
            TokenKind::Text => {
                let index = self.around(offset)?;
                let node = self.node(index)?;
                let known = self.known(index)?.text()?;
                let span = self.content(node);
                let inside = self.slice(&span);
                return (!inside.is_empty() && span.contains(&offset)).then(|| Hover {
                    docs: of_word(self.name(node), inside, &known, release),
                    span,
                });
            }
            TokenKind::Comment => return self.hover_rule(offset, &token.span()),
            TokenKind::ByteOrderMark
            | TokenKind::Declaration
            | TokenKind::Doctype
            | TokenKind::Cdata
            | TokenKind::Instruction
            | TokenKind::UnknownMarkup
            | TokenKind::Reference
            | TokenKind::Ampersand
            | TokenKind::Less
            | TokenKind::Blank
            | TokenKind::Equals
            | TokenKind::Stray
            | TokenKind::TagEnd
            | TokenKind::EmptyTagEnd => return None,
        };
        Some(Hover {
            span: token.span(),
            docs,
        })
    }

    /// The page of the rule that a comment names at a place.
    fn hover_rule(&self, offset: usize, comment: &Span) -> Option<Hover> {
        let (span, rule) = self
            .rules_of(comment)
            .into_iter()
            .find(|(span, _)| span.contains(&offset))?;
        let rule = lint::rule(rule)?;
        Some(Hover {
            span,
            docs: format!("**{}** ({})\n\n{}", rule.name, rule.alias, rule.docs),
        })
    }

    /// The names of rules in a comment that suppresses.
    pub(crate) fn rules_of(&self, comment: &Span) -> Vec<(Span, &str)> {
        let text = self.slice(comment);
        let Some(inside) = text
            .strip_prefix("<!--")
            .filter(|inside| inside.trim_start().starts_with("boxwright-ignore"))
        else {
            return Vec::new();
        };
        let names = inside.split(':').next().unwrap_or_default();
        let start = comment.start + "<!--".len();
        let mut found = Vec::new();
        let mut at = 0;
        for word in names.split_inclusive([' ', ',', '\n', '\t']) {
            let name = word.trim_end_matches([' ', ',', '\n', '\t']);
            if lint::rule(name).is_some() {
                found.push((start + at..start + at + name.len(), name));
            }
            at += word.len();
        }
        found
    }
}

/// What an element means, in Markdown.
pub(super) fn element(name: &str, known: &Known) -> String {
    let mut docs = format!("**`<{name}>`**");
    if let Some(words) = known.docs {
        let _ok = write!(docs, " {}", words.trim());
    }
    let _ok = write!(docs, "\n\n{}", effect(known.effect, known.since));
    let occurs = match known.occurs {
        Occurs::Required => "It must be there, once.",
        Occurs::Optional => "It can be there once.",
        Occurs::Repeated => "There can be several.",
    };
    let _ok = write!(docs, " {occurs}");
    let required: Vec<String> = known
        .attribute_names()
        .into_iter()
        .filter(|name| known.attribute(name).is_some_and(|value| value.is_required))
        .map(|name| format!("`{name}`"))
        .collect();
    if !required.is_empty() {
        let _ok = write!(docs, "\n\nRequired: {}.", required.join(", "));
    }
    docs
}

/// What an attribute or a text means, in Markdown, with all that it can be.
pub(super) fn value(name: &str, known: &KnownValue, release: Release) -> String {
    let mut docs = heading(name, known);
    let words = known.words();
    if words.is_empty() {
        let _ok = write!(docs, "\n\nIt is {}.", known.what());
    } else {
        docs.push('\n');
        for word in words.iter().filter(|word| !word.is_foreign) {
            let _ok = write!(docs, "\n- {}", line(word, release));
        }
        let foreign: Vec<String> = words
            .iter()
            .filter(|word| word.is_foreign)
            .map(|word| format!("`{}`", word.text))
            .collect();
        if !foreign.is_empty() {
            let _ok = write!(docs, "\n\nNot with VirtualBox: {}", foreign.join(" "));
        }
    }
    if let Some(default) = &known.default {
        let _ok = write!(docs, "\n\n`{default}` where it is absent.");
    }
    docs
}

/// The same, with the word that stands there first.
fn of_word(name: &str, text: &str, known: &KnownValue, release: Release) -> String {
    let words = known.words();
    let found = words.iter().find(|word| word.text == text).or_else(|| {
        words
            .iter()
            .find(|word| word.text.eq_ignore_ascii_case(text))
    });
    match found {
        Some(word) if word.is_foreign && word.docs.is_empty() => format!(
            "`{text}`: libvirt knows it; VirtualBox has nothing of the kind.\n\n{}",
            value(name, known, release)
        ),
        Some(word) => format!("{}\n\n{}", line(word, release), value(name, known, release)),
        None => value(name, known, release),
    }
}

fn heading(name: &str, known: &KnownValue) -> String {
    let mut docs = format!("**`{name}`**");
    if let Some(words) = known.docs {
        let _ok = write!(docs, " {}", words.trim());
    }
    let _ok = write!(docs, "\n\n{}", effect(known.effect, known.since));
    if known.is_required {
        docs.push_str(" It must be there.");
    }
    docs
}

fn line(word: &Word, release: Release) -> String {
    let mut line = format!("`{}`", word.text);
    let docs = word.docs.trim();
    if !docs.is_empty() {
        let _ok = write!(line, " {docs}");
    }
    if let Some(device) = word.device {
        let _ok = write!(line, " {}", since(device, release));
    }
    line
}

fn since(device: &Device, release: Release) -> String {
    let Device {
        of,
        constant,
        since,
        ..
    } = device;
    let mut text = format!("({of}::{constant}");
    if *since > Release::OLDEST {
        let _ok = write!(text, ", since VirtualBox {since}");
    }
    if let Some(until) = device.until {
        let _ok = write!(text, ", until {until}");
    }
    if !device.is_in(release) {
        let _ok = write!(text, "; {release} lacks it");
    }
    text.push(')');
    text
}

fn effect(effect: Effect, since: Option<Release>) -> String {
    let words = match effect {
        Effect::Applied => "Applied to VirtualBox and read back.",
        Effect::Known => "VirtualBox has something for it.",
        Effect::None => "VirtualBox has nothing of the kind: kept, without effect.",
    };
    match since.filter(|since| *since > Release::OLDEST) {
        Some(since) => format!("{words} Since VirtualBox {since}."),
        None => words.to_owned(),
    }
}
