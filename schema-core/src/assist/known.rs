//! What is known about an element or attribute: its declaration, libvirt's vocabulary, and what VirtualBox has of it.

use crate::domain::Domain;
use crate::spec::{AttributeSpec, Content, Element as _, ElementSpec, Occurs, ValueSpec};
use crate::support::Release;
use crate::support::devices::{self, Device};
use crate::vocabulary::{self, ValueClass, uses};

/// What VirtualBox does about something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// It is planned, applied and read back.
    Applied,
    /// VirtualBox has something for it.
    Known,
    /// VirtualBox has nothing of the kind.
    None,
}

/// An element at its place.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// The names from below `<domain>`, with slashes between them.
    pub(crate) path: String,
    pub(crate) docs: Option<&'static str>,
    pub(crate) effect: Effect,
    pub(crate) occurs: Occurs,
    /// The first release of VirtualBox that has it, where that is not the oldest.
    pub(crate) since: Option<Release>,
    content: Option<Content>,
    vocabulary: Option<vocabulary::Element>,
}

/// A value: of an attribute, or the text of an element.
#[derive(Clone, Debug)]
pub(crate) struct KnownValue {
    /// Such as `devices/disk/@type`, or the path of the element whose text it is.
    pub(crate) path: String,
    pub(crate) docs: Option<&'static str>,
    pub(crate) effect: Effect,
    pub(crate) is_required: bool,
    /// The first release of VirtualBox that has it, where that is not the oldest.
    pub(crate) since: Option<Release>,
    pub(crate) default: Option<String>,
    declared: Option<ValueSpec>,
    class: Option<ValueClass>,
}

/// A word that a value can be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) text: &'static str,
    pub(crate) docs: &'static str,
    pub(crate) is_foreign: bool,
    /// The device of VirtualBox that it means.
    pub(crate) device: Option<&'static Device>,
}

impl Known {
    /// The element `<domain>`.
    pub(crate) fn root() -> Self {
        Self {
            path: String::new(),
            docs: Some(Domain::SPEC.docs),
            effect: Effect::Applied,
            occurs: Occurs::Required,
            since: None,
            content: Some(Content::Element(|| Domain::SPEC)),
            vocabulary: Some(vocabulary::root()),
        }
    }

    fn spec(&self) -> Option<&'static ElementSpec> {
        self.content.as_ref().and_then(Content::element)
    }

    pub(crate) fn has_child(&self, name: &str) -> bool {
        let spec = self.spec();
        self.vocabulary
            .is_some_and(|known| known.child(name).is_some())
            || spec.is_some_and(|spec| spec.children.iter().any(|child| child.name == name))
    }

    /// The element inside with this name.
    pub(crate) fn child(&self, name: &str) -> Option<Self> {
        let declared = self
            .spec()
            .and_then(|spec| spec.children.iter().find(|child| child.name == name));
        let vocabulary = self.vocabulary.and_then(|known| known.child(name));
        let path = join(&self.path, name);
        if let Some(declared) = declared {
            return Some(Self {
                docs: Some(declared.docs),
                effect: Effect::Applied,
                occurs: declared.occurs,
                since: declared.since,
                content: Some(declared.content),
                vocabulary: vocabulary.map(|child| child.element),
                path,
            });
        }
        let child = vocabulary?;
        let docs = uses::of(&path);
        Some(Self {
            docs,
            effect: docs.map_or(Effect::None, |_| Effect::Known),
            occurs: if child.many {
                Occurs::Repeated
            } else {
                Occurs::Optional
            },
            since: None,
            content: None,
            vocabulary: Some(child.element),
            path,
        })
    }

    /// The names of the elements inside: those that are declared in their order, then the others by name.
    pub(crate) fn child_names(&self) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = Vec::new();
        names.extend(
            self.spec()
                .into_iter()
                .flat_map(|spec| spec.children.iter().map(|child| child.name)),
        );
        let declared = names.len();
        for name in self
            .vocabulary
            .into_iter()
            .flat_map(vocabulary::Element::names)
        {
            if !names.iter().take(declared).any(|known| *known == name) {
                names.push(name);
            }
        }
        names
    }

    /// The attribute with this name.
    pub(crate) fn attribute(&self, name: &str) -> Option<KnownValue> {
        let declared = self.attribute_spec(name);
        let vocabulary = self.vocabulary.and_then(|known| known.attribute(name));
        let path = join(&self.path, &format!("@{name}"));
        let pci = self
            .path
            .ends_with("/address")
            .then(|| vocabulary::pci_address(name))
            .flatten();
        if let Some(declared) = declared {
            return Some(KnownValue {
                docs: Some(declared.docs),
                effect: Effect::Applied,
                is_required: declared.required,
                since: declared.since,
                default: declared.default.map(|default| default()),
                declared: Some(declared.value),
                class: vocabulary.map(|known| known.class),
                path,
            });
        }
        let known = vocabulary?;
        let docs = uses::of(&path);
        Some(KnownValue {
            docs,
            effect: docs.map_or(Effect::None, |_| Effect::Known),
            is_required: known.required,
            since: None,
            default: None,
            declared: None,
            class: Some(pci.unwrap_or(known.class)),
            path,
        })
    }

    fn attribute_spec(&self, name: &str) -> Option<&'static AttributeSpec> {
        let spec = self.spec()?;
        spec.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }

    /// The names of the attributes: those that are declared in their order, then the others by name.
    pub(crate) fn attribute_names(&self) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = Vec::new();
        names.extend(
            self.spec()
                .into_iter()
                .flat_map(|spec| spec.attributes.iter().map(|attribute| attribute.name)),
        );
        for attribute in self
            .vocabulary
            .into_iter()
            .flat_map(vocabulary::Element::attributes)
        {
            if !names.contains(&attribute.name) {
                names.push(attribute.name);
            }
        }
        names
    }

    /// The text of the element, where it has one.
    pub(crate) fn text(&self) -> Option<KnownValue> {
        let declared = match self.content {
            Some(Content::Value(value)) => Some((value, true)),
            Some(Content::Element(spec)) => {
                spec().text.as_ref().map(|text| (text.value, text.required))
            }
            Some(Content::Empty) | None => None,
        };
        let class = self.vocabulary.and_then(vocabulary::Element::text);
        if declared.is_none() && class.is_none() {
            return None;
        }
        Some(KnownValue {
            path: self.path.clone(),
            docs: self.docs,
            effect: self.effect,
            is_required: declared.is_some_and(|(_, required)| required),
            since: self.since,
            default: None,
            declared: declared.map(|(value, _)| value),
            class,
        })
    }

    /// Whether nothing stands in the element.
    pub(crate) fn is_always_empty(&self) -> bool {
        self.text().is_none() && self.child_names().is_empty() && !self.is_open()
    }

    /// Whether anything may stand inside.
    pub(crate) fn is_open(&self) -> bool {
        self.vocabulary.is_some_and(vocabulary::Element::is_open)
    }
}

