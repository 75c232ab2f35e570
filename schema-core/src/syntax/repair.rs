//! Text that is not well-formed → the edits that would make it so, each a fault with its fix.
//!
//! Only text that the parser refuses comes here. Where an element that is never closed ends is guessed from what may
//! stand in what, and from indentation.

mod attributes;
mod conflict;
mod content;
mod entities;
mod names;
mod nesting;
mod openings;
mod rounds;
mod tag;

use std::iter::Peekable;

use crate::diagnostic::{Applicability, Edit, Fix, Label};
use crate::span::Span;
use crate::syntax::tokens::{TokenKind, Tokens};

pub(crate) use openings::tag_without_opening;
pub use rounds::{Repair, is_well_formed, repair};

use entities::Entities;
use names::Scopes;
use nesting::Node;

/// The most faults of one text; a text with more is no document with slips in it.
const MAX_FAULTS: usize = 500;
/// How far one looks around in a line, in bytes, which may be the only line of a large text.
const NEAR: usize = 4096;
/// How many elements there are around one at most whose place in the vocabulary is looked up.
const DEEPEST: usize = 16;
/// The most elements of a text that is mended.
const MAX_ELEMENTS: usize = 1 << 20;

/// Whether an element can stand in another, which is given with those around it, from the outermost; `None` where that is
/// not known.
pub type IsChild<'c> = &'c dyn Fn(&[&str], &str) -> Option<bool>;

/// What is wrong with the form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// An element is never closed.
    UnclosedElement,
    /// An end tag closes nothing.
    UnmatchedEndTag,
    /// An end tag has another name than its element.
    MismatchedEndTag,
    /// A tag has no `>`.
    UnfinishedTag,
    /// A tag has something that no tag has.
    MalformedTag,
    /// A value lacks one of its quotes, or both.
    UnquotedValue,
    /// An attribute lacks its value, or its `=`.
    MissingValue,
    /// An attribute is given twice.
    DuplicateAttribute,
    /// A `<`, `&` or `]]>` stands for itself where it cannot.
    UnescapedCharacter,
    /// A reference to an entity or a character that XML does not have.
    UnknownReference,
    /// A comment, CDATA section or instruction is never ended.
    UnterminatedMarkup,
    /// A comment has `--` inside.
    MalformedComment,
    /// An instruction or the XML declaration is not formed as it must be, or not where it must be.
    MalformedInstruction,
    /// A character that XML forbids.
    IllegalCharacter,
    /// Text or an element outside of the root element.
    OutsideRoot,
    /// There is no element.
    MissingRoot,
    /// A prefix of a name is not declared.
    UndeclaredPrefix,
    /// A document type declaration, which is not read.
    Doctype,
    /// Both sides of a conflict that a merge left, with its marks.
    MergeConflict,
}

/// Something that keeps a text from being well-formed, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where.
    pub span: Span,
    /// What is wrong, in words.
    pub message: String,
    /// Other places that have to do with it.
    pub related: Vec<Label>,
    /// What to do.
    pub notes: Vec<String>,
    /// The edits that mend it.
    pub fix: Fix,
    /// Whether mending it cannot bring back what the text was meant to say, so that what is read there means nothing.
    pub is_lossy: bool,
    /// Whether the end of the element that begins here was guessed, so that what it lacks may still come.
    pub is_unended: bool,
    /// Whether only a person can say how to mend it: the fix is made to read on, and is not offered.
    pub is_choice: bool,
}

impl Fault {
    pub(super) fn new(kind: FaultKind, span: Span, message: impl Into<String>) -> Self {
        Self {
            kind,
            span,
            message: message.into(),
            related: Vec::new(),
            notes: Vec::new(),
            fix: Fix {
                title: String::new(),
                applicability: Applicability::Unsafe,
                edits: Vec::new(),
            },
            is_lossy: false,
            is_unended: false,
            is_choice: false,
        }
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    fn related(mut self, message: impl Into<String>, span: Span) -> Self {
        self.related.push(Label {
            message: message.into(),
            span,
        });
        self
    }

    /// Mending it cannot bring back what was meant.
    const fn lossy(mut self) -> Self {
        self.is_lossy = true;
        self
    }

    /// The end of the element was guessed.
    const fn unended(mut self) -> Self {
        self.is_unended = true;
        self
    }

    /// Only a person can say how to mend it.
    const fn choice(mut self) -> Self {
        self.is_choice = true;
        self
    }

    /// A fix that keeps what was meant.
    fn safe(mut self, title: impl Into<String>) -> Self {
        self.fix.title = title.into();
        self.fix.applicability = Applicability::Safe;
        self
    }

    /// A fix that is a guess.
    fn guess(mut self, title: impl Into<String>) -> Self {
        self.fix.title = title.into();
        self
    }

    fn edit(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix.edits.push(Edit {
            span,
            text: text.into(),
        });
        self
    }
}

/// Goes through a text once and collects its faults.
struct Mender<'t, 'c> {
    text: &'t str,
    tokens: Peekable<Tokens<'t>>,
    is_child: IsChild<'c>,
    /// Every element, in the order of the text.
    nodes: Vec<Node>,
    /// The elements that are open.
    open: Vec<usize>,
    /// The elements that are in no other.
    roots: Vec<usize>,
    scopes: Scopes,
    faults: Vec<Fault>,
    /// Start tags that lack their `<`.
    openings: Vec<Fault>,
    /// What the document type declaration says of entities, where there is one.
    entities: Option<Entities>,
    gave_up: bool,
}

impl<'t, 'c> Mender<'t, 'c> {
    fn new(text: &'t str, is_child: IsChild<'c>) -> Self {
        Self {
            text,
            tokens: Tokens::new(text).peekable(),
            is_child,
            nodes: Vec::new(),
            open: Vec::new(),
            roots: Vec::new(),
            scopes: Scopes::default(),
            faults: Vec::new(),
            openings: Vec::new(),
            entities: None,
            gave_up: false,
        }
    }

