use super::draft::Draft;
use crate::domain::devices::DiskDevice;

pub(super) fn run(draft: &mut Draft) {
    for disk in &mut draft.domain.devices.disks {
        disk.readonly |= disk.device == DiskDevice::Cdrom;
        let file = disk
            .source
            .as_ref()
            .and_then(|source| source.file.as_deref());
        if file.unwrap_or_default().is_empty() {
            disk.source = None;
        }
    }
}
