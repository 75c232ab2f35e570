//! Elements that libvirt knows elsewhere, perhaps under nearly their name: close to where they belong, they were put into
//! the wrong one.

use super::beyond::NO_EFFECT;
use super::{HOMELESS, MISSPELT, MOVED, NEIGHBOURS, Reader};
use crate::diagnostic::{Applicability, Edit, Fix, Label};
use crate::domain::devices::InterfaceType;
use crate::lint::{rules, suggest};
use crate::path::Segment;
use crate::source::Slot;
use crate::span::Span;
use crate::spec::Value;
use crate::syntax::Element;
use crate::vocabulary;

/// Where an element belongs.
pub(super) struct Home<'a, 't> {
    pub(super) element: Element<'a, 't>,
    pub(super) name: &'static str,
    pub(super) many: bool,
    pub(super) is_around: bool,
}

/// An element that stands elsewhere than in the one that lacks it.
#[derive(Debug)]
pub(super) struct Moved {
    /// The number of the one that lacks it, and where that stands.
    pub(super) home: usize,
    pub(super) range: Span,
    /// The name that it has there.
    pub(super) name: &'static str,
    pub(super) many: bool,
    /// Whether it is an attribute there.
    pub(super) is_attribute: bool,
    /// Where it stands: its start tag, and all of it.
    pub(super) tag: Span,
    pub(super) element: Span,
}

impl Moved {
    /// Whether this is what an element lacks.
    pub(super) fn is_of(&self, home: usize, name: &str) -> bool {
        self.home == home && self.name == name
    }
}

impl Reader {
    /// The element close by that takes `child`, which `parent` does not, with all that is in it: of two that take one of its
    /// name, `<source file='…'/>` is of a disk.
    pub(super) fn fitting_home<'a, 't>(
        &mut self,
        parent: Element<'a, 't>,
        child: Element<'a, 't>,
    ) -> Option<Home<'a, 't>> {
        if !self.is_looking() {
            return None;
        }
        let name = child.plain_name();
        let fitting =
            |known: vocabulary::Element| known.child(name).filter(|own| fits(own.element, child));
        let home = home(parent, child, &fitting);
        home.or_else(|| home_of_part(parent, child, &fitting))
    }

    /// The element close by that takes one of the name of `child`, which `parent` does not, or of nearly that name where
    /// `parent` takes none such: a misspelt second `<memory>` is no module of memory.
    pub(super) fn home<'a, 't>(
        &mut self,
        parent: Element<'a, 't>,
        child: Element<'a, 't>,
        is_close_to_own: bool,
    ) -> Option<Home<'a, 't>> {
        if !self.is_looking() {
            return None;
        }
        let name = child.plain_name();
        let is_worth_it = !is_close_to_own && self.homeless < MISSPELT;
        let by_name = |known: vocabulary::Element| {
            known.child(name).filter(|own| is_like(own.element, child))
        };
        let home = self::home(parent, child, &by_name);
        let home = home.or_else(|| {
            let close = |known: vocabulary::Element| {
                let others = known.names().filter(|known| *known != name);
                let meant = suggest::slip_of(name, others)?;
                known.child(meant)
            };
            let home = is_worth_it.then(|| self::home(parent, child, &close));
            home.flatten()
        });
        self.homeless += usize::from(home.is_none());
        home
    }

    /// Whether one still looks for the right places of elements.
    pub(super) fn is_looking(&self) -> bool {
        self.moved.len() < MOVED && self.homeless < HOMELESS && self.homed < HOMELESS
    }
}

/// Whether libvirt knows all that is in `element` in one of which it knows something; one with nothing in it is one that
/// never has anything.
fn fits(known: vocabulary::Element, element: Element<'_, '_>) -> bool {
    if is_bare(element) {
        return is_flag(known);
    }
    holds(known, element)
}

