//! What stands between tags, and the characters of values.

use crate::span::Span;
use crate::syntax::characters::{Reference, is_allowed, name_length, named, reference};
use crate::syntax::tokens::Token;

use super::entities::Entities;
use super::{Fault, FaultKind, Mender, excerpt, shown};

impl Mender<'_, '_> {
    /// Text between tags.
    pub(super) fn text(&mut self, token: Token) {
        for (at, _) in self.slice(token.span()).match_indices("]]>") {
            let span = token.start + at..token.start + at + "]]>".len();
            self.report(
                Fault::new(
                    FaultKind::UnescapedCharacter,
                    span.clone(),
                    "`]]>` has to be written `]]&gt;`",
                )
                .safe("write `]]&gt;`")
                .edit(span.start + 2..span.end, "&gt;"),
            );
        }
        self.illegal(token.span());
        self.opening(token);
    }

    /// What is neither blank nor in the root element.
    pub(super) fn outside(&mut self, span: Span) {
        let text = self.slice(span.clone());
        let trimmed = text.trim_matches([' ', '\t', '\r', '\n']);
        if trimmed.is_empty() {
            return;
        }
        let start =
            span.start + (text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len());
        let span = start..start + trimmed.len();
        // References and text beside each other are one fault.
        let gap = self.faults.last().map_or(0, |last| last.span.end)..span.start;
        if self.slice(gap).trim().is_empty()
            && let Some(last) = self.faults.last_mut()
            && last.kind == FaultKind::OutsideRoot
            && let [edit] = last.fix.edits.as_mut_slice()
        {
            last.span.end = span.end;
            edit.span.end = span.end;
            return;
        }
        let message = format!("`{}` stands outside of the root element", excerpt(trimmed));
        self.report(
            Fault::new(FaultKind::OutsideRoot, span.clone(), message)
                .guess("remove it")
                .edit(span, ""),
        );
    }

    /// The characters between the quotes of a value.
    pub(super) fn value_characters(&mut self, span: &Span) {
        let text = self.slice(span.clone());
        for (at, character) in text.char_indices() {
            let start = span.start + at;
            match character {
                '<' => self.report(
                    Fault::new(
                        FaultKind::UnescapedCharacter,
                        start..start + 1,
                        "`<` has to be written `&lt;` in an attribute",
                    )
                    .safe("write `&lt;`")
                    .edit(start..start + 1, "&lt;"),
                ),
                '&' => match reference(text.get(at..).unwrap_or_default()) {
                    Some((_, length)) => self.reference(start..start + length),
                    None => self.ampersand(start),
                },
                _ => {}
            }
            if self.gave_up {
                return;
            }
        }
        self.illegal(span.clone());
    }

    /// A reference, which may mean nothing.
    pub(super) fn reference(&mut self, span: Span) {
        let text = self.slice(span.clone());
        match reference(text) {
            Some((Reference::Entity(name), _)) => {
                let meant = self
                    .entities
                    .as_ref()
                    .and_then(|declared| declared.named(name));
                let message = match meant {
                    Some(meant) => {
                        format!("`{text}` stands for `{}`, and is not read", excerpt(meant))
                    }
                    None => format!("`{text}` is not known"),
                };
                let note = if self.entities.is_some() {
                    "entities of a document type declaration are not read; write out what it stands for"
                } else {
                    "XML has only `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`"
                };
                let fault =
                    Fault::new(FaultKind::UnknownReference, span.clone(), message).note(note);
                if let Some(meant) = meant {
                    let meant = meant.to_owned();
                    self.report(
                        fault
                            .safe(format!("write `{}`", excerpt(&meant)))
                            .edit(span, meant),
                    );
                    return;
                }
                let lower = name.to_ascii_lowercase();
                let fault = fault.lossy();
                self.report(match (named(&lower), name) {
                    (Some(_), _) => fault
                        .safe(format!("write `&{lower};`"))
                        .edit(span, format!("&{lower};")),
                    (None, "nbsp") => fault.safe("write `&#160;`").edit(span, "&#160;"),
                    (None, _) => fault
                        .guess("write `&amp;`, which stands for itself")
                        .edit(span.start..span.start + 1, "&amp;"),
                });
            }
            Some((Reference::Forbidden, _)) => {
                let message = format!("`{text}` is no character that XML allows");
                self.report(
                    Fault::new(FaultKind::UnknownReference, span.clone(), message)
                        .guess("remove it")
                        .edit(span, ""),
                );
            }
            Some((Reference::Character(_), _)) | None => {}
        }
    }

