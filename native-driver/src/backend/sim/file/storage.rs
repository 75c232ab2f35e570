//! `<StorageControllers>`: the controllers, and what is attached to them.

use schema_core::settings::Node;
use uuid::Uuid;

use super::super::media::{Device, Medium};
use super::super::settings::{Attachment, Controller};
use super::flat::controller_name;
use super::lists::{DEVICES, constant};
use super::reading::{Outcome, Reading, uuid};
use super::row::Form;

pub(super) const TYPES: Form = Form::Words(
    "StorageControllerType",
    &[
        ("AHCI", "IntelAhci"),
        ("LsiLogic", "LsiLogic"),
        ("BusLogic", "BusLogic"),
        ("PIIX3", "PIIX3"),
        ("PIIX4", "PIIX4"),
        ("ICH6", "ICH6"),
        ("I82078", "I82078"),
        ("LsiLogicSas", "LsiLogicSas"),
        ("USB", "USB"),
        ("NVMe", "NVMe"),
        ("VirtioSCSI", "VirtioSCSI"),
    ],
);

pub(super) const HARD_DISK: u32 = 3;
pub(super) const DVD: u32 = 2;
pub(super) const AHCI: u32 = 3;

/// The bus of a type of controller.
pub(super) fn bus(kind: u32) -> u32 {
    let mut buses = super::super::storage_controller::BUSES.iter();
    buses
        .find(|bus| bus.types.contains(&kind))
        .map_or(0, |bus| bus.number)
}

pub(super) fn controllers(reading: &mut Reading, list: &Node) {
    for node in list.all("StorageController") {
        reading.within(node, |reading| controller(reading, node));
    }
}

/// What files before 1.9 call a controller in short.
fn whole_name(name: &str) -> &str {
    match name {
        "IDE" => "IDE Controller",
        "SATA" => "SATA Controller",
        "SCSI" => "SCSI Controller",
        other => other,
    }
}

fn controller(reading: &mut Reading, node: &Node) {
    let name = reading.word(node, "name").unwrap_or_default().to_owned();
    let name = if reading.is_before(9) {
        whole_name(&name).to_owned()
    } else {
        name
    };
    let kind = constant(reading, node, "type", TYPES);
    let is_new = reading
        .settings
        .controllers
        .iter()
        .all(|other| other.name != name);
    let (Some(kind), true, false) = (kind, is_new, name.is_empty()) else {
        let text = "a controller has a name of its own and a type: this one is left out".to_owned();
        reading.unreadable(&node.tag_span, "", text);
        reading.settle(node);
        return;
    };
    let instance = reading.number(node, "Instance").unwrap_or_default();
    let instance = u32::try_from(instance).unwrap_or_default();
    let key = |member: &str| format!("controller[{}/{instance}].{member}", bus(kind));
    reading.said(node, "type", key("type"));
    let ports = reading
        .said(node, "PortCount", key("ports"))
        .and_then(super::row::number);
    let ports = ports
        .and_then(|ports| u32::try_from(ports).ok())
        .unwrap_or(2);
    let bus = super::super::storage_controller::bus(bus(kind).into());
    let controller = Controller {
        id: 0,
        name: name.clone(),
        bus: bus.map_or(0, |bus| bus.number),
        kind,
        instance,
        ports: bus.map_or(ports, |bus| ports.clamp(bus.min_ports, bus.max_ports)),
        host_io_cache: reading.flag(node, "useHostIOCache", key("hostIoCache"), true),
        bootable: reading.flag(node, "Bootable", key("bootable"), true),
    };
    reading.settings.controllers.push(controller);
    for device in node.all("AttachedDevice") {
        reading.within(device, |reading| attached(reading, device, &name, kind));
    }
}

