//! OVF envelopes: what they say of a machine without VirtualBox's own settings in them.

use schema_core::settings::Node;
use schema_core::span::Span;
use uuid::Uuid;

use super::super::media::{Device, Medium, by_name};
use super::super::os_types;
use super::super::parts::Part;
use super::super::settings::{Attachment, Controller, UsbController};
use super::super::value::Plain;
use super::media::{self, resolve};
use super::reading::{Come, Outcome, Reading, uuid};
use super::storage::{self, DVD, HARD_DISK};

/// A unit of an amount of memory: how it is called, and how many MiB or bytes it is.
const UNITS: [(&str, i64, i64); 6] = [
    ("megabytes", 1, 1),
    ("byte * 2^20", 1, 1),
    ("mb", 1, 1),
    ("gigabytes", 1024, 1),
    ("byte * 2^30", 1024, 1),
    ("byte * 2^10", 1, 1024),
];

/// Network cards, by the words of those who write envelopes.
const CARDS: [(&str, &str); 5] = [
    ("PCNet32", "Am79C973"),
    ("E1000", "I82540EM"),
    ("I82545EM", "I82545EM"),
    ("virtio", "Virtio"),
    ("VirtIO", "Virtio"),
];

/// What a card is connected to, by the name that VirtualBox gives the network.
const NETWORKS: [(&str, &str); 5] = [
    ("NAT", "NAT"),
    ("Bridged", "Bridged"),
    ("HostOnly", "HostOnly"),
    ("Internal", "Internal"),
    ("NAT Network", "NATNetwork"),
];

/// A device of an envelope.
struct Item<'n> {
    node: &'n Node,
    id: &'n str,
    kind: i64,
    subtype: &'n str,
    parent: &'n str,
    place: i64,
}

impl<'n> Item<'n> {
    fn read(node: &'n Node) -> Option<Self> {
        let place = super::row::number(text(node, "AddressOnParent"));
        Some(Self {
            node,
            id: text(node, "InstanceID"),
            kind: super::row::number(text(node, "ResourceType"))?,
            subtype: text(node, "ResourceSubType"),
            parent: text(node, "Parent"),
            place: place.unwrap_or_default(),
        })
    }

    fn quantity(&self) -> Option<i64> {
        super::row::number(text(self.node, "VirtualQuantity"))
    }

    fn span(&self) -> &Span {
        &self.node.tag_span
    }
}

/// The text of an element inside.
fn text<'n>(node: &'n Node, name: &str) -> &'n str {
    node.child(name).map_or("", |child| child.text.trim())
}

/// A controller that was made: the item, its name, and the port of what is attached to it.
struct Made<'n> {
    id: &'n str,
    name: String,
    channel: Option<i64>,
}

/// The virtual systems of an envelope.
pub(crate) fn systems(envelope: &Node) -> Vec<&Node> {
    let collected = envelope
        .all("VirtualSystemCollection")
        .flat_map(|all| all.all("VirtualSystem"));
    envelope.all("VirtualSystem").chain(collected).collect()
}

/// Takes the images that an envelope lists.
pub(crate) fn disks(reading: &mut Reading, envelope: &Node) {
    let files: Vec<&Node> = envelope
        .child("References")
        .into_iter()
        .flat_map(|all| all.all("File"))
        .collect();
    let disks = ["DiskSection", "Section"]
        .into_iter()
        .flat_map(|name| envelope.all(name));
    for disk in disks.flat_map(|section| section.all("Disk")) {
        let file = files
            .iter()
            .find(|file| file.value("id") == disk.value("fileRef"));
        let Some(file) = file else { continue };
        let location = resolve(&reading.folder, file.value("href"));
        let id = uuid(disk.value("uuid")).unwrap_or_else(|| media::made_id(&location));
        let format = by_name(&location).map_or("VMDK", |(format, _)| format.id);
        reading
            .envelope_disks
            .push((disk.value("diskId").to_owned(), id));
        reading
            .media
            .push(Medium::new(id, &location, Device::HardDisk, format));
    }
}

