use super::draft::{Draft, reorder, sorted_by};
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    for filesystem in &mut draft.domain.devices.filesystems {
        let dir = &mut filesystem.source.dir;
        while dir.len() > 1 && dir.ends_with('/') {
            dir.pop();
        }
    }
    let order = sorted_by(&draft.domain.devices.filesystems, |filesystem| {
        filesystem.target.dir.clone()
    });
    reorder(
        &mut draft.domain.devices.filesystems,
        &mut draft.source,
        &Path::devices(),
        "filesystem",
        &order,
    );
}
