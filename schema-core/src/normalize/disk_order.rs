use super::disk_addresses::address_of;
use super::draft::{Draft, reorder, sorted_by};
use crate::domain::Domain;
use crate::domain::devices::{Disk, DiskBus};
use crate::order;
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    let order = sorted_by(&draft.domain.devices.disks, place);
    reorder(
        &mut draft.domain.devices.disks,
        &mut draft.source,
        &Path::devices(),
        "disk",
        &order,
    );

    let mut running = 0;
    let mut renamed = Vec::new();
    for (index, disk) in draft.domain.devices.disks.iter_mut().enumerate() {
        let Some(name) = name(disk, &mut running) else {
            continue;
        };
        if disk.target.dev != name {
            renamed.push((
                index,
                std::mem::replace(&mut disk.target.dev, name.clone()),
                name,
            ));
        }
    }
    rename_references(&mut draft.domain, &renamed);
    for (index, old, new) in renamed {
        // A machine read back has no names of its own to say anything about.
        if old.is_empty() {
            continue;
        }
        let path = Path::device("disk", index).child("target").attribute("dev");
        let message = format!("target `{old}` is called `{new}`");
        draft.note(
            path,
            message,
            "the names of a machine's disks follow from their places",
        );
    }
}

/// The names that disks have by their places, in the order of the disks.
pub fn names(disks: &[Disk]) -> Vec<String> {
    let mut running = 0;
    let mut names = vec![String::new(); disks.len()];
    for index in sorted_by(disks, place) {
        if let (Some(disk), Some(slot)) = (disks.get(index), names.get_mut(index)) {
            *slot = name(disk, &mut running).unwrap_or_else(|| disk.target.dev.clone());
        }
    }
    names
}

/// Settings of disks follow them to their new names.
fn rename_references(domain: &mut Domain, renamed: &[(usize, String, String)]) {
    let own = domain.metadata.as_mut();
    let Some(machine) = own.and_then(|metadata| metadata.machine.as_mut()) else {
        return;
    };
    for settings in &mut machine.disks {
        let target = settings.target.as_deref();
        let mut all = renamed.iter().filter(|(_, old, _)| !old.is_empty());
        if let Some((_, _, new)) = all.find(|(_, old, _)| Some(old.as_str()) == target) {
            settings.target = Some(new.clone());
        }
    }
    order::with(&mut machine.disks, |a, b| a.target.cmp(&b.target));
}

/// What disks are sorted by: controller, port, device.
fn place(disk: &Disk) -> (u8, u32, u32, u32) {
    let bus = match disk.target.bus {
        Some(DiskBus::Fdc) => 0,
        Some(DiskBus::Ide) | None => 1,
        Some(DiskBus::Sata) => 2,
        Some(DiskBus::Scsi) => 3,
        Some(DiskBus::Nvme) => 4,
        Some(DiskBus::Usb) => 5,
        Some(DiskBus::Virtio | DiskBus::Xen | DiskBus::Uml | DiskBus::Sd) => 6,
    };
    let address = address_of(disk).unwrap_or_default();
    (bus, address.controller, address.bus, address.unit)
}

/// The name that a disk has by its place; `running` counts those of SATA, SCSI and USB.
fn name(disk: &Disk, running: &mut u32) -> Option<String> {
    let address = address_of(disk).unwrap_or_default();
    match disk.target.bus? {
        DiskBus::Fdc => Some(format!("fd{}", letters(address.unit))),
        DiskBus::Ide => Some(format!("hd{}", letters(address.bus * 2 + address.unit))),
        DiskBus::Nvme => Some(format!("nvme{}n{}", address.controller, address.unit + 1)),
        DiskBus::Sata | DiskBus::Scsi | DiskBus::Usb => {
            *running += 1;
            Some(format!("sd{}", letters(*running - 1)))
        }
        DiskBus::Virtio | DiskBus::Xen | DiskBus::Uml | DiskBus::Sd => None,
    }
}

/// `a` for 0, `z` for 25, `aa` for 26.
pub(crate) fn letters(index: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(index) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'a' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::disk_addresses::letter_index;

    #[test]
    fn letters_are_what_is_read_as_the_number() {
        for index in [0, 1, 25, 26, 27, 701, 702, 20_000] {
            assert_eq!(letter_index(&format!("sd{}", letters(index))), Some(index));
        }
    }
}
