//! What the readers of elements are made of.

mod beyond;
mod called;
mod foreign;
mod gathered;
mod inward;
mod misplaced;
mod outward;
mod stray;
mod usual;

use std::borrow::Cow;
use std::collections::BTreeMap;

use gathered::Gathered;
use misplaced::Moved;
pub(crate) use usual::child as usual_child;

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label};
use crate::domain::DomainType;
use crate::domain::value::SizeUnit;
use crate::lint::findings::Findings;
use crate::lint::{self, suggest};
use crate::lint::{Rule, rules};
use crate::path::Path;
use crate::source::{PlaceId, Slot, SourceMap};
use crate::span::Span;
use crate::spec::{Element, ElementSpec, Value};
use crate::syntax;

/// How many attributes and elements beside an unknown one are looked at, to know whether what it is taken for is there
/// already. A limit, so that a text of nothing but unknown ones is read in time that grows with it and not with its square.
const NEIGHBOURS: usize = 500;

/// For how many elements in the wrong place one looks for the right one.
const MOVED: usize = 100;

/// For how many elements nobody takes one looks for the right place before one stops to look.
const HOMELESS: usize = 500;

/// For how many of those one looks for a place that takes one of nearly their name.
const MISSPELT: usize = 16;

/// Collects places and diagnostics while elements are read.
#[derive(Debug)]
pub struct Reader {
    source: SourceMap,
    diagnostics: Findings,
    /// Whether the domain is for VirtualBox, so that what has no effect there is worth a word.
    for_vbox: bool,
    /// Names that an unknown one was taken for: of what element, and which diagnostic says so.
    suggested: Vec<(PlaceId, &'static str, usize)>,
    /// How many of a name there were so far in an element, of those that are not declared.
    undeclared: BTreeMap<(PlaceId, &'static str), u32>,
    /// Elements that stand elsewhere than in the one that lacks them.
    moved: Vec<Moved>,
    /// How many were looked for in vain.
    homeless: usize,
    /// Elements that belong into one that is missing.
    gathered: Vec<Gathered>,
    /// How many were found to belong into one that is missing, or into metadata.
    homed: usize,
}

/// What is left of a reader when all is read.
pub(super) struct Read {
    pub(super) source: SourceMap,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) for_vbox: bool,
}

impl Read {
    /// What there is of a text that cannot be read.
    pub(super) fn nothing(text: &str, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            source: SourceMap::new(text),
            diagnostics,
            for_vbox: true,
        }
    }
}

/// An element that is being read.
#[derive(Clone, Copy, Debug)]
pub struct At<'a, 't> {
    /// The element in the text.
    pub element: syntax::Element<'a, 't>,
    place: PlaceId,
}

/// A value that may stand once.
#[derive(Debug)]
pub struct Found<T> {
    first: Option<PlaceId>,
    value: Option<T>,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self {
            first: None,
            value: None,
        }
    }
}

impl<T> Found<T> {
    /// The value, if it was there and could be read.
    pub fn optional(self) -> Option<T> {
        self.value
    }

    /// The value, or the type's default.
    pub fn or_default(self) -> T
    where
        T: Default,
    {
        self.value.unwrap_or_default()
    }
}

impl Reader {
    pub(super) fn new(text: &str) -> Self {
        Self {
            source: SourceMap::new(text),
            diagnostics: Findings::default(),
            for_vbox: true,
            suggested: Vec::new(),
            undeclared: BTreeMap::new(),
            moved: Vec::new(),
            homeless: 0,
            gathered: Vec::new(),
            homed: 0,
        }
    }

    pub(super) fn finish(self) -> Read {
        Read {
            source: self.source,
            diagnostics: self.diagnostics.finish(),
            for_vbox: self.for_vbox,
        }
    }

