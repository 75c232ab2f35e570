//! A settings file → a machine of the simulation, with where each setting stands and what has no place.

use std::collections::BTreeSet;
use std::sync::Arc;

use schema_core::settings::{Attribute, Node, Version};
use schema_core::span::Span;
use uuid::Uuid;

use super::super::media::Medium;
use super::super::parts::Part;
use super::super::settings::Settings;
use super::super::state::{self, Power, State};
use super::super::value::Plain;
use super::row::{Form, Row, property_key};
use super::{Place, leftovers, lists, media, network, old, sound, storage, tables};
use crate::typelib::Typelib;

/// What became of something that a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is in the document.
    Kept,
    /// Something near it is in the document.
    Approximated,
    /// A document has no words for it.
    NotExpressible,
    /// It belongs to something that is off.
    Idle,
    /// It cannot be read: another value is taken.
    Unreadable,
    /// VirtualBox itself makes nothing of it.
    Meaningless,
}

impl Outcome {
    /// Its name in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Approximated => "approximated",
            Self::NotExpressible => "not-expressible",
            Self::Idle => "idle",
            Self::Unreadable => "unreadable",
            Self::Meaningless => "meaningless",
        }
    }
}

/// Something to be said of a place of a file.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    pub(crate) path: String,
    pub(crate) span: Span,
    pub(crate) outcome: Outcome,
    pub(crate) text: String,
}

/// A file that is being read.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(super) version: Version,
    /// The folder of the file; empty where it is not known.
    pub(super) folder: String,
    pub(super) typelib: Arc<Typelib>,
    pub(super) settings: Settings,
    pub(super) media: Vec<Medium>,
    pub(super) places: Vec<Place>,
    pub(super) remarks: Vec<Remark>,
    /// The images of an OVF envelope, by its names for them.
    pub(super) envelope_disks: Vec<(String, Uuid)>,
    /// Addresses of network cards that were made up, since a machine has to have some.
    pub(super) made_macs: Vec<String>,
    /// Where the attributes and texts begin that were read.
    read: BTreeSet<usize>,
    /// Where the elements begin of which nothing more is to be said.
    settled: BTreeSet<usize>,
    /// The names of the elements around the one that is looked at.
    way: Vec<String>,
}

/// What a file came to.
#[derive(Debug)]
pub(super) struct Come {
    pub(super) machine: state::Machine,
    pub(super) media: Vec<Medium>,
    pub(super) places: Vec<Place>,
    pub(super) remarks: Vec<Remark>,
    pub(super) made_macs: Vec<String>,
}

impl Reading {
    /// Of a file of a version, in a folder.
    pub(crate) fn new(version: Version, folder: &str) -> Self {
        Self {
            version,
            folder: folder.to_owned(),
            typelib: super::super::typelib(),
            settings: Settings::fresh(""),
            media: Vec::new(),
            places: Vec::new(),
            remarks: Vec::new(),
            envelope_disks: Vec::new(),
            made_macs: Vec::new(),
            read: BTreeSet::new(),
            settled: BTreeSet::new(),
            way: Vec::new(),
        }
    }

    /// With the images that VirtualBox's own settings list, which files of old releases name.
    pub(crate) fn with_registry(mut self, global: Option<&Node>) -> Self {
        if let Some(registry) = global.and_then(|root| root.at("Global/MediaRegistry")) {
            media::registry(&mut self, registry, Uuid::nil());
            // Nothing is to be said of another file.
            self.remarks.clear();
        }
        self
    }

    /// Whether the file is older than a version.
    pub(super) fn is_before(&self, minor: u16) -> bool {
        self.version < Version::new(minor)
    }

    pub(super) fn machine(mut self, machine: &Node) -> Come {
        self.within(machine, |this| this.identity(machine));
        let uuid = self.uuid(machine);
        self.within(machine, |this| {
            this.rows(tables::MACHINE, machine, 0);
            this.all(machine, uuid);
        });
        leftovers::remark(&mut self, machine);
        self.come(uuid)
    }

    /// What was read, as a machine.
    pub(super) fn come(mut self, uuid: Uuid) -> Come {
        self.settings.fit_chipset();
        let name = self.settings.name.clone();
        let folder = if self.folder.is_empty() {
            format!("{}/{name}", State::empty().machine_folder)
        } else {
            self.folder.clone()
        };
        let Self {
            settings,
            media,
            places,
            remarks,
            made_macs,
            ..
        } = self;
        Come {
            machine: state::Machine {
                uuid,
                file: format!("{folder}/{name}.vbox"),
                power: Power::PoweredOff,
                state_file: None,
                last_state_change: State::empty().clock,
                settings,
                snapshots: Vec::new(),
                current_snapshot: None,
                changed_since: false,
            },
            media,
            places,
            remarks,
            made_macs,
        }
    }

