//! What most likely stands where something is missing: what the rest of the element tells, or what most documents have.

use std::collections::BTreeSet;

use crate::diagnostic::{Applicability, Edit, Fix};
use crate::normalize::letters;
use crate::order;
use crate::syntax::Element;
use crate::vocabulary;

use super::NEIGHBOURS;

/// What most documents have: the parent, the element, the attribute and its value.
const USUAL: &[(&str, &str, &str, &str)] = &[
    ("devices", "memballoon", "model", "virtio"),
    ("devices", "watchdog", "model", "i6300esb"),
    ("devices", "sound", "model", "ich6"),
    ("devices", "rng", "model", "virtio"),
    ("devices", "channel", "type", "unix"),
    ("devices", "serial", "type", "pty"),
    ("devices", "parallel", "type", "file"),
    ("devices", "console", "type", "pty"),
    ("devices", "redirdev", "bus", "usb"),
    ("devices", "redirdev", "type", "spicevmc"),
    ("devices", "audio", "id", "1"),
    ("channel", "target", "type", "virtio"),
    ("cpu", "feature", "policy", "require"),
    ("cpu", "topology", "sockets", "1"),
    ("cpu", "topology", "cores", "1"),
    ("cpu", "topology", "threads", "1"),
    ("os", "bootmenu", "enable", "yes"),
    ("domain", "clock", "offset", "utc"),
    ("interface", "portForward", "proto", "tcp"),
    ("numa", "cell", "id", "0"),
];

/// The attributes that an element in one named `outer` has to have, as most documents have them, each behind a blank.
pub(super) fn required(outer: &str, element: vocabulary::Child) -> String {
    let needed = element.element.attributes().filter(|known| known.required);
    let usual = needed.filter_map(|needed| {
        let key = (outer, element.name, needed.name);
        let mut usual = USUAL.iter();
        let usual = usual.find(|(outer, own, name, _)| (*outer, *own, *name) == key);
        usual.map(|(_, _, name, value)| format!(" {name}='{value}'"))
    });
    usual.collect()
}

/// The devices that machines start from, the likeliest first.
const BOOT: [&str; 4] = ["hd", "cdrom", "network", "fd"];

/// The types that a domain without one most likely has.
pub(super) fn domain_types(domain: Element<'_, '_>) -> &'static [&'static str] {
    let mut inside = domain.children();
    let devices = inside.find(|child| child.plain_name() == "devices");
    let emulator = devices.and_then(|devices| {
        let mut inside = devices.children();
        inside.find(|child| child.plain_name() == "emulator")
    });
    let program = emulator.map(|emulator| emulator.text().into_owned());
    let names = |word: &str| {
        program
            .as_ref()
            .is_some_and(|program| program.contains(word))
    };
    let is_paravirtual = domain
        .children()
        .any(|child| child.plain_name() == "bootloader");
    if is_paravirtual {
        &["xen", "bhyve"]
    } else if program.is_none() {
        &["vbox", "kvm", "qemu"]
    } else if names("lxc") {
        &["lxc"]
    } else if names("xen") {
        &["xen"]
    } else if names("kvm") {
        &["kvm", "qemu"]
    } else {
        &["qemu", "kvm"]
    }
}

/// Fixes that give an element an attribute that it lacks.
pub(super) fn attribute(element: Element<'_, '_>, name: &'static str) -> Vec<Fix> {
    let at = element.name_span().end;
    let values = values(element, name);
    let fix = |value: String| Fix {
        title: format!("add `{name}='{value}'`"),
        applicability: Applicability::Unsafe,
        edits: vec![Edit {
            span: at..at,
            text: format!(" {name}='{value}'"),
        }],
    };
    values.into_iter().map(fix).collect()
}

fn values(element: Element<'_, '_>, name: &str) -> Vec<String> {
    let parent = element.parent();
    let parent_name = parent.map_or("", Element::plain_name);
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match (parent_name, element.plain_name(), name) {
        ("", "domain", "type") => words(domain_types(element)),
        (_, "address", "type") => words(address_type(element)),
        ("disk", "target", "dev") => parent.and_then(free_target).into_iter().collect(),
        ("os", "boot", "dev") => boot_devices(element),
        ("devices", "controller", "type") => words(controller_type(element)),
        ("devices", "interface", "type") => words(interface_type(element)),
        (_, "boot", "order") => free_order(element).into_iter().collect(),
        (outer, own, name) => USUAL
            .iter()
            .filter(|(parent, element, attribute, _)| {
                (*parent, *element, *attribute) == (outer, own, name)
            })
            .map(|(_, _, _, value)| (*value).to_owned())
            .collect(),
    }
}

fn has(element: Element<'_, '_>, name: &str) -> bool {
    element
        .attributes()
        .any(|attribute| attribute.plain_name() == name)
}

fn value<'a>(element: Element<'a, '_>, name: &str) -> Option<&'a str> {
    let mut attributes = element.attributes();
    let found = attributes.find(|attribute| attribute.plain_name() == name)?;
    Some(found.value())
}

/// What an address says tells what kind of address it is.
fn address_type(address: Element<'_, '_>) -> &'static [&'static str] {
    const TELLING: &[(&str, &[&str])] = &[
        ("cssid", &["ccw"]),
        ("reg", &["spapr-vio"]),
        ("iobase", &["isa"]),
        ("base", &["dimm"]),
        ("function", &["pci"]),
        ("unit", &["drive"]),
        ("slot", &["pci", "ccid"]),
        ("port", &["usb", "virtio-serial"]),
    ];
    let told = TELLING.iter().find(|(name, _)| has(address, name));
    told.map_or(&[], |(_, types)| *types)
}

