use super::draft::Draft;
use crate::domain::devices::{AddressType, Disk, DiskBus, DiskDevice, DriveAddress};

pub(super) fn run(draft: &mut Draft) {
    for disk in &mut draft.domain.devices.disks {
        let bus = bus_of(disk);
        disk.address = Some(address_of(disk).unwrap_or_default());
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
pub(crate) fn address_of(disk: &Disk) -> Option<DriveAddress> {
    disk.address
        .or_else(|| letter_index(&disk.target.dev).map(|index| place_of(bus_of(disk), index)))
}

/// Where libvirt puts the disk number `index` of a bus.
fn place_of(bus: DiskBus, index: u32) -> DriveAddress {
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
    DriveAddress {
        kind: AddressType::Drive,
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
}