    /// A `&` that begins no reference.
    pub(super) fn ampersand(&mut self, at: usize) {
        let rest = self.slice(at + 1..self.text.len());
        let name = rest.get(..name_length(rest)).unwrap_or_default();
        if named(name).is_some() {
            let end = at + 1 + name.len();
            let message = format!("`&{name}` lacks its `;`");
            self.report(
                Fault::new(FaultKind::UnescapedCharacter, at..end, message)
                    .safe("add `;`")
                    .edit(end..end, ";"),
            );
            return;
        }
        self.report(
            Fault::new(
                FaultKind::UnescapedCharacter,
                at..at + 1,
                "`&` has to be written `&amp;`",
            )
            .safe("write `&amp;`")
            .edit(at..at + 1, "&amp;"),
        );
    }

    /// A `<` that begins nothing: text, or a tag that is still being written.
    pub(super) fn less(&mut self, token: Token) {
        let line_before = self.line_before(token.start);
        let line_behind = self.line_behind(token.end).trim_start();
        let alone = (line_before.trim().is_empty() || line_before.trim_end().ends_with('>'))
            && (line_behind.is_empty() || line_behind.starts_with('<'));
        let fault = if alone {
            Fault::new(FaultKind::UnfinishedTag, token.span(), "a tag without name")
                .guess("remove it")
                .edit(token.span(), "")
        } else {
            Fault::new(
                FaultKind::UnescapedCharacter,
                token.span(),
                "`<` has to be written `&lt;`",
            )
            .safe("write `&lt;`")
            .edit(token.span(), "&lt;")
        };
        self.report(fault);
    }

    /// Characters that XML forbids everywhere.
    pub(super) fn illegal(&mut self, span: Span) {
        let text = self.slice(span.clone());
        let mut run: Option<(Span, char)> = None;
        for (at, character) in text
            .char_indices()
            .filter(|(_, character)| !is_allowed(*character))
        {
            let own = span.start + at..span.start + at + character.len_utf8();
            match &mut run {
                Some((run, _)) if run.end == own.start => run.end = own.end,
                Some(_) | None => {
                    if let Some((run, first)) = run.replace((own, character)) {
                        self.illegal_run(run, first);
                    }
                }
            }
        }
        if let Some((run, first)) = run {
            self.illegal_run(run, first);
        }
    }

    fn illegal_run(&mut self, run: Span, first: char) {
        let message = format!("XML does not allow the character {}", shown(first));
        self.report(
            Fault::new(FaultKind::IllegalCharacter, run.clone(), message)
                .guess("remove it")
                .edit(run, ""),
        );
    }

    pub(super) fn cdata(&mut self, token: Token) {
        if self.open.is_empty() {
            self.unwanted(
                token,
                FaultKind::OutsideRoot,
                "a CDATA section stands outside of the root element",
            );
            return;
        }
        if !token.is_complete(self.text) {
            self.unterminated(
                token,
                "a CDATA section",
                "<![CDATA[",
                "]]>",
                &["]>", "]]", "]"],
            );
        }
        self.illegal(token.span());
    }

    pub(super) fn doctype(&mut self, token: Token) {
        let entities = Entities::of(self.slice(token.span()));
        let message = "a document type declaration is not read";
        // With its line, where it begins one: no line is left empty.
        let line =
            |start: usize| self.slice(0..start).is_empty() || self.slice(0..start).ends_with('\n');
        let behind = self.slice(token.end..self.text.len());
        let end = ["\n", "\r\n"].iter().find(|end| behind.starts_with(**end));
        let end = end.filter(|_| line(token.start)).map_or(0, |end| end.len());
        let removed = token.start..token.end + end;
        let fault = Fault::new(FaultKind::Doctype, token.span(), message).edit(removed, "");
        // The entities are written out then.
        self.report(if entities.are_all {
            fault.safe("remove it")
        } else {
            fault.guess("remove it")
        });
        self.entities = Some(entities);
    }

    pub(super) fn unknown_markup(&mut self, token: Token) {
        let message = format!(
            "`{}` is nothing that XML has",
            excerpt(self.slice(token.span()))
        );
        self.unwanted(token, FaultKind::MalformedInstruction, &message);
    }

    /// Reports what can only go.
    fn unwanted(&mut self, token: Token, kind: FaultKind, message: &str) {
        self.report(
            Fault::new(kind, token.span(), message)
                .guess("remove it")
                .edit(token.span(), ""),
        );
    }

    /// Reports markup without its end; `almost` are the ends that people write instead.
    fn unterminated(
        &mut self,
        token: Token,
        what: &str,
        opening: &str,
        end: &str,
        almost: &[&str],
    ) {
        let text = self.slice(token.span());
        let body = text.get(opening.len()..).unwrap_or_default();
        // The `>` of a tag that it hides is no end of it.
        let is_of_tag = |before: &str| before.rfind('<') > before.rfind('>');
        let almost = almost
            .iter()
            .find(|almost| {
                body.strip_suffix(**almost)
                    .is_some_and(|before| **almost != ">" || !is_of_tag(before))
            })
            .map_or(0, |almost| almost.len());
        let span = token.start..(token.start + opening.len()).min(token.end);
        let message = format!("{what} is not ended with `{end}`");
        let place = token.end - almost..token.end;
        let fault = Fault::new(FaultKind::UnterminatedMarkup, span, message)
            .related(format!("`{end}` is missing here"), place.clone())
            .edit(place, end);
        let title = format!("write `{end}`");
        self.report(if almost > 0 {
            fault.safe(title)
        } else {
            fault.guess(title)
        });
    }

