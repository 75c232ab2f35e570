//! Faults of what is where: parts that are there twice, not at all, or in the wrong place.

use super::dice::Dice;
use super::kinds::{Mutant, replaced};
use super::sites::Site;

pub(super) fn duplicate(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    match dice.below(3) {
        0 => attribute_twice(sites, dice),
        1 => element_twice(sites, dice),
        _ => device_twice(sites, dice),
    }
}

fn attribute_twice(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let site = dice.pick(sites)?;
    let attributes: Vec<_> = site.node.attributes().collect();
    let range = dice.pick(&attributes)?.range();
    let copy = format!(" {}", &site.text()[range.clone()]);
    let tag = site.start_tag();
    let at = tag.start..tag.end + copy.len();
    let what = format!("{copy} twice in <{}>", site.name());
    let (text, _) = replaced(site.text(), &[(range.end..range.end, copy)]);
    Some(Mutant {
        text,
        at: vec![at],
        what,
    })
}

fn element_twice(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let single: Vec<_> = sites.iter().skip(1).filter(|site| !site.many).collect();
    Some(copied(dice.pick(&single)?))
}

/// What a device is known by, so that it cannot be there twice.
fn device_twice(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let unique: Vec<_> = sites
        .iter()
        .filter(|site| match site.name() {
            "disk" => site.has_child("target"),
            "interface" => site.has_child("mac"),
            "controller" => {
                site.node.has_attribute("index") && site.node.attribute("type") != Some("usb")
            }
            _ => false,
        })
        .collect();
    Some(copied(dice.pick(&unique)?))
}

fn copied(site: &Site<'_, '_>) -> Mutant {
    let range = site.range();
    let copy = site.text()[range.clone()].to_owned();
    let at = range.start..range.end + copy.len();
    let (text, _) = replaced(site.text(), &[(range.end..range.end, copy)]);
    Mutant {
        text,
        at: vec![at],
        what: format!("<{}> twice", site.name()),
    }
}

/// What an element cannot do without.
const NEEDED: &[(&str, &str)] = &[
    ("domain", "name"),
    ("os", "type"),
    ("disk", "target"),
    ("domain", "memory"),
];

pub(super) fn missing(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let site = dice.pick(sites)?;
    let text = site.text();
    if dice.below(3) == 0 {
        let inside: Vec<_> = NEEDED
            .iter()
            .filter(|(outer, _)| *outer == site.name())
            .collect();
        let (_, name) = dice.pick(&inside)?;
        let child = site.children().find(|child| child.name() == *name)?;
        // Other hypervisors take the memory from the cells.
        if *name == "memory" && site.node.attribute("type") != Some("vbox") {
            return None;
        }
        let (new, _) = replaced(text, &[(child.range(), String::new())]);
        let what = format!("<{}> without <{name}>", site.name());
        return Some(Mutant {
            text: new,
            at: vec![site.start_tag()],
            what,
        });
    }
    let required: Vec<_> = site
        .node
        .attributes()
        .filter(|attribute| {
            site.known
                .attribute(attribute.name())
                .is_some_and(|known| known.required)
        })
        .collect();
    let attribute = dice.pick(&required)?;
    let range = attribute.range();
    let before = text[..range.start].trim_end().len();
    let (new, _) = replaced(text, &[(before..range.end, String::new())]);
    let tag = site.start_tag();
    let at = tag.start..tag.end - (range.end - before);
    let what = format!("<{}> without `{}`", site.name(), attribute.name());
    Some(Mutant {
        text: new,
        at: vec![at],
        what,
    })
}

pub(super) fn misplaced(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let site = dice.pick(sites)?;
    let parent = sites
        .iter()
        .find(|other| Some(other.node) == site.node.parent())?;
    let grand = sites
        .iter()
        .find(|other| Some(other.node) == parent.node.parent());
    let text = site.text();
    let moved = text[site.range()].to_owned();
    let gone = (site.range(), String::new());
    let inner =
        |into: &Site<'_, '_>| into.known.child(site.name()).is_none() && !into.known.is_open();
    let (edits, whither) = if dice.below(3) > 0 {
        // Out of its parent, behind it.
        let grand = grand.filter(|grand| inner(grand))?;
        let end = parent.range().end;
        (vec![gone, (end..end, moved)], grand.name().to_owned())
    } else {
        // Into one beside it.
        let beside: Vec<_> = sites
            .iter()
            .filter(|other| other.node.parent() == Some(parent.node) && other.node != site.node)
            .filter(|other| other.end_tag().is_some() && !other.is_leaf() && inner(other))
            .collect();
        let into = dice.pick(&beside)?;
        let end = into.end_tag()?.start;
        let mut edits = vec![gone, (end..end, moved)];
        edits.sort_by_key(|(span, _)| span.start);
        (edits, into.name().to_owned())
    };
    let (new, places) = replaced(text, &edits);
    let at = places.into_iter().find(|place| !place.is_empty())?;
    let what = format!("<{}> of <{}> in <{whither}>", site.name(), parent.name());
    Some(Mutant {
        text: new,
        at: vec![at],
        what,
    })
}