/// The model of a controller tells what it is for.
fn controller_type(controller: Element<'_, '_>) -> &'static [&'static str] {
    let model = value(controller, "model").unwrap_or_default();
    let is = |words: &[&str]| words.iter().any(|word| model.contains(word));
    if model.is_empty() {
        if has(controller, "ports") || has(controller, "vectors") {
            return &["virtio-serial"];
        }
        return &["sata", "ide", "scsi"];
    }
    if is(&["hci"]) {
        &["usb"]
    } else if is(&["logic", "lsi", "scsi"]) {
        &["scsi"]
    } else if is(&["pci", "dmi", "i82801", "ioh3420"]) {
        &["pci"]
    } else if is(&["piix", "ich6"]) {
        &["ide"]
    } else {
        &[]
    }
}

/// What an interface is attached to tells its type.
fn interface_type(interface: Element<'_, '_>) -> &'static [&'static str] {
    const TELLING: &[(&str, &[&str])] = &[
        ("bridge", &["bridge"]),
        ("network", &["network"]),
        ("name", &["internal"]),
        ("mode", &["direct"]),
        ("path", &["vhostuser"]),
        ("port", &["udp"]),
    ];
    let mut inside = interface.children();
    let source = inside.find(|child| child.plain_name() == "source");
    let Some(source) = source else {
        return &["user"];
    };
    let told = TELLING.iter().find(|(name, _)| has(source, name));
    told.map_or(&[], |(_, types)| *types)
}

/// The elements beside one, itself among them, where they are few: to look through many for each of them takes too long.
fn few_beside<'a, 't>(element: Element<'a, 't>) -> Option<impl Iterator<Item = Element<'a, 't>>> {
    let parent = element.parent()?;
    let count = parent.children().take(NEIGHBOURS + 1).count();
    (count <= NEIGHBOURS).then(|| parent.children())
}

/// The first name of a disk on the bus of this one that no disk has.
fn free_target(disk: Element<'_, '_>) -> Option<String> {
    let target = |disk: Element<'_, '_>, name| {
        let mut inside = disk.children();
        let target = inside.find(|child| child.plain_name() == "target")?;
        value(target, name).map(str::to_owned)
    };
    let prefix = match (target(disk, "bus").as_deref(), value(disk, "device")) {
        (Some("virtio"), _) => "vd",
        (Some("xen"), _) => "xvd",
        (Some("scsi" | "sata" | "usb" | "sd"), _) => "sd",
        (Some("fdc"), _) | (None, Some("floppy")) => "fd",
        (Some("ide") | None, _) => "hd",
        (Some(_), _) => return None,
    };
    let others = few_beside(disk)?;
    let disks = others.filter(|other| other.plain_name() == "disk");
    let taken = order::set(disks.filter_map(|disk| target(disk, "dev")));
    let mut names = (0..).map(|number| format!("{prefix}{}", letters(number)));
    names.find(|name| !taken.contains(name))
}

fn boot_devices(boot: Element<'_, '_>) -> Vec<String> {
    let beside = few_beside(boot).into_iter().flatten();
    let taken = order::set(beside.filter_map(|beside| value(beside, "dev")));
    let free = BOOT.into_iter().filter(|device| !taken.contains(device));
    free.map(str::to_owned).collect()
}

/// The first place in the boot order that no device has.
fn free_order(boot: Element<'_, '_>) -> Option<String> {
    let devices = few_beside(boot.parent()?)?;
    let inside = devices.flat_map(Element::children);
    let boots = inside.filter(|child| child.plain_name() == "boot");
    let taken: BTreeSet<u32> =
        order::set(boots.filter_map(|boot| value(boot, "order")?.parse().ok()));
    (1..=u32::MAX)
        .find(|order| !taken.contains(order))
        .map(|order| order.to_string())
}

/// Fixes that give an element an element that it lacks.
pub(crate) fn child(element: Element<'_, '_>, name: &str) -> Vec<Fix> {
    let text = match (element.plain_name(), name) {
        ("os", "type") => Some("<type>hvm</type>".to_owned()),
        ("disk", "target") => free_target(element).map(|dev| format!("<target dev='{dev}'/>")),
        ("domain", "memory") => same_as_current(element),
        (_, _) => None,
    };
    let first = element.children().next();
    let (Some(text), Some(first)) = (text, first) else {
        return Vec::new();
    };
    let at = first.range().start;
    let source = element.document_text();
    let between = source.get(element.start_tag().end..at).unwrap_or_default();
    let between = if between.trim().is_empty() {
        between
    } else {
        ""
    };
    vec![Fix {
        title: format!("add `{text}`"),
        applicability: Applicability::Unsafe,
        edits: vec![Edit {
            span: at..at,
            text: format!("{text}{between}"),
        }],
    }]
}

/// The memory that the guest has at the start is that of the machine.
fn same_as_current(domain: Element<'_, '_>) -> Option<String> {
    let mut inside = domain.children();
    let current = inside.find(|child| child.plain_name() == "currentMemory")?;
    let text = current.document_text().get(current.range())?;
    Some(text.replace("currentMemory", "memory"))
}
