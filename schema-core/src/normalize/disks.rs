use super::draft::Draft;
use crate::domain::devices::{Discard, Disk, DiskDevice};
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    let mut immutable = Vec::new();
    let mut not_shared = Vec::new();
    for (index, disk) in draft.domain.devices.disks.iter_mut().enumerate() {
        disk.readonly |= disk.device == DiskDevice::Cdrom;
        let file = disk
            .source
            .as_ref()
            .and_then(|source| source.file.as_deref());
        if file.unwrap_or_default().is_empty() {
            disk.source = None;
        }
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