fn attached(reading: &mut Reading, node: &Node, controller: &str, of: u32) {
    let device = constant(reading, node, "type", DEVICES);
    // Drives of removable media stand elsewhere before 1.9.
    let device =
        device.filter(|device| *device == HARD_DISK || (*device != 0 && !reading.is_before(9)));
    let (port, unit) = (reading.number(node, "port"), reading.number(node, "device"));
    let (Some(device), Some(port), Some(unit)) = (device, port, unit) else {
        let text =
            "an attached device has a type, a port and a device: this one is left out".to_owned();
        reading.unreadable(&node.tag_span, "", text);
        reading.settle(node);
        return;
    };
    let place = controller_name(&reading.settings, controller);
    let key = |member: &str| format!("attachment[{place}/{port}/{unit}].{member}");
    let hot_pluggable = reading.flag(node, "hotpluggable", key("hotPluggable"), false);
    let attachment = Attachment {
        passthrough: reading.flag(node, "passthrough", key("passthrough"), false),
        temporary_eject: reading.flag(node, "tempeject", key("temporaryEject"), false),
        non_rotational: reading.flag(node, "nonrotational", key("nonRotational"), false),
        discard: reading.flag(node, "discard", key("discard"), false),
        // Before 1.15 it went by the kind of controller.
        hot_pluggable: if reading.is_before(15) {
            of == AHCI
        } else {
            hot_pluggable
        },
        bandwidth_group: reading
            .said(node, "bandwidthGroup", key("bandwidthGroup"))
            .filter(|name| !name.is_empty())
            .map(str::to_owned),
        ..Attachment::new(controller, port, unit, device)
    };
    mount(reading, node, attachment);
}

/// Puts into a drive what the file says, and the drive into the machine.
pub(super) fn mount(reading: &mut Reading, node: &Node, mut attachment: Attachment) {
    let is_taken = |other: &Attachment| {
        other.is_at(&attachment.controller, attachment.port, attachment.device)
    };
    if reading.settings.attachments.iter().any(is_taken) {
        let text = "another device is attached there: this one is left out".to_owned();
        reading.unreadable(&node.tag_span, "", text);
        reading.settle(node);
        return;
    }
    let place = controller_name(&reading.settings, &attachment.controller);
    let (port, device) = (attachment.port, attachment.device);
    let key = format!("attachment[{place}/{port}/{device}].medium");
    if let Some(drive) = node.child("HostDrive") {
        attachment.medium =
            reading.within(drive, |reading| drive_of(reading, drive, &attachment, key));
        reading.settings.attachments.push(attachment);
        return;
    }
    // Before 1.7 a disk named its image itself.
    let named = match node.child("Image") {
        Some(image) => Some(reading.within(image, |reading| image_of(reading, image, "uuid", key))),
        None if node.attribute("hardDisk").is_some() => {
            Some(image_of(reading, node, "hardDisk", key))
        }
        None => None,
    };
    attachment.medium = named.flatten();
    if attachment.kind == HARD_DISK && attachment.medium.is_none() {
        if named.is_none() {
            let text = "a hard disk without an image: it is left out".to_owned();
            reading.unreadable(&node.tag_span, "Image", text);
        }
        return;
    }
    reading.settings.attachments.push(attachment);
}

/// The drive of the host that is passed on; an empty one where the file does not say which.
fn drive_of(
    reading: &mut Reading,
    node: &Node,
    attachment: &Attachment,
    key: String,
) -> Option<Uuid> {
    let name = reading.said(node, "src", key)?;
    let device = if attachment.kind == DVD {
        Device::Dvd
    } else {
        Device::Floppy
    };
    let drive = Medium::drive(name, device);
    let uuid = drive.uuid;
    if reading.media.iter().all(|known| known.uuid != uuid) {
        reading.media.push(drive);
    }
    Some(uuid)
}

/// An image by the UUID in an attribute, where the file says what that is.
fn image_of(reading: &mut Reading, node: &Node, attribute: &str, key: String) -> Option<Uuid> {
    let name = reading.said(node, attribute, key)?;
    let known = uuid(name).filter(|uuid| reading.media.iter().any(|medium| medium.uuid == *uuid));
    if let (None, Some(said)) = (known, node.attribute(attribute)) {
        let text = format!(
            "the image {name} is in no registry of this file, so nobody knows where it is: `VirtualBox.xml` may say it, which \
             `--registry` reads"
        );
        let below = format!("@{attribute}");
        reading.remark(&said.span, &below, Outcome::NotExpressible, text);
    }
    known
}
