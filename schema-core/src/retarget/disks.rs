//! Which controller each disk is on. Its place follows from the name of its target.

use std::collections::BTreeSet;

use crate::elements::Element;
use crate::support::devices::{STORAGE_BUSES, by_word};

use super::draft::Draft;
use super::{Origin, Verb};

/// So many devices an IDE controller has.
const IDE: usize = 4;

pub(super) fn run(draft: &mut Draft) {
    let disks = draft.devices("disk");
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut on_ide = 0;
    // Names that stay are known before others are given.
    let wanted: Vec<(String, String, &str)> = disks
        .iter()
        .map(|disk| {
            let was = bus(disk);
            let (mut is, mut why) = becomes(&was, draft);
            if is == "ide" {
                on_ide += 1;
                if on_ide > IDE {
                    (is, why) = ("sata".to_owned(), "an IDE controller has four devices");
                }
            }
            (was, is, why)
        })
        .collect();
    for (disk, (_was, is, _why)) in disks.iter().zip(&wanted) {
        let dev = disk.of_child("target", "dev").unwrap_or_default();
        if fits(dev, is) {
            taken.insert(dev.to_owned());
        }
    }
    let mut kept: BTreeSet<String> = BTreeSet::new();
    for (disk, (was, is, why)) in disks.iter().zip(wanted) {
        place(disk, &was, &is, why, (&mut taken, &mut kept), draft);
    }
}

/// Puts a disk on its bus, under a name of its own.
fn place(
    disk: &Element,
    was: &str,
    is: &str,
    why: &str,
    names: (&mut BTreeSet<String>, &mut BTreeSet<String>),
    draft: &mut Draft,
) {
    let (taken, kept) = names;
    let Some(target) = disk.child("target") else {
        return;
    };
    let dev = target.attribute("dev").unwrap_or_default().to_owned();
    if was != is {
        draft.say(
            Verb::Changed,
            &target.start_tag,
            format!("bus `{was}` is `{is}`: {why}"),
        );
    }
    if was == "virtio" && is == "virtio" {
        draft.say(
            Verb::Changed,
            &target.start_tag,
            "bus `virtio` is a VirtIO-SCSI controller: the guest needs a driver for virtio-scsi, and names the disk `sd`",
        );
    }
    if target.attribute("bus") != Some(is) && (was != is || target.attribute("bus").is_some()) {
        draft.set(target, "bus", is);
    }
    if !(fits(&dev, is) && kept.insert(dev.clone())) {
        let free = (0..1000)
            .map(|number| format!("{}{}", prefix(is), letters(number)))
            .find(|name| !taken.contains(name));
        if let Some(name) = free {
            draft.say(
                Verb::Changed,
                &target.start_tag,
                format!("target `{dev}` is `{name}`"),
            );
            draft.set(target, "dev", &name);
            taken.insert(name.clone());
            kept.insert(name);
        }
    }
    if let Some(address) = disk.child("address") {
        draft.drop(address, "`<address>`: the place follows from the target");
    }
}

/// The bus of a disk as its hypervisor takes it.
fn bus(disk: &Element) -> String {
    if let Some(bus) = disk.of_child("target", "bus") {
        return bus.to_owned();
    }
    let dev = disk.of_child("target", "dev").unwrap_or_default();
    let by_name = [
        ("xvd", "xen"),
        ("vd", "virtio"),
        ("sd", "scsi"),
        ("fd", "fdc"),
        ("ubd", "uml"),
        ("nvme", "nvme"),
    ];
    let found = by_name.iter().find(|(start, _)| dev.starts_with(start));
    found.map_or("ide", |(_, bus)| bus).to_owned()
}

/// The bus that VirtualBox has for it, and why it is that.
fn becomes(bus: &str, draft: &Draft) -> (String, &'static str) {
    let is_there = by_word(STORAGE_BUSES, bus).is_some_and(|device| device.is_in(draft.target));
    match bus {
        "xen" => ("sata".to_owned(), "disks of Xen's own kind are there alone"),
        _ if is_there => (bus.to_owned(), ""),
        "virtio" => ("sata".to_owned(), "this release has no virtio disks"),
        "sd" if draft.from == Origin::Qemu => ("sata".to_owned(), "VirtualBox has no card readers"),
        _other => ("sata".to_owned(), "VirtualBox has no such bus"),
    }
}

fn prefix(bus: &str) -> &'static str {
    match bus {
        "ide" => "hd",
        "fdc" => "fd",
        "virtio" => "vd",
        _other => "sd",
    }
}

/// Whether a name is one for a bus: its letters give the place.
fn fits(dev: &str, bus: &str) -> bool {
    let Some(letters) = dev.strip_prefix(prefix(bus)) else {
        return bus == "nvme" && dev.starts_with("nvme");
    };
    !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The letters of a number: `a`, …, `z`, `aa`, ….
fn letters(number: u32) -> String {
    let letter = char::from_u32(u32::from('a') + number % 26).unwrap_or('a');
    match number / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", letters(more - 1)),
    }
}
