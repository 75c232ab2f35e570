//! What stands in a document beyond what is declared: what libvirt knows as well, and what nobody knows.

use super::misplaced::{self, Home, holds};
use super::{
    At, NEIGHBOURS, NOTHING, Reader, Wanted, called, gathered, invalid_value, outward, second,
    usual,
};
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::lint::{rules, suggest};
use crate::path::Path;
use crate::source::{PlaceId, Slot};
use crate::span::Span;
use crate::spec::{Content, ElementSpec, Occurs};
use crate::syntax::{Attribute, Element, OWN_PREFIX};
use crate::vocabulary::{self, ValueClass, uses};

/// What is said of a name that nobody knows and that was meant for nothing known.
pub(super) const NO_EFFECT: &str = "it has no effect";

/// An element below the last one that is declared.
struct Inner<'f, 'a, 't> {
    element: Element<'a, 't>,
    known: vocabulary::Element,
    /// Which it is of those of its name, where there may be many.
    number: Option<u32>,
    outer: Outer<'f, 'a, 't>,
}

/// What such an element stands in.
#[derive(Clone, Copy)]
enum Outer<'f, 'a, 't> {
    Declared(PlaceId),
    Inner(&'f Inner<'f, 'a, 't>),
}

impl Reader {
    /// Reports an attribute that is not declared.
    pub fn unknown_attribute(
        &mut self,
        at: At<'_, '_>,
        spec: &'static ElementSpec,
        attribute: &Attribute<'_, '_>,
    ) {
        let name = attribute.plain_name();
        // Attributes of other namespaces belong to others.
        if name.is_empty() {
            return;
        }
        let known = self.vocabulary(at.place);
        let declared = || spec.attributes.iter().map(|known| known.name);
        let others = known.into_iter().flat_map(vocabulary::Element::attributes);
        let names = declared().chain(others.map(|known| known.name));
        let called = called::meant(at.element, attribute);
        let called = called.filter(|meant| {
            let of_libvirt = known.and_then(|known| known.attribute(meant));
            of_libvirt.is_some() || declared().any(|name| name == *meant)
        });
        let is_free = |meant: &&str| has_no_attribute(at.element, meant);
        // What libvirt takes of things of other types is wrong only where something is lacking.
        let is_other = called.as_ref().is_some_and(is_free);
        let found = known.and_then(|known| known.attribute(name));
        if let Some(found) = found.filter(|_| !is_other) {
            if !found.class.accepts(attribute.value()) {
                let path = self.source.path(at.place).attribute(found.name);
                self.report_attribute(path, attribute, found.class);
            }
            let span = attribute.name_span();
            self.no_effect(at.place, found.name, Slot::Attribute, span);
            return;
        }
        if self.diagnostics.is_full() {
            return;
        }
        let close = called.or_else(|| suggest::closest(name, names));
        let meant = close.filter(is_free);
        let path = self.source.path(at.place);
        self.report_unknown_attribute(&path, at.element, attribute, meant);
        match close {
            Some(close) if meant.is_none() => {
                let removal = self.without(attribute);
                self.there_already(close, removal);
            }
            Some(_) => {}
            None => self.offer_inside(at, attribute),
        }
        if let Some(meant) = meant.filter(|meant| declared().any(|known| known == *meant)) {
            self.suggest(at, meant, Slot::Attribute);
        }
    }

