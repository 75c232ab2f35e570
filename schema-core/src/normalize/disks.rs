use super::draft::Draft;
use crate::domain::devices::{Discard, Disk, DiskDevice, DiskSource, DiskType};
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    let mut immutable = Vec::new();
    let mut not_shared = Vec::new();
    for (index, disk) in draft.domain.devices.disks.iter_mut().enumerate() {
        disk.readonly |= disk.device == DiskDevice::Cdrom;
        keep_source_of_type(disk);
        let is_disk = disk.device == DiskDevice::Disk;
        if std::mem::take(&mut disk.transient) && is_disk && !disk.readonly {
            disk.readonly = true;
            immutable.push(index);
        }
        if disk.shareable && is_disk && disk.readonly {
            not_shared.push(index);
        }
        disk.shareable &= is_disk && !disk.readonly;
        settle(disk, is_disk);
    }
    for index in immutable {
        draft.note(
            Path::device("disk", index).child("transient"),
            "the disk becomes `<readonly/>`".to_owned(),
            "VirtualBox has one kind of image for both: the guest writes, and it is forgotten at the next start",
        );
    }
    for index in not_shared {
        draft.note(
            Path::device("disk", index).child("shareable"),
            "the disk is not shared".to_owned(),
            "an image of VirtualBox's is either immutable or shareable",
        );
    }
}

/// Keeps the image, or the drive of the host. A drive with neither is an empty one.
fn keep_source_of_type(disk: &mut Disk) {
    let DiskSource { file, dev } = disk.source.take().unwrap_or_default();
    let is_of_host = disk.kind == DiskType::Block;
    let kept = DiskSource {
        file: file.filter(|file| !is_of_host && !file.is_empty()),
        dev: dev.filter(|dev| is_of_host && !dev.is_empty()),
    };
    if kept != DiskSource::default() {
        disk.source = Some(kept);
    } else if is_of_host && disk.device != DiskDevice::Disk {
        disk.kind = DiskType::File;
    }
}

/// Keeps of a hard disk what differs from silence; other drives have nothing of it.
fn settle(disk: &mut Disk, is_disk: bool) {
    let is_unmap = |discard: Discard| match discard {
        Discard::Unmap => true,
        Discard::Ignore => false,
    };
    disk.driver = disk
        .driver
        .filter(|driver| is_disk && driver.discard.is_some_and(is_unmap));
    if !(is_disk && disk.target.is_solid_state()) {
        disk.target.rotation_rate = None;
    }
    let is_limit = |bytes: Option<u64>| bytes.is_some_and(|bytes| bytes > 0);
    disk.iotune = disk
        .iotune
        .filter(|iotune| is_disk && is_limit(iotune.total_bytes_sec));
}