    fn all(&mut self, machine: &Node, uuid: Uuid) {
        self.inside(machine, "MediaRegistry", |this, registry| {
            media::registry(this, registry, uuid);
        });
        self.inside(machine, "ExtraData", lists::extra_data);
        self.inside(machine, "Groups", lists::groups);
        if !self.is_before(20) {
            self.inside(machine, "Platform", Self::platform);
        }
        match machine.child("Hardware") {
            Some(hardware) => self.within(hardware, |this| this.hardware(hardware)),
            None => self.unreadable(
                &machine.tag_span,
                "Hardware",
                "the machine has no `<Hardware>`: what a new machine has is taken".to_owned(),
            ),
        }
        if !self.is_before(19) {
            self.inside(machine, "Recording", lists::screens);
        }
        self.inside(machine, "StorageControllers", storage::controllers);
        if self.is_before(7) {
            self.inside(machine, "HardDiskAttachments", old::hard_disks);
        }
        if self.is_before(9) {
            self.inside(machine, "Hardware", old::drives);
        }
    }

    fn hardware(&mut self, hardware: &Node) {
        self.rows(tables::HARDWARE, hardware, 0);
        if hardware
            .at("Memory")
            .is_none_or(|memory| memory.attribute("RAMSize").is_none())
        {
            let text = "the memory of the machine is not said: 128 MiB are taken".to_owned();
            self.unreadable(&hardware.tag_span, "Memory/@RAMSize", text);
        }
        if self.is_before(20) {
            self.inside(hardware, "BIOS", |this, bios| {
                this.rows(tables::BIOS, bios, 0);
            });
            if hardware.child("BIOS").is_none() {
                self.rows(tables::BIOS, &Node::default(), 0);
            }
            self.rows(tables::PLATFORM, hardware, 0);
            self.rows(tables::X86, hardware, 0);
        } else {
            let nothing = Node::default();
            let firmware = hardware.child("Firmware").unwrap_or(&nothing);
            self.within(firmware, |this| this.rows(tables::BIOS, firmware, 0));
        }
        self.refuse_acceleration(hardware);
        lists::boot_order(self, hardware);
        sound::read(self, hardware);
        self.inside(hardware, "RemoteDisplay", lists::display_properties);
        lists::usb(self, hardware);
        self.inside(hardware, "Network", network::adapters);
        self.ports(hardware, ["UART", "Uart"], Part::Serial, tables::SERIAL);
        self.ports(hardware, ["LPT", "Lpt"], Part::Parallel, tables::PARALLEL);
        self.inside(hardware, "SharedFolders", lists::folders);
        self.inside(hardware, "IO", lists::bandwidth_groups);
        if self.is_before(19) && !self.is_before(14) {
            self.inside(hardware, "VideoCapture", lists::capture);
        }
        if self.is_before(7) {
            old::controllers(self, hardware);
        }
        self.inside(hardware, "StorageControllers", storage::controllers);
    }

    /// VirtualBox 7 has no 3D with the card of old machines, whatever their files say.
    fn refuse_acceleration(&mut self, hardware: &Node) {
        const ACCELERATION: &str = "GraphicsFeature.Acceleration3D";

        let card = self
            .settings
            .int(Part::Graphics, 0, "graphicsControllerType");
        // VMSVGA and VBoxSVGA have it.
        if matches!(card, 2 | 3) || self.settings.features.remove(ACCELERATION).is_none() {
            return;
        }
        self.places.retain(|place| place.key != ACCELERATION);
        let display = hardware.child("Display");
        let said = display.and_then(|it| {
            let today = it.attribute("accelerate3D");
            today.or_else(|| it.attribute("Accelerate3D"))
        });
        if let Some(said) = said {
            let text = "3D acceleration, which VirtualBox 7 has not with this graphics card";
            let below = format!("Display/@{}", said.name);
            self.remark(&said.span, &below, Outcome::NotExpressible, text.to_owned());
        }
    }