/// Whether libvirt knows the attributes of `element`, the text and something of what is inside, in one of which it knows
/// something.
pub(super) fn holds(known: vocabulary::Element, element: Element<'_, '_>) -> bool {
    let takes_text = match known.text() {
        Some(class) => element.stray_text().is_none() || class.accepts(&element.text()),
        None => known.is_open() || element.stray_text().is_none(),
    };
    let mut inside = element.children().take(NEIGHBOURS);
    let takes_inside = element.children().next().is_none()
        || known.is_open()
        || inside.any(|inner| known.child(inner.plain_name()).is_some());
    takes_text && takes_inside && takes_attributes(known, element)
}

/// Whether libvirt knows one of the attributes of `element`, if it has any, in one of which it knows something.
fn is_like(known: vocabulary::Element, element: Element<'_, '_>) -> bool {
    let mut attributes = element.attributes().take(NEIGHBOURS);
    let is_known = |name: &str| known.attribute(name).is_some();
    element.attributes().next().is_none()
        || attributes.any(|attribute| is_known(attribute.plain_name()))
}

/// Whether an element has nothing in it.
pub(super) fn is_bare(element: Element<'_, '_>) -> bool {
    let has_none = element.attributes().next().is_none() && element.children().next().is_none();
    has_none && element.stray_text().is_none()
}

/// Whether an element that is known is there or not, and never has anything in it.
pub(super) fn is_flag(known: vocabulary::Element) -> bool {
    known.attributes().next().is_none() && !is_group(known) && known.text().is_none()
}

/// Whether an element that is known has nothing but elements in it.
pub(super) fn is_group(known: vocabulary::Element) -> bool {
    let has_inside = known.children().next().is_some() || known.is_open();
    has_inside && known.attributes().next().is_none() && known.text().is_none()
}

/// Whether libvirt knows all attributes of `element` in one of which it knows something.
fn takes_attributes(known: vocabulary::Element, element: Element<'_, '_>) -> bool {
    let mut attributes = element.attributes().take(NEIGHBOURS);
    attributes.all(|attribute| {
        let name = attribute.plain_name();
        name.is_empty() || known.attribute(name).is_some()
    })
}

/// The element close by that takes `child`, which `parent` does not: the one before or behind it, one around, or another
/// beside it. What takes it says `takes`.
fn home<'a, 't>(
    parent: Element<'a, 't>,
    child: Element<'a, 't>,
    takes: &dyn Fn(vocabulary::Element) -> Option<vocabulary::Child>,
) -> Option<Home<'a, 't>> {
    let beside: Vec<Element<'a, 't>> = parent.children().take(NEIGHBOURS).collect();
    let own = beside
        .iter()
        .position(|one| one.number() == child.number())?;
    let before = own.checked_sub(1).and_then(|before| beside.get(before));
    let next = [before, beside.get(own + 1)].into_iter().flatten().copied();
    let around = std::iter::successors(parent.parent(), |one| one.parent());
    let near = next.map(|one| (one, false));
    let around = around.map(|one| (one, true));
    let others = beside.iter().copied().map(|one| (one, false));
    let mut all = near.chain(around).chain(others);
    let parent = known(parent);
    // Most of what is beside it has one name.
    let mut refused = "";
    all.find_map(|(element, is_around)| {
        let own = if is_around {
            known(element)
        } else if element.plain_name() == refused {
            None
        } else {
            parent.and_then(|parent| inside(parent, element))
        };
        let Some(known) = own.and_then(takes) else {
            if !is_around {
                refused = element.plain_name();
            }
            return None;
        };
        let mut inside = element.children().take(NEIGHBOURS);
        let is_free = known.many || inside.all(|inner| inner.plain_name() != known.name);
        is_free.then_some(Home {
            element,
            name: known.name,
            many: known.many,
            is_around,
        })
    })
}

