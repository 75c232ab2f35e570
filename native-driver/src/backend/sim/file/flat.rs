//! The settings of a machine as pairs of names and values, so that two machines can be compared setting by setting. What
//! differs from machine to machine without meaning anything, such as the names of controllers, is not in the names.

use std::collections::BTreeMap;

use super::super::media::Medium;
use super::super::settings::{Attachment, Settings};
use super::super::value::Plain;
use super::row::property_key;

/// Settings by their names: what is as on a new machine is not in it.
pub(crate) type Flat = BTreeMap<String, String>;

/// Keys of extra data that say nothing of the machine.
const OWN: &str = "Boxwright/";

pub(crate) fn flat(settings: &Settings, media: &[Medium]) -> Flat {
    let mut flat = Flat::new();
    flat.insert("name".to_owned(), settings.name.clone());
    for (part, bag) in &settings.parts {
        for (member, value) in bag {
            flat.insert(format!("{part}.{member}"), text(value));
        }
    }
    for (key, on) in &settings.features {
        flat.insert(key.clone(), on.to_string());
    }
    for (place, device) in settings.boot_order.iter().enumerate() {
        flat.insert(format!("bootOrder[{}]", place + 1), device.to_string());
    }
    for (place, group) in settings.groups.iter().enumerate() {
        flat.insert(format!("groups[{place}]"), group.clone());
    }
    for (part, properties) in &settings.properties {
        for (name, value) in properties {
            flat.insert(property_key(part, name), value.clone());
        }
    }
    for (key, value) in &settings.extra_data {
        if !key.starts_with(OWN) {
            flat.insert(format!("extraData[{key}]"), value.clone());
        }
    }
    storage(settings, media, &mut flat);
    network(settings, &mut flat);
    usb(settings, &mut flat);
    for folder in &settings.shared_folders {
        let mut put = |member: &str, value: String| {
            flat.insert(format!("folder[{}].{member}", folder.name), value);
        };
        put("hostPath", folder.host_path.clone());
        put("writable", folder.writable.to_string());
        put("autoMount", folder.auto_mount.to_string());
        put("autoMountPoint", folder.auto_mount_point.clone());
        put("symlinkPolicy", folder.symlink_policy.to_string());
    }
    flat
}

/// What a controller is called in names: its bus, and which it is of those of its bus.
pub(super) fn controller_name(settings: &Settings, name: &str) -> String {
    let found = settings.controller(name);
    found.map_or_else(
        || name.to_owned(),
        |controller| format!("{}/{}", controller.bus, controller.instance),
    )
}

fn storage(settings: &Settings, media: &[Medium], flat: &mut Flat) {
    for controller in &settings.controllers {
        let name = controller_name(settings, &controller.name);
        let mut put = |member: &str, value: String| {
            flat.insert(format!("controller[{name}].{member}"), value);
        };
        put("name", controller.name.clone());
        put("type", controller.kind.to_string());
        put("ports", controller.ports.to_string());
        put("hostIoCache", controller.host_io_cache.to_string());
        put("bootable", controller.bootable.to_string());
    }
    for attachment in &settings.attachments {
        attached(settings, media, attachment, flat);
    }
}

fn attached(settings: &Settings, media: &[Medium], it: &Attachment, flat: &mut Flat) {
    let controller = controller_name(settings, &it.controller);
    let mut put = |member: &str, value: String| {
        let key = format!(
            "attachment[{controller}/{}/{}].{member}",
            it.port, it.device
        );
        flat.insert(key, value);
    };
    put("type", it.kind.to_string());
    put("passthrough", it.passthrough.to_string());
    put("temporaryEject", it.temporary_eject.to_string());
    put("nonRotational", it.non_rotational.to_string());
    put("discard", it.discard.to_string());
    put("hotPluggable", it.hot_pluggable.to_string());
    if let Some(limit) = limit(settings, it.bandwidth_group.as_deref()) {
        put("bandwidthGroup", limit);
    }
    let mut medium = it
        .medium
        .and_then(|uuid| media.iter().find(|medium| medium.uuid == uuid));
    // A difference stands for the root of its chain, as in a document.
    for _ in 0..media.len() {
        let parent = medium.and_then(|it| it.parent);
        let parent = parent.and_then(|uuid| media.iter().find(|medium| medium.uuid == uuid));
        medium = parent.or(medium);
    }
    if let Some(medium) = medium {
        put("medium", medium.location.clone());
        put("mediumType", medium.kind.to_string());
    }
}

