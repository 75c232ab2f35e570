//! One document, many machines: what each of them is called, who it is, and what it has of its own.
//!
//! Everything follows from the names, so a machine is the same on every run, and none depends on the others.

mod origin;
mod shared;

use std::collections::BTreeSet;
use std::fmt;

use schema_core::diagnostic::Edit;
use schema_core::edit::{self, EditError};
use schema_core::elements::{self, Element};
use schema_core::identity;
use schema_core::path::Path;
use schema_core::span::Span;
use uuid::Uuid;

pub use origin::Origin;
pub use shared::{SharedImage, shared_images};

/// Machines that are made of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instances {
    /// The file that says so, as messages call it.
    pub file: String,
    /// Where in that file.
    pub span: Span,
    /// The document, as the file of the project names it.
    pub base: String,
    /// Where the file names it.
    pub base_span: Span,
    /// What the machines are called.
    pub names: Names,
    /// The values that differ from the document.
    pub set: Vec<(Place, Setting)>,
    /// The files of which each machine has one of its own.
    pub own: Vec<Place>,
}

/// A place of a document that a file of a project names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place.
    pub path: Path,
    /// Where the file names it.
    pub span: Span,
}

impl Instances {
    /// Where the file asks for what cannot be done.
    pub fn place_of(&self, error: &InstanceError) -> &Span {
        let path = match error {
            InstanceError::NoName => return &self.span,
            InstanceError::Edit(path, _) | InstanceError::NoFile(path) => path,
        };
        let set = self.set.iter().map(|(place, _)| place);
        let mut named = self.own.iter().chain(set);
        let found = named.find(|place| place.path == *path);
        found.map_or(&self.span, |place| &place.span)
    }
}

/// What machines are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Names {
    /// So many, by the name of the document with numbers from 1.
    Count(usize),
    /// These.
    Are(Vec<String>),
}

/// A value that differs from the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The same for all machines.
    Same(String),
    /// One for each machine.
    Each(Vec<String>),
}

/// A machine of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// What it is called.
    pub name: String,
    /// Who it is.
    pub uuid: Uuid,
    /// Its document, with the lines of the one that it was made of.
    pub text: String,
    /// What of that stands where in the one that it was made of.
    pub origin: Origin,
    /// What of it a line of the project's file says: what is at these places or in them.
    pub set: Vec<Place>,
}

/// Why machines cannot be made of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstanceError {
    /// The document is not well-formed, or has no name.
    NoName,
    /// A place of the document cannot get a value.
    Edit(Path, EditError),
    /// There is no file of which a machine could have one of its own.
    NoFile(Path),
}

impl fmt::Display for InstanceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoName => {
                f.write_str("the document is not well-formed, or its `<name>` is missing")
            }
            Self::Edit(path, error) => write!(f, "`{path}` cannot be set: {error}"),
            Self::NoFile(path) => write!(f, "the document names no file at `{path}`"),
        }
    }
}

impl std::error::Error for InstanceError {}

/// What the addresses of VirtualBox's network cards begin with.
const VENDOR: [u8; 3] = [0x08, 0x00, 0x27];

/// Makes machines of documents, with addresses that no two of them share.
#[derive(Clone, Debug, Default)]
pub struct Maker {
    addresses: BTreeSet<[u8; 3]>,
}

impl Maker {
    /// The machines that are made of a document.
    pub fn make(
        &mut self,
        instances: &Instances,
        base: &str,
    ) -> Result<Vec<Instance>, InstanceError> {
        let root = elements::elements(base).ok_or(InstanceError::NoName)?;
        let text = |name: &str| {
            let child = root.children.iter().find(|child| child.name == name)?;
            (!child.text.is_empty()).then_some(child.text.as_str())
        };
        let name = text("name").ok_or(InstanceError::NoName)?;
        let namespace = text("uuid").and_then(|uuid| Uuid::try_parse(uuid).ok());
        let namespace = namespace.unwrap_or_else(|| identity::of_name(name));
        let names = match &instances.names {
            Names::Are(names) => names.clone(),
            Names::Count(count) => numbered(name, *count),
        };
        let set: Vec<Place> = instances
            .set
            .iter()
            .map(|(place, _)| Place {
                path: first_made(&root, &place.path),
                span: place.span.clone(),
            })
            .collect();
        let made = names.into_iter().enumerate().map(|(number, name)| {
            let uuid = Uuid::new_v5(&namespace, name.as_bytes());
            let mut page = Page {
                text: base.to_owned(),
                origin: Origin::of(base),
            };
            page.set(&Path::root().child("name"), &name)?;
            page.set(&Path::root().child("uuid"), &uuid.to_string())?;
            self.addresses(&root, uuid, &mut page)?;
            for path in &instances.own {
                page.own(&path.path, &name)?;
            }
            for (place, setting) in &instances.set {
                match setting {
                    Setting::Same(value) => page.set(&place.path, value)?,
                    Setting::Each(values) => {
                        if let Some(value) = values.get(number) {
                            page.set(&place.path, value)?;
                        }
                    }
                }
            }
            self.new_addresses(uuid, &mut page)?;
            Ok(Instance {
                name,
                uuid,
                text: page.text,
                origin: page.origin,
                set: set.clone(),
            })
        });
        made.collect()
    }

    /// Gives each network card an address, also where other parts of the document name it by that.
    fn addresses(
        &mut self,
        root: &Element,
        uuid: Uuid,
        page: &mut Page,
    ) -> Result<(), InstanceError> {
        for (index, card) in cards(root).enumerate() {
            let address = self.address(uuid, index);
            let mac = card.children.iter().find(|child| child.name == "mac");
            let old = mac.and_then(|mac| attribute(mac, "address"));
            page.set(&address_of(index), &address)?;
            if let Some(old) = old {
                for named in named_by(root, old) {
                    page.set(&named, &address)?;
                }
            }
        }
        Ok(())
    }