    pub(super) fn comment(&mut self, token: Token) {
        let complete = token.is_complete(self.text);
        if !complete {
            self.unterminated(
                token,
                "a comment",
                "<!--",
                "-->",
                &["--!>", "-- >", "->", "--", ">"],
            );
        }
        let inside = token.start + "<!--".len();
        let end = if complete {
            token.end - "-->".len()
        } else {
            let place = self.faults.last().and_then(|fault| fault.fix.edits.first());
            place.map_or(token.end, |edit| edit.span.start)
        };
        if end < inside {
            return;
        }
        self.illegal(inside..end);
        let body = self.slice(inside..end);
        let mut fault: Option<Fault> = None;
        let mut edit = |span: Span, text: &str| {
            let fault = fault.get_or_insert_with(|| {
                Fault::new(
                    FaultKind::MalformedComment,
                    span.clone(),
                    "`--` cannot stand in a comment",
                )
                .safe("put blanks between the dashes")
            });
            fault.fix.edits.push(crate::diagnostic::Edit {
                span,
                text: text.to_owned(),
            });
        };
        let bytes = body.as_bytes();
        for at in 1..bytes.len() {
            if bytes.get(at - 1..=at) == Some(b"--") {
                edit(inside + at..inside + at, " ");
            }
        }
        if bytes.last() == Some(&b'-') {
            edit(end..end, " ");
        }
        if let Some(fault) = fault {
            self.report(fault);
        }
    }

    pub(super) fn instruction(&mut self, token: Token) {
        let text = self.slice(token.span());
        let target = text.strip_prefix("<?").unwrap_or_default();
        let target = target.get(..name_length(target)).unwrap_or_default();
        if target == "xml" {
            let before = self.slice(0..token.start);
            let fault = Fault::new(
                FaultKind::MalformedInstruction,
                token.span(),
                "an XML declaration that is not at the beginning of the text",
            );
            // Blanks before the declaration are all that is wrong.
            if before
                .trim_matches([' ', '\t', '\r', '\n', '\u{feff}'])
                .is_empty()
                && token.is_complete(self.text)
            {
                let bom = if before.starts_with('\u{feff}') {
                    '\u{feff}'.len_utf8()
                } else {
                    0
                };
                self.report(
                    fault
                        .safe("remove the blanks before it")
                        .edit(bom..token.start, ""),
                );
            } else {
                self.report(fault.safe("remove it").edit(token.span(), ""));
            }
        } else if target.is_empty() {
            self.unwanted(
                token,
                FaultKind::MalformedInstruction,
                "a processing instruction without name",
            );
        } else {
            if !token.is_complete(self.text) {
                self.unterminated(token, "a processing instruction", "<?", "?>", &[">", "?"]);
            }
            self.illegal(token.span());
        }
    }

    /// The XML declaration at the beginning.
    pub(super) fn declaration_token(&mut self, token: Token) {
        let text = self.slice(token.span());
        if is_declaration(text) {
            return;
        }
        let version = if text.contains("1.1") { "1.1" } else { "1.0" };
        self.report(
            Fault::new(
                FaultKind::MalformedInstruction,
                token.span(),
                "the XML declaration is malformed",
            )
            .note("it has `version`, then perhaps `encoding`, then perhaps `standalone`")
            .safe("write it anew")
            .edit(
                token.span(),
                format!("<?xml version='{version}' encoding='UTF-8'?>"),
            ),
        );
    }
}

/// Whether this is a whole XML declaration.
fn is_declaration(text: &str) -> bool {
    let body = text
        .strip_prefix("<?xml ")
        .and_then(|rest| rest.strip_suffix("?>"));
    let Some(mut rest) = body.map(str::trim_start) else {
        return false;
    };
    let mut apart = true;
    for (name, must) in [
        ("version", true),
        ("encoding", false),
        ("standalone", false),
    ] {
        let Some(behind) = rest.strip_prefix(name) else {
            if must {
                return false;
            }
            continue;
        };
        let value = behind.trim_start().strip_prefix('=').map(str::trim_start);
        let quote = value
            .and_then(|value| value.chars().next())
            .filter(|quote| matches!(quote, '"' | '\''));
        let (Some(value), Some(quote), true) = (value, quote, apart) else {
            return false;
        };
        let Some((inside, behind)) = value.get(1..).and_then(|value| value.split_once(quote))
        else {
            return false;
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if !inside.chars().all(plain) {
            return false;
        }
        rest = behind.trim_start();
        apart = rest.len() < behind.len();
    }
    rest.is_empty()
}
