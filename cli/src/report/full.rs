//! Diagnostics as a person reads them: the lines of the document with the places marked, notes, and fixes as patches.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
};
use schema_core::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use schema_core::span::{LineIndex, Span};

use super::{Found, Summary};
use schema_core::visible;

use crate::error::CommandError;
use crate::output::Output;

/// Places further apart than this are shown as two pieces of the document, so that a diagnostic costs what it shows and
/// not what lies between.
const APART: usize = 4096;
/// Of lines longer than this only what is around a place is shown: a text of one line with many faults would be looked
/// through for each of them, and nobody reads it.
const LONG: usize = 1 << 10;
/// How much that is, on each side.
const AROUND: usize = 60;

pub(super) fn document(
    found: &Found<'_>,
    color: bool,
    out: &mut Output,
) -> Result<(), CommandError> {
    let lines = found.lines();
    for diagnostic in found.diagnostics {
        out.write(&render(found, &lines, diagnostic, color))?;
        if out.is_closed() {
            break;
        }
    }
    Ok(())
}

pub(super) fn summary(summary: &Summary, out: &mut Output) -> Result<(), CommandError> {
    let Summary {
        files,
        errors,
        warnings,
        notes,
        safe_fixes,
        unsafe_fixes,
    } = *summary;
    let counts: Vec<String> = [(errors, "error"), (warnings, "warning"), (notes, "note")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| counted(count, what))
        .collect();
    if counts.is_empty() {
        return Ok(());
    }
    let mut line = format!("{} in {}", counts.join(", "), counted(files, "document"));
    if safe_fixes > 0 {
        line.push_str(&format_fixes(safe_fixes, "--fix"));
    }
    if unsafe_fixes > 0 {
        // That mends what is safe as well.
        let count = safe_fixes + unsafe_fixes;
        line.push_str(&format_fixes(count, "--fix --unsafe-fixes"));
    }
    out.write(&format!("{line}\n"))
}

fn format_fixes(count: usize, option: &str) -> String {
    format!("; `{option}` mends {count}")
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}

/// One diagnostic with an empty line after it.
pub(super) fn render(
    found: &Found<'_>,
    lines: &LineIndex,
    diagnostic: &Diagnostic,
    color: bool,
) -> String {
    let file = visible::name(found.file);
    let message = visible::text(&diagnostic.message);
    let page = Page {
        text: found.text,
        lines,
        file: &file,
    };

    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&*message).id(diagnostic.rule);
    let marks = marks(diagnostic);
    let mut groups = vec![
        Group::with_title(title)
            .elements(page.snippets(&marks))
            .elements(
                diagnostic
                    .notes
                    .iter()
                    .map(|note| Level::NOTE.message(visible::text(note).into_owned())),
            ),
    ];
    groups.extend(diagnostic.fixes.iter().map(|fix| page.fix(fix)));

    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let rendered = renderer.render(&groups);
    let mut rendered = visible::styled(&without_nameless(&rendered)).into_owned();
    rendered.push_str("\n\n");
    rendered
}

/// A rendered diagnostic without the lines that name no file: the renderer has one above a piece of a line, whose place
/// stands above it already.
fn without_nameless(rendered: &str) -> Cow<'_, str> {
    const NAMELESS: &str = "::: ";
    let is_nameless = |line: &str| {
        // What is between escape sequences ends with an `m`.
        let bare = line.split('\u{1b}').map(|part| {
            part.strip_prefix('[')
                .and_then(|part| part.split_once('m'))
                .map_or(part, |(_, text)| text)
        });
        bare.collect::<String>().trim_start() == NAMELESS
    };
    if !rendered.contains(NAMELESS) {
        return Cow::Borrowed(rendered);
    }
    let lines: Vec<&str> = rendered
        .split('\n')
        .filter(|line| !is_nameless(line))
        .collect();
    Cow::Owned(lines.join("\n"))
}

/// A place to mark.
struct Mark<'a> {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

fn marks(diagnostic: &Diagnostic) -> Vec<Mark<'_>> {
    let primary = Mark {
        span: diagnostic.span.clone(),
        kind: AnnotationKind::Primary,
        label: None,
    };
    let related = diagnostic.related.iter().map(|label| Mark {
        span: label.span.clone(),
        kind: AnnotationKind::Context,
        label: Some(label.message.as_str()),
    });
    std::iter::once(primary).chain(related).collect()
}

/// The document that pieces are shown of.
struct Page<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    file: &'a str,
}

