use super::controllers::number;
use super::disk_addresses::{bus_of, letter_index, place_by_name};
use super::draft::Draft;
use crate::domain::devices::{
    Controller, ControllerModel, ControllerType, Disk, DiskBus, DriveAddress, DrivePlace,
};
use crate::order;
use crate::path::Path;

/// VirtualBox has virtio disks behind a virtio-scsi controller, and nothing else of the kind.
pub(super) fn run(draft: &mut Draft) {
    let devices = &mut draft.domain.devices;
    let is_virtio = |disk: &Disk| bus_of(disk) == DiskBus::Virtio;
    let Some(first) = devices.disks.iter().position(is_virtio) else {
        return;
    };
    number(&mut devices.controllers);
    let scsi: Vec<(usize, DrivePlace)> = devices
        .disks
        .iter()
        .enumerate()
        .filter(|(_, disk)| bus_of(disk) == DiskBus::Scsi)
        .filter_map(|(index, disk)| Some((index, place_by_name(disk)?)))
        .collect();
    let there = devices.controllers.iter().filter(|controller| {
        (controller.kind, controller.model)
            == (ControllerType::Scsi, Some(ControllerModel::VirtioScsi))
    });
    let index = match there.filter_map(|controller| controller.index).min() {
        Some(index) => index,
        None => {
            let of_type = |controller: &&Controller| controller.kind == ControllerType::Scsi;
            let taken = devices
                .controllers
                .iter()
                .filter(of_type)
                .filter_map(|controller| controller.index)
                .chain(scsi.iter().map(|(_, place)| place.controller));
            let index = taken.max().map_or(0, |last| last.saturating_add(1));
            let at = devices.controllers.len();
            devices.controllers.push(Controller {
                kind: ControllerType::Scsi,
                index: Some(index),
                model: Some(ControllerModel::VirtioScsi),
                ports: None,
            });
            draft.source.add_item(
                &Path::devices(),
                "controller",
                at,
                &Path::device("disk", first),
            );
            index
        }
    };
    let mut taken = order::set(
        scsi.iter()
            .filter(|(_, place)| place.controller == index)
            .map(|(_, place)| place.unit),
    );
    let mut moved = Vec::new();
    for (at, disk) in devices.disks.iter_mut().enumerate() {
        if !is_virtio(disk) {
            continue;
        }
        let mut unit = letter_index(&disk.target.dev).unwrap_or_default();
        while !taken.insert(unit) {
            unit = unit.saturating_add(1);
        }
        let place = DrivePlace {
            controller: index,
            unit,
            ..DrivePlace::default()
        };
        disk.target.bus = Some(DiskBus::Scsi);
        disk.address = Some(DriveAddress::of(DiskBus::Scsi, place));
        moved.push((at, index, unit));
    }
    for (at, index, unit) in moved {
        draft.note(
            Path::device("disk", at).child("target"),
            format!("the disk on bus `virtio` becomes unit {unit} of scsi controller {index}, a `virtio-scsi`"),
            "VirtualBox has virtio disks behind a controller of that model",
        );
    }
}
