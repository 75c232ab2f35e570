//! Paths of policies, such as `devices/interface[@type='bridge']/source/@bridge`.

use std::fmt;
use std::str::FromStr;

use crate::domain::Domain;
use crate::lint::suggest;
use crate::lint::tree::{Attr, Node};
use crate::path::{Path, Segment};
use crate::policy::pattern::matches;
use crate::spec::{Element as _, ElementSpec};
use crate::syntax::OWN_PREFIX;
use crate::vocabulary;

/// The way from the root element to elements or attributes, of which there may be many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyPath {
    text: String,
    pub(super) steps: Vec<Step>,
    pub(super) attribute: Option<String>,
    /// How many steps lead to what has to have the rest: the last element of which there may be several, or whose
    /// tests choose some, before the end. The root where there is none.
    pub(super) anchor: usize,
    /// What silence means for the attribute.
    pub(super) default: Option<String>,
}

/// An element on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The name; `*` for any.
    name: String,
    tests: Vec<Test>,
}

/// What chooses among elements of a name: an attribute or the text of something inside it, and a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Test {
    elements: Vec<String>,
    attribute: Option<String>,
    pattern: String,
}

/// Something that a path leads to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Hit<'p, 'a, 't> {
    Element(Node<'a, 't>),
    Attribute(Attr<'a, 't>),
    /// An attribute that the element leaves out, with what that means.
    Silent(Node<'a, 't>, &'p str),
}

/// Why a text is no path of a policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoPath(String);

impl PolicyPath {
    /// Everything that the path leads to.
    pub(super) fn hits<'p, 'a, 't>(
        &'p self,
        root: Node<'a, 't>,
        visit: &mut dyn FnMut(Hit<'p, 'a, 't>),
    ) {
        walk(root, &self.steps, &mut |node| {
            let hit = Hit::of(node, self.attribute.as_deref(), self.default.as_deref());
            if let Some(hit) = hit {
                visit(hit);
            }
        });
    }
}

impl<'p, 'a, 't> Hit<'p, 'a, 't> {
    /// What a path leads to whose steps lead to an element: an attribute of it where one is named.
    pub(super) fn of(
        node: Node<'a, 't>,
        attribute: Option<&str>,
        default: Option<&'p str>,
    ) -> Option<Self> {
        let Some(name) = attribute else {
            return Some(Self::Element(node));
        };
        match node.attribute(name) {
            Some(attribute) => Some(Self::Attribute(attribute)),
            None => default.map(|default| Self::Silent(node, default)),
        }
    }
}

fn walk<'a, 't>(from: Node<'a, 't>, steps: &[Step], visit: &mut dyn FnMut(Node<'a, 't>)) {
    let Some((step, rest)) = steps.split_first() else {
        return visit(from);
    };
    for node in from.inside() {
        if step.leads_to(node, node.name()) {
            walk(node, rest, visit);
        }
    }
}

impl Step {
    /// Whether it leads to an element, which has this plain name.
    pub(super) fn leads_to(&self, node: Node<'_, '_>, name: &str) -> bool {
        let is_named = match self.name.strip_prefix(OWN_PREFIX) {
            Some(own) => node.own_name() == own,
            None => self.name == name || self.name == "*",
        };
        is_named && self.tests.iter().all(|test| test.holds(node))
    }
}

impl Test {
    fn holds(&self, node: Node<'_, '_>) -> bool {
        let names = self.elements.iter();
        let Some(holder) = names.into_iter().try_fold(node, |node, name| {
            node.inside().find(|inner| inner.is_named(name))
        }) else {
            return false;
        };
        match &self.attribute {
            Some(name) => holder
                .attribute(name)
                .is_some_and(|attribute| matches(&self.pattern, attribute.value())),
            None => matches(&self.pattern, &holder.text()),
        }
    }
}

impl FromStr for PolicyPath {
    type Err = NoPath;

    fn from_str(text: &str) -> Result<Self, NoPath> {
        let way = text.trim().trim_start_matches("/domain/");
        if way.starts_with('/') && way != "/domain" {
            return Err(NoPath(format!(
                "`{way}` does not begin at the root element; did you mean `/domain{way}`?"
            )));
        }
        let mut parts = split(way)?;
        let attribute = parts
            .last()
            .and_then(|last| last.strip_prefix('@'))
            .map(ToOwned::to_owned);
        if attribute.is_some() {
            parts.pop();
        }
        let steps = parts
            .iter()
            .map(|part| step(part))
            .collect::<Result<Vec<_>, _>>()?;
        if attribute.as_deref() == Some("") || (steps.is_empty() && attribute.is_none()) {
            return Err(NoPath(format!("`{text}` leads nowhere")));
        }
        known(&steps, attribute.as_deref())?;
        Ok(Self {
            text: way.to_owned(),
            anchor: anchor(&steps, attribute.is_some()),
            default: attribute.as_ref().and_then(|name| default(&steps, name)),
            steps,
            attribute,
        })
    }
}