    /// The faults of the text in the order in which their edits are to be made; `true` where there are too many.
    ///
    /// Tags that lack their `<` are all that is told where there are some, if `opens` asks for them.
    fn run(mut self, opens: bool) -> (Vec<Fault>, bool) {
        while let Some(token) = self.tokens.next() {
            match token.kind {
                TokenKind::StartTag => self.start_tag(token),
                TokenKind::EndTag => self.end_tag(token),
                TokenKind::Doctype => self.doctype(token),
                TokenKind::Comment => self.comment(token),
                TokenKind::Cdata => self.cdata(token),
                TokenKind::Instruction => self.instruction(token),
                TokenKind::Declaration => self.declaration_token(token),
                TokenKind::UnknownMarkup => self.unknown_markup(token),
                TokenKind::Text | TokenKind::Reference | TokenKind::Ampersand | TokenKind::Less
                    if self.open.is_empty() =>
                {
                    self.outside(token.span());
                }
                TokenKind::Text => self.text(token),
                TokenKind::Reference => self.reference(token.span()),
                TokenKind::Ampersand => self.ampersand(token.start),
                TokenKind::Less if self.conflict(token) => {}
                TokenKind::Less => self.less(token),
                // A tag takes all of its own tokens.
                TokenKind::ByteOrderMark
                | TokenKind::TagName
                | TokenKind::Blank
                | TokenKind::AttributeName
                | TokenKind::Equals
                | TokenKind::Value
                | TokenKind::Stray
                | TokenKind::TagEnd
                | TokenKind::EmptyTagEnd => {}
            }
            if self.gave_up {
                return (self.faults, true);
            }
        }
        if opens && !self.openings.is_empty() {
            // Most of what else was found would not be with those tags.
            return (self.openings, false);
        }
        self.finish();
        (self.faults, self.gave_up)
    }

    fn report(&mut self, fault: Fault) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(fault);
        } else {
            self.gave_up = true;
        }
    }

    fn slice(&self, span: Span) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    fn name_of(&self, node: usize) -> &'t str {
        let span = self.nodes.get(node).map(|node| node.name.clone());
        span.map_or("", |span| self.slice(span))
    }

    /// Whether `child` can stand in the element named `parent`, which is in those that are open.
    fn can_be_in(&self, parent: &str, child: &str) -> Option<bool> {
        self.fits(self.open.len(), parent, child)
    }

    /// The same of an element that is in the outermost `depth` of those that are open.
    fn fits(&self, depth: usize, parent: &str, child: &str) -> Option<bool> {
        // No vocabulary is deeper; the path of an element in a text of nothing but start tags would take forever.
        let around = self.open.get(..depth).filter(|open| open.len() < DEEPEST);
        let mut way: Vec<&str> = around
            .unwrap_or_default()
            .iter()
            .map(|open| self.name_of(*open))
            .collect();
        way.push(parent);
        (self.is_child)(&way, child)
    }

    /// The blanks before `at` on its line, where there is nothing else before it.
    fn indent(&self, at: usize) -> Option<usize> {
        let before = self.slice(0..at);
        let trimmed = before.trim_end_matches([' ', '\t']);
        let begins = trimmed.is_empty() || trimmed.ends_with(['\n', '\r', '\u{feff}']);
        begins.then_some(before.len() - trimmed.len())
    }

    /// The part of the line before `at`, as far as it is near.
    fn line_before(&self, at: usize) -> &'t str {
        let before = self.slice(self.text.floor_char_boundary(at.saturating_sub(NEAR))..at);
        before.rsplit('\n').next().unwrap_or_default()
    }

    /// The part of the line behind `at`, as far as it is near.
    fn line_behind(&self, at: usize) -> &'t str {
        let end = self.text.floor_char_boundary(at.saturating_add(NEAR));
        let behind = self.slice(at..end.max(at));
        behind.split('\n').next().unwrap_or_default()
    }

    /// Whether two places are on one line; what is far apart is not.
    fn is_one_line(&self, span: Span) -> bool {
        span.len() <= NEAR && !self.slice(span).contains('\n')
    }

    /// `span` without blanks at its end.
    fn trimmed_end(&self, span: Span) -> usize {
        let blanks = |character: char| character.is_ascii_whitespace();
        span.start + self.slice(span).trim_end_matches(blanks).len()
    }
}

/// The character as it can be shown.
fn shown(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// A piece of the text as it can be shown: short, on one line.
fn excerpt(text: &str) -> String {
    let mut short: String = text
        .trim()
        .chars()
        .take(24)
        .map(|c| {
            if c.is_control() || c.is_whitespace() {
                ' '
            } else {
                c
            }
        })
        .collect();
    if text.trim().chars().nth(24).is_some() {
        short.push('\u{2026}');
    }
    short
}

#[cfg(test)]
mod tests;
