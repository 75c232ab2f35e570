use super::draft::Draft;

pub(super) fn run(draft: &mut Draft) {
    for filesystem in &mut draft.domain.devices.filesystems {
        let dir = &mut filesystem.source.dir;
        while dir.len() > 1 && dir.ends_with('/') {
            dir.pop();
        }
    }
}
