use super::draft::{Draft, reorder};
use crate::domain::devices::DiskDevice;
use crate::domain::{Boot, BootDevice, YesNo};
use crate::order;
use crate::path::Path;

/// The most boot devices that VirtualBox tries.
const MAX: usize = 4;

pub(super) fn run(draft: &mut Draft) {
    let os = draft.domain.os.get_or_insert_default();
    if os.kind.kind.trim().is_empty() {
        "hvm".clone_into(&mut os.kind.kind);
    }
    of_devices(draft);
    let os = draft.domain.os.get_or_insert_default();
    let mut kept: Vec<(BootDevice, usize)> = Vec::new();
    let mut left_out: Vec<(usize, usize, BootDevice)> = Vec::new();
    for (index, boot) in os.boot.iter().enumerate() {
        match kept.iter().find(|(device, _)| *device == boot.dev) {
            Some((_, first)) => left_out.push((index, *first, boot.dev)),
            None => kept.push((boot.dev, index)),
        }
    }
    // There are four kinds of device, so what is kept cannot be too many.
    debug_assert!(kept.len() <= MAX);
    let parent = Path::root().child("os");
    for (index, first, device) in left_out {
        let message = format!(
            "the second `{}` of the boot order is left out",
            device.as_str()
        );
        let path = parent.item("boot", index);
        draft.note_left_out(
            path,
            &parent.item("boot", first),
            message,
            "VirtualBox tries the first device of a kind",
        );
    }
    let os = draft.domain.os.get_or_insert_default();
    let order: Vec<usize> = kept.into_iter().map(|(_, index)| index).collect();
    reorder(&mut os.boot, &mut draft.source, &parent, "boot", &order);
    if os.boot.is_empty() {
        os.boot.push(Boot {
            dev: BootDevice::HardDisk,
        });
    }
    os.bootmenu.take_if(|menu| menu.enable != Some(YesNo::No));
}

/// Makes the order of devices the order of their kinds, unless there is one of kinds.
fn of_devices(draft: &mut Draft) {
    let mut places: Vec<(u32, BootDevice, Path)> = Vec::new();
    let devices = &mut draft.domain.devices;
    for (index, disk) in devices.disks.iter_mut().enumerate() {
        let kind = match disk.device {
            DiskDevice::Cdrom => BootDevice::Cdrom,
            DiskDevice::Floppy => BootDevice::Floppy,
            DiskDevice::Disk | DiskDevice::Lun => BootDevice::HardDisk,
        };
        let place = disk.boot.take();
        places.extend(place.map(|place| (place.order, kind, Path::device("disk", index))));
    }
    for (index, interface) in devices.interfaces.iter_mut().enumerate() {
        let place = interface.boot.take();
        let path = Path::device("interface", index);
        places.extend(place.map(|place| (place.order, BootDevice::Network, path)));
    }
    order::by(&mut places, |place| {
        let (order, _kind, _path) = place;
        (usize::try_from(*order).unwrap_or(usize::MAX), 0)
    });
    let first_disk = devices
        .disks
        .iter()
        .position(|disk| disk.device == DiskDevice::Disk)
        .map(|index| Path::device("disk", index));
    let tried = places
        .iter()
        .find(|(_order, kind, _path)| *kind == BootDevice::HardDisk);
    if let (Some((_order, _kind, wanted)), Some(first)) = (tried, first_disk)
        && *wanted != first
    {
        draft.note(
            wanted.child("boot"),
            "this is not the hard disk that VirtualBox starts from".to_owned(),
            "VirtualBox starts from the first hard disk; put this one at its place",
        );
    }
    let os = draft.domain.os.get_or_insert_default();
    if !os.boot.is_empty() {
        return;
    }
    let parent = Path::root().child("os");
    for (index, (_order, dev, path)) in places.into_iter().enumerate() {
        os.boot.push(Boot { dev });
        let origin = path.child("boot");
        draft.source.add_item(&parent, "boot", index, &origin);
    }
}
