//! What refers to what: disks and their controllers, devices and what names them, files, rules.

use crate::diagnostic::Edit;
use crate::lint;
use crate::normalize::{letter_index, name_prefix};
use crate::order;
use crate::span::Span;
use crate::syntax::tokens::TokenKind;

use super::fresh::bus_of_prefix;
use super::sketch::{Document, Node};

/// A place that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An absolute path of the host.
    File(String),
    /// The page of a rule, by the rule's name.
    Rule(&'static str),
}

/// The attributes whose value is the name of a device.
const NAMES: &[(&str, &str)] = &[
    ("target", "dev"),
    ("target", "dir"),
    ("alias", "name"),
    ("mac", "address"),
];

/// The attributes of VirtualBox's metadata that name a device: one address of an interface, or one target of a folder.
const REFERENCES: &[(&str, &str)] = &[("vbox:interface", "mac"), ("vbox:filesystem", "target")];

impl Document<'_> {
    /// The paths of the host and the rules that the document names.
    pub fn links(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for node in &self.nodes {
            let is_source = matches!(self.name(node), "source" | "loader" | "nvram" | "kernel");
            if !is_source {
                continue;
            }
            for attribute in ["file", "dir", "path"] {
                let span = self.value_span(node, attribute);
                links.extend(span.and_then(|span| self.file_link(span)));
            }
            links.extend(self.file_link(self.content(node)));
        }
        for token in self
            .tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Comment)
        {
            for (span, name) in self.rules_of(&token.span()) {
                let rule = lint::rule(name).map(|rule| LinkTarget::Rule(rule.name));
                links.extend(rule.map(|target| Link { span, target }));
            }
        }
        order::by(&mut links, |link| (link.span.start, 0));
        links
    }

    fn file_link(&self, span: Span) -> Option<Link> {
        let path = crate::syntax::characters::resolve(self.slice(&span)).into_owned();
        let is_absolute = path.starts_with('/') && path.len() > 1 && !path.contains('\n');
        is_absolute.then_some(Link {
            span,
            target: LinkTarget::File(path),
        })
    }

    /// What the thing at `offset` refers to: the controller of a disk, the device that a name means, or the device that
    /// VirtualBox's metadata is about.
    pub fn definition(&self, offset: usize) -> Option<Span> {
        if let Some((name, _)) = self.name_at(offset) {
            let defined = self.defining(name).next();
            if let Some(found) = defined.filter(|found| !found.contains(&offset)) {
                return Some(found);
            }
        }
        let around = self.way(self.innermost(offset)?);
        let mut around = around.filter_map(|index| self.node(index));
        around.find_map(|node| match self.name(node) {
            "disk" => Some(self.controller_of(node)?.start_tag.clone()),
            "vbox:controller" => Some(self.controller(node)?.start_tag.clone()),
            name => {
                let (_, key) = REFERENCES.iter().find(|(element, _)| *element == name)?;
                self.defining(self.attribute(node, key)?).next()
            }
        })
    }

    /// What refers to the thing at `offset`: every place that has a device's name, the disks of a controller, or what
    /// VirtualBox's metadata says of the device.
    pub fn references(&self, offset: usize) -> Vec<Span> {
        if let Some((name, _)) = self.name_at(offset) {
            return self.mentions(name);
        }
        let Some(inner) = self.innermost(offset) else {
            return Vec::new();
        };
        let around = self.way(inner).filter_map(|index| self.node(index));
        for node in around {
            match self.name(node) {
                "controller" => return self.users(node),
                "vbox:controller" => {
                    let own = self.controller(node);
                    return own.map_or_else(Vec::new, |own| self.users(own));
                }
                "interface" => return self.metadata_of(node, "mac", "address"),
                "filesystem" => return self.metadata_of(node, "target", "dir"),
                _ => {}
            }
        }
        Vec::new()
    }

    /// The disks of a controller, and what VirtualBox's metadata says of it.
    fn users(&self, controller: &Node) -> Vec<Span> {
        let is_own = |found: Option<&Node>| found.is_some_and(|own| own.span == controller.span);
        let nodes = self.nodes.iter().filter(|node| match self.name(node) {
            "disk" => is_own(self.controller_of(node)),
            "vbox:controller" => is_own(self.controller(node)),
            _ => false,
        });
        nodes.map(|node| node.start_tag.clone()).collect()
    }

    /// What VirtualBox's metadata says of a device that one of its elements names.
    fn metadata_of(&self, device: &Node, element: &str, attribute: &str) -> Vec<Span> {
        let named = self.child(device, element);
        let Some(name) = named.and_then(|named| self.attribute(named, attribute)) else {
            return Vec::new();
        };
        let is_about = |node: &&Node| {
            REFERENCES.iter().any(|(element, key)| {
                self.name(node) == *element
                    && self
                        .attribute(node, key)
                        .is_some_and(|other| other.eq_ignore_ascii_case(name))
            })
        };
        let nodes = self.nodes.iter().filter(is_about);
        nodes.map(|node| node.start_tag.clone()).collect()
    }

    /// The place of the device's name at `offset` that can be changed, with the name.
    pub fn renameable(&self, offset: usize) -> Option<(Span, String)> {
        let (name, span) = self.name_at(offset)?;
        let is_alias = self.defining(name).next().is_some();
        is_alias.then(|| (span, name.to_owned()))
    }

    /// The edits that give the device whose name is at `offset` another, wherever the name stands.
    pub fn rename(&self, offset: usize, name: &str) -> Result<Vec<Edit>, String> {
        let Some((old, _)) = self.name_at(offset) else {
            return Err("there is no name of a device here".to_owned());
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        if name.is_empty() || !name.chars().all(is_plain) {
            return Err(format!("`{name}` cannot be the name of a device"));
        }
        if name != old && !self.mentions(name).is_empty() {
            return Err(format!("another device is called `{name}`"));
        }
        let edits = self.mentions(old).into_iter().map(|span| Edit {
            span,
            text: name.to_owned(),
        });
        Ok(edits.collect())
    }

    /// The name of a device at a place.
    fn name_at(&self, offset: usize) -> Option<(&str, Span)> {
        let node = self.node(self.innermost(offset)?)?;
        let mut spans = node.attributes.iter().filter_map(|attribute| {
            let inside = self.inside(attribute.value.as_ref()?);
            let name = self.slice(&attribute.name);
            let counts = self.is_name(node, name) || self.is_reference(node, name);
            (counts && inside.start <= offset && offset <= inside.end).then_some(inside)
        });
        let span = spans.next_back()?;
        let text = self.slice(&span);
        (!text.is_empty()).then_some((text, span))
    }

    /// Whether an attribute gives a device its name.
    fn is_name(&self, node: &Node, attribute: &str) -> bool {
        NAMES.contains(&(self.name(node), attribute))
    }

    /// Whether an attribute of VirtualBox's metadata names a device.
    fn is_reference(&self, node: &Node, attribute: &str) -> bool {
        REFERENCES.contains(&(self.name(node), attribute))
    }

    /// The places that give a device this name.
    fn defining<'s>(&'s self, wanted: &'s str) -> impl Iterator<Item = Span> + 's {
        self.nodes.iter().flat_map(move |node| {
            let names = NAMES
                .iter()
                .filter(move |(element, _)| *element == self.name(node));
            let spans = names.filter_map(move |(_, attribute)| self.value_span(node, attribute));
            spans.filter(move |span| self.slice(span).eq_ignore_ascii_case(wanted))
        })
    }

    /// All places that have this name of a device.
    fn mentions(&self, wanted: &str) -> Vec<Span> {
        let mut found: Vec<Span> = self.defining(wanted).collect();
        for node in &self.nodes {
            for attribute in &node.attributes {
                let Some(value) = &attribute.value else {
                    continue;
                };
                let span = self.inside(value);
                let is_same = self.slice(&span).eq_ignore_ascii_case(wanted);
                if is_same && self.is_reference(node, self.slice(&attribute.name)) {
                    found.push(span);
                }
            }
        }
        order::by(&mut found, |span| (span.start, 0));
        found
    }

    /// The device with a name around a place.
    pub(crate) fn device_at(&self, offset: usize, name: &str) -> Option<&Node> {
        let inner = self.innermost(offset)?;
        self.way(inner)
            .filter_map(|index| self.node(index))
            .find(|node| self.name(node) == name)
    }

    /// The bus of a disk and the number of its controller, as the document says or libvirt would choose.
    pub(crate) fn slot_of(&self, disk: &Node) -> Option<(String, u32)> {
        let target = self.child(disk, "target")?;
        let dev = self.attribute(target, "dev").unwrap_or_default();
        let prefix = name_prefix(dev);
        let bus = match self.attribute(target, "bus") {
            Some(bus) => bus,
            None if prefix == "sd" => "scsi",
            None => bus_of_prefix(prefix),
        };
        let address = self.child(disk, "address");
        let said = address.and_then(|address| self.attribute(address, "controller")?.parse().ok());
        let index = said.or_else(|| {
            let each = match bus {
                "ide" => 4,
                "sata" => 6,
                "scsi" => 7,
                "fdc" => 2,
                _ => return Some(0),
            };
            letter_index(dev).map(|index| index / each)
        });
        Some((bus.to_owned(), index.unwrap_or(0)))
    }

    fn controller_of(&self, disk: &Node) -> Option<&Node> {
        let (bus, index) = self.slot_of(disk)?;
        self.controller_at(&bus, index)
    }

    /// The controller that an element of VirtualBox's metadata is about.
    fn controller(&self, node: &Node) -> Option<&Node> {
        self.controller_at(self.attribute(node, "type")?, self.index(node))
    }

    fn controller_at(&self, kind: &str, index: u32) -> Option<&Node> {
        self.all("controller").find(|controller| {
            self.attribute(controller, "type") == Some(kind) && self.index(controller) == index
        })
    }

    /// The number of a controller among those of its type.
    fn index(&self, controller: &Node) -> u32 {
        let number = self.attribute(controller, "index");
        number.and_then(|number| number.parse().ok()).unwrap_or(0)
    }
}
