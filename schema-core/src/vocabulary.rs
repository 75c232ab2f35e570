//! All that libvirt's domain XML can say, as data: what a document may hold beside the elements that
//! [`domain`](crate::domain) declares.
//!
//! The tables are written by `cargo xtask codegen vocabulary FILE` and hold names, cardinality and value classes.
//! Alternatives of one element (a disk of type `file` or `network`) are one element with all that any of them has.
//! Looking something up takes a binary search and allocates nothing.

#[rustfmt::skip]
#[expect(clippy::unreadable_literal, reason = "numbers that nobody reads")]
mod data;
pub mod uses;
pub mod value;

pub use value::{ValueClass, Words};

/// Says that an attribute must be there, that there may be many of an element, or that it may hold anything.
const MARK: u16 = 0x8000;

/// An element; its name belongs to the place where it stands, since many elements are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element(u16);

/// An attribute of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name.
    pub name: &'static str,
    /// Whether it must be there, in whatever alternative.
    pub required: bool,
    /// What it can be.
    pub class: ValueClass,
}

/// An element inside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Child {
    /// The name of the tag.
    pub name: &'static str,
    /// Whether there may be more than one.
    pub many: bool,
    /// What it consists of.
    pub element: Element,
}

/// The element `<domain>`.
pub const fn root() -> Element {
    Element(0)
}

/// The element at the end of a path of names from below `<domain>`.
pub fn find<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<Element> {
    names
        .into_iter()
        .try_fold(root(), |at, name| at.child(name).map(|child| child.element))
}

/// Whether anything anywhere in a domain has this name.
pub(crate) fn is_name(word: &str) -> bool {
    let (mut low, mut high) = (0, data::NAME_LENGTHS.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match u16::try_from(middle)
            .map(name)
            .unwrap_or_default()
            .cmp(word)
        {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}

/// What the attribute `name` of an `<address type='pci'>` can be, which is narrower than for addresses of all types.
pub fn pci_address(name: &str) -> Option<ValueClass> {
    match name {
        "domain" => Some(ValueClass::Address { max: 0xffff }),
        "bus" => Some(ValueClass::Address { max: 0xff }),
        "slot" => Some(ValueClass::Address { max: 0x1f }),
        "function" => Some(ValueClass::Address { max: 7 }),
        _ => None,
    }
}

impl Element {
    /// The attribute with this name.
    pub fn attribute(self, name: &str) -> Option<Attribute> {
        search(self.attribute_rows(), name).map(attribute)
    }

    /// The element inside with this name.
    pub fn child(self, name: &str) -> Option<Child> {
        search(self.child_rows(), name).map(child)
    }

    /// The attributes, in the order of their names.
    pub fn attributes(self) -> impl Iterator<Item = Attribute> {
        self.attribute_rows().iter().copied().map(attribute)
    }

    /// The elements inside, in the order of their names.
    pub fn children(self) -> impl Iterator<Item = Child> {
        self.child_rows().iter().copied().map(child)
    }

    /// The names of the elements inside, sorted.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.child_rows().iter().map(|[number, _]| name(*number))
    }

    /// What its own text can be, where it has one.
    pub fn text(self) -> Option<ValueClass> {
        let [_, _, _, text] = self.row();
        let number = (text & !MARK).checked_sub(1)?;
        Some(class(number))
    }

    /// Whether anything may stand inside, in any namespace.
    pub fn is_open(self) -> bool {
        let [_, _, _, text] = self.row();
        text & MARK != 0
    }

    fn row(self) -> [u16; 4] {
        data::ELEMENTS
            .get(usize::from(self.0))
            .copied()
            .unwrap_or_default()
    }

    fn attribute_rows(self) -> &'static [[u16; 2]] {
        let [start, _, counts, _] = self.row();
        rows(&data::ATTRIBUTES, start, counts >> 8)
    }

    fn child_rows(self) -> &'static [[u16; 2]] {
        let [_, start, counts, _] = self.row();
        rows(&data::CHILDREN, start, counts & 0xff)
    }
}

fn rows(table: &'static [[u16; 2]], start: u16, count: u16) -> &'static [[u16; 2]] {
    let start = usize::from(start);
    table
        .get(start..start + usize::from(count))
        .unwrap_or_default()
}

fn search(rows: &'static [[u16; 2]], wanted: &str) -> Option<[u16; 2]> {
    let at = rows
        .binary_search_by(|[number, _]| name(*number).cmp(wanted))
        .ok()?;
    rows.get(at).copied()
}

fn attribute([number, of]: [u16; 2]) -> Attribute {
    Attribute {
        name: name(number),
        required: of & MARK != 0,
        class: class(of & !MARK),
    }
}

fn child([number, of]: [u16; 2]) -> Child {
    Child {
        name: name(number),
        many: of & MARK != 0,
        element: Element(of & !MARK),
    }
}

fn class(number: u16) -> ValueClass {
    data::CLASSES
        .get(usize::from(number))
        .copied()
        .unwrap_or(ValueClass::Text)
}

/// So many names have one start in the tables.
const BLOCK: usize = 16;

/// The name with this number.
fn name(number: u16) -> &'static str {
    let number = usize::from(number);
    let block = number / BLOCK;
    let lengths = |range| data::NAME_LENGTHS.get(range).unwrap_or_default();
    let start = data::NAME_STARTS.get(block).copied().unwrap_or_default();
    let before: usize = lengths(block * BLOCK..number)
        .iter()
        .map(|length| usize::from(*length))
        .sum();
    let start = usize::from(start) + before;
    let length = data::NAME_LENGTHS.get(number).copied().unwrap_or_default();
    data::NAMES
        .get(start..start + usize::from(length))
        .unwrap_or_default()
}