    /// Gives an address to each network card that has none: what is set may have made one.
    fn new_addresses(&mut self, uuid: Uuid, page: &mut Page) -> Result<(), InstanceError> {
        let root = elements::elements(&page.text).ok_or(InstanceError::NoName)?;
        for (index, card) in cards(&root).enumerate() {
            if card.children.iter().all(|child| child.name != "mac") {
                let address = self.address(uuid, index);
                page.set(&address_of(index), &address)?;
            }
        }
        Ok(())
    }

    fn address(&mut self, uuid: Uuid, index: usize) -> String {
        let mut attempt = 0;
        loop {
            let seed = format!("interface {index} {attempt}");
            let [first, second, third, ..] = *Uuid::new_v5(&uuid, seed.as_bytes()).as_bytes();
            let own = [first, second, third];
            if self.addresses.insert(own) {
                let octets: Vec<String> = VENDOR
                    .iter()
                    .chain(&own)
                    .map(|octet| format!("{octet:02x}"))
                    .collect();
                return octets.join(":");
            }
            attempt += 1;
        }
    }
}

/// The network cards of a document.
fn cards(root: &Element) -> impl Iterator<Item = &Element> {
    let devices = root.children.iter().find(|child| child.name == "devices");
    let devices = devices.into_iter().flat_map(|devices| &devices.children);
    devices.filter(|device| device.name == "interface")
}

/// Where a network card has its address.
fn address_of(card: usize) -> Path {
    let mac = Path::device("interface", card).child("mac");
    mac.attribute("address")
}

/// The places of a document's metadata that name a network card by its address.
fn named_by(root: &Element, address: &str) -> Vec<Path> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(element) = open.pop() {
        open.extend(&element.children);
        let is_it = |value: &str| value.eq_ignore_ascii_case(address);
        if element.name.ends_with(":interface") && attribute(element, "mac").is_some_and(is_it) {
            found.push(element.path.attribute("mac"));
        }
    }
    found
}

fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let mut attributes = element.attributes.iter();
    let found = attributes.find(|attribute| attribute.name == name)?;
    Some(&found.value)
}

/// Names with numbers of two digits or more, whatever the count: a machine more gives none of the others another name.
fn numbered(name: &str, count: usize) -> Vec<String> {
    (1..=count)
        .map(|number| format!("{name}-{number:02}"))
        .collect()
}

/// A document that is being changed.
struct Page {
    text: String,
    origin: Origin,
}

impl Page {
    fn set(&mut self, path: &Path, value: &str) -> Result<(), InstanceError> {
        let edits = edit::set(&self.text, path, Some(value))
            .map_err(|error| InstanceError::Edit(path.clone(), error))?;
        let edits = on_one_line(edits);
        self.text = edit::apply(&self.text, &edits);
        self.origin = self.origin.edited(&edits);
        Ok(())
    }

    /// Puts the name of the machine into the name of a file: `disk.vdi` of `a-01` is `disk-a-01.vdi`.
    fn own(&mut self, path: &Path, name: &str) -> Result<(), InstanceError> {
        let missing = || InstanceError::NoFile(path.clone());
        let root = elements::elements(&self.text).ok_or(InstanceError::NoName)?;
        let file = value(&root, path).ok_or_else(missing)?;
        let (folder, last) = file.rsplit_once('/').unwrap_or(("", file));
        let slash = if file.contains('/') { "/" } else { "" };
        // What a name has of slashes would be folders.
        let name = name.replace('/', "-");
        let own = match last.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => {
                format!("{folder}{slash}{stem}-{name}.{ending}")
            }
            Some(_) | None => format!("{folder}{slash}{last}-{name}"),
        };
        self.set(path, &own)
    }
}

/// The first place on the way to a value that a document lacks, so that it is made for the value; the value's own where
/// nothing is.
fn first_made(root: &Element, path: &Path) -> Path {
    let ancestors = std::iter::successors(path.parent(), Path::parent);
    let mut missing = path.clone();
    for ancestor in ancestors {
        if has(root, &ancestor) {
            break;
        }
        missing = ancestor;
    }
    missing
}

/// Whether a document has an element at a path.
fn has(element: &Element, path: &Path) -> bool {
    element.path == *path
        || (path.starts_with(&element.path)
            && element.children.iter().any(|child| has(child, path)))
}

/// The value at a path that is written in the document.
fn value<'e>(root: &'e Element, path: &Path) -> Option<&'e str> {
    let mut open = vec![root];
    while let Some(element) = open.pop() {
        if element.path == *path {
            return (!element.text.is_empty()).then_some(&element.text);
        }
        for attribute in &element.attributes {
            if element.path.attribute(attribute.name.clone()) == *path {
                return Some(&attribute.value);
            }
        }
        open.extend(&element.children);
    }
    None
}

/// Edits that put elements in without line ends, so that messages tell the lines of the document that a machine is
/// made of.
fn on_one_line(edits: Vec<Edit>) -> Vec<Edit> {
    edits
        .into_iter()
        .map(|edit| Edit {
            text: joined(&edit.text),
            span: edit.span,
        })
        .collect()
}

/// A text without the line ends beside its tags; those in values stay.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        let (before, after) = (out.trim_end(), line.trim_start());
        if number == 0 {
            out.push_str(line);
        } else if before.is_empty()
            || before.ends_with('>')
            || after.is_empty()
            || after.starts_with('<')
        {
            out.truncate(before.len());
            out.push_str(after);
        } else {
            out.push('\n');
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests;