    /// Reports an element that is not declared.
    pub fn unknown_element(
        &mut self,
        at: At<'_, '_>,
        spec: &'static ElementSpec,
        child: Element<'_, '_>,
    ) {
        let name = child.plain_name();
        if !child.own_name().is_empty() || spec.name.starts_with(OWN_PREFIX) {
            self.unknown_own_element(at, spec, child);
            return;
        }
        // Elements of other namespaces belong to others.
        if name.is_empty() {
            return;
        }
        let known = self.vocabulary(at.place);
        if let Some(found) = known.and_then(|known| known.child(name)) {
            if let Some(meant) = meant_by_text(at.element, spec, found.element, child) {
                let path = self.source.path(at.place);
                self.report_unknown_element(&path, at.element, child, Some(meant));
                self.suggest(at, meant, Slot::Child);
                return;
            }
            if self.is_elsewhere(at, found.element, child) {
                return;
            }
            let number = self.number(at.place, found);
            self.inner(&Inner {
                element: child,
                known: found.element,
                number,
                outer: Outer::Declared(at.place),
            });
            let path = self.source.path(at.place).child(found.name);
            self.again(at.element, child, found, path);
            // What applications keep there is theirs.
            if !found.element.is_open() {
                let slot = number.map_or(Slot::Child, Slot::Item);
                self.no_effect(at.place, found.name, slot, child.name_span());
            }
            return;
        }
        // Of what nobody will see one need not know what was meant.
        if self.diagnostics.is_full() {
            return;
        }
        let declared = || spec.children.iter().map(|known| known.name);
        let others = known.into_iter().flat_map(vocabulary::Element::names);
        let close = suggest::closest(name, declared().chain(others));
        let is_close_to_own = close.is_some();
        let repeated = |meant: &str| {
            let of_spec = spec.children.iter().find(|known| known.name == meant);
            match of_spec {
                Some(declared) => declared.occurs == Occurs::Repeated,
                None => known
                    .and_then(|known| known.child(meant))
                    .is_some_and(|known| known.many),
            }
        };
        let is_free = |meant: &&str| repeated(meant) || has_no_child(at.element, meant);
        // Where that is there, another may be as close: `<apci/>` beside `<acpi/>`.
        let meant = close.filter(is_free).or_else(|| {
            let free = declared().filter(is_free);
            close.and_then(|_taken| suggest::closest(name, free))
        });
        let path = self.source.path(at.place);
        self.report_unknown_element(&path, at.element, child, meant);
        if self.offer_outside(at, child)
            || (close.is_none() && self.offer_beside(at, child))
            || self.find_home(at.element, child, is_close_to_own)
            || self.offer_own(child)
        {
            return;
        }
        if close.is_none() && self.offer_disk(at.element, child) {
            return;
        }
        if let Some(close) = close.filter(|_| meant.is_none()) {
            let removal = self.source.removal(&child.range());
            self.there_already(&format!("<{close}>"), removal);
        }
        if let Some(meant) = meant.filter(|meant| declared().any(|known| known == *meant)) {
            self.suggest(at, meant, Slot::Child);
        }
        if let Some(known) = known.and_then(|known| in_other_case(known, name)) {
            self.inner(&Inner {
                element: child,
                known,
                number: None,
                outer: Outer::Declared(at.place),
            });
        }
    }

    /// Says where an element belongs that was reported last; whether that is anywhere.
    fn find_home(
        &mut self,
        parent: Element<'_, '_>,
        child: Element<'_, '_>,
        is_close_to_own: bool,
    ) -> bool {
        if let Some(home) = self.fitting_home(parent, child) {
            self.moved(child, &home);
            return true;
        }
        if self.gather(parent, child) {
            return true;
        }
        let home = self.home(parent, child, is_close_to_own);
        if let Some(home) = &home {
            self.moved(child, home);
        }
        home.is_some()
    }

