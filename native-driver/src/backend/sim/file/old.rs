//! What stood elsewhere in files of old releases: disks before 1.7, drives before 1.9, names of operating systems.

use schema_core::settings::{Node, Version};

use super::super::os_types;
use super::super::settings::{Attachment, Controller};
use super::reading::Reading;
use super::storage::{self, DVD, HARD_DISK, mount};

const IDE: &str = "IDE Controller";
const SATA: &str = "SATA Controller";
const FLOPPY: &str = "Floppy Controller";

/// What operating systems were called before 1.5, where it was not the name of today in lower case.
const OS_TYPES: [(&str, &str); 9] = [
    ("unknown", "Other"),
    ("win31", "Windows31"),
    ("winnt4", "WindowsNT4"),
    ("win2k", "Windows2000"),
    ("win2k3", "Windows2003"),
    ("win2k8", "Windows2008"),
    ("ecs", "OS2eCS"),
    ("fedoracore", "Fedora"),
    ("winvista", "WindowsVista"),
];

/// The name of today for an operating system.
pub(super) fn os_type(said: &str, version: Version) -> String {
    if version < Version::new(5) {
        let known = OS_TYPES.iter().find(|(old, _)| *old == said);
        if let Some((_, new)) = known {
            return (*new).to_owned();
        }
        let windows = said
            .strip_prefix("win")
            .map(|rest| format!("Windows{rest}"));
        for name in [
            said.to_owned(),
            format!("OS2{}", said.trim_start_matches("os2")),
        ]
        .into_iter()
        .chain(windows)
        {
            if let Some(known) = os_types::find(&name) {
                return known.id.to_owned();
            }
        }
    }
    // For a time while 1.20 was made, 64 bits had another ending.
    let today = said
        .strip_suffix("_x64")
        .filter(|_| version >= Version::new(20));
    today.map_or_else(|| said.to_owned(), |name| format!("{name}_64"))
}

/// The controllers before 1.7: one IDE controller always, a SATA controller where it is on.
pub(super) fn controllers(reading: &mut Reading, hardware: &Node) {
    let kind = hardware.at("BIOS/IDEController").and_then(|node| {
        reading.within(hardware, |reading| {
            super::lists::constant(reading, node, "type", storage::TYPES)
        })
    });
    add(reading, IDE, kind.unwrap_or(4), 2);
    reading.inside(hardware, "SATAController", |reading, node| {
        let is_on = reading.word(node, "enabled").and_then(super::row::flag) == Some(true);
        let ports = reading
            .number(node, "PortCount")
            .and_then(|ports| u32::try_from(ports).ok());
        for attribute in &node.attributes {
            // Which disks the guest sees as IDE disks means nothing any more.
            reading.claim(attribute);
        }
        if is_on {
            add(
                reading,
                SATA,
                storage::AHCI,
                ports.unwrap_or(30).clamp(1, 30),
            );
        }
    });
}

fn add(reading: &mut Reading, name: &str, kind: u32, ports: u32) {
    reading.settings.controllers.push(Controller {
        id: 0,
        name: name.to_owned(),
        bus: storage::bus(kind),
        kind,
        instance: 0,
        ports,
        host_io_cache: true,
        bootable: true,
    });
}

fn attachment(controller: &str, port: i64, device: i64, kind: u32) -> Attachment {
    Attachment {
        hot_pluggable: controller == SATA,
        ..Attachment::new(controller, port, device, kind)
    }
}

/// `<HardDiskAttachments>`, before 1.7. Before 1.3 a bus had the number of its channel, and devices had names.
pub(super) fn hard_disks(reading: &mut Reading, list: &Node) {
    for node in list.all("HardDiskAttachment") {
        reading.within(node, |reading| {
            let bus = reading
                .word(node, "bus")
                .unwrap_or_default()
                .to_ascii_lowercase();
            let channel = reading.number(node, "channel");
            let (bus, port) = match bus.as_str() {
                "ide0" => ("ide", Some(0)),
                "ide1" => ("ide", Some(1)),
                other => (other, channel),
            };
            let device = match reading.word(node, "device") {
                Some("master") => Some(0),
                Some("slave") => Some(1),
                Some(number) => super::row::number(number),
                None => None,
            };
            let controller = if bus == "sata" { SATA } else { IDE };
            let (Some(port), Some(device)) = (port, device) else {
                let text = "a disk has a channel and a device: this one is left out".to_owned();
                reading.unreadable(&node.tag_span, "", text);
                return reading.settle(node);
            };
            let disk = attachment(controller, port, device, HARD_DISK);
            mount(reading, node, disk);
        });
    }
}

/// `<DVDDrive>` and `<FloppyDrive>`, before 1.9.
pub(super) fn drives(reading: &mut Reading, hardware: &Node) {
    let controllers = &reading.settings.controllers;
    let ide = controllers.iter().find(|controller| controller.bus == 1);
    let ide = ide.map(|controller| controller.name.clone());
    if let Some(ide) = ide {
        reading.inside(hardware, "DVDDrive", |reading, node| {
            let mut drive = attachment(&ide, 1, 0, DVD);
            let place = super::flat::controller_name(&reading.settings, &ide);
            let key = |member: &str| format!("attachment[{place}/1/0].{member}");
            drive.passthrough = reading.flag(node, "passthrough", key("passthrough"), false);
            mount(reading, node, drive);
        });
    }
    reading.inside(hardware, "FloppyDrive", |reading, node| {
        // Before 1.3 a drive was on where nothing was said.
        let absent = reading.is_before(3);
        if reading
            .word(node, "enabled")
            .map_or(Some(absent), super::row::flag)
            == Some(true)
        {
            add(reading, FLOPPY, 7, 1);
            mount(reading, node, attachment(FLOPPY, 0, 0, 1));
        } else {
            for child in &node.children {
                reading.settle(child);
            }
        }
    });
}
