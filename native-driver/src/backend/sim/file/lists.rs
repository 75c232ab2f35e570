//! What a machine has any number of: shared folders, filters, groups, keys, screens.

use schema_core::domain::metadata::{Machine, RemoteDisplay, ServerProperty};
use schema_core::domain::{Domain, Metadata};
use schema_core::settings::Node;

use super::super::parts::Part;
use super::super::settings::{BandwidthGroup, Settings, SharedFolder, UsbController, UsbFilter};
use super::super::value::{Bag, Plain};
use super::media::resolve;
use super::reading::Reading;
use super::row::Form;
use super::tables;

pub(super) const DEVICES: Form = Form::Words(
    "DeviceType",
    &[
        ("None", "Null"),
        ("Floppy", "Floppy"),
        ("DVD", "DVD"),
        ("HardDisk", "HardDisk"),
        ("Network", "Network"),
    ],
);
pub(super) const USB: Form = Form::Words(
    "USBControllerType",
    &[("OHCI", "OHCI"), ("EHCI", "EHCI"), ("XHCI", "XHCI")],
);
pub(super) const LIMITED: Form = Form::Words(
    "BandwidthGroupType",
    &[("Disk", "Disk"), ("Network", "Network")],
);
pub(super) const SYMLINKS: Form = Form::Words(
    "SymlinkPolicy",
    &[
        ("forbidden", "Forbidden"),
        ("subtree", "AllowedInShareSubtree"),
        ("relative", "AllowedToRelativeTargets"),
        ("any", "AllowedToAnyTarget"),
    ],
);
/// The attributes of a filter that are texts.
pub(super) const FILTER: [&str; 9] = [
    "name",
    "vendorId",
    "productId",
    "revision",
    "manufacturer",
    "product",
    "serialNumber",
    "port",
    "remote",
];
pub(super) const MEGABYTE: i64 = 1 << 20;

/// Properties of the remote display that documents have other words for.
const SPOKEN_OF: [&str; 3] = ["TCP/", "Security/", "VNCPassword"];

/// A document that names the properties of the remote display: VirtualBox gives those that it is asked for by name.
pub(super) fn named_properties(settings: &Settings) -> Option<Domain> {
    let all = settings.properties.get(&Part::Vrde.key(0))?;
    let is_free = |name: &&String| !SPOKEN_OF.iter().any(|start| name.starts_with(start));
    let property = |name: &String| ServerProperty {
        name: name.clone(),
        value: String::new(),
    };
    let display = RemoteDisplay {
        properties: all.keys().filter(is_free).map(property).collect(),
        ..RemoteDisplay::default()
    };
    let machine = Machine {
        remote_display: Some(display),
        ..Machine::default()
    };
    Some(Domain {
        metadata: Some(Metadata {
            machine: Some(machine),
            foreign: Vec::new(),
        }),
        ..Domain::default()
    })
}

/// A word of an enum, as its number; says so where it is none.
pub(super) fn constant(reading: &mut Reading, node: &Node, name: &str, form: Form) -> Option<u32> {
    let attribute = node.attribute(name)?;
    reading.claim(attribute);
    let value = form.read(&attribute.value, &reading.typelib);
    if value.is_none() {
        reading.no_value(attribute, &format!("@{name}"), form);
    }
    value.and_then(|value| u32::try_from(value.int()).ok())
}

pub(super) fn boot_order(reading: &mut Reading, hardware: &Node) {
    let Some(boot) = hardware.child("Boot") else {
        return;
    };
    // What is listed is all that there is.
    let mut order = vec![0; 4];
    reading.within(boot, |reading| {
        for each in boot.all("Order") {
            reading.within(each, |reading| {
                let position = reading.number(each, "position");
                let place = position
                    .and_then(|position| usize::try_from(position).ok()?.checked_sub(1))
                    .and_then(|place| order.get_mut(place));
                let key = format!("bootOrder[{}]", position.unwrap_or_default());
                reading.said(each, "device", key);
                let device = constant(reading, each, "device", DEVICES);
                match (place, device) {
                    (Some(place), Some(device)) => *place = device,
                    (None, _) => {
                        let text = "a boot position is a number from 1 to 4".to_owned();
                        reading.unreadable(&each.tag_span, "@position", text);
                    }
                    (Some(_), None) => {}
                }
            });
        }
    });
    reading.settings.boot_order = order;
}

