use super::draft::Draft;
use crate::domain::devices::{Disk, DiskBus, DiskDevice, DriveAddress, DrivePlace};
use crate::order;

pub(super) fn run(draft: &mut Draft) {
    let disks = &mut draft.domain.devices.disks;
    let said = |disk: &Disk| {
        let place = disk.address.and_then(DriveAddress::place);
        place.filter(|_| bus_of(disk) == DiskBus::Usb)
    };
    let taken = order::set(disks.iter().filter_map(said).map(|place| place.unit));
    let mut free_ports = (0..u32::MAX).filter(|port| !taken.contains(port));
    for disk in disks {
        let bus = bus_of(disk);
        let place = match address_of(disk) {
            Some(place) => place,
            // The letters of disks on USB run on from those of other buses, and say no port.
            None if bus == DiskBus::Usb => DrivePlace {
                unit: free_ports.next().unwrap_or_default(),
                ..DrivePlace::default()
            },
            None => DrivePlace::default(),
        };
        disk.address = Some(DriveAddress::of(bus, place));
        disk.target.bus = Some(bus);
    }
}

/// The bus of a disk: what it says, or what its name says.
pub(crate) fn bus_of(disk: &Disk) -> DiskBus {
    match (disk.target.bus, disk.device, name_prefix(&disk.target.dev)) {
        (Some(bus), _, _) => bus,
        (None, DiskDevice::Floppy, _) => DiskBus::Fdc,
        (None, _, "fd") => DiskBus::Fdc,
        (None, _, "sd") => DiskBus::Scsi,
        (None, _, "vd") => DiskBus::Virtio,
        (None, _, "xvd") => DiskBus::Xen,
        (None, _, "ubd") => DiskBus::Uml,
        (None, _, "nvme") => DiskBus::Nvme,
        (None, DiskDevice::Disk | DiskDevice::Cdrom | DiskDevice::Lun, _) => DiskBus::Ide,
    }
}

/// The part of a target's name that says the bus; nothing where it is none that libvirt knows.
pub(crate) fn name_prefix(dev: &str) -> &'static str {
    let dev = dev.strip_prefix("ioemu:").unwrap_or(dev);
    ["xvd", "ubd", "nvme", "fd", "hd", "sd", "vd"]
        .into_iter()
        .find(|prefix| dev.len() > prefix.len() && dev.starts_with(prefix))
        .unwrap_or("")
}

/// The number that the letters of a target's name mean: 0 for `hda`, 26 for `hdaa`.
pub(crate) fn letter_index(dev: &str) -> Option<u32> {
    let dev = dev.strip_prefix("ioemu:").unwrap_or(dev);
    let letters = dev
        .get(name_prefix(dev).len()..)?
        .trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.is_empty() || name_prefix(dev).is_empty() {
        return None;
    }
    let mut index: u32 = 0;
    for letter in letters.bytes() {
        let digit = letter
            .is_ascii_lowercase()
            .then(|| u32::from(letter - b'a') + 1)?;
        index = index.checked_mul(26)?.checked_add(digit)?;
    }
    index.checked_sub(1)
}

/// The place of a disk: what it says, or what its name says; `None` where neither says one.
pub(crate) fn address_of(disk: &Disk) -> Option<DrivePlace> {
    disk.address
        .and_then(DriveAddress::place)
        .or_else(|| place_by_name(disk))
}

/// The place that the name of a disk says.
pub(crate) fn place_by_name(disk: &Disk) -> Option<DrivePlace> {
    let bus = bus_of(disk);
    if bus == DiskBus::Usb {
        return None;
    }
    let dev = &disk.target.dev;
    if bus == DiskBus::Nvme
        && let Some(place) = nvme_place(dev)
    {
        return Some(place);
    }
    letter_index(dev).map(|index| place_of(bus, index))
}

/// The place that a name such as `nvme0n1` says: the controller, and the namespace from 1.
fn nvme_place(dev: &str) -> Option<DrivePlace> {
    let (controller, namespace) = dev.strip_prefix("nvme")?.split_once('n')?;
    let namespace: u32 = namespace.parse().ok()?;
    Some(DrivePlace {
        controller: controller.parse().ok()?,
        unit: namespace.checked_sub(1)?,
        ..DrivePlace::default()
    })
}

/// Where libvirt puts the disk number `index` of a bus.
fn place_of(bus: DiskBus, index: u32) -> DrivePlace {
    let (controller, channel, unit) = match bus {
        DiskBus::Ide => (index / 4, (index % 4) / 2, index % 2),
        DiskBus::Sata => (index / 6, 0, index % 6),
        DiskBus::Scsi => (index / 7, 0, index % 7),
        DiskBus::Fdc => (index / 2, 0, index % 2),
        DiskBus::Virtio
        | DiskBus::Xen
        | DiskBus::Usb
        | DiskBus::Uml
        | DiskBus::Sd
        | DiskBus::Nvme => (0, 0, index),
    };
    DrivePlace {
        controller,
        bus: channel,
        target: 0,
        unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_numbers() {
        let cases = [
            ("hda", Some(0)),
            ("sdz", Some(25)),
            ("sdaa", Some(26)),
            ("hdc2", Some(2)),
            ("ioemu:hdb", Some(1)),
            ("hdA", None),
            ("hd", None),
            ("disk", None),
            ("sdaaaaaaaaaaaa", None),
        ];
        for (name, index) in cases {
            assert_eq!(letter_index(name), index, "{name}");
        }
    }

    #[test]
    fn nvme_names_have_a_controller_and_a_namespace() {
        let place = |dev| nvme_place(dev).map(|place| (place.controller, place.unit));
        assert_eq!(place("nvme0n1"), Some((0, 0)));
        assert_eq!(place("nvme1n3"), Some((1, 2)));
        for none in ["nvme0n0", "nvmea", "nvme0", "sda"] {
            assert_eq!(place(none), None, "{none}");
        }
    }
}