/// The parts between slashes, but for those in brackets.
fn split(text: &str) -> Result<Vec<&str>, NoPath> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, character) in text.char_indices() {
        match character {
            '[' => depth += 1,
            ']' if depth == 0 => return Err(NoPath(format!("`{text}` has a `]` too many"))),
            ']' => depth -= 1,
            '/' if depth == 0 => {
                parts.push(text.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    if depth > 0 {
        return Err(NoPath(format!("`{text}` lacks a `]`")));
    }
    parts.push(text.get(start..).unwrap_or_default());
    Ok(parts)
}

fn step(part: &str) -> Result<Step, NoPath> {
    let (name, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    if name != "*" && (name.is_empty() || !name.chars().all(is_name)) {
        return Err(NoPath(format!("`{part}` is no name of an element")));
    }
    let mut tests = Vec::new();
    while let Some((test_text, after)) =
        rest.strip_prefix('[').and_then(|rest| rest.split_once(']'))
    {
        tests.push(test(test_text)?);
        rest = after;
    }
    if rest.is_empty() {
        let name = name.to_owned();
        return Ok(Step { name, tests });
    }
    Err(NoPath(format!("`{rest}` in `{part}` is no test")))
}

/// Reads what stands in brackets, such as `@type='bridge'` or `target/@dev='sd*'`.
fn test(text: &str) -> Result<Test, NoPath> {
    let fault = || NoPath(format!("`[{text}]` is no test such as `[@type='bridge']`"));
    let (way, pattern) = text.split_once('=').ok_or_else(fault)?;
    let pattern = pattern.trim();
    let unquoted = ['\'', '"'].iter().find_map(|quote| {
        let inner = pattern.strip_prefix(*quote)?;
        inner.strip_suffix(*quote)
    });
    let mut elements: Vec<String> = way.trim().split('/').map(ToOwned::to_owned).collect();
    let attribute = elements
        .last()
        .and_then(|last| last.strip_prefix('@'))
        .map(ToOwned::to_owned);
    if attribute.is_some() {
        elements.pop();
    }
    if elements.iter().any(String::is_empty) || attribute.as_deref() == Some("") {
        return Err(fault());
    }
    Ok(Test {
        elements,
        attribute,
        pattern: unquoted.ok_or_else(fault)?.to_owned(),
    })
}

/// Refuses names that libvirt does not know, which no document that is right can have. What is behind `*`, and what
/// applications keep in `<metadata>`, can have any name.
fn known(steps: &[Step], attribute: Option<&str>) -> Result<(), NoPath> {
    let mut at = vocabulary::root();
    let mut place = "domain";
    for step in steps {
        match inside(at, place, &step.name)? {
            Some(element) => at = element,
            None => return Ok(()),
        }
        place = &step.name;
        for test in &step.tests {
            let (mut at, mut place) = (Some(at), place);
            for name in &test.elements {
                at = at.map_or(Ok(None), |at| inside(at, place, name))?;
                place = name;
            }
            if let Some((at, name)) = at.zip(test.attribute.as_deref()) {
                has(at, place, name)?;
            }
        }
    }
    attribute.map_or(Ok(()), |name| has(at, place, name))
}

/// Refuses a path to what no document that is right can have.
pub fn is_known(path: &Path) -> Result<(), NoPath> {
    let mut at = vocabulary::root();
    let mut place = Path::ROOT;
    for segment in path.segments().iter().skip(1) {
        match segment {
            Segment::Attribute(name) => return has(at, place, name),
            Segment::Child(name) | Segment::Item(name, _) => match inside(at, place, name)? {
                Some(element) => (at, place) = (element, &**name),
                None => return Ok(()),
            },
        }
    }
    Ok(())
}

/// The element `name` in another; `None` where nobody can say what it is.
fn inside(
    at: vocabulary::Element,
    place: &str,
    name: &str,
) -> Result<Option<vocabulary::Element>, NoPath> {
    if name == "*" || name.contains(':') || at.is_open() {
        return Ok(None);
    }
    let child = at.child(name).map(|child| child.element);
    child.map(Some).ok_or_else(|| {
        let names = at.children().map(|child| child.name);
        NoPath(format!(
            "there is no `<{name}>` in `<{place}>`{}",
            meant(name, names)
        ))
    })
}

/// Refuses an attribute that an element cannot have.
fn has(at: vocabulary::Element, place: &str, name: &str) -> Result<(), NoPath> {
    if name.contains(':') || at.is_open() || at.attribute(name).is_some() {
        return Ok(());
    }
    let names = at.attributes().map(|attribute| attribute.name);
    Err(NoPath(format!(
        "`<{place}>` has no `{name}`{}",
        meant(name, names)
    )))
}

fn meant(name: &str, known: impl Iterator<Item = &'static str>) -> String {
    suggest::closest(name, known)
        .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"))
}

/// See [`PolicyPath::anchor`]. What ends the path is what has to be there, so only with an attribute it can be the one.
fn anchor(steps: &[Step], has_attribute: bool) -> usize {
    let mut known = Some(vocabulary::root());
    let mut anchor = 0;
    for (number, step) in (1..).zip(steps) {
        let child = known.and_then(|known| known.child(&step.name));
        known = child.map(|child| child.element);
        let is_end = number == steps.len() && !has_attribute;
        let some = child.is_some_and(|child| child.many) || !step.tests.is_empty();
        if (some || step.name == "*") && !is_end {
            anchor = number;
        }
    }
    anchor
}

/// What the declaration of an attribute says that silence means.
fn default(steps: &[Step], attribute: &str) -> Option<String> {
    let mut spec: &'static ElementSpec = Domain::SPEC;
    for step in steps {
        let child = spec.children.iter().find(|child| child.name == step.name)?;
        spec = child.content.element()?;
    }
    let mut all = spec.attributes.iter();
    let declared = all.find(|declared| declared.name == attribute)?;
    declared.default.map(|default| default())
}

impl fmt::Display for PolicyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