impl<'a> Page<'a> {
    /// The pieces that hold the marks; the first holds the first mark.
    fn snippets(&self, marks: &[Mark<'_>]) -> Vec<Element<'a>> {
        let mut pieces: Vec<(Range<usize>, Vec<&Mark<'_>>)> = Vec::new();
        for mark in marks {
            let piece = self.whole_lines(&mark.span);
            match pieces
                .iter_mut()
                .find(|(other, _)| distance(other, &piece) < APART)
            {
                Some((other, marks)) => {
                    *other = other.start.min(piece.start)..other.end.max(piece.end);
                    marks.push(mark);
                }
                None => pieces.push((piece, vec![mark])),
            }
        }
        pieces
            .into_iter()
            .flat_map(|(piece, marks)| {
                if self.is_long(&piece) {
                    let around = marks.into_iter().map(|mark| self.around(mark));
                    around.flatten().collect()
                } else {
                    vec![self.annotated(&piece, marks).into()]
                }
            })
            .collect()
    }

    /// A piece of the document with its marks.
    fn annotated(
        &self,
        piece: &Range<usize>,
        marks: Vec<&Mark<'_>>,
    ) -> Snippet<'a, Annotation<'a>> {
        let annotations = marks.into_iter().map(|mark| {
            let label = mark.label.map(|label| visible::name(label).into_owned());
            mark.kind.span(self.within(&mark.span, piece)).label(label)
        });
        let annotations: Vec<_> = annotations.collect();
        self.snippet(piece).annotations(annotations)
    }

    /// Whether a piece of the document has a line that is too long to be shown.
    fn is_long(&self, piece: &Range<usize>) -> bool {
        if piece.len() <= LONG {
            return false;
        }
        let mut lines = self.slice(piece).split(['\n', '\r']);
        self.lines.line(piece.start) == self.lines.line(piece.end)
            || lines.any(|line| line.len() > LONG)
    }

    /// Where a mark is, and what is around it on its line.
    fn around(&self, mark: &Mark<'_>) -> Vec<Element<'a>> {
        let line = self.whole_lines(&mark.span);
        let window = self.window(&mark.span, &line);
        let label = mark.label.map(|label| visible::name(label).into_owned());
        let annotation = mark.kind.span(self.within(&mark.span, &window));
        let snippet = Snippet::source(line_feeds(self.slice(&window)))
            .line_start(self.lines.line(window.start))
            .annotations([annotation.label(label)]);
        vec![self.origin(mark), snippet.into()]
    }

    /// A part of a line that has a place in it, or the beginning of the place where that is long.
    fn window(&self, span: &Span, line: &Range<usize>) -> Range<usize> {
        let start = span.start.saturating_sub(AROUND).max(line.start);
        let end = span.end.min(span.start + AROUND) + AROUND;
        let end = end.min(line.end).max(start);
        self.text.ceil_char_boundary(start)..self.text.floor_char_boundary(end)
    }

    fn slice(&self, piece: &Range<usize>) -> &'a str {
        self.text.get(piece.clone()).unwrap_or_default()
    }

    /// Where a mark is, in place of the line.
    fn origin(&self, mark: &Mark<'_>) -> Element<'a> {
        let at = self.lines.line_column(self.text, mark.span.start);
        Origin::path(self.file.to_owned())
            .line(at.line)
            .char_column(at.column)
            .into()
    }

    fn fix(&self, fix: &Fix) -> Group<'a> {
        let mut title = visible::name(&fix.title).into_owned();
        match fix.applicability {
            Applicability::Safe => {}
            Applicability::Unsafe => title.push_str(" (may change what the document means)"),
        }
        let group = Group::with_title(Level::HELP.secondary_title(title));
        let spans = fix.edits.iter().map(|edit| self.whole_lines(&edit.span));
        let Some(piece) =
            spans.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
        else {
            return group;
        };
        let piece = if self.is_long(&piece) {
            let spans = fix.edits.iter().map(|edit| edit.span.clone());
            let all = spans.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end));
            let Some(all) = all.filter(|all| all.len() <= AROUND) else {
                return group;
            };
            self.window(&all, &piece)
        } else {
            piece
        };
        let patches = fix.edits.iter().map(|edit| {
            Patch::new(
                self.within(&edit.span, &piece),
                visible::text(&edit.text).into_owned(),
            )
        });
        group.element(self.snippet(&piece).patches(patches))
    }

    fn snippet<T: Clone>(&self, piece: &Range<usize>) -> Snippet<'a, T> {
        Snippet::source(line_feeds(self.slice(piece)))
            .line_start(self.lines.line(piece.start))
            .path(Cow::Owned(self.file.to_owned()))
    }

    /// The lines that hold a span, without a byte order mark.
    fn whole_lines(&self, span: &Span) -> Range<usize> {
        let end = span.end.min(self.text.len());
        let start = span.start.min(end);
        let first = self.lines.around(self.text, start).start;
        let last = self.lines.around(self.text, end).end.max(end);
        first.min(last)..last
    }

    /// A span of the document as one of a piece of it, between characters.
    fn within(&self, span: &Span, piece: &Range<usize>) -> Range<usize> {
        let floor = |mut at: usize| {
            at = at.clamp(piece.start, piece.end);
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at - piece.start
        };
        let start = floor(span.start);
        start..floor(span.end).max(start)
    }
}