    /// Reads the root element.
    pub(super) fn root<T: Element + Default>(
        &mut self,
        name: &'static str,
        document: &syntax::Document<'_>,
    ) -> T {
        let element = document.root();
        let at = self.enter(
            PlaceId::NONE,
            name,
            Slot::Child,
            element,
            T::SPEC.text.is_some(),
        );
        if element.plain_name() != name {
            let written = element.name();
            let namespace = element.namespace();
            let message = match namespace {
                Some(namespace) => format!(
                    "the document is a `<{written}>` of the namespace `{namespace}`, not a `<{name}>` of none"
                ),
                None => format!("the document is a `<{written}>`, not a `<{name}>`"),
            };
            let mut diagnostic = rules::ROOT_NOT_DOMAIN.diagnostic(
                message,
                element.name_span(),
                self.source.path(at.place),
            );
            if namespace.is_none() && suggest::is_close(&written.to_lowercase(), name) {
                diagnostic.notes.push(format!("did you mean `<{name}>`?"));
                let mut spans = vec![element.name_span()];
                spans.extend(element.end_name_span());
                diagnostic.fixes.push(suggest::rename(name, written, spans));
            }
            diagnostic.notes.push(format!(
                "a description of a virtual machine is one `<{name}>` element"
            ));
            self.report(at.place, diagnostic);
            // What is in it can be told at once where only its letters are wrong.
            if namespace.is_some() || !written.eq_ignore_ascii_case(name) {
                return T::default();
            }
        }
        let mut attributes = element.attributes();
        let kind = attributes.find(|attribute| attribute.plain_name() == "type");
        self.for_vbox = match kind {
            // Without a type it is what most documents here are, unless it names another program to run.
            None => usual::domain_types(element).first() == Some(&"vbox"),
            Some(kind) => is_for_vbox(kind.value()),
        };
        let value = T::read(self, at);
        self.mark_moved();
        if name == Path::ROOT {
            let found = lint::check_tree(&self.source, document, self.for_vbox);
            self.diagnostics.extend(found);
        }
        value
    }

    /// Reads an attribute.
    pub fn attribute<T: Value>(
        &mut self,
        at: At<'_, '_>,
        name: &'static str,
        attribute: &syntax::Attribute<'_, '_>,
        found: &mut Found<T>,
    ) {
        let span = attribute.value_span();
        let place = self
            .source
            .push(at.place, name, Slot::Attribute, &span, &attribute.range());
        found.first = Some(place);
        found.value = T::read(attribute.value());
        if found.value.is_none() {
            self.invalid::<T>(place, attribute.value(), span, name);
        }
    }

    /// Reads a child element of which there may be one.
    pub fn child<T: Element>(
        &mut self,
        at: At<'_, '_>,
        name: &'static str,
        child: syntax::Element<'_, '_>,
        found: &mut Found<T>,
    ) {
        if self.is_first(at, child, found.first) {
            let inner = self.enter(at.place, name, Slot::Child, child, T::SPEC.text.is_some());
            found.first = Some(inner.place);
            found.value = Some(self.read(inner));
        }
    }

    /// Reads a child element of which there may be many.
    pub fn item<T: Element>(
        &mut self,
        at: At<'_, '_>,
        name: &'static str,
        child: syntax::Element<'_, '_>,
        items: &mut Vec<T>,
    ) {
        let index = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let inner = self.enter(
            at.place,
            name,
            Slot::Item(index),
            child,
            T::SPEC.text.is_some(),
        );
        let item = self.read(inner);
        items.push(item);
    }

    /// Reads a child element that has nothing but text.
    pub fn leaf<T: Value>(
        &mut self,
        at: At<'_, '_>,
        name: &'static str,
        child: syntax::Element<'_, '_>,
        found: &mut Found<T>,
    ) {
        if !self.is_first(at, child, found.first) {
            return;
        }
        let inner = self.enter(at.place, name, Slot::Child, child, true);
        found.first = Some(inner.place);
        self.only_text(inner);
        let text = child.text();
        found.value = T::read(&text);
        if found.value.is_none() {
            self.invalid::<T>(inner.place, &text, child.text_span(), name);
        }
    }

    /// Reads a child element that is there or not.
    pub fn flag(
        &mut self,
        at: At<'_, '_>,
        name: &'static str,
        child: syntax::Element<'_, '_>,
        found: &mut Found<bool>,
    ) {
        if self.is_first(at, child, found.first) {
            let inner = self.enter(at.place, name, Slot::Child, child, false);
            found.first = Some(inner.place);
            found.value = Some(true);
            self.only_text(inner);
            self.no_text(inner, &NOTHING);
        }
    }

    /// Reads the text of an element.
    pub fn text<T: Value>(&mut self, at: At<'_, '_>, found: &mut Found<T>) {
        let text = at.element.text();
        if text.trim().is_empty() {
            return;
        }
        found.first = Some(at.place);
        found.value = T::read(&text);
        if found.value.is_none() {
            let name = self.source.name(at.place);
            self.invalid::<T>(at.place, &text, at.element.text_span(), name);
        }
    }

