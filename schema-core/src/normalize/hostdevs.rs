use super::draft::{Draft, reorder, sorted_by};
use crate::domain::devices::Hostdev;
use crate::path::Path;

/// VirtualBox tries its filters in turn, and no two of them match the same device, so their order says nothing.
pub(super) fn run(draft: &mut Draft) {
    let order = sorted_by(&draft.domain.devices.hostdevs, identity);
    reorder(
        &mut draft.domain.devices.hostdevs,
        &mut draft.source,
        &Path::devices(),
        "hostdev",
        &order,
    );
}

fn identity(hostdev: &Hostdev) -> (u16, u16) {
    let id = |id: Option<crate::domain::devices::UsbId>| id.map_or(0, |id| id.id.0);
    (id(hostdev.source.vendor), id(hostdev.source.product))
}
