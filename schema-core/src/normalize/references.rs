use super::draft::Draft;
use crate::domain::devices::{Alias, Disk, Filesystem, Interface};
use crate::domain::metadata::Machine;

/// Settings that name their device by its alias name it by what it is known by in a machine.
pub(super) fn run(draft: &mut Draft) {
    let devices = &draft.domain.devices;
    let own = draft.domain.metadata.as_mut();
    let Some(machine) = own.and_then(|metadata| metadata.machine.as_mut()) else {
        return;
    };
    let Machine {
        disks,
        filesystems,
        interfaces,
        ..
    } = machine;
    for settings in disks {
        let alias = settings.alias.take();
        let disk = alias.and_then(|alias| by_alias(&devices.disks, &alias, of_disk));
        settings.target = settings
            .target
            .take()
            .or(disk.map(|disk| disk.target.dev.clone()));
    }
    for settings in filesystems {
        let alias = settings.alias.take();
        let folder = alias.and_then(|alias| by_alias(&devices.filesystems, &alias, of_folder));
        settings.target = settings
            .target
            .take()
            .or(folder.map(|folder| folder.target.dir.clone()));
    }
    for settings in interfaces {
        let alias = settings.alias.take();
        let interface = alias.and_then(|alias| by_alias(&devices.interfaces, &alias, of_interface));
        let mac = interface.and_then(|interface| interface.mac);
        settings.mac = settings.mac.or(mac.map(|mac| mac.address));
    }
}

fn by_alias<'d, T>(devices: &'d [T], alias: &str, of: fn(&T) -> Option<&Alias>) -> Option<&'d T> {
    let mut devices = devices.iter();
    devices.find(|device| of(device).is_some_and(|it| it.name == alias))
}

fn of_disk(disk: &Disk) -> Option<&Alias> {
    disk.alias.as_ref()
}

fn of_folder(folder: &Filesystem) -> Option<&Alias> {
    folder.alias.as_ref()
}

fn of_interface(interface: &Interface) -> Option<&Alias> {
    interface.alias.as_ref()
}