/// Every list of words that a value can be of.
#[cfg(test)]
pub(crate) fn lists() -> impl Iterator<Item = Words> {
    data::CLASSES.iter().filter_map(|class| {
        let ValueClass::Words(words) = class else {
            return None;
        };
        Some(*words)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_sorted_and_not_empty() {
        let all: Vec<&str> = (0..u16::try_from(data::NAME_LENGTHS.len()).unwrap())
            .map(name)
            .collect();
        assert!(all.is_sorted());
        assert!(all.iter().all(|name| !name.is_empty()));
        assert_eq!(all.concat(), data::NAMES);
        assert!(all.iter().all(|name| is_name(name)));
        assert!(["", "osType", "zzz"].iter().all(|name| !is_name(name)));
    }

    #[test]
    fn every_list_is_sorted_and_every_number_leads_somewhere() {
        for index in 0..u16::try_from(data::ELEMENTS.len()).unwrap() {
            let element = Element(index);
            let names: Vec<&str> = element.names().collect();
            assert!(names.is_sorted(), "{names:?}");
            let attributes: Vec<&str> = element.attributes().map(|found| found.name).collect();
            assert!(attributes.is_sorted(), "{attributes:?}");
            let [first_attribute, first_child, counts, _] = element.row();
            assert!(usize::from(first_attribute + (counts >> 8)) <= data::ATTRIBUTES.len());
            assert!(usize::from(first_child + (counts & 0xff)) <= data::CHILDREN.len());
            for found in element.children() {
                assert!(usize::from(found.element.0) < data::ELEMENTS.len());
                assert_eq!(element.child(found.name), Some(found));
            }
            for found in element.attributes() {
                assert_eq!(element.attribute(found.name), Some(found));
            }
        }
        for class in &data::CLASSES {
            if let ValueClass::Words(words) = class {
                let words: BTreeSet<&str> = words.iter().collect();
                assert!(!words.contains(""));
            }
        }
    }

    #[test]
    fn elements_are_found_by_their_place() {
        let disk = find(["devices", "disk"]).unwrap();
        let device = disk.attribute("device").unwrap();
        assert!(!device.required);
        let ValueClass::Words(words) = device.class else {
            panic!("{:?}", device.class)
        };
        assert_eq!(
            words.iter().collect::<Vec<_>>(),
            ["cdrom", "disk", "floppy", "lun"]
        );
        assert_eq!(disk.attribute("devise"), None);
        assert_eq!(disk.child("sourc"), None);
        assert!(find(["devices"]).unwrap().child("disk").unwrap().many);
        assert!(!root().child("name").unwrap().many);
        assert_eq!(find(["name"]).unwrap().text(), Some(ValueClass::Line));
        assert_eq!(find(["devices"]).unwrap().text(), None);
        assert!(root().attribute("type").unwrap().required);
        assert!(find(["metadata"]).unwrap().is_open());
        assert!(!root().is_open());
    }

    #[test]
    fn a_chain_of_backing_stores_has_no_end() {
        let names = std::iter::repeat_n("backingStore", 50);
        let deep = find(["devices", "disk"].into_iter().chain(names)).unwrap();
        assert!(deep.child("source").is_some());
    }

    #[test]
    fn what_belongs_to_other_namespaces_is_not_here() {
        for name in ["commandline", "override", "deprecation", "datacenterpath"] {
            assert_eq!(root().child(name), None, "{name}");
        }
    }

    #[test]
    fn everything_that_is_declared_is_in_the_vocabulary() {
        use crate::spec::{Content, Element as _, ElementSpec};
        fn visit(spec: &ElementSpec, at: Element, path: &str, missing: &mut Vec<String>) {
            for known in spec.attributes {
                if at.attribute(known.name).is_none() {
                    missing.push(format!("{path}/@{}", known.name));
                }
            }
            // Boxwright's own elements are where libvirt lets applications keep theirs.
            let children = spec.children.iter();
            for known in children.filter(|known| !known.name.contains(':')) {
                let path = format!("{path}/{}", known.name);
                match (at.child(known.name), known.content) {
                    (None, _) => missing.push(path),
                    (Some(found), Content::Element(inner)) => {
                        visit(inner(), found.element, &path, missing);
                    }
                    (Some(_), Content::Value(_) | Content::Empty) => {}
                }
            }
        }
        let mut missing = Vec::new();
        visit(crate::Domain::SPEC, root(), "/domain", &mut missing);
        assert_eq!(missing, [""; 0]);
    }
}