/// The limit that a group of that name sets.
fn limit(settings: &Settings, group: Option<&str>) -> Option<String> {
    let group = settings
        .bandwidth_groups
        .iter()
        .find(|it| Some(it.name.as_str()) == group)?;
    Some(limit_name(group.kind, group.max_bytes_per_sec))
}

pub(super) fn limit_name(kind: u32, bytes: i64) -> String {
    format!("{kind}/{bytes}")
}

fn network(settings: &Settings, flat: &mut Flat) {
    for (slot, rules) in &settings.redirects {
        for rule in rules.values() {
            flat.insert(forward_name(*slot, rule), String::new());
        }
    }
    for (slot, group) in &settings.network_groups {
        if let Some(limit) = limit(settings, Some(group)) {
            flat.insert(format!("networkGroup[{slot}]"), limit);
        }
    }
    let used = |name: &str| {
        let of_disks = settings
            .attachments
            .iter()
            .any(|it| it.bandwidth_group.as_deref() == Some(name));
        of_disks || settings.network_groups.values().any(|group| group == name)
    };
    for group in settings
        .bandwidth_groups
        .iter()
        .filter(|group| used(&group.name))
    {
        let name = limit_name(group.kind, group.max_bytes_per_sec);
        flat.insert(format!("bandwidthGroup[{name}]"), String::new());
    }
}

/// A forwarding without the name that it has among the others.
pub(super) fn forward_name(slot: u32, rule: &str) -> String {
    let rest = rule.split_once(',').map_or(rule, |(_name, rest)| rest);
    format!("forward[{slot}][{rest}]")
}

fn usb(settings: &Settings, flat: &mut Flat) {
    for controller in &settings.usb_controllers {
        let word = match controller.kind {
            1 => "OHCI",
            2 => "EHCI",
            _ => "XHCI",
        };
        flat.insert(format!("usb[{word}]"), String::new());
    }
    for filter in &settings.usb_filters {
        let name = filter_name(&|member| filter.attributes.get(member).map_or("", Plain::text));
        for (member, value) in &filter.attributes {
            let value = match text(value).as_str() {
                _ if member == "name" => continue,
                "1" | "true" if member == "remote" => "yes".to_owned(),
                "0" | "false" if member == "remote" => "no".to_owned(),
                digits if is_number(member) => number(digits),
                other => other.to_owned(),
            };
            flat.insert(format!("filter[{name}].{member}"), value);
        }
    }
}

/// Attributes of a filter that are numbers.
fn is_number(member: &str) -> bool {
    matches!(member, "vendorId" | "productId" | "revision" | "port")
}

/// A number of a filter with four digits.
fn number(digits: &str) -> String {
    let digits = digits.trim_start_matches("0x").to_ascii_lowercase();
    format!("{digits:0>4}")
}

/// A filter by what it fits: its place among the others and its name mean nothing.
pub(super) fn filter_name<'a>(value: &dyn Fn(&str) -> &'a str) -> String {
    let part = |member: &str| match value(member) {
        "" => String::new(),
        digits if is_number(member) => number(digits),
        text => text.to_owned(),
    };
    let parts = ["vendorId", "productId", "revision", "serialNumber"].map(part);
    parts.join(":")
}

fn text(value: &Plain) -> String {
    match value {
        Plain::Bool(flag) => flag.to_string(),
        Plain::Int(number) => number.to_string(),
        Plain::Text(text) => text.clone(),
        Plain::List(items) => {
            let items: Vec<String> = items.iter().map(text).collect();
            items.join(",")
        }
    }
}
