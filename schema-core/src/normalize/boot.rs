use super::draft::{Draft, reorder};
use crate::domain::{Boot, BootDevice};
use crate::path::Path;

/// The most boot devices that VirtualBox tries.
const MAX: usize = 4;

pub(super) fn run(draft: &mut Draft) {
    let os = draft.domain.os.get_or_insert_default();
    if os.kind.kind.trim().is_empty() {
        "hvm".clone_into(&mut os.kind.kind);
    }
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
            "a device that did not boot is not tried again",
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
}