    /// Reads the text of an element as a size in the unit that was found, in KiB rounded up.
    pub fn size(&mut self, at: At<'_, '_>, unit: &Found<SizeUnit>, found: &mut Found<u64>) {
        self.text(at, found);
        let Some(number) = found.value else {
            let unit = match unit.first {
                Some(_) => unit.value,
                None => Some(SizeUnit::default()),
            };
            return self.offer_unit(at, unit);
        };
        // The number is not worth a second message where the unit is wrong.
        let unit = unit.value.unwrap_or_default();
        found.value = unit.to_kib(number);
        if found.value.is_none() {
            let name = self.source.name(at.place);
            let text = format!("{number} {}", unit.as_str());
            let span = at.element.text_span();
            let wanted = Wanted {
                words: &[],
                what: "a size below 16 EiB",
                accepts: &|_| false,
            };
            let path = self.source.path(at.place);
            let diagnostic = invalid_value(path, &text, span, name, &wanted);
            self.report(at.place, diagnostic);
        }
    }

    /// Offers to put the unit that stands behind the number where it belongs: `<memory>512 MiB</memory>`; and to say a
    /// fraction in a unit of which it is a whole number.
    fn offer_unit(&mut self, at: At<'_, '_>, said: Option<SizeUnit>) {
        let text = at.element.text();
        let text = text.trim();
        let behind = text.trim_start_matches(|at: char| at.is_ascii_digit() || at == '.');
        let (number, unit) = (text.len() - behind.len(), behind.trim());
        let Some(number) = text.get(..number).filter(|number| !number.is_empty()) else {
            return;
        };
        let written = match unit {
            "" => said,
            unit => SizeUnit::read(unit),
        };
        let (number, unit) = match (number.contains('.'), written) {
            (true, Some(written)) => match written.whole(number) {
                Some((number, unit)) => (number.to_string(), unit.as_str()),
                None => return,
            },
            (false, Some(_)) if !unit.is_empty() => (number.to_owned(), unit),
            (true | false, Some(_) | None) => return,
        };
        let name = at.element.name_span();
        let mut attributes = at.element.attributes();
        let there = attributes.find(|attribute| attribute.plain_name() == "unit");
        let of_unit = match &there {
            Some(there) => Edit {
                span: there.value_span(),
                text: unit.to_owned(),
            },
            None => Edit {
                span: name.end..name.end,
                text: format!(" unit='{unit}'"),
            },
        };
        let of_number = Edit {
            span: at.element.text_span(),
            text: number.clone(),
        };
        if let Some(reported) = self.diagnostics.last_mut() {
            let meant = format!("<{} unit='{unit}'>{number}", at.element.written_name());
            reported.notes.insert(0, format!("did you mean `{meant}`?"));
            reported.fixes.push(Fix {
                title: format!("write `{meant}`"),
                applicability: Applicability::Unsafe,
                edits: vec![of_unit, of_number],
            });
        }
    }

    /// The value of an attribute that must be there.
    pub fn required_attribute<T: Default>(
        &mut self,
        at: At<'_, '_>,
        name: &'static str,
        found: Found<T>,
    ) -> T {
        if found.first.is_none() {
            let message = format!(
                "`<{}>` has no attribute `{name}`",
                at.element.written_name()
            );
            self.missing(
                at,
                name,
                Slot::Attribute,
                &rules::MISSING_ATTRIBUTE,
                message,
                &format!("add `{name}='…'`"),
            );
        }
        found.or_default()
    }

    /// The value of an element that must be there.
    pub fn required_element<T: Default>(
        &mut self,
        at: At<'_, '_>,
        name: &'static str,
        found: Found<T>,
    ) -> T {
        if found.first.is_none() {
            let message = format!("`<{}>` has no `<{name}>`", at.element.written_name());
            self.missing(
                at,
                name,
                Slot::Child,
                &rules::MISSING_ELEMENT,
                message,
                &format!("add a `<{name}>`"),
            );
        }
        found.or_default()
    }

