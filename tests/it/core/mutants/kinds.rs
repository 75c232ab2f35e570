//! The kinds of faults: each makes one fault in a document that has none, and knows where it is.

use std::ops::Range;

use schema_core::vocabulary::ValueClass;

use super::dice::Dice;
use super::sites::{Site, Value};

/// A document with one fault.
pub(super) struct Mutant {
    pub(super) text: String,
    /// The places in it that are right for a finding.
    pub(super) at: Vec<Range<usize>>,
    /// What was done.
    pub(super) what: String,
}

/// A kind of fault, or `None` where this document has no place for it.
pub(super) type Kind = fn(&[Site<'_, '_>], &mut Dice) -> Option<Mutant>;

/// Replaces parts of a text, which come in its order; gives the new text and where the replacements are in it.
pub(super) fn replaced(
    text: &str,
    edits: &[(Range<usize>, String)],
) -> (String, Vec<Range<usize>>) {
    let (mut out, mut at, mut places) = (String::new(), 0, Vec::new());
    for (span, new) in edits {
        out.push_str(&text[at..span.start]);
        let start = out.len();
        out.push_str(new);
        places.push(start..out.len());
        at = span.end;
    }
    out.push_str(&text[at..]);
    (out, places)
}

/// What one replacement makes of a document, the fault being in what was at `at` before.
fn one(text: &str, span: Range<usize>, new: &str, at: &Range<usize>, what: String) -> Mutant {
    let end = at.end - span.len() + new.len();
    let (text, _) = replaced(text, &[(span, new.to_owned())]);
    let at = at.start..end.max(at.start);
    Mutant {
        text,
        at: vec![at],
        what,
    }
}

pub(super) fn value(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let site = dice.pick(sites)?;
    let values = site.values();
    let Value { class, span, at } = dice.pick(&values)?.clone();
    let old = &site.text()[span.clone()];
    if old.is_empty() || old.contains('&') || !class.accepts(old) {
        return None;
    }
    let new = wrong(class, old, dice)?;
    // Sizes are rounded, and blanks around a number are no fault.
    if class.accepts(&new) || new.trim() == old {
        return None;
    }
    let what = format!("`{old}` became `{new}` in <{}>", site.name());
    Some(one(site.text(), span, &new, &at, what))
}

/// A value that the class does not accept, made from one that it does.
fn wrong(class: ValueClass, old: &str, dice: &mut Dice) -> Option<String> {
    Some(match class {
        ValueClass::Words(_) | ValueClass::SizeUnit => dice.misspell(old),
        ValueClass::YesNo => {
            let other: &[&str] = if old == "yes" {
                &["true", "on", "Yes", "1", "yess"]
            } else {
                &["false", "off", "No", "0", "noo"]
            };
            (*dice.pick(other)?).to_owned()
        }
        ValueClass::OnOff => {
            let other: &[&str] = if old == "on" {
                &["true", "yes", "On", "1", "onn"]
            } else {
                &["false", "no", "Off", "0", "of"]
            };
            (*dice.pick(other)?).to_owned()
        }
        ValueClass::Number { .. } => match dice.below(5) {
            0 => format!("{old}x"),
            1 => format!("-{old}"),
            2 if old.contains('0') => old.replacen('0', "O", 1),
            3 => format!("{old}.5"),
            // With a comma between the thousands.
            _ if old.len() > 3 => format!("{},{}", &old[..old.len() - 3], &old[old.len() - 3..]),
            _ => format!("{old}l"),
        },
        ValueClass::Address { .. } | ValueClass::Hex { .. } => match dice.below(3) {
            0 => format!("{old}g"),
            1 => format!("-{old}"),
            _ => format!("#{old}"),
        },
        ValueClass::Uuid => match dice.below(3) {
            0 => format!("{{{old}}}"),
            1 => old[..old.len() - 1].to_owned(),
            _ => old.replacen(|c: char| c.is_ascii_hexdigit(), "g", 1),
        },
        ValueClass::Mac => match dice.below(3) {
            0 => old.replace(':', "-"),
            1 => old[..old.len() - 1].to_owned(),
            _ => format!("{old}:00"),
        },
        ValueClass::Ip | ValueClass::Ipv4 => format!("{old}.256"),
        ValueClass::UsbPort => format!("{old}."),
        ValueClass::CpuSet => format!("{old}-"),
        ValueClass::TargetDev => dice.misspell(old),
        // Texts that can be anything, and what few documents have.
        ValueClass::Text
        | ValueClass::Line
        | ValueClass::Path
        | ValueClass::HexOrAny { .. }
        | ValueClass::Adjustment
        | ValueClass::UuidOrNothing
        | ValueClass::UsbVersion
        | ValueClass::Wwn
        | ValueClass::ModelName
        | ValueClass::NoComma { .. }
        | ValueClass::Printable { .. }
        | ValueClass::LoadParameter
        | ValueClass::OctalMode
        | ValueClass::DateTime => return None,
    })
}

