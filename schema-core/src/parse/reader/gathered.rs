//! Elements that belong into one that stands beside theirs, or is missing: `<acpi/><apic/>` for
//! `<features><acpi/><apic/></features>`.

use super::beyond::has_no_child;
use super::misplaced::{Home, Moved, holds, is_bare, is_flag, is_group, known};
use super::{NEIGHBOURS, Reader, usual};
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::syntax::Element;
use crate::vocabulary;

/// Elements that belong into one that is missing.
#[derive(Debug)]
pub(super) struct Gathered {
    /// The number of the element that lacks it.
    outer: usize,
    /// Its name.
    name: &'static str,
    /// The numbers of those that the fix puts into it: all that stand beside one another.
    members: Vec<usize>,
    fix: Fix,
}

impl Reader {
    /// Says of the element that was reported last, which `parent` does not take, that it belongs into an element that stands
    /// or would stand beside it, or beside one around; whether it does.
    pub(super) fn gather(&mut self, parent: Element<'_, '_>, child: Element<'_, '_>) -> bool {
        if !self.is_looking() {
            return false;
        }
        let Some((outer, into)) = belonging(parent, child) else {
            return false;
        };
        self.homed += 1;
        let name = child.plain_name();
        let mut inside = outer.children().take(NEIGHBOURS);
        let there = inside.find(|inside| inside.plain_name() == into.name);
        let own = into.element.child(name);
        match (there, own) {
            (Some(there), Some(own)) if own.many || has_no_child(there, name) => {
                let home = Home {
                    element: there,
                    name: own.name,
                    many: own.many,
                    is_around: false,
                };
                self.moved(child, &home);
            }
            (Some(_), _) => {
                let removal = self.source.removal(&child.range());
                if let Some(reported) = self.diagnostics.last_mut() {
                    reported.notes.clear();
                    reported.fixes.clear();
                }
                let meant = format!("<{name}>` in `<{}>", into.name);
                self.there_already(&meant, removal);
            }
            (None, _) => self.offer_missing(parent, child, outer, into),
        }
        true
    }

    /// Offers to put the element that was reported last into one that is missing, with all beside it that belong there.
    fn offer_missing(
        &mut self,
        parent: Element<'_, '_>,
        child: Element<'_, '_>,
        outer: Element<'_, '_>,
        into: vocabulary::Child,
    ) {
        let of_outer = |one: &Gathered| one.outer == outer.number() && one.name == into.name;
        if !self.gathered.iter().any(of_outer) {
            let members = members(parent, child, outer, into);
            let fix = self.together(parent, outer, into, &members);
            self.moved.push(Moved {
                home: outer.number(),
                range: outer.range(),
                name: into.name,
                many: into.many,
                is_attribute: false,
                tag: child.start_tag(),
                element: child.range(),
            });
            self.gathered.push(Gathered {
                outer: outer.number(),
                name: into.name,
                members: members.into_iter().map(Element::number).collect(),
                fix,
            });
        }
        let gathered = self.gathered.iter().find(|one| of_outer(one));
        // What stands elsewhere has a place to go to once that is done.
        let fix = gathered.filter(|one| one.members.contains(&child.number()));
        let fix = fix.map(|one| one.fix.clone());
        if let Some(reported) = self.diagnostics.last_mut() {
            let note = format!("it belongs into `<{}>`, which is missing", into.name);
            reported.notes = vec![note];
            reported.fixes = fix.into_iter().collect();
        }
    }

    /// The fix that makes an element of those that belong into it: where the first of them stands, or behind what they
    /// stand in.
    fn together(
        &self,
        parent: Element<'_, '_>,
        outer: Element<'_, '_>,
        into: vocabulary::Child,
        members: &[Element<'_, '_>],
    ) -> Fix {
        let text = self.source.text();
        let own = |one: &Element<'_, '_>| text.get(one.range()).unwrap_or_default();
        let is_here = parent.number() == outer.number();
        let around = std::iter::successors(Some(parent), |one| one.parent());
        let mut around = around.filter(|one| {
            let above = one.parent().map(Element::number);
            above == Some(outer.number())
        });
        let behind = around.next();
        let anchor = if is_here {
            members.first().copied()
        } else {
            behind
        };
        let before = anchor.and_then(|anchor| text.get(..anchor.range().start));
        let before = before.unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_on_own_line = line.trim().is_empty() && before.contains('\n');
        let ends = members.first().zip(members.last());
        let span = ends.map(|(first, last)| first.range().start..last.range().end);
        let lines = span.and_then(|span| text.get(span)).unwrap_or_default();
        let is_on_lines = is_on_own_line && lines.contains('\n');
        let (name, attributes) = (into.name, usual::required(outer.plain_name(), into));
        let (each, last) = if is_on_lines {
            (format!("\n{line}  "), format!("\n{line}"))
        } else {
            (String::new(), String::new())
        };
        let inside = members
            .iter()
            .flat_map(|member| [each.as_str(), own(member)]);
        let inside: String = inside.collect();
        let made = format!("<{name}{attributes}>{inside}{last}</{name}>");
        let mut edits = Vec::new();
        if is_here {
            let first = members.first().map(|first| first.range());
            edits.extend(first.map(|span| Edit { span, text: made }));
        } else {
            let end = behind.map_or(outer.range().end, |behind| behind.range().end);
            let text = if is_on_own_line {
                format!("\n{line}{made}")
            } else {
                made
            };
            edits.push(Edit {
                span: end..end,
                text,
            });
        }
        let removed = members.iter().skip(usize::from(is_here));
        edits.extend(removed.map(|member| self.source.removal(&member.range())));
        let them = if members.len() == 1 { "it" } else { "them" };
        Fix {
            title: format!("put {them} into `<{name}>`"),
            applicability: Applicability::Unsafe,
            edits,
        }
    }
}