impl KnownValue {
    /// The words that it can be.
    pub(crate) fn words(&self) -> Vec<Word> {
        let tables = devices_of(&self.path);
        let has_table = tables.iter().any(|table| !table.is_empty());
        let device = |word: &str| {
            tables
                .iter()
                .find_map(|table| devices::by_word(table, word))
        };
        let mut words: Vec<Word> = Vec::new();
        words.extend(
            self.declared
                .into_iter()
                .flat_map(|value| value.words)
                .map(|word| Word {
                    text: word.word,
                    docs: word.docs,
                    is_foreign: word.is_foreign,
                    device: device(word.word),
                }),
        );
        if self.declared.is_some_and(|value| value.words.is_empty()) {
            let known = tables.iter().copied().flatten();
            words.extend(known.flat_map(|device| {
                device.words.iter().map(move |word| Word {
                    text: word,
                    docs: "",
                    is_foreign: false,
                    device: Some(device),
                })
            }));
        }
        for word in self.class.into_iter().flat_map(ValueClass::words) {
            if words.iter().all(|known| known.text != word) {
                let found = device(word);
                words.push(Word {
                    text: word,
                    docs: "",
                    is_foreign: self.declared.is_some() || (has_table && found.is_none()),
                    device: found,
                });
            }
        }
        words
    }

    /// What it has to be, in words.
    pub(crate) fn what(&self) -> String {
        match (self.declared, self.class) {
            (Some(declared), _) if declared.words.is_empty() => declared.what.to_owned(),
            (_, Some(class)) => class.what(),
            (Some(declared), None) => declared.what.to_owned(),
            (None, None) => "a text".to_owned(),
        }
    }
}

/// The devices of VirtualBox that the words of a value mean.
pub(crate) fn devices_of(path: &str) -> [&'static [Device]; 2] {
    let table = match path {
        "devices/controller/@model" => {
            return [devices::STORAGE_CONTROLLERS, devices::USB_CONTROLLERS];
        }
        "devices/interface/model/@type" => devices::NIC_MODELS,
        "devices/interface/@type" => devices::NIC_ATTACHMENTS,
        "devices/disk/target/@bus" => devices::STORAGE_BUSES,
        "devices/sound/@model" => devices::SOUND_MODELS,
        "devices/video/model/@type" => devices::GRAPHICS_CONTROLLERS,
        "devices/audio/@type" => devices::AUDIO_DRIVERS,
        "devices/serial/@type" => devices::PORT_MODES,
        "devices/tpm/backend/@version" => devices::TPMS,
        "os/@firmware" => devices::FIRMWARE,
        _ => &[],
    };
    [table, &[]]
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}/{name}")
    }
}
