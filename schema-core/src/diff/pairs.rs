//! Which item of one document is which of another.

use std::collections::{BTreeMap, VecDeque};

use crate::syntax::Element;

/// What identifies the items of a repeated element: attributes, each behind the names of the elements that lead to it.
struct Key {
    name: &'static str,
    parts: &'static [&'static [&'static str]],
    /// Whether items that nothing identifies are paired in their order, rather than taken for different ones.
    or_order: bool,
}

/// As `VirtualBox` tells them apart. Items of other elements are the same where they say the same, and the others are
/// paired in their order.
const KEYS: &[Key] = &[
    Key {
        name: "controller",
        parts: &[&["type"], &["index"]],
        or_order: false,
    },
    Key {
        name: "disk",
        parts: &[&["target", "dev"]],
        or_order: false,
    },
    Key {
        name: "filesystem",
        parts: &[&["target", "dir"]],
        or_order: false,
    },
    Key {
        name: "graphics",
        parts: &[&["type"]],
        or_order: false,
    },
    Key {
        name: "hostdev",
        parts: &[
            &["type"],
            &["source", "vendor", "id"],
            &["source", "product", "id"],
        ],
        or_order: false,
    },
    Key {
        name: "interface",
        parts: &[&["mac", "address"]],
        or_order: true,
    },
    Key {
        name: "parallel",
        parts: &[&["target", "port"]],
        or_order: false,
    },
    Key {
        name: "serial",
        parts: &[&["target", "port"]],
        or_order: false,
    },
];

/// The same for Boxwright's own elements, which refer to devices by what they are.
const OWN_KEYS: &[Key] = &[
    Key {
        name: "controller",
        parts: &[&["type"], &["index"]],
        or_order: false,
    },
    Key {
        name: "extraData",
        parts: &[&["key"]],
        or_order: false,
    },
    Key {
        name: "filesystem",
        parts: &[&["target"]],
        or_order: false,
    },
    Key {
        name: "interface",
        parts: &[&["mac"]],
        or_order: false,
    },
    Key {
        name: "property",
        parts: &[&["name"]],
        or_order: false,
    },
    Key {
        name: "screen",
        parts: &[&["number"]],
        or_order: false,
    },
];

/// The numbers of items that are one another, in the order of the second document; then those that only the first has.
pub(super) fn pair(
    name: &str,
    before: &[Element<'_, '_>],
    after: &[Element<'_, '_>],
) -> Vec<(Option<usize>, Option<usize>)> {
    let is_own = before.first().or(after.first());
    let is_own = is_own.is_some_and(|element| !element.own_name().is_empty());
    let keys = if is_own { OWN_KEYS } else { KEYS };
    let key = keys.iter().find(|key| key.name == name);
    let identity = |element: &Element<'_, '_>| match key {
        Some(key) => key.of(*element),
        None => Some(said(*element)),
    };
    let or_order = key.is_none_or(|key| key.or_order);
    let mut free: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (number, element) in before.iter().enumerate() {
        if let Some(identity) = identity(element) {
            free.entry(identity).or_default().push_back(number);
        }
    }
    let mut taken = vec![false; before.len()];
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    for (number, element) in after.iter().enumerate() {
        let same = identity(element).and_then(|identity| free.get_mut(&identity)?.pop_front());
        if let Some(slot) = same.and_then(|same| taken.get_mut(same)) {
            *slot = true;
        }
        pairs.push((same, Some(number)));
    }
    let left = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    let mut left = left.map(|(number, _)| number);
    if or_order {
        for pair in pairs.iter_mut().filter(|pair| pair.0.is_none()) {
            pair.0 = left.next();
        }
    }
    pairs.extend(left.map(|number| (Some(number), None)));
    pairs
}

impl Key {
    fn of(&self, element: Element<'_, '_>) -> Option<String> {
        let parts: Vec<&str> = self
            .parts
            .iter()
            .map(|way| value(element, way).unwrap_or_default())
            .collect();
        let any = parts.iter().any(|part| !part.is_empty());
        any.then(|| parts.join("\n"))
    }
}

fn value<'a>(element: Element<'a, '_>, way: &[&str]) -> Option<&'a str> {
    let (attribute, elements) = way.split_last()?;
    let holder = elements.iter().try_fold(element, |at, name| {
        let mut inside = at.children();
        inside.find(|child| child.name() == *name)
    })?;
    let mut all = holder.attributes();
    let found = all.find(|found| found.name() == *attribute)?;
    Some(found.value())
}

/// The whole element as it is written.
fn said(element: Element<'_, '_>) -> String {
    let text = element.document_text().get(element.range());
    text.unwrap_or_default().to_owned()
}