/// Whether an element that `parent` takes is not what it takes: one with nothing in it where that is a group of others, as
/// an `<acpi/>` in `<os>`, that another element close by takes and has not.
pub(super) fn is_of_another(
    parent: Element<'_, '_>,
    taken: vocabulary::Element,
    child: Element<'_, '_>,
) -> bool {
    if !is_group(taken) || !is_bare(child) {
        return false;
    }
    let Some((outer, into)) = belonging(parent, child) else {
        return false;
    };
    let mut inside = outer.children().take(NEIGHBOURS);
    let there = inside.find(|inside| inside.plain_name() == into.name);
    there.is_none_or(|there| has_no_child(there, child.plain_name()))
}

/// All in `parent` that belong where `child` does.
fn members<'a, 't>(
    parent: Element<'a, 't>,
    child: Element<'a, 't>,
    outer: Element<'a, 't>,
    into: vocabulary::Child,
) -> Vec<Element<'a, 't>> {
    let taken = known(parent);
    let belongs_there = |one: Element<'a, 't>| {
        let taken = taken.and_then(|taken| taken.child(one.plain_name()));
        let is_stray = taken.is_none_or(|taken| is_of_another(parent, taken.element, one));
        let own = belonging(parent, one).filter(|_| is_stray);
        own.is_some_and(|(its, own)| its.number() == outer.number() && own == into)
    };
    let beside = parent.children().take(NEIGHBOURS);
    beside
        .filter(|one| one.number() == child.number() || belongs_there(*one))
        .collect()
}

/// The element that is or would be in `parent`, or in one around it, and takes `child`; the one and only.
fn belonging<'a, 't>(
    parent: Element<'a, 't>,
    child: Element<'a, 't>,
) -> Option<(Element<'a, 't>, vocabulary::Child)> {
    let name = child.plain_name();
    if !vocabulary::is_name(name) {
        return None;
    }
    let holding = |own: vocabulary::Element| holds(own, child);
    let empty = |own: vocabulary::Element| {
        !is_group(own) && own.attributes().all(|attribute| !attribute.required)
    };
    let found = if is_bare(child) {
        // What is there or not is more likely than what may have nothing in it.
        only_one(parent, name, &is_flag).or_else(|| only_one(parent, name, &empty))
    } else {
        only_one(parent, name, &holding)
    };
    if found.is_some() {
        return found;
    }
    // A device is one also where something about it is wrong.
    let devices = vocabulary::root().child("devices")?;
    let is_device = parent.parent().is_none() && devices.element.child(name).is_some();
    is_device.then_some((parent, devices))
}

/// The element that is or would be in `parent`, or else in the next one around it, and takes one of the name that is such;
/// nothing where more than one does.
fn only_one<'a, 't>(
    parent: Element<'a, 't>,
    name: &str,
    is_such: &dyn Fn(vocabulary::Element) -> bool,
) -> Option<(Element<'a, 't>, vocabulary::Child)> {
    // What is in a device means little outside of it.
    let is_of_domain = parent.parent().is_none_or(|outer| outer.parent().is_none());
    let far = if is_of_domain { usize::MAX } else { 1 };
    let around = std::iter::successors(Some(parent), |one| one.parent());
    for outer in around.take(far) {
        let is_here = outer.number() == parent.number();
        let takes = |into: &vocabulary::Child| {
            // One of many that stand elsewhere is not for this to choose.
            let is_one = (is_here || !into.many) && !into.element.is_open();
            let own = into.element.child(name).filter(|_| is_one);
            own.is_some_and(|own| is_such(own.element))
        };
        let mut all = known(outer)?.children().filter(takes);
        if let Some(first) = all.next() {
            return all.next().is_none().then_some((outer, first));
        }
    }
    None
}