pub(super) fn extra_data(reading: &mut Reading, list: &Node) {
    for item in list.all("ExtraDataItem") {
        reading.within(item, |reading| {
            let name = reading.word(item, "name").unwrap_or_default().to_owned();
            let value = reading
                .said(item, "value", format!("extraData[{name}]"))
                .unwrap_or_default()
                .to_owned();
            if !name.is_empty() && !value.is_empty() {
                reading.settings.extra_data.insert(name, value);
            }
        });
    }
}

pub(super) fn groups(reading: &mut Reading, list: &Node) {
    if reading.is_before(13) {
        return;
    }
    let mut groups = Vec::new();
    for (place, group) in list.all("Group").enumerate() {
        reading.within(group, |reading| {
            groups.extend(
                reading
                    .said(group, "name", format!("groups[{place}]"))
                    .map(str::to_owned),
            );
        });
    }
    if !groups.is_empty() {
        reading.settings.groups = groups;
    }
}

/// `<Recording>`, from 1.19 on.
pub(super) fn screens(reading: &mut Reading, recording: &Node) {
    reading.word(recording, "screens");
    // All but the first are not recorded where nothing is said of them.
    let monitors = reading.settings.int(Part::Graphics, 0, "monitorCount");
    for slot in 1..u32::try_from(monitors.clamp(1, 64)).unwrap_or(1) {
        reading
            .settings
            .write(Part::Screen, slot, "enabled", Plain::Bool(false));
    }
    for screen in recording.all("Screen") {
        reading.within(screen, |reading| {
            let id = reading
                .number(screen, "id")
                .and_then(|id| u32::try_from(id).ok());
            match id.filter(|id| *id < Part::Screen.spec().count) {
                Some(id) => reading.rows(tables::SCREEN, screen, id),
                None => {
                    let text =
                        "a screen has a number from 0 to 63: this one is left out".to_owned();
                    reading.unreadable(&screen.tag_span, "@id", text);
                    reading.settle(screen);
                }
            }
        });
    }
}

/// `<VideoCapture>`, before 1.19: the same for all screens, and a bit for each that is recorded.
pub(super) fn capture(reading: &mut Reading, capture: &Node) {
    let on = reading.flag(
        capture,
        "enabled",
        "IRecordingSettings.enabled".to_owned(),
        false,
    );
    reading
        .settings
        .write(Part::Recording, 0, "enabled", Plain::Bool(on));
    let bits = reading.number(capture, "screens").unwrap_or_default();
    let count = reading
        .settings
        .int(Part::Graphics, 0, "monitorCount")
        .clamp(1, 64);
    for screen in 0..u32::try_from(count).unwrap_or(1) {
        reading.rows(tables::SCREEN, capture, screen);
        let is_on = bits >> screen & 1 == 1;
        reading
            .settings
            .write(Part::Screen, screen, "enabled", Plain::Bool(is_on));
    }
}

pub(super) fn display_properties(reading: &mut Reading, display: &Node) {
    let part = Part::Vrde.key(0);
    reading.inside(display, "VRDEProperties", |reading, list| {
        reading.properties(list, &part);
    });
}

pub(super) fn usb(reading: &mut Reading, hardware: &Node) {
    // Until 1.13 there was one element for both controllers and the filters.
    if !reading.version_has_lists_of_usb() {
        reading.inside(hardware, "USBController", |reading, usb| {
            for (attribute, name, kind) in [("enabled", "OHCI", 1), ("enabledEhci", "EHCI", 2)] {
                if reading.flag(usb, attribute, format!("usb[{name}]"), false) {
                    usb_controller(reading, name, kind);
                }
            }
            filters(reading, usb);
        });
    }
    reading.inside(hardware, "USB", |reading, usb| {
        reading.inside(usb, "Controllers", |reading, list| {
            for controller in list.all("Controller") {
                reading.within(controller, |reading| {
                    let name = reading
                        .word(controller, "name")
                        .unwrap_or_default()
                        .to_owned();
                    let word = controller.value("type").to_owned();
                    reading.said(controller, "type", format!("usb[{word}]"));
                    if let Some(kind) = constant(reading, controller, "type", USB) {
                        usb_controller(reading, &name, kind);
                    }
                });
            }
        });
        reading.inside(usb, "DeviceFilters", filters);
    });
}