    fn missing(
        &mut self,
        at: At<'_, '_>,
        name: &'static str,
        slot: Slot,
        rule: &Rule,
        message: String,
        note: &str,
    ) {
        let span = at.element.name_span();
        let place = self
            .source
            .push(at.place, name, slot, &span, &(span.end..span.end));
        let path = self.source.path(place);
        let misspelt = self
            .suggested
            .iter()
            .find(|(parent, meant, _)| (*parent, *meant) == (at.place, name));
        let misspelt = misspelt.and_then(|(_, _, index)| self.diagnostics.get_mut(*index));
        // It stands elsewhere, and that is said there.
        let home = at.element.number();
        if self.moved.iter().any(|moved| moved.is_of(home, name)) {
            self.source.mark_faulty(place);
            return;
        }
        let mut diagnostic = rule.diagnostic(message, span, path);
        match misspelt {
            // A misspelt name and the lack of the right one are one fault.
            Some(misspelt) => {
                diagnostic.span = misspelt.span.clone();
                diagnostic.notes.append(&mut misspelt.notes);
                diagnostic.fixes.append(&mut misspelt.fixes);
                *misspelt = diagnostic;
                self.source.mark_faulty(place);
            }
            None => {
                diagnostic.notes.push(note.to_owned());
                diagnostic.fixes = match slot {
                    Slot::Attribute => usual::attribute(at.element, name),
                    Slot::Child | Slot::Item(_) | Slot::Dropped => usual::child(at.element, name),
                };
                self.report(place, diagnostic);
            }
        }
    }

    /// The text of an element that must have some.
    pub fn required_text<T: Default>(&mut self, at: At<'_, '_>, found: Found<T>) -> T {
        if found.first.is_none() {
            let message = format!("`<{}>` has no text", at.element.written_name());
            let path = self.source.path(at.place);
            let mut diagnostic =
                rules::MISSING_TEXT.diagnostic(message, at.element.start_tag(), path);
            diagnostic
                .notes
                .push("write its value between the tags".to_owned());
            self.report(at.place, diagnostic);
        }
        found.or_default()
    }

    fn read<T: Element>(&mut self, at: At<'_, '_>) -> T {
        // What was suggested for a part of this element matters to nothing but the element.
        let suggested = self.suggested.len();
        let value = T::read(self, at);
        self.suggested.truncate(suggested);
        value
    }

    fn enter<'a, 't>(
        &mut self,
        parent: PlaceId,
        name: &'static str,
        slot: Slot,
        element: syntax::Element<'a, 't>,
        has_text: bool,
    ) -> At<'a, 't> {
        let span = if has_text {
            element.text_span()
        } else {
            element.start_tag()
        };
        let place = self
            .source
            .push(parent, name, slot, &span, &element.range());
        At { element, place }
    }

    fn is_first(
        &mut self,
        at: At<'_, '_>,
        child: syntax::Element<'_, '_>,
        first: Option<PlaceId>,
    ) -> bool {
        let Some(first) = first else { return true };
        let path = self.source.path(first);
        let (span, range) = (self.source.span_of(first), self.source.range_of(first));
        let first = span.zip(range);
        let diagnostic = second(&self.source, at.element, child, first, path);
        self.diagnostics.push(diagnostic);
        false
    }

    /// Reports attributes and elements in an element that has none.
    fn only_text(&mut self, at: At<'_, '_>) {
        for attribute in at.element.attributes() {
            self.unknown_attribute(at, &NOTHING, &attribute);
        }
        for child in at.element.children() {
            self.unknown_element(at, &NOTHING, child);
        }
    }

    fn invalid<T: Value>(&mut self, place: PlaceId, text: &str, span: Span, name: &str) {
        let words: Vec<&str> = T::SPEC.words.iter().map(|word| word.word).collect();
        let wanted = Wanted {
            words: &words,
            what: T::SPEC.what,
            accepts: &|text| T::read(text).is_some(),
        };
        let path = self.source.path(place);
        let diagnostic = invalid_value(path, text, span, name, &wanted);
        self.report(place, diagnostic);
    }

    /// Reports what leaves the value at `place` without what the document meant.
    fn report(&mut self, place: PlaceId, diagnostic: Diagnostic) {
        self.source.mark_faulty(place);
        self.diagnostics.push(diagnostic);
    }
}

/// An element with nothing in it.
static NOTHING: ElementSpec = ElementSpec {
    name: "",
    docs: "",
    attributes: &[],
    text: None,
    children: &[],
};

