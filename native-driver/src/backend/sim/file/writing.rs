//! A machine of the simulation → a settings file of a version, as VirtualBox writes it.

use std::sync::Arc;

use schema_core::settings::Version;
use uuid::Uuid;

use super::super::media::{Device, Medium};
use super::super::parts::Part;
use super::super::settings::{Attachment, Settings};
use super::super::state;
use super::super::value::Plain;
use super::lists::{DEVICES, FILTER, LIMITED, SYMLINKS, USB};
use super::markup::Out;
use super::network::{ALIASES, MODES, Mode, PROTOCOLS};
use super::row::{Form, Is, Row};
use super::storage::{DVD, HARD_DISK};
use super::{media, sound, storage, tables};
use crate::typelib::Typelib;

/// The UUIDs of images by their locations: those that stand in the images, which VirtualBox compares.
pub(super) type Ids<'a> = &'a dyn Fn(&str) -> Option<Uuid>;

/// What stands before the first element.
const HEAD: &str = "<?xml version=\"1.0\"?>\n<!--\n** Written by Boxwright from a domain document, in the words of VirtualBox: register it, or change the document and write\n** it anew. VirtualBox overwrites what is changed here while it has the machine.\n-->\n";

struct Writing<'a> {
    version: Version,
    typelib: Arc<Typelib>,
    settings: &'a Settings,
    media: &'a [Medium],
    ids: Ids<'a>,
}

/// Writes a machine.
pub(super) fn write(
    machine: &state::Machine,
    all: &[Medium],
    version: Version,
    ids: Ids<'_>,
) -> String {
    let writing = Writing {
        version,
        typelib: super::super::typelib(),
        settings: &machine.settings,
        media: all,
        ids,
    };
    let mut root = Out::new("VirtualBox");
    root.set("xmlns", "http://www.virtualbox.org/");
    // VirtualBox writes the system of its host there, and reads it nowhere.
    root.set("version", format!("{version}-linux"));
    root.push(writing.machine(machine.uuid));
    format!("{HEAD}{}", root.print())
}

fn braced(uuid: Uuid) -> String {
    format!("{{{uuid}}}")
}