/// Reads a virtual system.
pub(crate) fn system(mut reading: Reading, system: &Node) -> Come {
    reading.within(system, |reading| {
        name(reading, system);
        guest(reading, system);
        let hardware = system
            .child("VirtualHardwareSection")
            .or_else(|| system.child("Section"));
        let Some(hardware) = hardware else {
            let text =
                "the system has no virtual hardware: that of a new machine is taken".to_owned();
            return reading.unreadable(&system.tag_span, "VirtualHardwareSection", text);
        };
        let items: Vec<Item<'_>> = hardware
            .children
            .iter()
            .filter(|child| {
                matches!(
                    child.name.as_str(),
                    "Item" | "StorageItem" | "EthernetPortItem"
                )
            })
            .filter_map(Item::read)
            .collect();
        reading.within(hardware, |reading| {
            let made = controllers(reading, &items);
            for item in &items {
                reading.within(item.node, |reading| device(reading, item, &made));
            }
        });
    });
    reading.come(Uuid::nil())
}

fn name(reading: &mut Reading, system: &Node) {
    let name = system
        .child("Name")
        .map(|name| name.text.trim())
        .filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| system.value("id"));
    let name = if name.is_empty() { "unnamed" } else { name };
    name.clone_into(&mut reading.settings.name);
    keep(reading, "name", &system.tag_span);
}

/// Notes that something is in the machine.
fn keep(reading: &mut Reading, key: &str, span: &Span) {
    let path = reading.path("");
    reading.places.push(super::Place {
        key: key.to_owned(),
        path,
        span: span.clone(),
    });
}

fn set(reading: &mut Reading, part: Part, index: u32, member: &str, value: Plain) {
    reading.settings.write(part, index, member, value);
}

/// The operating system, with what VirtualBox makes different for it; the devices are those of the envelope.
fn guest(reading: &mut Reading, system: &Node) {
    let section = system.child("OperatingSystemSection");
    let own = section.map_or("", |it| text(it, "OSType"));
    let described = section.map_or("", |it| text(it, "Description"));
    let known = [own, described].into_iter().find_map(os_types::find);
    if let Some(known) = &known {
        known.apply(&mut reading.settings, String::new());
    } else if let Some(section) = section {
        let text =
            format!("the operating system, `{described}`: VirtualBox has other names for it");
        reading.remark(
            &section.tag_span,
            "OperatingSystemSection",
            Outcome::Approximated,
            text,
        );
    }
    for slot in 0..Part::Network.spec().count {
        set(reading, Part::Network, slot, "enabled", Plain::Bool(false));
        set(
            reading,
            Part::Network,
            slot,
            "attachmentType",
            Plain::Int(0),
        );
    }
    set(reading, Part::Audio, 0, "enabled", Plain::Bool(false));
}

/// Makes the controllers: two of IDE are the two channels of one in VirtualBox.
fn controllers<'n>(reading: &mut Reading, items: &[Item<'n>]) -> Vec<Made<'n>> {
    let mut made: Vec<Made<'n>> = Vec::new();
    for item in items {
        let (kind, ports) = match item.kind {
            5 => (ide(item.subtype), 2),
            6 => (scsi(item.subtype), 16),
            20 => (storage::AHCI, 30),
            _ => continue,
        };
        let is_ide = item.kind == 5;
        let channels = made.iter().filter(|it| it.channel.is_some()).count();
        let same = reading
            .settings
            .controllers
            .iter()
            .filter(|it| it.bus == storage::bus(kind))
            .count();
        let name = match item.kind {
            5 => "IDE".to_owned(),
            _ => format!("{}-{same}", if item.kind == 6 { "SCSI" } else { "SATA" }),
        };
        if !is_ide || channels == 0 {
            reading.settings.controllers.push(Controller {
                id: 0,
                name: name.clone(),
                bus: storage::bus(kind),
                kind,
                instance: u32::try_from(same).unwrap_or_default(),
                ports,
                host_io_cache: is_ide,
                bootable: true,
            });
        }
        made.push(Made {
            id: item.id,
            name,
            channel: is_ide.then(|| i64::try_from(channels).unwrap_or_default()),
        });
    }
    made
}

fn ide(subtype: &str) -> u32 {
    match subtype {
        "PIIX3" => 4,
        "ICH6" => 6,
        _ => 5,
    }
}