    /// Reports an element that libvirt knows where it stands, but as something else; whether it is such.
    fn is_elsewhere(
        &mut self,
        at: At<'_, '_>,
        known: vocabulary::Element,
        child: Element<'_, '_>,
    ) -> bool {
        if self.diagnostics.is_full() {
            return false;
        }
        let (name, outer) = (child.plain_name(), at.element.plain_name());
        let path = self.source.path(at.place);
        if outward::is_attribute(at.element, child) {
            self.report_unknown_element(&path, at.element, child, None);
            return self.offer_outside(at, child);
        }
        if gathered::is_of_another(at.element, known, child) {
            self.report_unknown_element(&path, at.element, child, None);
            if let Some(reported) = self.diagnostics.last_mut() {
                reported.message = format!("`<{name}>` in `<{outer}>` with nothing in it");
            }
            return self.gather(at.element, child);
        }
        let Some(home) = by_text(at.element, known, child) else {
            return false;
        };
        self.report_unknown_element(&path, at.element, child, None);
        if let Some(reported) = self.diagnostics.last_mut() {
            reported.message = format!("`<{name}>` with a text in `<{outer}>`, where it has none");
        }
        if has_no_child(home.element, name) {
            self.moved(child, &home);
        } else {
            let removal = self.source.removal(&child.range());
            let meant = format!("<{name}>` in `<{}>", home.element.plain_name());
            self.there_already(&meant, removal);
        }
        true
    }

    /// Which of those of its name an element in a declared one is, from 0, where there may be many.
    fn number(&mut self, parent: PlaceId, child: vocabulary::Child) -> Option<u32> {
        if !child.many {
            return None;
        }
        let next = self.undeclared.entry((parent, child.name)).or_default();
        let number = *next;
        *next = next.saturating_add(1);
        Some(number)
    }