fn usb_controller(reading: &mut Reading, name: &str, kind: u32) {
    reading.settings.usb_controllers.push(UsbController {
        id: 0,
        name: name.to_owned(),
        kind,
    });
}

fn filters(reading: &mut Reading, list: &Node) {
    for filter in list.all("DeviceFilter") {
        reading.within(filter, |reading| {
            let name = super::flat::filter_name(&|member| filter.value(member));
            let key = |member: &str| format!("filter[{name}].{member}");
            let mut attributes = Bag::new();
            for member in FILTER {
                let text = reading.said(filter, member, key(member));
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    attributes.insert(member.to_owned(), Plain::Text(text.to_owned()));
                }
            }
            let active = reading.flag(filter, "active", key("active"), false);
            attributes.insert("active".to_owned(), Plain::Bool(active));
            if let Some(masked) = reading.number(filter, "maskedInterfaces") {
                attributes.insert("maskedInterfaces".to_owned(), Plain::Int(masked));
            }
            reading
                .settings
                .usb_filters
                .push(UsbFilter { id: 0, attributes });
        });
    }
}

pub(super) fn folders(reading: &mut Reading, list: &Node) {
    for folder in list.all("SharedFolder") {
        reading.within(folder, |reading| {
            let name = reading.word(folder, "name").unwrap_or_default().to_owned();
            let key = |member: &str| format!("folder[{name}].{member}");
            let host_path = reading
                .said(folder, "hostPath", key("hostPath"))
                .unwrap_or_default();
            let shared = SharedFolder {
                id: 0,
                name: name.clone(),
                host_path: resolve(&reading.folder, host_path),
                writable: reading.flag(folder, "writable", key("writable"), false),
                auto_mount: reading.flag(folder, "autoMount", key("autoMount"), false),
                auto_mount_point: reading
                    .said(folder, "autoMountPoint", key("autoMountPoint"))
                    .unwrap_or_default()
                    .to_owned(),
                symlink_policy: {
                    reading.said(folder, "symlinkPolicy", key("symlinkPolicy"));
                    constant(reading, folder, "symlinkPolicy", SYMLINKS).unwrap_or_default()
                },
            };
            let is_new = reading
                .settings
                .shared_folders
                .iter()
                .all(|other| other.name != name);
            if name.is_empty() || !is_new {
                let text = "a shared folder has a name of its own: this one is left out".to_owned();
                reading.unreadable(&folder.tag_span, "@name", text);
                reading.settle(folder);
            } else {
                reading.settings.shared_folders.push(shared);
            }
        });
    }
}

pub(super) fn bandwidth_groups(reading: &mut Reading, io: &Node) {
    reading.inside(io, "BandwidthGroups", |reading, list| {
        for group in list.all("BandwidthGroup") {
            reading.within(group, |reading| {
                let name = reading.word(group, "name").unwrap_or_default().to_owned();
                let kind = constant(reading, group, "type", LIMITED).unwrap_or(1);
                let number = |name: &str| super::row::number(group.value(name));
                let megabytes = number("maxMbPerSec").map(|number| number.saturating_mul(MEGABYTE));
                let bytes = number("maxBytesPerSec").or(megabytes).unwrap_or_default();
                for attribute in ["maxBytesPerSec", "maxMbPerSec"] {
                    let limit = super::flat::limit_name(kind, bytes);
                    reading.said(group, attribute, format!("bandwidthGroup[{limit}]"));
                }
                reading.settings.bandwidth_groups.push(BandwidthGroup {
                    id: 0,
                    name,
                    kind,
                    max_bytes_per_sec: bytes,
                });
            });
        }
    });
}

impl Reading {
    /// Whether `<USBController>` is no element of the version any more.
    fn version_has_lists_of_usb(&self) -> bool {
        !self.is_before(15)
    }
}