fn scsi(subtype: &str) -> u32 {
    match subtype.to_ascii_lowercase().as_str() {
        "buslogic" => 2,
        "lsilogicsas" => 8,
        "virtioscsi" => 11,
        _ => 1,
    }
}

fn device(reading: &mut Reading, item: &Item<'_>, made: &[Made<'_>]) {
    match item.kind {
        3 => amount(reading, item, "CPUCount", item.quantity()),
        4 => amount(reading, item, "memorySize", memory(item)),
        // What is attached to them says that they are there.
        5 | 6 | 20 => {}
        10 => card(reading, item),
        14 => floppy(reading, item),
        15 | 16 => drive(reading, item, made, DVD),
        17 => drive(reading, item, made, HARD_DISK),
        23 => usb(reading, item),
        35 => sound(reading, item),
        _ => left(
            reading,
            item,
            Outcome::NotExpressible,
            "a device that is not known here",
        ),
    }
}

fn left(reading: &mut Reading, item: &Item<'_>, outcome: Outcome, text: &str) {
    let name = text_of(item);
    reading.remark(item.span(), "", outcome, format!("{name}: {text}"));
}

fn text_of(item: &Item<'_>) -> String {
    format!("`{}`", text(item.node, "ElementName"))
}

fn amount(reading: &mut Reading, item: &Item<'_>, member: &str, amount: Option<i64>) {
    match amount.filter(|amount| *amount > 0) {
        Some(amount) => {
            set(reading, Part::Machine, 0, member, Plain::Int(amount));
            keep(
                reading,
                &format!("{}.{member}", Part::Machine.key(0)),
                item.span(),
            );
        }
        None => reading.unreadable(
            item.span(),
            "VirtualQuantity",
            "the amount is no number: that of a new machine is taken".to_owned(),
        ),
    }
}

/// In MiB.
fn memory(item: &Item<'_>) -> Option<i64> {
    let unit = text(item.node, "AllocationUnits").to_ascii_lowercase();
    let (_, times, part) = UNITS
        .iter()
        .find(|(name, ..)| unit.starts_with(name))
        .unwrap_or(&("", 1, 1));
    Some(item.quantity()?.checked_mul(*times)? / part)
}

fn card(reading: &mut Reading, item: &Item<'_>) {
    let is_free = |slot: &u32| {
        reading.settings.read(Part::Network, *slot, "enabled") != Some(Plain::Bool(true))
    };
    let Some(slot) = (0..8).find(is_free) else {
        return left(
            reading,
            item,
            Outcome::NotExpressible,
            "the machine has no place for another network card",
        );
    };
    let model = CARDS.iter().find(|(word, _)| *word == item.subtype);
    let network = text(item.node, "Connection");
    let attached = NETWORKS
        .iter()
        .find(|(word, _)| network.eq_ignore_ascii_case(word));
    let constant = |of: &str, name: &str| reading.typelib.enum_value(of, name).map_or(1, i64::from);
    let kind = constant(
        "NetworkAdapterType",
        model.map_or("I82540EM", |(_, name)| name),
    );
    let attachment = constant(
        "NetworkAttachmentType",
        attached.map_or("NAT", |(_, name)| name),
    );
    let address = text(item.node, "Address");
    let mac: String = address.chars().filter(char::is_ascii_hexdigit).collect();
    set(reading, Part::Network, slot, "enabled", Plain::Bool(true));
    set(
        reading,
        Part::Network,
        slot,
        "adapterType",
        Plain::Int(kind),
    );
    set(
        reading,
        Part::Network,
        slot,
        "attachmentType",
        Plain::Int(attachment),
    );
    let mac = if mac.len() == 12 {
        mac.to_ascii_uppercase()
    } else {
        // A machine has to have one; the document leaves it to VirtualBox.
        let made = format!("0800270000{slot:02X}");
        reading.made_macs.push(made.clone());
        made
    };
    set(reading, Part::Network, slot, "MACAddress", Plain::Text(mac));
    keep(
        reading,
        &format!("{}.enabled", Part::Network.key(slot)),
        item.span(),
    );
    if model.is_none() {
        left(
            reading,
            item,
            Outcome::Approximated,
            "the model is not VirtualBox's: it is an 82540EM",
        );
    }
    if attachment == 2 || attachment == 4 {
        let why = "an envelope names no interface of the host: the card is connected to nothing until the document names one";
        left(reading, item, Outcome::Approximated, why);
    }
    if attached.is_none() {
        let why = format!(
            "the network `{network}` is not the host's: the card is connected by address translation"
        );
        left(reading, item, Outcome::Approximated, &why);
    }
}