    /// Checks the attributes of an element that libvirt knows.
    fn inner_attributes(&mut self, at: &Inner<'_, '_, '_>) {
        let mut misspelt = Vec::new();
        let is_pci = at.element.plain_name() == "address"
            && at
                .element
                .attributes()
                .any(|attribute| (attribute.plain_name(), attribute.value()) == ("type", "pci"));
        for attribute in at.element.attributes() {
            let name = attribute.plain_name();
            if name.is_empty() {
                continue;
            }
            match at.known.attribute(name) {
                Some(found) => {
                    let narrow = is_pci.then(|| vocabulary::pci_address(name)).flatten();
                    let class = narrow.unwrap_or(found.class);
                    if !class.accepts(attribute.value()) {
                        let path = self.path(at).attribute(found.name);
                        self.report_attribute(path, &attribute, class);
                    }
                }
                None => {
                    let names = at.known.attributes().map(|known| known.name);
                    let called = called::meant(at.element, &attribute);
                    let called = called.filter(|meant| at.known.attribute(meant).is_some());
                    let close = called.or_else(|| suggest::closest(name, names));
                    let meant = close.filter(|meant| has_no_attribute(at.element, meant));
                    let path = self.path(at);
                    self.report_unknown_attribute(&path, at.element, &attribute, meant);
                    if let Some(close) = close.filter(|_| meant.is_none()) {
                        let removal = self.without(&attribute);
                        self.there_already(close, removal);
                    }
                    misspelt.extend(meant);
                    // A misspelt name and the lack of the right one are one fault.
                    let required = |meant: &str| at.known.attribute(meant)?.required.then_some(());
                    let needed = meant.filter(|meant| required(meant).is_some());
                    if let (Some(meant), Some(reported)) = (needed, self.diagnostics.last_mut()) {
                        reported.rule = rules::MISSING_ATTRIBUTE.name;
                        reported.alias = rules::MISSING_ATTRIBUTE.alias;
                        reported.severity = rules::MISSING_ATTRIBUTE.severity;
                        reported.message = lacks_attribute(at.element, meant);
                    }
                }
            }
        }
        for required in at.known.attributes().filter(|known| known.required) {
            let name = required.name;
            if has_no_attribute(at.element, name) && !misspelt.contains(&name) {
                let message = lacks_attribute(at.element, name);
                let (path, span) = (self.path(at).attribute(name), at.element.name_span());
                let mut diagnostic = rules::MISSING_ATTRIBUTE.diagnostic(message, span, path);
                diagnostic.notes.push(format!("add `{name}='…'`"));
                diagnostic.fixes = usual::attribute(at.element, name);
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// Checks an element that libvirt knows, and what is inside.
    fn inner(&mut self, at: &Inner<'_, '_, '_>) {
        self.inner_attributes(at);
        if at.known.is_open() {
            return;
        }
        match at.known.text() {
            Some(class) => {
                let text = at.element.text();
                if !class.accepts(&text) {
                    let (path, span) = (self.path(at), at.element.text_span());
                    self.report_value(path, &text, span, at.element.name(), class);
                }
            }
            None => {
                let path = self.path(at);
                self.stray_text(at.element, path, &NOTHING, Some(at.known));
            }
        }
        // libvirt knows few names in any one element.
        let mut numbers: Vec<(&'static str, u32)> = Vec::new();
        for child in at.element.children() {
            let name = child.plain_name();
            if name.is_empty() {
                continue;
            }
            match at.known.child(name) {
                Some(found) => {
                    let number = found.many.then(|| next(&mut numbers, found.name));
                    let path = self.path(at).child(found.name);
                    self.again(at.element, child, found, path);
                    self.inner(&Inner {
                        element: child,
                        known: found.element,
                        number,
                        outer: Outer::Inner(at),
                    });
                }
                None => {
                    let free = |meant: &str| {
                        at.known.child(meant).is_some_and(|known| known.many)
                            || has_no_child(at.element, meant)
                    };
                    let close = suggest::closest(name, at.known.names());
                    let meant = close.filter(|meant| free(meant));
                    let path = self.path(at);
                    self.report_unknown_element(&path, at.element, child, meant);
                    if self.find_home(at.element, child, close.is_some()) {
                        // That says all.
                    } else if let Some(close) = close.filter(|_| meant.is_none()) {
                        let removal = self.source.removal(&child.range());
                        self.there_already(&format!("<{close}>"), removal);
                    }
                    if let Some(known) = in_other_case(at.known, name) {
                        self.inner(&Inner {
                            element: child,
                            known,
                            number: None,
                            outer: Outer::Inner(at),
                        });
                    }
                }
            }
        }
    }

    /// Reports an element that may be there once and is there again.
    fn again(
        &mut self,
        parent: Element<'_, '_>,
        child: Element<'_, '_>,
        known: vocabulary::Child,
        path: Path,
    ) {
        if known.many || known.element.is_open() {
            return;
        }
        let mut beside = parent.children().take(NEIGHBOURS);
        let first = beside.find(|beside| beside.plain_name() == known.name);
        if let Some(first) = first.filter(|first| first.number() != child.number()) {
            let first = Some((first.start_tag(), first.range()));
            let diagnostic = second(&self.source, parent, child, first, path);
            self.diagnostics.push(diagnostic);
        }
    }

    fn report_attribute(&mut self, path: Path, attribute: &Attribute<'_, '_>, class: ValueClass) {
        let (text, span) = (attribute.value(), attribute.value_span());
        self.report_value(path, text, span, attribute.name(), class);
    }

    fn report_value(&mut self, path: Path, text: &str, span: Span, name: &str, class: ValueClass) {
        let words: Vec<&str> = class.words().collect();
        let wanted = Wanted {
            words: &words,
            what: &class.what(),
            accepts: &|text| class.accepts(text),
        };
        let diagnostic = invalid_value(path, text, span, name, &wanted);
        self.diagnostics.push(diagnostic);
    }

    /// Says that what libvirt knows does nothing here.
    fn no_effect(&mut self, parent: PlaceId, name: &'static str, slot: Slot, span: Span) {
        if !self.for_vbox || self.diagnostics.is_full() {
            return;
        }
        let path = self.source.path(parent);
        let mut key = String::new();
        self.push_names(parent, &mut key);
        let (path, shown) = match slot {
            Slot::Attribute => {
                key.push('@');
                let element = self.source.name(parent);
                (path.attribute(name), format!("`{name}` of `<{element}>`"))
            }
            Slot::Item(number) => {
                let index = usize::try_from(number).unwrap_or(usize::MAX);
                (path.item(name, index), format!("`<{name}>`"))
            }
            Slot::Child | Slot::Dropped => (path.child(name), format!("`<{name}>`")),
        };
        key.push_str(name);
        let (message, note) = match uses::of(&key) {
            Some(docs) => {
                let note = format!(
                    "VirtualBox has something for it, which Boxwright does not set: {}",
                    lower_first(docs.trim_end_matches('.'))
                );
                (format!("{shown} is not applied"), note)
            }
            None => (
                format!("{shown} has no effect on VirtualBox"),
                "it may stay, for other hypervisors".to_owned(),
            ),
        };
        let rule = &rules::NO_EFFECT_ON_VIRTUALBOX;
        let mut diagnostic = rule.diagnostic(message, span, path);
        diagnostic.notes.push(note);
        self.diagnostics.push(diagnostic);
    }

    fn report_unknown_attribute(
        &mut self,
        path: &Path,
        element: Element<'_, '_>,
        attribute: &Attribute<'_, '_>,
        meant: Option<&'static str>,
    ) {
        let name = attribute.name();
        let message = format!(
            "unknown attribute `{name}` of `<{}>`",
            element.written_name()
        );
        let path = path.attribute(name.to_owned());
        let mut diagnostic =
            rules::UNKNOWN_ATTRIBUTE.diagnostic(message, attribute.name_span(), path);
        match meant {
            Some(meant) => {
                diagnostic.notes.push(format!("did you mean `{meant}`?"));
                let spans = vec![attribute.name_span()];
                diagnostic.fixes.push(suggest::rename(meant, name, spans));
            }
            None => diagnostic.notes.push(NO_EFFECT.to_owned()),
        }
        self.diagnostics.push(diagnostic);
    }

    fn report_unknown_element(
        &mut self,
        path: &Path,
        parent: Element<'_, '_>,
        child: Element<'_, '_>,
        meant: Option<&'static str>,
    ) {
        let name = child.written_name();
        let message = format!(
            "unknown element `<{name}>` in `<{}>`",
            parent.written_name()
        );
        let path = path.child(name.to_owned());
        let mut diagnostic = rules::UNKNOWN_ELEMENT.diagnostic(message, child.name_span(), path);
        match meant {
            Some(meant) => {
                diagnostic.notes.push(format!("did you mean `<{meant}>`?"));
                let mut spans = vec![child.name_span()];
                spans.extend(child.end_name_span());
                diagnostic.fixes.push(suggest::rename(meant, name, spans));
            }
            None => diagnostic.notes.push(NO_EFFECT.to_owned()),
        }
        self.diagnostics.push(diagnostic);
    }

    /// Says of the unknown name that was reported last that what it may have been meant for is there.
    pub(super) fn there_already(&mut self, meant: &str, removal: Edit) {
        if let Some(reported) = self.diagnostics.last_mut() {
            reported.notes.retain(|note| note != NO_EFFECT);
            let note = format!("there is a `{meant}` already, so it has no effect; remove it");
            reported.notes.push(note);
            reported.fixes.push(Fix {
                title: "remove it".to_owned(),
                applicability: Applicability::Unsafe,
                edits: vec![removal],
            });
        }
    }

    /// The edit that removes an attribute with the blanks before it.
    pub(super) fn without(&self, attribute: &Attribute<'_, '_>) -> Edit {
        let range = attribute.range();
        let before = self.source.text().get(..range.start).unwrap_or_default();
        Edit {
            span: before.trim_end().len()..range.end,
            text: String::new(),
        }
    }

    /// Remembers what the unknown name that was reported last was taken for, so that rules do not complain about the
    /// lack of that.
    pub(super) fn suggest(&mut self, at: At<'_, '_>, meant: &'static str, slot: Slot) {
        let reported = self.diagnostics.last();
        self.suggested.push((at.place, meant, reported));
        let span = at.element.name_span();
        let place = self
            .source
            .push(at.place, meant, slot, &span, &(span.end..span.end));
        self.source.mark_faulty(place);
    }

    /// What libvirt knows about the element at a place.
    pub(super) fn vocabulary(&self, place: PlaceId) -> Option<vocabulary::Element> {
        match self.source.parent(place)? {
            PlaceId::NONE => Some(vocabulary::root()),
            parent => {
                let child = self.vocabulary(parent)?.child(self.source.name(place))?;
                Some(child.element)
            }
        }
    }

    /// The names from below the root, each with a slash behind.
    fn push_names(&self, place: PlaceId, out: &mut String) {
        match self.source.parent(place) {
            None | Some(PlaceId::NONE) => {}
            Some(parent) => {
                self.push_names(parent, out);
                out.push_str(self.source.name(place));
                out.push('/');
            }
        }
    }

    fn path(&self, at: &Inner<'_, '_, '_>) -> Path {
        let outer = match at.outer {
            Outer::Declared(place) => self.source.path(place),
            Outer::Inner(outer) => self.path(outer),
        };
        let name = at.element.name().to_owned();
        match at.number {
            Some(number) => outer.item(name, usize::try_from(number).unwrap_or(usize::MAX)),
            None => outer.child(name),
        }
    }
}

/// What is known inside an element by a name in other letters: all that is in it can be told at once.
fn in_other_case(known: vocabulary::Element, name: &str) -> Option<vocabulary::Element> {
    let mut children = known.children();
    let meant = children.find(|child| child.name.eq_ignore_ascii_case(name))?;
    Some(meant.element)
}

/// The next number of a name.
fn next(numbers: &mut Vec<(&'static str, u32)>, name: &'static str) -> u32 {
    if let Some((_, last)) = numbers.iter_mut().find(|(known, _)| *known == name) {
        *last = last.saturating_add(1);
        return *last;
    }
    numbers.push((name, 0));
    0
}

fn lacks_attribute(element: Element<'_, '_>, name: &str) -> String {
    format!("`<{}>` has no attribute `{name}`", element.name())
}

pub(super) fn has_no_attribute(element: Element<'_, '_>, name: &str) -> bool {
    element
        .attributes()
        .take(NEIGHBOURS)
        .all(|attribute| attribute.plain_name() != name)
}

pub(super) fn has_no_child(element: Element<'_, '_>, name: &str) -> bool {
    let mut children = element.children().take(NEIGHBOURS);
    children.all(|child| child.plain_name() != name)
}

/// The declared element that one was meant to be which libvirt knows, but without a text: `<vcpus>2</vcpus>`.
fn meant_by_text(
    parent: Element<'_, '_>,
    spec: &'static ElementSpec,
    known: vocabulary::Element,
    child: Element<'_, '_>,
) -> Option<&'static str> {
    let is_text = known.text().is_none() && !known.is_open();
    if !is_text || child.children().next().is_some() || child.stray_text().is_none() {
        return None;
    }
    let with_text = spec.children.iter().filter(|known| match known.content {
        Content::Element(inner) => inner().text.is_some(),
        Content::Value(_) => true,
        Content::Empty => false,
    });
    let meant = suggest::closest(child.plain_name(), with_text.map(|known| known.name))?;
    has_no_child(parent, meant).then_some(meant)
}

/// The element around that takes one with a text by the name of `child`, where `parent` takes one without: the
/// `<memory>2048</memory>` in `<devices>` is that of the domain.
fn by_text<'a, 't>(
    parent: Element<'a, 't>,
    known: vocabulary::Element,
    child: Element<'a, 't>,
) -> Option<Home<'a, 't>> {
    let is_text = known.text().is_none() && !known.is_open();
    if !is_text || child.children().next().is_some() || child.stray_text().is_none() {
        return None;
    }
    let mut around = std::iter::successors(parent.parent(), |one| one.parent());
    around.find_map(|element| {
        let taken = misplaced::known(element)?.child(child.plain_name())?;
        let is_it = taken.element.text().is_some() && holds(taken.element, child);
        is_it.then_some(Home {
            element,
            name: taken.name,
            many: taken.many,
            is_around: true,
        })
    })
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}
