//! Formatting: one element a line, two blanks a level; whatever was written otherwise on purpose stays.
//!
//! Only blanks between tags and in tags change. Comments, CDATA sections, spellings of references, quotes and the order
//! of attributes stay, and so does every blank that could be a part of a text. At most one blank line stands between
//! two elements. Elements with text beside elements, with `xml:space='preserve'`, or of another vocabulary are left
//! alone inside.

use crate::diagnostic::Edit;
use crate::order;
use crate::span::Span;
use crate::syntax::outline::{Kind, Node, Outline};
use crate::syntax::tokens::{TokenKind, Tokens};
use crate::vocabulary;

/// How a document is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The blanks of a level.
    pub indent: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { indent: 2 }
    }
}

/// The edits that format a text; `None` where it is not well-formed, or beyond what is read.
pub fn format(text: &str, options: &Options) -> Option<Vec<Edit>> {
    let outline = Outline::new(text)?;
    let mut formatter = Formatter {
        outline: &outline,
        options: *options,
        line_end: outline.line_end(),
        edits: Vec::new(),
    };
    formatter.document();
    let mut edits = formatter.edits;
    order::by(&mut edits, |edit| (edit.span.start, edit.span.end));
    Some(edits)
}

/// The edits that format the lines of a text that `range` touches.
pub fn format_range(text: &str, range: &Span, options: &Options) -> Option<Vec<Edit>> {
    let start = text.get(..range.start)?.rfind('\n').unwrap_or(0);
    let end = text
        .get(range.end..)?
        .find('\n')
        .map_or(text.len(), |at| range.end + at);
    let mut edits = format(text, options)?;
    edits.retain(|edit| start <= edit.span.start && edit.span.end <= end);
    Some(edits)
}

/// The formatted text; `None` where it is not well-formed, or beyond what is read.
pub fn formatted(text: &str, options: &Options) -> Option<String> {
    Some(crate::edit::apply(text, &format(text, options)?))
}

struct Formatter<'o, 't> {
    outline: &'o Outline<'t>,
    options: Options,
    line_end: &'static str,
    edits: Vec<Edit>,
}

/// An element whose inside is still to be formatted.
struct Waiting {
    index: usize,
    depth: usize,
    /// What libvirt knows about it.
    known: Option<vocabulary::Element>,
}

impl Formatter<'_, '_> {
    fn document(&mut self) {
        let Some(root) = self.outline.root() else {
            return;
        };
        self.top();
        let known = self
            .outline
            .nodes
            .get(root)
            .filter(|root| self.outline.name(root) == "domain");
        let mut waiting = vec![Waiting {
            index: root,
            depth: 0,
            known: known.map(|_| vocabulary::root()),
        }];
        // A list instead of recursion, since documents can be deep.
        while let Some(Waiting {
            index,
            depth,
            known,
        }) = waiting.pop()
        {
            let Some(node) = self.outline.nodes.get(index) else {
                continue;
            };
            self.tag(&node.start_tag);
            if self.is_foreign(node) && depth > 0 || self.keeps_blanks(node) {
                continue;
            }
            if let Some(end_tag) = &node.end_tag {
                self.tag(end_tag);
            }
            if !self.is_structure(node, known) {
                continue;
            }
            self.inside(node, depth);
            for child in self.outline.elements(node) {
                let name = self
                    .outline
                    .nodes
                    .get(child)
                    .map_or("", |child| self.outline.name(child));
                let known = known
                    .and_then(|known| known.child(name))
                    .map(|child| child.element);
                waiting.push(Waiting {
                    index: child,
                    depth: depth + 1,
                    known,
                });
            }
        }
    }

    /// Whether the element is of another vocabulary, which may care about blanks.
    fn is_foreign(&self, node: &Node) -> bool {
        self.outline.name(node).contains(':')
            || node
                .attributes
                .iter()
                .any(|attribute| self.outline.slice(attribute.name.clone()) == "xmlns")
    }

    fn keeps_blanks(&self, node: &Node) -> bool {
        node.attributes.iter().any(|attribute| {
            self.outline.slice(attribute.name.clone()) == "xml:space"
                && self.outline.value(attribute) == "preserve"
        })
    }

    /// Whether the blanks in an element are nothing but layout.
    fn is_structure(&self, node: &Node, known: Option<vocabulary::Element>) -> bool {
        let of = |index: &usize| self.outline.nodes.get(*index);
        let texts = node
            .children
            .iter()
            .filter_map(of)
            .filter(|child| child.kind == Kind::Text);
        let only_blanks = texts.clone().all(|text| self.outline.is_blank(text));
        let holds_elements = known.is_some_and(|known| known.names().next().is_some());
        only_blanks
            && !node.children.is_empty()
            && (self.outline.elements(node).next().is_some() || holds_elements)
    }

    /// What stands beside the root element.
    fn top(&mut self) {
        let bom = if self.outline.text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let mut at = bom;
        let parts = self
            .outline
            .top
            .iter()
            .filter_map(|index| self.outline.nodes.get(*index));
        let parts: Vec<&Node> = parts.filter(|part| part.kind != Kind::Text).collect();
        for part in parts {
            let gap = at..part.span.start;
            if at == bom {
                self.replace(gap, "");
            } else {
                let text = self.gap(&gap, part, 0);
                self.replace(gap, &text);
            }
            at = part.span.end;
        }
        self.replace(at..self.outline.text.len(), self.line_end);
    }