fn floppy(reading: &mut Reading, item: &Item<'_>) {
    let name = "Floppy";
    if reading.settings.controller(name).is_none() {
        reading.settings.controllers.push(Controller {
            id: 0,
            name: name.to_owned(),
            bus: 4,
            kind: 7,
            instance: 0,
            ports: 1,
            host_io_cache: true,
            bootable: true,
        });
    }
    attach(reading, item, name, 0, item.place, 1, None);
}

fn drive(reading: &mut Reading, item: &Item<'_>, made: &[Made<'_>], kind: u32) {
    let Some(parent) = made.iter().find(|it| it.id == item.parent) else {
        return left(
            reading,
            item,
            Outcome::NotExpressible,
            "it is attached to nothing that is known here",
        );
    };
    let (port, device) = match parent.channel {
        Some(channel) => (channel, item.place),
        None => (item.place, 0),
    };
    let medium = image(reading, item);
    if kind == HARD_DISK && medium.is_none() {
        return left(
            reading,
            item,
            Outcome::NotExpressible,
            "its image is in no list of the envelope",
        );
    }
    attach(reading, item, &parent.name, port, device, kind, medium);
}

/// The image that an item names: `ovf:/disk/NAME`.
fn image(reading: &Reading, item: &Item<'_>) -> Option<Uuid> {
    let name = text(item.node, "HostResource").rsplit('/').next()?;
    let known = reading
        .envelope_disks
        .iter()
        .find(|(disk, _)| disk == name)?;
    Some(known.1)
}

fn attach(
    reading: &mut Reading,
    item: &Item<'_>,
    controller: &str,
    port: i64,
    device: i64,
    kind: u32,
    medium: Option<Uuid>,
) {
    let taken = reading
        .settings
        .attachment(controller, port, device)
        .is_some();
    if taken || !(0..2).contains(&device) || port < 0 {
        return left(
            reading,
            item,
            Outcome::NotExpressible,
            "there is no place for it on its controller",
        );
    }
    let place = super::flat::controller_name(&reading.settings, controller);
    reading.settings.attachments.push(Attachment {
        medium,
        ..Attachment::new(controller, port, device, kind)
    });
    keep(
        reading,
        &format!("attachment[{place}/{port}/{device}].type"),
        item.span(),
    );
}

fn usb(reading: &mut Reading, item: &Item<'_>) {
    let (name, kind) = match item.subtype.to_ascii_lowercase() {
        subtype if subtype.contains("xhci") => ("XHCI", 3),
        subtype if subtype.contains("ehci") => ("EHCI", 2),
        _ => ("OHCI", 1),
    };
    if reading
        .settings
        .usb_controllers
        .iter()
        .all(|it| it.kind != kind)
    {
        reading.settings.usb_controllers.push(UsbController {
            id: 0,
            name: name.to_owned(),
            kind,
        });
    }
    keep(reading, &format!("usb[{name}]"), item.span());
}

fn sound(reading: &mut Reading, item: &Item<'_>) {
    let subtype = item.subtype.to_ascii_lowercase();
    let known = [("hda", 2), ("sb16", 1)];
    let found = known.iter().find(|(word, _)| subtype.contains(word));
    let controller = found.map_or(0, |(_, number)| *number);
    set(reading, Part::Audio, 0, "enabled", Plain::Bool(true));
    set(
        reading,
        Part::Audio,
        0,
        "audioController",
        Plain::Int(controller),
    );
    set(
        reading,
        Part::Audio,
        0,
        "audioCodec",
        Plain::Int(super::sound::usual_codec(controller)),
    );
    keep(
        reading,
        &format!("{}.audioController", Part::Audio.key(0)),
        item.span(),
    );
}
