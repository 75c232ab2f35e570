//! What a value can be, and which values would be right in this document on this host.

use crate::diagnostic::Edit;
use crate::normalize::name_prefix;
use crate::order;
use crate::span::Span;
use crate::support;
use crate::syntax::characters::{escape, resolve};

use super::super::Context;
use super::super::fresh::{bus_of_prefix, prefix_of_bus, uuid};
use super::super::known::KnownValue;
use super::super::sketch::{Document, Node};
use super::{Completion, CompletionKind};
use crate::support::os_types;

/// A value that may be written.
#[derive(Clone, Debug)]
pub(crate) struct Suggestion {
    pub(crate) text: String,
    pub(crate) kind: CompletionKind,
    pub(crate) docs: String,
    /// Whether VirtualBox has nothing of the kind.
    pub(crate) is_foreign: bool,
    rank: u8,
}

impl Suggestion {
    fn fresh(text: impl Into<String>, docs: &str, rank: u8) -> Self {
        Self {
            text: text.into(),
            kind: CompletionKind::Fresh,
            docs: docs.to_owned(),
            is_foreign: false,
            rank,
        }
    }

    pub(super) fn completion(self, span: &Span, before: &str, behind: &str) -> Completion {
        let written = escape(&self.text);
        Completion {
            detail: if self.is_foreign {
                "VirtualBox has nothing of the kind".to_owned()
            } else {
                String::new()
            },
            edit: Edit {
                span: span.clone(),
                text: format!("{before}{written}{behind}"),
            },
            filter: format!("{before}{}", self.text),
            label: self.text,
            kind: self.kind,
            docs: self.docs,
            snippet: None,
            rank: self.rank,
        }
    }
}