/// The device that lacks `child`, which stands directly in the domain and says with its attributes that it is a part of
/// one; the last such before others.
fn home_of_part<'a, 't>(
    parent: Element<'a, 't>,
    child: Element<'a, 't>,
    takes: &dyn Fn(vocabulary::Element) -> Option<vocabulary::Child>,
) -> Option<Home<'a, 't>> {
    if parent.parent().is_some() || child.attributes().next().is_none() {
        return None;
    }
    let mut beside = parent.children().take(NEIGHBOURS);
    let devices = beside.find(|beside| beside.plain_name() == "devices")?;
    let known = vocabulary::root().child("devices")?.element;
    let all: Vec<Element<'a, 't>> = devices.children().take(NEIGHBOURS).collect();
    all.into_iter().rev().find_map(|element| {
        let taken = inside(known, element).and_then(takes)?;
        if !may_lack(element, child) {
            return None;
        }
        let mut parts = element.children().take(NEIGHBOURS);
        let is_free = parts.all(|part| part.plain_name() != taken.name);
        is_free.then_some(Home {
            element,
            name: taken.name,
            many: taken.many,
            is_around: false,
        })
    })
}

/// Whether a device without `part` lacks it: an interface has a source only where its type says what that is.
fn may_lack(device: Element<'_, '_>, part: Element<'_, '_>) -> bool {
    if (device.plain_name(), part.plain_name()) != ("interface", "source") {
        return true;
    }
    let mut attributes = device.attributes();
    let kind = attributes.find(|attribute| attribute.plain_name() == "type");
    let kind = kind.and_then(|kind| InterfaceType::read(kind.value()));
    let name = kind.and_then(InterfaceType::source_attribute);
    name.is_some_and(|name| part.attributes().any(|it| it.plain_name() == name))
}

/// What libvirt knows about an element of the text.
pub(super) fn known(element: Element<'_, '_>) -> Option<vocabulary::Element> {
    let Some(parent) = element.parent() else {
        return Some(vocabulary::root());
    };
    inside(known(parent)?, element)
}

/// What libvirt knows about an element in one of which it knows something.
fn inside(parent: vocabulary::Element, element: Element<'_, '_>) -> Option<vocabulary::Element> {
    let known = parent.child(element.plain_name())?.element;
    (!known.is_open()).then_some(known)
}

impl Reader {
    /// Says of the element that was reported last where it belongs, and that it is not missing there as well.
    pub(super) fn moved(&mut self, child: Element<'_, '_>, home: &Home<'_, '_>) {
        self.offer_home(child, home);
        if home.is_around {
            return;
        }
        let is_lack = |segment: Option<&Segment>| match segment {
            Some(Segment::Child(name) | Segment::Item(name, _)) => name == home.name,
            Some(Segment::Attribute(_)) | None => false,
        };
        let span = home.element.name_span();
        let lack = self.diagnostics.rposition(|found| {
            found.rule == rules::MISSING_ELEMENT.name
                && found.span == span
                && is_lack(found.path.segments().last())
        });
        if let Some(lack) = lack
            && let Some(reported) = self.diagnostics.pop()
            && let Some(place) = self.diagnostics.get_mut(lack)
        {
            *place = reported;
        }
    }

    /// Remembers what stands elsewhere as something that could not be read where it is lacking, so that no rule says that
    /// it is missing there. Once all is read: an element may stand before the one that lacks it.
    pub(super) fn mark_moved(&mut self) {
        for moved in std::mem::take(&mut self.moved) {
            let slot = if moved.is_attribute {
                Slot::Attribute
            } else if moved.many {
                Slot::Dropped
            } else {
                Slot::Child
            };
            if let Some(home) = self.source.at_range(&moved.range) {
                let (tag, element) = (&moved.tag, &moved.element);
                let place = self.source.push(home, moved.name, slot, tag, element);
                self.source.mark_faulty(place);
            }
        }
    }