pub(super) fn name(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let site = dice.pick(sites)?;
    let text = site.text();
    let attributes: Vec<_> = site
        .node
        .attributes()
        .filter(|attribute| site.known.attribute(attribute.name()).is_some())
        .collect();
    if dice.below(2) == 0 || attributes.is_empty() {
        let parent = sites
            .iter()
            .find(|other| Some(other.node) == site.node.parent())?;
        let new = dice.misspell(site.name());
        if parent.known.child(&new).is_some() {
            return None;
        }
        let edits: Vec<_> = site
            .names()
            .into_iter()
            .map(|span| (span, new.clone()))
            .collect();
        let (text, places) = replaced(text, &edits);
        let what = format!("<{}> became <{new}>", site.name());
        return Some(Mutant {
            text,
            at: places,
            what,
        });
    }
    let attribute = dice.pick(&attributes)?;
    let new = dice.misspell(attribute.name());
    if site.known.attribute(&new).is_some() || site.node.has_attribute(new.as_str()) {
        return None;
    }
    let what = format!("`{}` became `{new}` of <{}>", attribute.name(), site.name());
    Some(one(
        text,
        attribute.range_qname(),
        &new,
        &site.start_tag(),
        what,
    ))
}

pub(super) fn order(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    match dice.below(4) {
        0 => end_tags_exchanged(sites, dice),
        1 => slash_first(sites, dice),
        2 => boot_order_repeated(sites, dice),
        _ => smaller_than_its_part(sites),
    }
}

/// `<a><b></b></a>` as `<a><b></a></b>`.
fn end_tags_exchanged(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let outer = dice.pick(sites)?;
    let end = outer.end_tag()?;
    let inner = outer.children().last()?;
    let inner_end = inner.end_tag()?;
    let text = outer.text();
    if inner.name() == outer.name() || !text[inner_end.end..end.start].trim().is_empty() {
        return None;
    }
    let tags = [
        text[end.clone()].to_owned(),
        text[inner_end.clone()].to_owned(),
    ];
    let [first, second] = tags;
    let (new, places) = replaced(text, &[(inner_end, first), (end, second)]);
    let mut at = vec![outer.start_tag(), inner.start_tag()];
    at.extend(places);
    let what = format!("</{}> and </{}> exchanged", inner.name(), outer.name());
    Some(Mutant {
        text: new,
        at,
        what,
    })
}

/// `<a b='c'/>` as `<a/ b='c'>`.
fn slash_first(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let site = dice.pick(sites)?;
    let tag = site.start_tag();
    let name = site.names().first()?.clone();
    if !site.text()[tag.clone()].ends_with("/>") || site.node.attributes().len() == 0 {
        return None;
    }
    let edits = [
        (name.end..name.end, "/".to_owned()),
        (tag.end - 2..tag.end - 1, String::new()),
    ];
    let (text, _) = replaced(site.text(), &edits);
    Some(Mutant {
        text,
        at: vec![tag],
        what: format!("<{}/ with attributes", site.name()),
    })
}

fn boot_order_repeated(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let orders: Vec<_> = sites
        .iter()
        .filter(|site| site.name() == "boot" && site.node.has_attribute("order"))
        .collect();
    let at = dice.below(orders.len().max(1));
    let (first, second) = (orders.get(at)?, orders.get(at + 1)?);
    let value = first.node.attribute("order")?;
    let span = second.node.attribute_node("order")?.range_value();
    Some(one(
        second.text(),
        span,
        value,
        &second.start_tag(),
        "boot order repeated".to_owned(),
    ))
}

/// More processors at the start than there are, more memory than there is.
fn smaller_than_its_part(sites: &[Site<'_, '_>]) -> Option<Mutant> {
    let vcpu = sites
        .iter()
        .find(|site| site.name() == "vcpu" && site.is_leaf())?;
    let count: u32 = vcpu.node.text()?.trim().parse().ok()?;
    let what = "more processors at start than there are".to_owned();
    let more = (count + 1).to_string();
    if let Some(current) = vcpu.node.attribute_node("current") {
        return Some(one(
            vcpu.text(),
            current.range_value(),
            &more,
            &vcpu.range(),
            what,
        ));
    }
    let at = vcpu.names().first()?.end;
    let new = format!(" current='{more}'");
    Some(one(vcpu.text(), at..at, &new, &vcpu.range(), what))
}

pub(super) fn unclosed(sites: &[Site<'_, '_>], dice: &mut Dice) -> Option<Mutant> {
    let site = dice.pick(sites)?;
    let (text, tag) = (site.text(), site.start_tag());
    let what = |what: &str| format!("<{}> {what}", site.name());
    match (dice.below(4), site.end_tag()) {
        (0 | 1, Some(end)) => Some(without(text, end, tag, what("without its end tag"))),
        (0 | 1, None) => {
            let slash = tag.end - 2..tag.end - 1;
            Some(without(text, slash, tag, what("without its slash")))
        }
        (2, _) => {
            let attributes: Vec<_> = site.node.attributes().collect();
            let value = dice.pick(&attributes)?.range_value();
            Some(without(
                text,
                value.end..value.end + 1,
                tag,
                what("without a quote"),
            ))
        }
        (_, end) => {
            let closes = tag.end - 1..tag.end;
            let tag = if end.is_none() {
                tag.start..tag.end - 2
            } else {
                tag
            };
            Some(without(text, closes, tag, what("without `>`")))
        }
    }
}

fn without(text: &str, span: Range<usize>, at: Range<usize>, what: String) -> Mutant {
    let (text, _) = replaced(text, &[(span, String::new())]);
    Mutant {
        text,
        at: vec![at],
        what,
    }
}