impl Writing<'_> {
    fn is_before(&self, minor: u16) -> bool {
        self.version < Version::new(minor)
    }

    fn machine(&self, uuid: Uuid) -> Out {
        let settings = self.settings;
        let mut machine = Out::new("Machine");
        machine.set("uuid", braced(uuid));
        machine.set("name", &settings.name);
        machine.set("OSType", settings.text(Part::Machine, 0, "OSTypeId"));
        machine.set("snapshotFolder", "Snapshots");
        let description = settings.text(Part::Machine, 0, "description");
        if !description.is_empty() {
            machine.at("Description").say(&description);
        }
        self.rows(tables::MACHINE, &mut machine, 0);
        self.registry(&mut machine);
        for (name, value) in &settings.extra_data {
            let mut item = Out::new("ExtraDataItem");
            item.set("name", name);
            item.set("value", value);
            machine.at("ExtraData").push(item);
        }
        machine.push(self.hardware());
        if !self.is_before(20) {
            machine.push(self.platform());
        }
        if self.is_before(17) {
            machine.push_some(self.controllers());
        }
        if !self.is_before(19) {
            self.recording(&mut machine);
        }
        if !self.is_before(13) && settings.groups != ["/"] {
            for name in &settings.groups {
                let mut group = Out::new("Group");
                group.set("name", name);
                machine.at("Groups").push(group);
            }
        }
        machine
    }

    /// Adds what the rows of a table say beyond what their absence would say.
    fn rows(&self, rows: &'static [Row], out: &mut Out, index: u32) {
        let rows = || rows.iter().filter(|row| row.is_written_in(self.version));
        for row in rows().filter(|row| row.always || self.says_more(row, index)) {
            self.row(row, out, index);
        }
        for row in rows().filter(|row| row.completes && !self.says_more(row, index)) {
            let element = row.ways().next().map(|(way, _name)| way);
            if element.is_some_and(|way| out.has(way)) {
                self.row(row, out, index);
            }
        }
    }

    fn says_more(&self, row: &Row, index: u32) -> bool {
        let fresh = || match row.is {
            Is::Of(part, member) => part.spec().find(member)?.fresh_value(index),
            Is::Feature(..) | Is::Property(..) => None,
        };
        let absent = row.absent(self.version, &self.typelib).or_else(fresh);
        row.is.get(self.settings, index) != absent
    }

    fn row(&self, row: &Row, out: &mut Out, index: u32) {
        let value = row.is.get(self.settings, index);
        let text = value.and_then(|value| row.form.write(&value, &self.typelib));
        if let (Some(text), Some((way, name))) = (text, row.ways().next()) {
            out.at(way).set(name, text);
        }
    }

    fn registry(&self, machine: &mut Out) {
        let used: Vec<Uuid> = self.settings.media().collect();
        for (list, element, device) in media::LISTS {
            for medium in self
                .media
                .iter()
                .filter(|it| it.device == device && !it.host_drive && used.contains(&it.uuid))
            {
                let mut image = Out::new(element);
                image.set("uuid", braced(self.id(medium)));
                image.set("location", &medium.location);
                if device == Device::HardDisk || medium.format != "RAW" {
                    image.set("format", &medium.format);
                }
                if device == Device::HardDisk || medium.kind != media::usual_type(device) {
                    let kind = Plain::Int(medium.kind.into());
                    let word = media::TYPES.write(&kind, &self.typelib);
                    image.set("type", word.unwrap_or_default());
                }
                let lists = machine.at("MediaRegistry");
                lists.at(list).push(image);
            }
        }
    }

    fn id(&self, medium: &Medium) -> Uuid {
        (self.ids)(&medium.location).unwrap_or_else(|| media::made_id(&medium.location))
    }

    fn hardware(&self) -> Out {
        let settings = self.settings;
        let mut hardware = Out::new("Hardware");
        self.rows(tables::HARDWARE, &mut hardware, 0);
        if self.is_before(20) {
            self.rows(tables::BIOS, hardware.at("BIOS"), 0);
            self.rows(tables::PLATFORM, &mut hardware, 0);
            self.rows(tables::X86, &mut hardware, 0);
        } else {
            self.rows(tables::BIOS, hardware.at("Firmware"), 0);
        }
        for (place, device) in settings.boot_order.iter().enumerate() {
            let mut order = Out::new("Order");
            order.set("position", (place + 1).to_string());
            order.set("device", self.word(DEVICES, *device));
            hardware.at("Boot").push(order);
        }
        self.display(&mut hardware);
        self.sound(&mut hardware);
        self.usb(&mut hardware);
        self.network(&mut hardware);
        self.ports("UART", Part::Serial, tables::SERIAL, &mut hardware);
        self.ports("LPT", Part::Parallel, tables::PARALLEL, &mut hardware);
        self.folders(&mut hardware);
        self.bandwidth(&mut hardware);
        if self.is_before(19) && !self.is_before(14) {
            self.capture(&mut hardware);
        }
        if !self.is_before(17) {
            hardware.push_some(self.controllers());
        }
        hardware
    }

    fn platform(&self) -> Out {
        let mut platform = Out::new("Platform");
        platform.set("architecture", "x86");
        self.rows(tables::PLATFORM, &mut platform, 0);
        self.rows(tables::X86, platform.at("x86"), 0);
        platform
    }

    fn word(&self, form: Form, number: u32) -> String {
        form.write(&Plain::Int(number.into()), &self.typelib)
            .unwrap_or_default()
    }

    fn properties(&self, part: &str, skip: &[&str]) -> Vec<Out> {
        let all = self.settings.properties.get(part).into_iter().flatten();
        let wanted = all.filter(|(name, _)| !skip.contains(&name.as_str()));
        let property = |(name, value): (&String, &String)| {
            let mut property = Out::new("Property");
            property.set("name", name);
            property.set("value", value);
            property
        };
        wanted.map(property).collect()
    }

    fn display(&self, hardware: &mut Out) {
        for property in self.properties(&Part::Vrde.key(0), &[]) {
            hardware.at("RemoteDisplay/VRDEProperties").push(property);
        }
    }

    fn sound(&self, hardware: &mut Out) {
        let settings = self.settings;
        let adapter = hardware.at("AudioAdapter");
        let controller = settings.int(Part::Audio, 0, "audioController");
        let codec = settings.int(Part::Audio, 0, "audioCodec");
        if codec != sound::usual_codec(controller) {
            adapter.set_some(
                "codec",
                &self.word(sound::CODECS, u32::try_from(codec).unwrap_or_default()),
            );
        }
        let driver = settings.int(Part::Audio, 0, "audioDriver");
        if driver != 0 {
            let driver = u32::try_from(driver).unwrap_or_default();
            // Of two words for one driver the last is the one of today.
            let word = if driver == 7 {
                "WAS".to_owned()
            } else {
                self.word(sound::DRIVERS, driver)
            };
            adapter.set("driver", word);
        } else if !self.is_before(19) {
            // Releases from 7.0 on look at this first; that there is a driver makes them look.
            adapter.set("useDefault", "true");
            adapter.set("driver", "ALSA");
        }
        for property in self.properties(&Part::Audio.key(0), &[]) {
            adapter.push(property);
        }
    }

    fn usb(&self, hardware: &mut Out) {
        let settings = self.settings;
        if self.is_before(14) {
            let has = |kind: u32| {
                settings
                    .usb_controllers
                    .iter()
                    .any(|it| it.kind == kind)
                    .to_string()
            };
            let usb = hardware.at("USBController");
            usb.set("enabled", has(1));
            usb.set("enabledEhci", has(2));
            self.filters(usb);
            return;
        }
        for controller in &settings.usb_controllers {
            let mut out = Out::new("Controller");
            out.set("name", &controller.name);
            out.set("type", self.word(USB, controller.kind));
            hardware.at("USB/Controllers").push(out);
        }
        if !settings.usb_filters.is_empty() {
            self.filters(hardware.at("USB/DeviceFilters"));
        }
    }

    fn filters(&self, list: &mut Out) {
        for filter in &self.settings.usb_filters {
            let mut out = Out::new("DeviceFilter");
            for name in FILTER {
                let text = filter.attributes.get(name).map_or("", Plain::text);
                out.set_some(name, text);
            }
            let active = filter.attributes.get("active").is_some_and(Plain::flag);
            out.set("active", active.to_string());
            list.push(out);
        }
    }

    fn network(&self, hardware: &mut Out) {
        // PIIX3 has eight.
        let count = if self.settings.int(Part::Platform, 0, "chipsetType") == 2 {
            36
        } else {
            8
        };
        let mut network = Out::new("Network");
        for slot in 0..count {
            let mut adapter = Out::new("Adapter");
            self.rows(tables::ADAPTER, &mut adapter, slot);
            if let Some(group) = self.settings.network_groups.get(&slot) {
                adapter.set("bandwidthGroup", group);
            }
            self.modes(&mut adapter, slot);
            if !adapter.is_empty() {
                adapter.set("slot", slot.to_string());
                network.push(adapter);
            }
        }
        hardware.push_some(network);
    }

    fn modes(&self, adapter: &mut Out, slot: u32) {
        let kind = self.settings.int(Part::Network, slot, "attachmentType");
        let kind = u32::try_from(kind).unwrap_or_default();
        for mode in MODES.iter().filter(|mode| !self.is_before(mode.from)) {
            let is_on = self
                .typelib
                .enum_value("NetworkAttachmentType", mode.constant)
                == Some(kind);
            let out = self.mode(mode, slot, is_on);
            if is_on {
                adapter.push(out);
            } else if !out.is_empty() && !self.is_before(10) {
                adapter.at("DisabledModes").push(out);
            }
        }
    }

    fn mode(&self, mode: &Mode, slot: u32, is_on: bool) -> Out {
        let mut out = Out::new(mode.element);
        if mode.member.is_empty() {
            if is_on || self.has_nat(slot) {
                self.nat(&mut out, slot);
            }
            return out;
        }
        let name = self.settings.text(Part::Network, slot, mode.member);
        out.set_some(mode.attribute, &name);
        if mode.constant == "Generic" {
            for property in self.properties(&Part::Network.key(slot), &[]) {
                out.push(property);
            }
        }
        out
    }

    /// Whether anything is said of how addresses would be translated.
    fn has_nat(&self, slot: u32) -> bool {
        let key = Part::Nat.key(slot);
        let settings = self.settings;
        settings.parts.contains_key(&key)
            || settings.properties.contains_key(&key)
            || settings.redirects.contains_key(&slot)
    }

    fn nat(&self, out: &mut Out, slot: u32) {
        self.rows(tables::NAT, out, slot);
        let bits = self.settings.int(Part::Nat, slot, "aliasMode");
        for (name, bit) in ALIASES {
            if bits & bit != 0 {
                out.at("Alias").set(name, "true");
            }
        }
        for rule in self
            .settings
            .redirects
            .get(&slot)
            .into_iter()
            .flat_map(|rules| rules.values())
        {
            let mut parts = rule.split(',');
            let mut next = || parts.next().unwrap_or_default();
            let mut forward = Out::new("Forwarding");
            forward.set_some("name", next());
            let protocol = next().parse().unwrap_or_default();
            forward.set("proto", self.word(PROTOCOLS, protocol));
            forward.set_some("hostip", next());
            forward.set_some("hostport", next());
            forward.set_some("guestip", next());
            forward.set_some("guestport", next());
            out.push(forward);
        }
    }

    fn ports(&self, list: &'static str, part: Part, rows: &'static [Row], hardware: &mut Out) {
        for slot in 0..part.spec().count {
            if !self.settings.parts.contains_key(&part.key(slot)) {
                continue;
            }
            let mut port = Out::new("Port");
            port.set("slot", slot.to_string());
            self.rows(rows, &mut port, slot);
            hardware.at(list).push(port);
        }
    }

    fn folders(&self, hardware: &mut Out) {
        for folder in &self.settings.shared_folders {
            let mut out = Out::new("SharedFolder");
            out.set("name", &folder.name);
            out.set("hostPath", &folder.host_path);
            out.set("writable", folder.writable.to_string());
            out.set("autoMount", folder.auto_mount.to_string());
            if !self.is_before(17) {
                out.set_some("autoMountPoint", &folder.auto_mount_point);
            }
            if folder.symlink_policy != 0 && !self.is_before(20) {
                out.set("symlinkPolicy", self.word(SYMLINKS, folder.symlink_policy));
            }
            hardware.at("SharedFolders").push(out);
        }
    }

    fn bandwidth(&self, hardware: &mut Out) {
        for group in &self.settings.bandwidth_groups {
            let mut out = Out::new("BandwidthGroup");
            out.set("name", &group.name);
            out.set("type", self.word(LIMITED, group.kind));
            if self.is_before(13) {
                out.set(
                    "maxMbPerSec",
                    (group.max_bytes_per_sec / super::lists::MEGABYTE).to_string(),
                );
            } else {
                out.set("maxBytesPerSec", group.max_bytes_per_sec.to_string());
            }
            hardware.at("IO/BandwidthGroups").push(out);
        }
    }

    fn recording(&self, machine: &mut Out) {
        let settings = self.settings;
        let monitors = settings.int(Part::Graphics, 0, "monitorCount");
        let is_on = settings.read(Part::Recording, 0, "enabled") == Some(Plain::Bool(true));
        let mut screens = Vec::new();
        for slot in 0..Part::Screen.spec().count {
            // All but the first are not recorded where nothing is said of them.
            let is_said = is_on && slot > 0 && i64::from(slot) < monitors;
            if is_said || settings.parts.contains_key(&Part::Screen.key(slot)) {
                let mut screen = Out::new("Screen");
                screen.set("id", slot.to_string());
                self.rows(tables::SCREEN, &mut screen, slot);
                if is_said {
                    let is_on = settings.read(Part::Screen, slot, "enabled");
                    screen.replace("enabled", &is_on.is_some_and(|on| on.flag()).to_string());
                }
                // Without these VirtualBox takes nothing, and no file, for what was meant.
                screen.replace("featuresEnabled", "video");
                screen.replace("dest", "1");
                screens.push(screen);
            }
        }
        if screens.is_empty() {
            return;
        }
        let recording = machine.at("Recording");
        recording.set("screens", screens.len().to_string());
        for screen in screens {
            recording.push(screen);
        }
    }

    fn capture(&self, hardware: &mut Out) {
        let settings = self.settings;
        let is_on = settings.read(Part::Recording, 0, "enabled") == Some(Plain::Bool(true));
        let monitors = settings.int(Part::Graphics, 0, "monitorCount").clamp(1, 64);
        let mut bits: u64 = 0;
        for slot in 0..u32::try_from(monitors).unwrap_or(1) {
            if settings.read(Part::Screen, slot, "enabled") == Some(Plain::Bool(true)) {
                bits |= 1 << slot;
            }
        }
        let capture = hardware.at("VideoCapture");
        if is_on {
            capture.set("enabled", "true");
        }
        capture.set("screens", bits.to_string());
        self.rows(tables::SCREEN, capture, 0);
    }

    fn controllers(&self) -> Out {
        let mut list = Out::new("StorageControllers");
        for controller in &self.settings.controllers {
            let mut out = Out::new("StorageController");
            out.set("name", &controller.name);
            out.set("type", self.word(storage::TYPES, controller.kind));
            out.set("PortCount", controller.ports.to_string());
            if controller.instance != 0 {
                out.set("Instance", controller.instance.to_string());
            }
            out.set("useHostIOCache", controller.host_io_cache.to_string());
            out.set("Bootable", controller.bootable.to_string());
            let attached = self.settings.attachments.iter();
            for attachment in attached.filter(|it| it.controller == controller.name) {
                out.push(self.attached(attachment));
            }
            list.push(out);
        }
        list
    }

    fn attached(&self, it: &Attachment) -> Out {
        let mut out = Out::new("AttachedDevice");
        let on = |flag: bool| if flag { "true" } else { "" };
        if it.kind == HARD_DISK {
            out.set_some("nonrotational", on(it.non_rotational));
            out.set_some("discard", on(it.discard));
        } else if it.kind == DVD {
            out.set("passthrough", it.passthrough.to_string());
            out.set_some("tempeject", on(it.temporary_eject));
        }
        out.set("type", self.word(DEVICES, it.kind));
        if !self.is_before(15) {
            out.set("hotpluggable", it.hot_pluggable.to_string());
        }
        out.set("port", it.port.to_string());
        out.set("device", it.device.to_string());
        out.set_some(
            "bandwidthGroup",
            it.bandwidth_group.as_deref().unwrap_or_default(),
        );
        let medium = it
            .medium
            .and_then(|uuid| self.media.iter().find(|medium| medium.uuid == uuid));
        if let Some(drive) = medium.filter(|medium| medium.host_drive) {
            out.at("HostDrive").set("src", &drive.location);
        } else if let Some(medium) = medium {
            out.at("Image").set("uuid", braced(self.id(medium)));
        }
        out
    }
}
