use super::draft::Draft;
use crate::domain::devices::Alias;
use crate::path::Path;

/// An alias is a name within the document: what refers to it is resolved before, and a machine has no place for it.
pub(super) fn run(draft: &mut Draft) {
    let devices = &mut draft.domain.devices;
    let mut left_out: Vec<(Path, String)> = Vec::new();
    let mut take = |name: &'static str, index: usize, alias: &mut Option<Alias>| {
        if let Some(alias) = alias.take() {
            left_out.push((Path::device(name, index).child("alias"), alias.name));
        }
    };
    for (index, disk) in devices.disks.iter_mut().enumerate() {
        take("disk", index, &mut disk.alias);
    }
    for (index, folder) in devices.filesystems.iter_mut().enumerate() {
        take("filesystem", index, &mut folder.alias);
    }
    for (index, interface) in devices.interfaces.iter_mut().enumerate() {
        take("interface", index, &mut interface.alias);
    }
    for (index, port) in devices.serials.iter_mut().enumerate() {
        take("serial", index, &mut port.alias);
    }
    for (index, port) in devices.parallels.iter_mut().enumerate() {
        take("parallel", index, &mut port.alias);
    }
    for (path, name) in left_out {
        let message = format!("the alias `{name}` is left out");
        draft.note(
            path,
            message,
            "a machine has no aliases; they are names within the document",
        );
    }
}