    /// Offers to move the element that was reported last.
    pub(super) fn offer_home(&mut self, child: Element<'_, '_>, home: &Home<'_, '_>) {
        self.moved.push(Moved {
            home: home.element.number(),
            range: home.element.range(),
            name: home.name,
            many: home.many,
            is_attribute: false,
            tag: child.start_tag(),
            element: child.range(),
        });
        let text = self.source.text();
        let (name, range) = (home.element.name(), child.range());
        let moved = renamed(text, child, home.name);
        let insertion = match home.element.end_name_span() {
            Some(end) => {
                let end = end.start.saturating_sub(2);
                let before = text.get(..end).unwrap_or_default();
                let line = before.trim_end_matches([' ', '\t']);
                let first = home.element.children().next();
                let indent = first.map_or("", |first| {
                    let before = text.get(..first.range().start).unwrap_or_default();
                    let line = before.rsplit('\n').next().unwrap_or_default();
                    line.get(..line.len() - line.trim_start().len())
                        .unwrap_or_default()
                });
                if line.ends_with('\n') {
                    let span = line.len()..line.len();
                    let text = format!("{indent}{moved}\n");
                    Edit { span, text }
                } else {
                    Edit {
                        span: end..end,
                        text: moved,
                    }
                }
            }
            None => {
                let end = home.element.range().end;
                let text = format!(">{moved}</{name}>");
                Edit {
                    span: end.saturating_sub(2)..end,
                    text,
                }
            }
        };
        let edits = vec![self.source.removal(&range), insertion];
        let Some(reported) = self.diagnostics.last_mut() else {
            return;
        };
        let message = format!("`<{name}>` takes it");
        let span = home.element.start_tag();
        reported.related.push(Label { message, span });
        reported.notes.retain(|note| note != NO_EFFECT);
        let mut title = format!("move it into `<{name}>`");
        if child.plain_name() == home.name {
            // What is known elsewhere is no slip for what is known here.
            reported.notes = vec![title.clone()];
            reported.fixes.clear();
        } else {
            title = format!("{title} as `<{}>`", home.name);
            let meant = format!("did you mean `<{}>` in `<{name}>`?", home.name);
            reported.notes.insert(0, meant);
        }
        let fix = Fix {
            title,
            applicability: Applicability::Unsafe,
            edits,
        };
        reported.fixes.insert(0, fix);
    }
}

/// What others call a disk, and the device that it is then.
const DRIVES: &[(&str, &str)] = &[
    ("cdrom", "cdrom"),
    ("dvd", "cdrom"),
    ("floppy", "floppy"),
    ("hdd", "disk"),
    ("harddisk", "disk"),
];

impl Reader {
    /// Offers to write a drive that was reported last as libvirt does; says whether it is one.
    pub(super) fn offer_disk(&mut self, parent: Element<'_, '_>, child: Element<'_, '_>) -> bool {
        let mut drives = DRIVES.iter();
        let found = drives.find(|(name, _)| child.plain_name().eq_ignore_ascii_case(name));
        let mut attributes = child.attributes();
        let Some((_, device)) = found.filter(|_| parent.plain_name() == "devices") else {
            return false;
        };
        if attributes.any(|attribute| attribute.plain_name() == "device") {
            return false;
        }
        let written = format!("disk device='{device}'");
        let mut edits = vec![Edit {
            span: child.name_span(),
            text: written.clone(),
        }];
        edits.extend(child.end_name_span().map(|span| Edit {
            span,
            text: "disk".to_owned(),
        }));
        if let Some(reported) = self.diagnostics.last_mut() {
            reported.notes = vec![format!("did you mean `<{written}>`?")];
            reported.fixes.push(Fix {
                title: format!("write `<{written}>`"),
                applicability: Applicability::Unsafe,
                edits,
            });
        }
        true
    }
}

/// The text of an element, with this name in its tags.
fn renamed(text: &str, element: Element<'_, '_>, name: &str) -> String {
    let range = element.range();
    let (start, end) = (element.name_span(), element.end_name_span());
    let part = |span: Span| text.get(span).unwrap_or_default();
    let end = match end {
        Some(end) => [part(start.end..end.start), name, part(end.end..range.end)].concat(),
        None => part(start.end..range.end).to_owned(),
    };
    [part(range.start..start.start), name, &end].concat()
}