    /// The blanks between the parts of an element.
    fn inside(&mut self, node: &Node, depth: usize) {
        let mut at = node.start_tag.end;
        let parts = node
            .children
            .iter()
            .filter_map(|index| self.outline.nodes.get(*index));
        for part in parts.filter(|part| part.kind != Kind::Text) {
            let gap = at..part.span.start;
            let text = self.gap(&gap, part, depth + 1);
            self.replace(gap, &text);
            at = part.span.end;
        }
        if let Some(end_tag) = &node.end_tag {
            let gap = at..end_tag.start;
            let text = self.lines(&gap, depth);
            self.replace(gap, &text);
        }
    }

    /// What is to stand before a part: a line end, unless it is a comment on the line of what it is about.
    fn gap(&self, gap: &Span, part: &Node, depth: usize) -> String {
        let same_line = !self.outline.slice(gap.clone()).contains('\n');
        if part.kind == Kind::Comment && same_line {
            return " ".to_owned();
        }
        self.lines(gap, depth)
    }

    fn lines(&self, gap: &Span, depth: usize) -> String {
        let lines = self
            .outline
            .slice(gap.clone())
            .matches('\n')
            .count()
            .clamp(1, 2);
        let mut text = self.line_end.repeat(lines);
        text.push_str(&" ".repeat(depth * self.options.indent));
        text
    }

    /// The blanks in a tag.
    fn tag(&mut self, tag: &Span) {
        let mut before = TokenKind::StartTag;
        let mut tokens = Tokens::new(self.outline.slice(tag.clone())).peekable();
        while let Some(token) = tokens.next() {
            if token.kind == TokenKind::Blank {
                let next = tokens.peek().map_or(TokenKind::TagEnd, |next| next.kind);
                let wanted = if next == TokenKind::AttributeName && before != TokenKind::Equals {
                    " "
                } else {
                    ""
                };
                self.replace(tag.start + token.start..tag.start + token.end, wanted);
            } else {
                before = token.kind;
            }
        }
    }

    /// Puts `text` in the place of blanks, if it differs, as the smallest edit.
    fn replace(&mut self, span: Span, text: &str) {
        let old = self.outline.slice(span.clone());
        if old == text {
            return;
        }
        let same = |(a, b): &(u8, u8)| a == b;
        let head = old.bytes().zip(text.bytes()).take_while(same).count();
        let rest = (old.len() - head).min(text.len() - head);
        let tail = old
            .bytes()
            .rev()
            .zip(text.bytes().rev())
            .take(rest)
            .take_while(same)
            .count();
        let text = text
            .get(head..text.len() - tail)
            .unwrap_or_default()
            .to_owned();
        self.edits.push(Edit {
            span: span.start + head..span.end - tail,
            text,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let once = formatted(text, &Options::default()).unwrap();
        assert_eq!(once, expected);
        assert_eq!(
            formatted(&once, &Options::default()).unwrap(),
            once,
            "not the same again"
        );
    }

    #[test]
    fn every_element_has_a_line_and_two_blanks_a_level() {
        check(
            "<domain type='vbox'><name>a</name>\n\n\n\n<devices><disk  type = \"file\"\n device='disk' /></devices ></domain>",
            "<domain type='vbox'>\n  <name>a</name>\n\n  <devices>\n    <disk type=\"file\" device='disk'/>\n  </devices>\n</domain>\n",
        );
    }

    #[test]
    fn what_was_written_on_purpose_stays() {
        for text in [
            "<domain>\n  <!-- a\n b -->\n  <name>x &amp; <![CDATA[y]]></name> <!-- behind -->\n</domain>\n",
            "<domain>\n  <description>two\n lines </description>\n  <title> </title>\n</domain>\n",
            "<domain>\n  <metadata>\n    <x:a xmlns:x='y'><x:b>\n</x:b>   </x:a>\n  </metadata>\n</domain>\n",
            "<a>\n  <b xml:space='preserve'> <c/> </b>\n  <d>text <e/> text</d>\n</a>\n",
            "<a>\n  <b></b>\n  <c>&#10;</c>\n</a>\n",
            "<?xml version='1.0'?>\n<!-- a -->\n\n<a/>\n<!-- b -->\n",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn comments_keep_their_line_or_the_line_that_they_are_about() {
        check(
            "<domain>\n<!-- above -->\n<devices> <!-- about devices -->\n<disk/><!-- about disk -->\n\n\n<!-- last --></devices></domain>",
            "<domain>\n  <!-- above -->\n  <devices> <!-- about devices -->\n    <disk/> <!-- about disk -->\n\n    <!-- last -->\n  </devices>\n</domain>\n",
        );
    }

    #[test]
    fn an_element_for_elements_is_indented_though_it_has_none() {
        check(
            "<domain><devices>\n<!-- none -->\n</devices></domain>",
            "<domain>\n  <devices>\n    <!-- none -->\n  </devices>\n</domain>\n",
        );
        check(
            "<domain>\n  <title>\n<!-- none -->\n</title>\n</domain>\n",
            "<domain>\n  <title>\n<!-- none -->\n</title>\n</domain>\n",
        );
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_stay() {
        check(
            "\u{feff}\r\n<a><b/>\r\n</a>",
            "\u{feff}<a>\r\n  <b/>\r\n</a>\r\n",
        );
    }

    #[test]
    fn edits_are_the_smallest_and_a_range_has_only_its_own() {
        let text = "<a>\n   <b/>\n <c/>\n</a>\n";
        let all = format(text, &Options::default()).unwrap();
        assert_eq!(
            all,
            [
                Edit {
                    span: 6..7,
                    text: String::new()
                },
                Edit {
                    span: 13..13,
                    text: " ".to_owned()
                }
            ]
        );
        assert_eq!(
            format_range(text, &(14..15), &Options::default()).unwrap(),
            all[1..]
        );
    }

    #[test]
    fn text_that_is_not_well_formed_is_not_formatted() {
        assert_eq!(format("<a>", &Options::default()), None);
    }
}
