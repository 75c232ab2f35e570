//! Text in elements that have none: often the value of their one attribute, or the name of an element inside.

use super::beyond::{has_no_attribute, has_no_child};
use super::{At, Reader, called};
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::lint::rules;
use crate::path::Path;
use crate::source::Slot;
use crate::span::Span;
use crate::spec::ElementSpec;
use crate::syntax::Element;
use crate::syntax::repair::tag_without_opening;
use crate::vocabulary;

/// Where text belongs that an element does not take.
enum Home {
    /// Into this attribute.
    Attribute(&'static str),
    /// Into elements inside: these.
    Inside(String),
    /// Into a `<` before it: it is an element of this name.
    Tag(String),
}

impl Reader {
    /// Reports text in an element that has none.
    pub fn no_text(&mut self, at: At<'_, '_>, spec: &'static ElementSpec) {
        if at.element.stray_text().is_none() {
            return;
        }
        let path = self.source.path(at.place);
        let known = self.vocabulary(at.place);
        if let Some(name) = self.stray_text(at.element, path, spec, known) {
            self.suggest(at, name, Slot::Attribute);
        }
    }

    /// Reports text in an element that has none; gives the attribute that it was meant for.
    pub(super) fn stray_text(
        &mut self,
        element: Element<'_, '_>,
        path: Path,
        spec: &'static ElementSpec,
        known: Option<vocabulary::Element>,
    ) -> Option<&'static str> {
        let span = element.stray_text()?;
        let written = element.written_name();
        let message = format!("text in `<{written}>`, which has none");
        let mut diagnostic = rules::UNEXPECTED_TEXT.diagnostic(message, span.clone(), path);
        let text = self.source.text().get(span.clone()).unwrap_or_default();
        let home = home(element, spec, known, text);
        let instead = |span: Span, text: String| Edit { span, text };
        let (note, title, edits) = match &home {
            Some(Home::Attribute(name)) => {
                let attribute = format!("{name}='{}'", text.replace('\'', "&apos;"));
                let end = element.name_span().end;
                (
                    format!("did you mean `<{written} {attribute}>`?"),
                    format!("write `{attribute}`"),
                    vec![
                        instead(end..end, format!(" {attribute}")),
                        instead(span, String::new()),
                    ],
                )
            }
            Some(Home::Inside(inside)) => (
                format!("did you mean `{inside}`?"),
                format!("write `{inside}`"),
                vec![instead(span, inside.clone())],
            ),
            Some(Home::Tag(name)) => (
                format!("did you mean the element `<{name}>`?"),
                format!("write `<{name}`"),
                vec![instead(span.start..span.start, "<".to_owned())],
            ),
            None => (
                "it has no effect; remove it, or make it a comment".to_owned(),
                "remove the text".to_owned(),
                vec![instead(span, String::new())],
            ),
        };
        diagnostic.notes.push(note);
        if home.is_some() || !is_all(element, text) {
            diagnostic.fixes.push(Fix {
                title,
                applicability: Applicability::Unsafe,
                edits,
            });
        }
        self.diagnostics.push(diagnostic);
        match home {
            Some(Home::Attribute(name)) => Some(name),
            Some(Home::Inside(_) | Home::Tag(_)) | None => None,
        }
    }
}

/// Whether words are all that an element has: without them nobody knows what it was meant for.
fn is_all(element: Element<'_, '_>, text: &str) -> bool {
    let is_bare = element.attributes().next().is_none() && element.children().next().is_none();
    is_bare && text.contains(char::is_alphanumeric)
}

fn home(
    element: Element<'_, '_>,
    spec: &'static ElementSpec,
    known: Option<vocabulary::Element>,
    text: &str,
) -> Option<Home> {
    if let Some(name) = tag_without_opening(text).filter(|_| text.trim_end().ends_with("/>")) {
        let is_child = known.is_some_and(|known| known.child(name).is_some());
        return is_child.then(|| Home::Tag(name.to_owned()));
    }
    if text.contains(['<', '\n']) {
        return None;
    }
    let attribute = required_attribute(element, spec, known, text);
    let attribute = attribute.or_else(|| attribute_of_type(element, known?));
    let home = attribute.map(Home::Attribute);
    home.or_else(|| named(element, known?, text).map(Home::Inside))
        .or_else(|| value_of_one(element, known?, text).map(Home::Inside))
}

/// The one attribute that must be there and is not, where this can be its value.
fn required_attribute(
    element: Element<'_, '_>,
    spec: &'static ElementSpec,
    known: Option<vocabulary::Element>,
    text: &str,
) -> Option<&'static str> {
    let of_libvirt = |name: &str| known.and_then(|known| known.attribute(name));
    let declared = spec.attributes.iter().filter(|known| known.required);
    let declared = declared.filter(|declared| {
        let mut words = declared.value.words.iter();
        words.len() == 0 || words.any(|word| word.word == text)
    });
    let others = known.into_iter().flat_map(vocabulary::Element::attributes);
    let others = others.filter(|known| known.required);
    let others = others.filter(|other| spec.attributes.iter().all(|one| one.name != other.name));
    let names = declared.map(|known| known.name);
    let names = names.chain(others.map(|known| known.name));
    let mut fitting = names.filter(|name| {
        let accepts = of_libvirt(name).is_none_or(|known| known.class.accepts(text));
        accepts && has_no_attribute(element, name)
    });
    let name = fitting.next()?;
    fitting.next().is_none().then_some(name)
}

/// The attribute with the name of the type of what the element is in: `file` of the source of a disk of type `file`.
fn attribute_of_type(element: Element<'_, '_>, known: vocabulary::Element) -> Option<&'static str> {
    let parent = element.parent()?;
    let mut attributes = parent.attributes();
    let kind = attributes.find(|attribute| attribute.plain_name() == "type");
    let by_type = kind.and_then(|kind| known.attribute(kind.value()));
    let attribute = by_type.or_else(|| known.attribute(called::of_source(parent)?))?;
    let is_source = element.plain_name() == "source";
    (is_source && has_no_attribute(element, attribute.name)).then_some(attribute.name)
}

/// The empty elements that an element takes, where the text is their names.
fn named(element: Element<'_, '_>, known: vocabulary::Element, text: &str) -> Option<String> {
    let separates = |at: char| at.is_ascii_whitespace() || matches!(at, ',' | ';');
    let words = text.split(separates).filter(|word| !word.is_empty());
    let elements = words.map(|word| {
        let child = known.child(word)?;
        let is_whole = child.element.attributes().all(|inner| !inner.required);
        let is_bare = child.element.children().next().is_none();
        let is_it = is_whole && is_bare && child.element.text().is_none();
        (is_it && has_no_child(element, child.name)).then(|| format!("<{}/>", child.name))
    });
    elements.collect()
}

/// The one element that an element takes of which the text is a word.
fn value_of_one(
    element: Element<'_, '_>,
    known: vocabulary::Element,
    text: &str,
) -> Option<String> {
    let mut fitting = known.children().filter(|child| {
        let class = child.element.text();
        let is_word = class.is_some_and(|class| class.words().any(|word| word == text));
        is_word && has_no_child(element, child.name)
    });
    let name = fitting.next()?.name;
    let is_one = fitting.next().is_none();
    is_one.then(|| format!("<{name}>{text}</{name}>"))
}
