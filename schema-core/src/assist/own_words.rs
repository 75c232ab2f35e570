//! Moving what libvirt says in words that mean nothing to VirtualBox to `vbox:` metadata, which has words for it.

use crate::edit::{self, Change};
use crate::path::Path;
use crate::syntax::OWN_NAMESPACE;
use crate::syntax::characters::{escape, resolve};

use super::action::{Action, ActionKind};
use super::sketch::{Document, Node};

/// Something that is said in libvirt's words.
struct Saying {
    /// The names from below `<domain>` to the element.
    element: &'static [&'static str],
    /// The attribute that says it; the element itself where there is none.
    attribute: Option<&'static str>,
    /// The same in VirtualBox's words; `None` where it says nothing that there are words for.
    own: fn(&Document<'_>, &Node) -> Option<Own>,
}

/// An element of `<vbox:machine>`.
struct Own {
    name: &'static str,
    /// The attributes that tell it from others with its name.
    keys: Vec<(&'static str, String)>,
    value: (&'static str, String),
}

/// How deep an element stands at most that says such a thing.
const DEEPEST: usize = 4;

static SAYINGS: &[Saying] = &[
    Saying {
        element: &["features", "hyperv"],
        attribute: None,
        own: |_, _| Some(Own::new("vbox:paravirtualization", "provider", "hyperv")),
    },
    Saying {
        element: &["features", "kvm"],
        attribute: None,
        own: |_, _| Some(Own::new("vbox:paravirtualization", "provider", "kvm")),
    },
    Saying {
        element: &["memoryBacking", "nosharepages"],
        attribute: None,
        own: |_, _| Some(Own::new("vbox:memory", "pageFusion", "no")),
    },
    Saying {
        element: &["devices", "graphics", "clipboard"],
        attribute: None,
        own: |document, node| {
            let mode = match document.attribute(node, "copypaste")? {
                "yes" => "bidirectional",
                "no" => "disabled",
                _ => return None,
            };
            Some(Own::new("vbox:clipboard", "mode", mode))
        },
    },
    Saying {
        element: &["devices", "graphics", "filetransfer"],
        attribute: None,
        own: |document, node| {
            let mode = match document.attribute(node, "enable")? {
                "yes" => "host-to-guest",
                "no" => "disabled",
                _ => return None,
            };
            Some(Own::new("vbox:dragAndDrop", "mode", mode))
        },
    },
    Saying {
        element: &["devices", "graphics"],
        attribute: Some("passwd"),
        own: |document, node| {
            // With a name it is the password of a user, which has an effect.
            if document.attribute(node, "username").is_some() {
                return None;
            }
            let password = resolve(document.attribute(node, "passwd")?);
            Some(Own::new("vbox:remoteDisplay", "vncPassword", &password))
        },
    },
    Saying {
        element: &["devices", "disk", "driver"],
        attribute: Some("cache"),
        own: |document, node| {
            let cached = match document.attribute(node, "cache")? {
                "none" | "directsync" => "no",
                "writeback" | "writethrough" | "unsafe" => "yes",
                _ => return None,
            };
            let (kind, index) = document.slot_of(document.node(node.parent?)?)?;
            let keys = vec![("type", kind), ("index", index.to_string())];
            let own = Own::new("vbox:controller", "hostCache", cached);
            Some(Own { keys, ..own })
        },
    },
];

impl Own {
    fn new(name: &'static str, attribute: &'static str, value: &str) -> Self {
        Self {
            name,
            keys: Vec::new(),
            value: (attribute, value.to_owned()),
        }
    }

    fn xml(&self) -> String {
        let attributes = self.keys.iter().chain([&self.value]);
        let written: Vec<String> = attributes
            .map(|(name, value)| format!(" {name}='{}'", escape(value)))
            .collect();
        format!("<{}{}/>", self.name, written.concat())
    }
}

impl Document<'_> {
    /// Says in `vbox:` metadata what the element at `offset`, or one around it, says in words that have no effect.
    pub(super) fn own_words(&self, offset: usize) -> Vec<Action> {
        let inner = self.innermost(offset).into_iter();
        let around: Vec<usize> = inner.flat_map(|inner| self.way(inner)).collect();
        let outer = around.iter().rev().take(DEEPEST);
        let said = outer.flat_map(|index| {
            let path = self.path(*index);
            let sayings = SAYINGS.iter();
            sayings
                .filter(move |saying| path.is_at(saying.element))
                .filter_map(move |saying| self.moved(*index, saying))
        });
        said.collect()
    }

    fn moved(&self, index: usize, saying: &Saying) -> Option<Action> {
        let own = (saying.own)(self, self.node(index)?)?;
        let changes = [self.taken_away(index, saying.attribute)?, self.said(&own)];
        // Where the text is broken, nobody knows what would become of it.
        let edits = edit::edits(self.text, &changes).ok()?;
        Some(Action {
            title: format!("Move it to `vbox:` metadata: `{}`", own.xml()),
            kind: ActionKind::Rewrite,
            edits,
            diagnostic: None,
            is_preferred: false,
        })
    }

    /// Takes an element or its attribute away, and what would be empty without it.
    fn taken_away(&self, index: usize, attribute: Option<&'static str>) -> Option<Change> {
        let node = self.node(index)?;
        if let Some(name) = attribute
            && (node.attributes.len() > 1 || !node.children.is_empty())
        {
            let path = self.path(index).attribute(name);
            return Some(Change::RemoveAttribute { path });
        }
        let has_more = |outer: &Node| outer.children.len() > 1 || !outer.attributes.is_empty();
        let alone = node
            .parent
            .filter(|outer| self.node(*outer).is_some_and(|outer| !has_more(outer)));
        let path = self.path(alone.unwrap_or(index));
        Some(Change::RemoveElement { path })
    }

    /// Puts an element into `<vbox:machine>`, or its value into the one that is there.
    fn said(&self, own: &Own) -> Change {
        let machine = self.all("vbox:machine").next();
        let is_same = |child: &Node| {
            let mut keys = own.keys.iter();
            self.name(child) == own.name
                && keys.all(|(name, value)| self.attribute(child, name) == Some(value))
        };
        let mut known = machine.into_iter().flat_map(|machine| &machine.children);
        let known = known.find(|child| self.node(**child).is_some_and(is_same));
        if let Some(known) = known {
            let (attribute, value) = &own.value;
            return Change::SetAttribute {
                path: self.path(*known).attribute(*attribute),
                value: value.clone(),
            };
        }
        let xml = own.xml();
        if machine.is_some() {
            return insertion(Path::machine(), xml);
        }
        let xml = format!("<vbox:machine xmlns:vbox='{OWN_NAMESPACE}'>{xml}</vbox:machine>");
        if self.all("metadata").next().is_some() {
            return insertion(Path::root().child("metadata"), xml);
        }
        insertion(Path::root(), format!("<metadata>{xml}</metadata>"))
    }

    /// The address of an element.
    fn path(&self, index: usize) -> Path {
        let way: Vec<usize> = self.way(index).collect();
        let nodes = way.iter().rev().filter_map(|index| self.node(*index));
        nodes.fold(Path::default(), |path, node| {
            let name = self.name(node);
            let Some(outer) = node.parent.and_then(|outer| self.node(outer)) else {
                return path.child(name.to_owned());
            };
            let same = self.children(outer, name);
            let before = same.take_while(|other| other.span.start < node.span.start);
            path.item(name.to_owned(), before.count())
        })
    }
}

/// Puts an element where it belongs in another.
fn insertion(parent: Path, xml: String) -> Change {
    let place = edit::place(&parent);
    Change::InsertElement { parent, place, xml }
}