impl Document<'_> {
    /// What may be written as a value, the best first. Without an element it is for one that is not there yet.
    pub(crate) fn suggestions(
        &self,
        value: &KnownValue,
        element: Option<usize>,
        context: &Context<'_>,
    ) -> Vec<Suggestion> {
        let mut suggestions = self.fresh(value, element, context);
        let release = context.release();
        for word in value.words() {
            if suggestions.iter().any(|known| known.text == word.text) {
                continue;
            }
            let is_absent = word.device.is_some_and(|device| !device.is_in(release));
            let is_foreign = word.is_foreign || is_absent;
            suggestions.push(Suggestion {
                text: word.text.to_owned(),
                kind: CompletionKind::Word,
                docs: match word.device {
                    Some(device) if is_absent => {
                        format!("{}\n\nNeeds VirtualBox {}.", word.docs, device.since)
                    }
                    Some(_) | None => word.docs.to_owned(),
                },
                is_foreign,
                rank: if is_foreign { 6 } else { 3 },
            });
        }
        self.reorder(value, element, &mut suggestions);
        order::by(&mut suggestions, |suggestion| (suggestion.rank.into(), 0));
        suggestions
    }

    /// The values that are right because of what else the document and the host have.
    fn fresh(
        &self,
        value: &KnownValue,
        element: Option<usize>,
        context: &Context<'_>,
    ) -> Vec<Suggestion> {
        let node = element.and_then(|element| self.node(element));
        let device = node
            .and_then(|node| node.parent)
            .and_then(|parent| self.node(parent));
        match value.path.as_str() {
            "uuid" => vec![Suggestion::fresh(uuid(context.seed), "A fresh UUID.", 0)],
            "devices/disk/target/@dev" => self.devs(node, device),
            "devices/disk/target/@bus" => self.buses(node),
            "devices/disk/address/@controller" => {
                let target = device.and_then(|disk| self.child(disk, "target"));
                self.indexes(target.and_then(|target| self.attribute(target, "bus")))
            }
            "devices/disk/boot/@order" | "devices/interface/boot/@order" => {
                vec![Suggestion::fresh(
                    self.free_order().to_string(),
                    "The next free place.",
                    0,
                )]
            }
            "devices/controller/@index" => {
                let kind = node
                    .and_then(|node| self.attribute(node, "type"))
                    .unwrap_or("ide");
                let free = self.free_index(kind, node);
                vec![Suggestion::fresh(
                    free.to_string(),
                    "The next free number.",
                    0,
                )]
            }
            "devices/interface/mac/@address" => vec![Suggestion::fresh(
                self.free_mac(context.seed),
                "A fresh address with VirtualBox's prefix.",
                0,
            )],
            "devices/interface/model/@type" => support::nic_models(context.release())
                .filter_map(|model| model.words.first().map(|word| (word, model)))
                .map(|(word, model)| {
                    let docs = format!("{}, since VirtualBox {}.", model.constant, model.since);
                    Suggestion::fresh(*word, &docs, u8::from(*word != "82540EM"))
                })
                .collect(),
            "devices/interface/source/@bridge" => context
                .host
                .bridges()
                .into_iter()
                .map(|bridge| Suggestion::fresh(bridge, "A network device of this host.", 1))
                .collect(),
            "devices/graphics/@port" => {
                let port = self.free_port(context.host).to_string();
                vec![Suggestion::fresh(port, "A port that is free.", 0)]
            }
            "metadata/vbox:machine/vbox:interface/@mac" => {
                self.named("mac", "address", "An interface of this document.")
            }
            "metadata/vbox:machine/vbox:filesystem/@target" => {
                self.named("target", "dir", "A folder of this document.")
            }
            "metadata/vbox:machine/vbox:controller/@index" => {
                let kind = node.and_then(|node| self.attribute(node, "type"));
                self.indexes(kind)
            }
            "metadata/vbox:machine/vbox:osType" => os_types::ALL
                .iter()
                .map(|(name, docs)| Suggestion::fresh(*name, docs, 1))
                .collect(),
            "os/type" => vec![Suggestion::fresh(
                "hvm",
                "A guest that needs no changes to run.",
                0,
            )],
            "vcpu" => vec![Suggestion::fresh("2", "", 1)],
            "memory" => vec![Suggestion::fresh("2048", "", 1)],
            "memory/@unit" | "currentMemory/@unit" => {
                vec![Suggestion::fresh("MiB", "2^20 bytes.", 0)]
            }
            "devices/video/model/@vram" => vec![Suggestion::fresh("16384", "16 MiB.", 1)],
            _ => Vec::new(),
        }
    }

    /// The next names of disks, first on the bus that the target has.
    fn devs(&self, target: Option<&Node>, disk: Option<&Node>) -> Vec<Suggestion> {
        let bus = target.and_then(|target| self.attribute(target, "bus"));
        let device = disk.and_then(|disk| self.attribute(disk, "device"));
        let first = match (bus, device) {
            (Some(bus), _) => prefix_of_bus(bus),
            (None, Some("floppy")) => "fd",
            (None, Some(_) | None) => "sd",
        };
        let others = ["sd", "hd", "fd", "nvme"]
            .into_iter()
            .filter(|other| *other != first && bus.is_none());
        std::iter::once(first)
            .chain(others)
            .enumerate()
            .map(|(at, prefix)| {
                let name = self.free_dev(prefix, disk);
                let docs = format!("The next free name on bus `{}`.", bus_of_prefix(prefix));
                Suggestion::fresh(name, &docs, u8::from(at > 0))
            })
            .collect()
    }

    /// The buses that the name of a target can mean.
    fn buses(&self, target: Option<&Node>) -> Vec<Suggestion> {
        let dev = target.and_then(|target| self.attribute(target, "dev"));
        let buses: &[&str] = match dev.map(name_prefix) {
            Some("hd") => &["ide"],
            Some("fd") => &["fdc"],
            Some("nvme") => &["nvme"],
            Some("sd") => &["sata", "scsi", "usb"],
            Some(_) | None => &["sata", "ide", "scsi"],
        };
        let note = |bus: &str| match self.controllers(bus).as_slice() {
            [] => "A bus that the name can be on.".to_owned(),
            found => format!("The document has controllers of it: {found:?}."),
        };
        let mut suggestions: Vec<Suggestion> = buses
            .iter()
            .map(|bus| {
                Suggestion::fresh(*bus, &note(bus), u8::from(self.controllers(bus).is_empty()))
            })
            .collect();
        order::by(&mut suggestions, |suggestion| (suggestion.rank.into(), 0));
        suggestions
    }

    /// The values of an attribute, wherever the document has it.
    fn named(&self, element: &str, attribute: &str, docs: &str) -> Vec<Suggestion> {
        let nodes = self.all(element);
        let values = nodes.filter_map(|node| self.attribute(node, attribute));
        values
            .map(|value| Suggestion::fresh(resolve(value), docs, 0))
            .collect()
    }

    /// The numbers of the controllers of a type.
    fn indexes(&self, kind: Option<&str>) -> Vec<Suggestion> {
        let found = kind.map(|kind| self.controllers(kind)).unwrap_or_default();
        found
            .into_iter()
            .map(|index| Suggestion::fresh(index.to_string(), "A controller of this document.", 0))
            .collect()
    }

    /// Puts the models of another type of controller behind those of the type that the element has.
    fn reorder(&self, value: &KnownValue, element: Option<usize>, suggestions: &mut [Suggestion]) {
        if value.path != "devices/controller/@model" {
            return;
        }
        let node = element.and_then(|element| self.node(element));
        let Some(kind) = node.and_then(|node| self.attribute(node, "type")) else {
            return;
        };
        let own: &[&str] = match kind {
            "ide" => &["piix3", "piix4", "ich6"],
            "scsi" => &["lsilogic", "buslogic", "lsisas1068", "virtio-scsi", "auto"],
            "usb" => &["pci-ohci", "ehci", "qemu-xhci", "nec-xhci"],
            _ => &[],
        };
        for suggestion in suggestions {
            if own.contains(&suggestion.text.as_str()) {
                suggestion.rank = suggestion.rank.min(1);
            }
        }
    }

    /// The files and folders of the host that a path can go on to: one that is not begun yet, where the document's other
    /// images are.
    pub(super) fn host_entries(
        &self,
        path: &str,
        typed: &str,
        context: &Context<'_>,
    ) -> Vec<Suggestion> {
        let is_path = matches!(
            path,
            "devices/disk/source/@file"
                | "devices/disk/source/@dev"
                | "devices/filesystem/source/@dir"
                | "devices/serial/source/@path"
                | "devices/parallel/source/@path"
                | "os/loader"
                | "os/nvram"
        );
        if !is_path {
            return Vec::new();
        }
        let folders = match typed.rfind('/').and_then(|at| typed.get(..=at)) {
            Some(folder) => vec![folder],
            None => self.folders(),
        };
        let wants_folder = path.ends_with("@dir");
        let entries = folders.into_iter().flat_map(|folder| {
            let entries = context.host.entries(folder).into_iter();
            entries.map(move |entry| (folder, entry))
        });
        entries
            .filter(|(_, entry)| entry.is_folder || !wants_folder)
            .map(|(folder, entry)| Suggestion {
                text: format!(
                    "{folder}{}{}",
                    entry.name,
                    if entry.is_folder { "/" } else { "" }
                ),
                kind: if entry.is_folder {
                    CompletionKind::Folder
                } else {
                    CompletionKind::File
                },
                docs: String::new(),
                is_foreign: false,
                rank: 2 + u8::from(entry.is_folder != wants_folder),
            })
            .collect()
    }

    /// The folders of the images that the document names.
    fn folders(&self) -> Vec<&str> {
        let sources = self.all("source");
        let files = sources.filter_map(|source| self.attribute(source, "file"));
        let mut folders: Vec<&str> = files
            .filter_map(|file| file.get(..=file.rfind('/')?))
            .filter(|folder| folder.starts_with('/'))
            .collect();
        folders.sort_unstable();
        folders.dedup();
        folders
    }
}