    fn platform(&mut self, platform: &Node) {
        if let Some(attribute) = platform.attribute("architecture") {
            self.claim(attribute);
            if !attribute.value.eq_ignore_ascii_case("x86") {
                let text = format!(
                    "the machine is one for `{}`, and a document describes x86 machines only",
                    attribute.value
                );
                self.remark(
                    &attribute.span,
                    "@architecture",
                    Outcome::NotExpressible,
                    text,
                );
            }
        }
        self.rows(tables::PLATFORM, platform, 0);
        let nothing = Node::default();
        let x86 = platform.child("x86").unwrap_or(&nothing);
        self.within(x86, |this| this.rows(tables::X86, x86, 0));
    }

    fn ports(&mut self, hardware: &Node, names: [&str; 2], part: Part, rows: &[Row]) {
        // Ports that the file does not list are those of a fresh machine.
        for name in names {
            self.inside(hardware, name, |this, list| {
                for port in list.all("Port") {
                    this.within(port, |this| {
                        if let Some(index) = this.slot(port, part.spec().count) {
                            this.rows(rows, port, index);
                        }
                    });
                }
            });
        }
    }

    /// The number of the slot that an element is about; says so where there is no such.
    pub(super) fn slot(&mut self, node: &Node, count: u32) -> Option<u32> {
        let number = self
            .number(node, "slot")
            .and_then(|slot| u32::try_from(slot).ok());
        let known = number.filter(|slot| *slot < count);
        if known.is_none() {
            let text = format!(
                "the slot is to be a number from 0 to {}: this one is left out",
                count - 1
            );
            self.unreadable(&node.tag_span, "@slot", text);
            self.settle(node);
        }
        known
    }

    /// Sets what the rows of a table say, or what it means that they say nothing.
    pub(super) fn rows(&mut self, rows: &[Row], node: &Node, index: u32) {
        let version = self.version;
        for row in rows.iter().filter(|row| row.is_read_in(version)) {
            let found = row.ways().find_map(|(way, name)| {
                let element = node.at(way)?;
                Some((way, element.attribute(name)?))
            });
            let absent = row.absent(self.version, &self.typelib);
            let value = match found {
                Some((way, attribute)) => self.value(row, index, way, attribute).or(absent),
                None => absent,
            };
            if let Some(value) = value {
                row.is.set(&mut self.settings, index, value);
            }
        }
    }

    fn value(&mut self, row: &Row, index: u32, way: &str, attribute: &Attribute) -> Option<Plain> {
        let below = if way.is_empty() {
            format!("@{}", attribute.name)
        } else {
            format!("{way}/@{}", attribute.name)
        };
        self.place(row.is.key(index), &below, attribute);
        let value = row.form.read(&attribute.value, &self.typelib);
        if value.is_none() {
            self.no_value(attribute, &below, row.form);
        }
        // VirtualBox takes an empty text as if it were absent.
        value.filter(|value| {
            *value != Plain::Text(String::new())
                || row.absent(self.version, &self.typelib).is_some()
        })
    }

    /// Says that an attribute has none of its values.
    pub(super) fn no_value(&mut self, attribute: &Attribute, below: &str, form: Form) {
        let text = format!(
            "`{}` is no value of `{}`, which is {}: its default is taken",
            attribute.value,
            attribute.name,
            form.words()
        );
        self.unreadable(&attribute.value_span, below, text);
    }

    /// Notes that a setting stands at an attribute of the element that is looked at, or below it.
    pub(super) fn place(&mut self, key: String, below: &str, attribute: &Attribute) {
        self.claim(attribute);
        let path = self.path(below);
        self.places.push(Place {
            key,
            path,
            span: attribute.span.clone(),
        });
    }

