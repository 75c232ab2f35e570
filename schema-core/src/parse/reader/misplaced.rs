//! Elements that libvirt knows elsewhere, perhaps under nearly their name: close to where they belong, they were put into
//! the wrong one.

use super::{At, HOMELESS, MISSPELT, MOVED, NEIGHBOURS, Reader};
use crate::diagnostic::{Applicability, Edit, Fix, Label};
use crate::lint::{rules, suggest};
use crate::path::Segment;
use crate::source::Slot;
use crate::span::Span;
use crate::syntax::Element;
use crate::vocabulary;

/// Where an element belongs.
pub(super) struct Home<'a, 't> {
    element: Element<'a, 't>,
    name: &'static str,
    is_around: bool,
}

impl Reader {
    /// The element close by that takes `child`, which `parent` does not, or takes one of nearly that name where `parent`
    /// takes none such: a misspelt second `<memory>` is no module of memory.
    pub(super) fn home<'a, 't>(
        &mut self,
        parent: Element<'a, 't>,
        child: Element<'a, 't>,
        is_close_to_own: bool,
    ) -> Option<Home<'a, 't>> {
        if self.moved.len() >= MOVED || self.homeless >= HOMELESS {
            return None;
        }
        let name = child.plain_name();
        let is_worth_it = !is_close_to_own && self.homeless < MISSPELT;
        let home = home(parent, child, &|known| known.child(name)).or_else(|| {
            let close = |known: vocabulary::Element| {
                let meant = suggest::closest(name, known.names())?;
                known.child(meant)
            };
            is_worth_it.then(|| home(parent, child, &close)).flatten()
        });
        self.homeless += usize::from(home.is_none());
        home
    }
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
            is_around,
        })
    })
}

/// What libvirt knows about an element of the text.
fn known(element: Element<'_, '_>) -> Option<vocabulary::Element> {
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
    pub(super) fn moved(&mut self, at: At<'_, '_>, child: Element<'_, '_>, home: &Home<'_, '_>) {
        self.offer_home(child, home);
        if home.is_around {
            if let Some(around) = self.source.parent(at.place) {
                let span = child.start_tag();
                let place = self
                    .source
                    .push(around, home.name, Slot::Child, &span, &child.range());
                self.source.mark_faulty(place);
            }
            return;
        }
        self.source.mark_range_faulty(&home.element.range());
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

    /// Offers to move the element that was reported last.
    pub(super) fn offer_home(&mut self, child: Element<'_, '_>, home: &Home<'_, '_>) {
        self.moved.push((home.element.number(), home.name));
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
        reported.notes.retain(|note| note != "it has no effect");
        let mut title = format!("move it into `<{name}>`");
        if child.plain_name() == home.name {
            reported.notes.insert(0, title.clone());
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