/// The same text with every line ended by a line feed: a lone carriage return, as old systems wrote it, would make one
/// line of all. The length stays.
fn line_feeds(text: &str) -> Cow<'_, str> {
    let lone = |(at, _): &(usize, &str)| {
        !text
            .get(at + 1..)
            .is_some_and(|rest| rest.starts_with('\n'))
    };
    if !text.match_indices('\r').any(|found| lone(&found)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\r') {
        let (before, after) = rest.split_at(at);
        let after = after.strip_prefix('\r').unwrap_or(after);
        out.push_str(before);
        out.push(if after.starts_with('\n') { '\r' } else { '\n' });
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.start
        .max(other.start)
        .saturating_sub(one.end.min(other.end))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use schema_core::diagnostic::{Edit, Label};

    use super::*;

    /// Renders one diagnostic on `first`, with a label on each of `related` and a fix that replaces `first`.
    #[track_caller]
    fn check(text: &str, first: &str, related: &[&str], expected: &Expect) {
        let span = |needle: &str| {
            let start = text.find(needle).unwrap();
            start..start + needle.len()
        };
        let edit = Edit {
            span: span(first),
            text: "sdb".to_owned(),
        };
        let diagnostic = Diagnostic {
            rule: "a-rule",
            alias: "A1",
            severity: Severity::Error,
            message: "something is wrong with \u{202e}`x`".to_owned(),
            span: span(first),
            path: schema_core::Path::root(),
            related: related
                .iter()
                .map(|needle| Label {
                    message: "see\u{1b}[2J".to_owned(),
                    span: span(needle),
                })
                .collect(),
            notes: vec!["because".to_owned()],
            fixes: vec![Fix {
                title: "mend it".to_owned(),
                applicability: Applicability::Unsafe,
                edits: vec![edit],
            }],
        };
        let found = Found::new("a\u{9b}.xml", text, std::slice::from_ref(&diagnostic));
        expected.assert_eq(&render(&found, &found.lines(), &diagnostic, false));
    }

    #[test]
    fn shows_the_place_its_relations_notes_and_fixes() {
        check(
            "<a>\n  <b c='one'/>\n  <b c='two'/>\n</a>\n",
            "two",
            &["one"],
            &expect![[r#"
            error[a-rule]: something is wrong with \u{202e}`x`
             --> a\u{9b}.xml:3:9
              |
            2 |   <b c='one'/>
              |         --- see\u{1b}[2J
            3 |   <b c='two'/>
              |         ^^^
              |
              = note: because
            help: mend it (may change what the document means)
              |
            3 -   <b c='two'/>
            3 +   <b c='sdb'/>
              |

        "#]],
        );
    }

    #[test]
    fn what_is_far_apart_is_shown_in_pieces() {
        let far = format!("<a c='one'>{}\n  <b c='two'/>\n</a>\n", "\n".repeat(APART));
        check(
            &far,
            "two",
            &["one"],
            &expect![[r#"
            error[a-rule]: something is wrong with \u{202e}`x`
                --> a\u{9b}.xml:4098:9
                 |
            4098 |   <b c='two'/>
                 |         ^^^
                 |
                ::: a\u{9b}.xml:1:7
                 |
               1 | <a c='one'>
                 |       --- see\u{1b}[2J
                 |
                 = note: because
            help: mend it (may change what the document means)
                 |
            4098 -   <b c='two'/>
            4098 +   <b c='sdb'/>
                 |

        "#]],
        );
    }

    #[test]
    fn of_lines_that_are_too_long_a_part_is_shown() {
        let long = format!("<a c='one'/>{}<b c='two'/>", " ".repeat(LONG));
        check(
            &long,
            "two",
            &["one"],
            &expect![[r#"
                error[a-rule]: something is wrong with \u{202e}`x`
                 --> a\u{9b}.xml:1:1043
                  |
                1 | ...                   <b c='two'/>
                  |                             ^^^
                 ::: a\u{9b}.xml:1:7
                  |
                1 | <a c='one'/>                                                         
                  |       --- see\u{1b}[2J
                  |
                  = note: because
                help: mend it (may change what the document means)
                  |
                1 -                                                       <b c='two'/>
                1 +                                                       <b c='sdb'/>
                  |

            "#]],
        );
    }

    #[test]
    fn old_line_ends_and_hidden_characters_do_not_disturb() {
        check(
            "\u{feff}<a>\r<é\u{9b}31m c='two'/>\r</a>",
            "two",
            &["<a>"],
            &expect![[r#"
            error[a-rule]: something is wrong with \u{202e}`x`
             --> a\u{9b}.xml:2:11
              |
            1 | <a>
              | --- see\u{1b}[2J
            2 | <é�31m c='two'/>
              |           ^^^
              |
              = note: because
            help: mend it (may change what the document means)
              |
            2 - <é�31m c='two'/>
            2 + <é�31m c='sdb'/>
              |

        "#]],
        );
    }
}
