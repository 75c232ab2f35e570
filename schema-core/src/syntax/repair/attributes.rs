//! The attributes of a tag: quotes, values, names, and names that are given twice.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::span::Span;
use crate::syntax::characters::resolve;
use crate::syntax::tokens::FOREIGN_QUOTES;

use super::names::{XML, XMLNS, sound, split, usual};
use super::tag::{Tag, Written};
use super::{Fault, FaultKind, Mender};

/// An attribute that stays in the mended text.
struct Kept<'t> {
    name: Cow<'t, str>,
    value: Cow<'t, str>,
    written: Written,
}

impl<'t> Mender<'t, '_> {
    /// Reports what is wrong with the attributes of a start tag.
    pub(super) fn attributes(&mut self, tag: &Tag) {
        let mut kept = Vec::with_capacity(tag.attributes.len());
        let mut before = tag.name.end;
        for written in &tag.attributes {
            if !written.apart && written.name.start == before {
                let name = self.slice(written.name.clone());
                let message = format!("no blank before the attribute `{name}`");
                self.report(
                    Fault::new(FaultKind::MalformedTag, written.name.clone(), message)
                        .safe("put a blank before it")
                        .edit(before..before, " "),
                );
            }
            before = written.end();
            if let Some(name) = self.attribute_name(written) {
                let is_open = !tag.quote.is_empty() && written.end() == tag.end;
                let value = self.value(written, is_open);
                kept.push(Kept {
                    name,
                    value,
                    written: written.clone(),
                });
            }
        }
        let depth = self.open.len();
        kept.retain(|kept| self.declaration(depth, kept));
        self.duplicates(tag, &kept);
    }

    fn attribute_name(&mut self, written: &Written) -> Option<Cow<'t, str>> {
        let name = self.slice(written.name.clone());
        let sound = sound(name, false);
        if sound == name {
            return Some(Cow::Borrowed(name));
        }
        let fault = Fault::new(
            FaultKind::MalformedTag,
            written.name.clone(),
            format!("`{name}` is no name of an attribute"),
        );
        if sound.is_empty() {
            self.report(
                fault
                    .guess("remove it")
                    .edit(written.name.start..written.end(), ""),
            );
            return None;
        }
        self.report(
            fault
                .guess(format!("write `{sound}`"))
                .edit(written.name.clone(), sound.clone()),
        );
        Some(Cow::Owned(sound))
    }

    /// Reports what is wrong with `=` and the value; gives the value. One that is open ends with its unfinished tag, and is
    /// a part of that fault.
    fn value(&mut self, written: &Written, is_open: bool) -> Cow<'t, str> {
        let name = self.slice(written.name.clone());
        match (&written.equals, &written.value) {
            (Some(_), Some(value)) if is_open => {
                let inside = value.start + 1..value.end;
                self.value_characters(&inside);
                return resolve(self.slice(inside));
            }
            (Some(_), Some(value)) => return self.quoted(name, value),
            (None, Some(value)) => {
                self.report(
                    Fault::new(
                        FaultKind::MissingValue,
                        written.name.start..value.end,
                        format!("no `=` between `{name}` and its value"),
                    )
                    .safe("put `=` between them")
                    .edit(written.name.end..value.start, "="),
                );
                return self.quoted(name, value);
            }
            (Some(equals), None) => {
                self.report(
                    Fault::new(
                        FaultKind::MissingValue,
                        written.name.start..equals.end,
                        format!("the attribute `{name}` has no value"),
                    )
                    .note(format!("write `{name}='…'`, or remove it"))
                    .choice()
                    .lossy()
                    .edit(equals.end..equals.end, "''"),
                );
            }
            (None, None) => {
                self.report(
                    Fault::new(
                        FaultKind::MissingValue,
                        written.name.clone(),
                        format!("the attribute `{name}` has no value"),
                    )
                    .note(format!("write `{name}='…'`, or remove it"))
                    .choice()
                    .lossy()
                    .edit(written.name.end..written.name.end, "=''"),
                );
            }
        }
        Cow::Borrowed("")
    }

    /// Reports a quote that is missing, and what cannot stand in a value.
    fn quoted(&mut self, name: &str, value: &Span) -> Cow<'t, str> {
        let text = self.slice(value.clone());
        let quote = |text: &str| matches!(text, "\"" | "'");
        let opens = text.get(..1).filter(|first| quote(first));
        let closes = text
            .get(text.len().saturating_sub(1)..)
            .filter(|last| quote(last));
        let inside = match (opens, closes) {
            (Some(open), Some(close)) if open == close && text.len() > 1 => {
                let inside = value.start + 1..value.end - 1;
                self.inner_quotes(name, open, &inside);
                inside
            }
            (Some(open), Some(_)) if text.len() > 1 => {
                let message =
                    format!("the value of `{name}` ends with another quote than it begins with");
                self.report(
                    Fault::new(FaultKind::UnquotedValue, value.clone(), message)
                        .safe(format!("write `{open}`"))
                        .edit(value.end - 1..value.end, open),
                );
                value.start + 1..value.end - 1
            }
            (Some(open), _) => {
                let message = format!("the value of `{name}` lacks its closing quote");
                self.report(
                    Fault::new(FaultKind::UnquotedValue, value.clone(), message)
                        .safe(format!("add `{open}`"))
                        .edit(value.end..value.end, open),
                );
                value.start + 1..value.end
            }
            (None, Some(close)) => {
                let message = format!("the value of `{name}` lacks its opening quote");
                self.report(
                    Fault::new(FaultKind::UnquotedValue, value.clone(), message)
                        .safe(format!("add `{close}`"))
                        .edit(value.start..value.start, close),
                );
                value.start..value.end - 1
            }
            (None, None) if let Some(inside) = between_foreign(text, value) => {
                let message = format!("the quotes of `{name}` are not those of XML");
                let quote = if self.slice(inside.clone()).contains('\'') {
                    "\""
                } else {
                    "'"
                };
                let short = super::excerpt(self.slice(inside.clone()));
                self.report(
                    Fault::new(FaultKind::UnquotedValue, value.clone(), message)
                        .safe(format!("write `{name}={quote}{short}{quote}`"))
                        .edit(value.start..inside.start, quote)
                        .edit(inside.end..value.end, quote),
                );
                inside
            }
            (None, None) => {
                let quote = if text.contains('\'') { "\"" } else { "'" };
                let message = format!("the value of `{name}` has no quotes");
                self.report(
                    Fault::new(FaultKind::UnquotedValue, value.clone(), message)
                        .safe(format!(
                            "write `{name}={quote}{}{quote}`",
                            super::excerpt(text)
                        ))
                        .edit(value.start..value.start, quote)
                        .edit(value.end..value.end, quote),
                );
                value.clone()
            }
        };
        self.value_characters(&inside);
        resolve(self.slice(inside))
    }

    /// Reports quotes in a value of the kind that it stands between: all of them doubled, or a part of what it says.
    fn inner_quotes(&mut self, name: &str, quote: &str, inside: &Span) {
        let text = self.slice(inside.clone());
        let bare = text.strip_prefix(quote).unwrap_or(text);
        let start = inside.start + (text.len() - bare.len());
        let bare = bare.strip_suffix(quote).unwrap_or(bare);
        let end = start + bare.len();
        let is_doubled = bare.len() < text.len();
        let mut places = bare.match_indices(quote).peekable();
        if !is_doubled && places.peek().is_none() {
            return;
        }
        let written = if quote == "'" { "&apos;" } else { "&quot;" };
        let mut fault = if is_doubled {
            let message = format!("the value of `{name}` has its quotes twice");
            Fault::new(FaultKind::UnquotedValue, inside.clone(), message).safe("remove the second")
        } else {
            let message = format!("`{quote}` has to be written `{written}` in this value");
            Fault::new(FaultKind::UnescapedCharacter, inside.clone(), message)
                .note(format!("a value between `{quote}` ends with the next"))
                .safe(format!("write `{written}`"))
        };
        for span in [inside.start..start, end..inside.end] {
            if !span.is_empty() {
                fault = fault.edit(span, "");
            }
        }
        for (at, quote) in places {
            fault = fault.edit(start + at..start + at + quote.len(), written);
        }
        self.report(fault);
    }

    /// Takes note of a declaration of a prefix; `false` for one that XML does not allow.
    fn declaration(&mut self, depth: usize, kept: &Kept<'_>) -> bool {
        let (prefix, local) = match &*kept.name {
            "xmlns" => ("", ""),
            name => match split(name) {
                ("xmlns", local) => ("xmlns", local),
                // The parser takes it for a declaration of the default namespace.
                (_, "xmlns") => ("", ""),
                _ => return true,
            },
        };
        let wrong = match (&*kept.value, local) {
            (XML, "xml") => return true,
            (XML | XMLNS, _) => Some("this namespace belongs to XML itself"),
            (_, "xml") => Some("the prefix `xml` belongs to XML itself"),
            (_, _) => None,
        };
        if let Some(wrong) = wrong {
            let span = kept.written.name.start..kept.written.end();
            self.report(
                Fault::new(FaultKind::UndeclaredPrefix, span.clone(), wrong)
                    .guess("remove the declaration")
                    .edit(span, ""),
            );
            return false;
        }
        if prefix == "xmlns" {
            self.scopes.declare(depth, local, &kept.value);
        }
        true
    }

    /// Reports attributes that are given twice, by name or by what their prefixes stand for.
    fn duplicates(&mut self, tag: &Tag, kept: &[Kept<'_>]) {
        let mut seen: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for (index, one) in kept.iter().enumerate() {
            let (prefix, local) = split(&one.name);
            let namespace = match prefix {
                "" => String::new(),
                "xml" => XML.to_owned(),
                "xmlns" => XMLNS.to_owned(),
                prefix => self.namespace(tag, prefix, &one.written.name),
            };
            let Some(first) = seen
                .get(&(namespace.clone(), local))
                .and_then(|first| kept.get(*first))
            else {
                seen.insert((namespace, local), index);
                continue;
            };
            let span = one.written.name.start..one.written.end();
            let fault = Fault::new(
                FaultKind::DuplicateAttribute,
                span.clone(),
                format!("attribute `{}` is given twice", one.name),
            )
            .related(
                "the first is here",
                first.written.name.start..first.written.end(),
            );
            let fault = if first.value == one.value {
                fault.safe("remove the second, which says the same")
            } else {
                fault.guess("remove the second")
            };
            let blanks = self.trimmed_end(tag.name.end..span.start);
            self.report(fault.edit(blanks..span.end, ""));
        }
    }

    /// The namespace of a prefix; one that is not declared is reported and declared at the root element.
    pub(super) fn namespace(&mut self, tag: &Tag, prefix: &str, name: &Span) -> String {
        if let Some(uri) = self.scopes.namespace(prefix) {
            return uri.to_owned();
        }
        let (uri, known) = usual(prefix);
        let root = self.open.first().and_then(|root| self.nodes.get(*root));
        let at = root.map_or(tag.name.end, |root| root.name.end);
        let fault = Fault::new(
            FaultKind::UndeclaredPrefix,
            name.clone(),
            format!("the prefix `{prefix}` is not declared with `xmlns:{prefix}`"),
        )
        .edit(at..at, format!(" xmlns:{prefix}='{uri}'"));
        let title = format!("declare it in the root element as `{uri}`");
        self.report(if known {
            fault.safe(title)
        } else {
            fault.guess(title)
        });
        self.scopes.declare(0, prefix, &uri);
        uri.into_owned()
    }
}

/// What stands between quotes that XML does not have.
fn between_foreign(text: &str, value: &Span) -> Option<Span> {
    let between = || {
        let inside = text.strip_prefix(FOREIGN_QUOTES)?;
        inside.strip_suffix(FOREIGN_QUOTES)
    };
    // As a page on the web shows them to a program that reads its source.
    let written_out = || {
        let mut all = ["&quot;", "&apos;", "&#34;", "&#39;"].into_iter();
        all.find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
    };
    let inside = between().or_else(written_out)?;
    let start = value.start + text.find(inside)?;
    Some(start..start + inside.len())
}