    /// The same for an attribute of the element itself, by its name; gives its value.
    pub(super) fn said<'n>(&mut self, node: &'n Node, name: &str, key: String) -> Option<&'n str> {
        let attribute = node.attribute(name)?;
        self.place(key, &format!("@{name}"), attribute);
        Some(&attribute.value)
    }

    /// Notes that an attribute is read, whatever it comes to.
    pub(super) fn claim(&mut self, attribute: &Attribute) {
        self.read.insert(attribute.span.start);
    }

    /// The value of an attribute that only says where something belongs.
    pub(super) fn word<'n>(&mut self, node: &'n Node, name: &str) -> Option<&'n str> {
        let attribute = node.attribute(name)?;
        self.claim(attribute);
        Some(&attribute.value)
    }

    pub(super) fn number(&mut self, node: &Node, name: &str) -> Option<i64> {
        super::row::number(self.word(node, name)?)
    }

    /// A flag; says so where it is none.
    pub(super) fn flag(&mut self, node: &Node, name: &str, key: String, absent: bool) -> bool {
        let Some(text) = self.said(node, name, key) else {
            return absent;
        };
        let read = super::row::flag(text);
        if let (None, Some(attribute)) = (read, node.attribute(name)) {
            self.no_value(attribute, &format!("@{name}"), Form::Flag);
        }
        read.unwrap_or(absent)
    }

    /// Whether an attribute was read.
    pub(super) fn is_read(&self, attribute: &Attribute) -> bool {
        self.read.contains(&attribute.span.start)
    }

    /// Nothing more is to be said of an element and what is in it.
    pub(super) fn settle(&mut self, node: &Node) {
        self.settled.insert(node.tag_span.start);
    }

    pub(super) fn is_settled(&self, node: &Node) -> bool {
        self.settled.contains(&node.tag_span.start)
    }

    /// Looks into an element.
    pub(super) fn within<T>(&mut self, node: &Node, look: impl FnOnce(&mut Self) -> T) -> T {
        self.way.push(node.name.clone());
        let looked = look(self);
        self.way.pop();
        looked
    }

    /// Reads the `<Property>` elements of a part, whose names are the driver's or server's own.
    pub(super) fn properties(&mut self, list: &Node, part: &str) {
        for property in list.all("Property") {
            self.within(property, |reading| {
                let name = reading
                    .word(property, "name")
                    .unwrap_or_default()
                    .to_owned();
                let value = reading.said(property, "value", property_key(part, &name));
                let value = value.unwrap_or_default().to_owned();
                reading.settings.set_property(part, &name, &value);
            });
        }
    }

    /// Looks into the first element of a name, where there is one.
    pub(super) fn inside(&mut self, node: &Node, name: &str, look: impl FnOnce(&mut Self, &Node)) {
        if let Some(child) = node.child(name) {
            self.within(child, |this| look(this, child));
        }
    }

    /// The path of something in the element that is looked at.
    pub(super) fn path(&self, below: &str) -> String {
        let mut path = self.way.join("/");
        if !below.is_empty() {
            path.push('/');
            path.push_str(below);
        }
        path
    }

    pub(super) fn remark(&mut self, span: &Span, below: &str, outcome: Outcome, text: String) {
        let path = self.path(below);
        self.remarks.push(Remark {
            path,
            span: span.clone(),
            outcome,
            text,
        });
    }

    pub(super) fn unreadable(&mut self, span: &Span, below: &str, text: String) {
        self.remark(span, below, Outcome::Unreadable, text);
    }

    fn identity(&mut self, machine: &Node) {
        match machine
            .attribute("name")
            .filter(|name| !name.value.is_empty())
        {
            Some(name) => {
                self.place("name".to_owned(), "@name", name);
                self.settings.name.clone_from(&name.value);
            }
            None => {
                "unnamed".clone_into(&mut self.settings.name);
                let text = "the machine has no name: it is called `unnamed`".to_owned();
                self.unreadable(&machine.tag_span, "@name", text);
            }
        }
        let os_type = self.said(machine, "OSType", "IMachine.OSTypeId".to_owned());
        let os_type = os_type.map_or_else(
            || "Other".to_owned(),
            |text| old::os_type(text, self.version),
        );
        self.settings
            .write(Part::Machine, 0, "OSTypeId", Plain::Text(os_type));
        self.description(machine);
    }

    fn description(&mut self, machine: &Node) {
        let key = || "IMachine.description".to_owned();
        let mut text = self.said(machine, "Description", key()).map(str::to_owned);
        if let Some(element) = machine.child("Description") {
            self.settle(element);
            let path = self.path("Description");
            self.places.push(Place {
                key: key(),
                path,
                span: element.text_span.clone(),
            });
            text = Some(element.text.clone());
        }
        if let Some(text) = text {
            self.settings
                .write(Part::Machine, 0, "description", Plain::Text(text));
        }
    }

    fn uuid(&mut self, machine: &Node) -> Uuid {
        let said = self.word(machine, "uuid").map(str::to_owned);
        let uuid = said.as_deref().and_then(uuid);
        if uuid.is_none() {
            self.within(machine, |this| {
                let text = "the machine has no UUID that can be read: a new one is made".to_owned();
                let place = machine
                    .attribute("uuid")
                    .map_or(&machine.tag_span, |it| &it.value_span);
                this.unreadable(place, "@uuid", text);
            });
        }
        uuid.unwrap_or_default()
    }
}

/// A UUID, with or without braces around it.
pub(super) fn uuid(text: &str) -> Option<Uuid> {
    let inner = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    Uuid::try_parse(inner.unwrap_or(text)).ok()
}