/// What is said about an element that may be there once and is there again.
fn second(
    source: &SourceMap,
    parent: syntax::Element<'_, '_>,
    child: syntax::Element<'_, '_>,
    first: Option<(Span, Span)>,
    path: Path,
) -> Diagnostic {
    let name = child.written_name();
    let message = format!("a second `<{name}>` in `<{}>`", parent.written_name());
    let mut diagnostic = rules::DUPLICATE_ELEMENT.diagnostic(message, child.start_tag(), path);
    let mut applicability = Applicability::Unsafe;
    if let Some((span, range)) = first.clone() {
        if source.text().get(range) == source.text().get(child.range()) {
            applicability = Applicability::Safe;
        }
        let message = "the first is here".to_owned();
        diagnostic.related.push(Label { message, span });
    }
    let first = first.map(|(_, range)| range);
    if let Some(edits) = first.and_then(|first| together(source, &first, child)) {
        let note = "only the first is read; move what is in this one into it";
        diagnostic.notes.push(note.to_owned());
        diagnostic.fixes.push(Fix {
            title: format!("move it into the first `<{name}>`"),
            applicability: Applicability::Unsafe,
            edits,
        });
        return diagnostic;
    }
    diagnostic
        .notes
        .push("only the first is read; remove one".to_owned());
    diagnostic.fixes.push(Fix {
        title: format!("remove the second `<{name}>`"),
        applicability,
        edits: vec![source.removal(&child.range())],
    });
    diagnostic
}

/// The edits that put what is in a second list of devices into the first: to remove it would lose them.
fn together(
    source: &SourceMap,
    first: &Span,
    second: syntax::Element<'_, '_>,
) -> Option<Vec<Edit>> {
    let inside = second.start_tag().end..second.end_name_span()?.start.checked_sub(2)?;
    let inside = source.text().get(inside)?.trim_end();
    if second.plain_name() != "devices" || inside.is_empty() {
        return None;
    }
    let text = source.text().get(first.clone())?;
    let end = text.rfind("</").filter(|_| !text.ends_with("/>"))?;
    let end = first.start + text.get(..end)?.trim_end().len();
    let insertion = Edit {
        span: end..end,
        text: inside.to_owned(),
    };
    Some(vec![insertion, source.removal(&second.range())])
}

/// Whether a type of domain is VirtualBox's, or was most likely meant to be.
fn is_for_vbox(kind: &str) -> bool {
    let words = DomainType::SPEC.words.iter().map(|known| known.word);
    let kind = DomainType::read(kind).or_else(|| DomainType::read(suggest::closest(kind, words)?));
    match kind {
        None | Some(DomainType::Vbox) => true,
        Some(DomainType::Other(_)) => false,
    }
}

/// What a value has to be.
struct Wanted<'w> {
    /// One of these, if there are any.
    words: &'w [&'static str],
    /// Else this.
    what: &'w str,
    accepts: &'w dyn Fn(&str) -> bool,
}

/// Whether a text is a whole number of hundredths.
fn is_share(text: &str) -> bool {
    text.trim().parse::<u32>().is_ok()
}

/// What is said about a value that is not what is wanted.
fn invalid_value(
    path: Path,
    text: &str,
    span: Span,
    name: &str,
    wanted: &Wanted<'_>,
) -> Diagnostic {
    let text = text.trim();
    let shown: Cow<'_, str> = match text {
        "" => Cow::Borrowed("nothing"),
        text => Cow::Owned(format!("`{text}`")),
    };
    let message = format!("{shown} is no value of `{name}`");
    let mut diagnostic = rules::INVALID_VALUE.diagnostic(message, span.clone(), path);
    if let Some(meant) = suggest::meant(text, wanted.words) {
        diagnostic.notes.push(format!("did you mean `{meant}`?"));
        let fix = suggest::rename(meant, text, vec![span]);
        diagnostic.fixes.push(fix);
    } else if let Some(share) = text.strip_suffix('%').filter(|share| is_share(share)) {
        // The number before the sign would be something else.
        if name == "quota" {
            let microseconds = share.trim().parse::<u64>().unwrap_or_default() * 1000;
            diagnostic.notes.push(format!(
                "it is how many microseconds of each `<period>` a processor runs: of the usual 100000, {text} are {microseconds}"
            ));
        }
    } else if let Some(meant) = suggest::mended(text, wanted.accepts) {
        diagnostic.notes.push(format!("did you mean `{meant}`?"));
        diagnostic
            .fixes
            .push(suggest::rename(&meant, text, vec![span]));
    }
    if wanted.words.is_empty() {
        diagnostic
            .notes
            .push(format!("it has to be {}", wanted.what));
    } else {
        let words: Vec<String> = wanted
            .words
            .iter()
            .map(|word| format!("`{word}`"))
            .collect();
        diagnostic
            .notes
            .push(format!("it can be {}", words.join(", ")));
    }
    diagnostic
}
