use std::collections::BTreeMap;

use super::disk_addresses::address_of;
use super::draft::{Draft, reorder, sorted_by};
use crate::domain::Domain;
use crate::domain::devices::{Controller, ControllerModel, ControllerType, Disk, DiskBus};
use crate::order;
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    number(&mut draft.domain.devices.controllers);
    imply(draft);
    for controller in &mut draft.domain.devices.controllers {
        controller.model = model(*controller);
    }
    close_gaps(draft);
    settle_ports(draft);
    let order = sorted_by(&draft.domain.devices.controllers, |controller| {
        (controller.kind, controller.index)
    });
    reorder(
        &mut draft.domain.devices.controllers,
        &mut draft.source,
        &Path::devices(),
        "controller",
        &order,
    );
}

/// The type of the controller that a disk on `bus` is attached to.
pub(crate) fn type_of(bus: DiskBus) -> Option<ControllerType> {
    match bus {
        DiskBus::Ide => Some(ControllerType::Ide),
        DiskBus::Fdc => Some(ControllerType::Fdc),
        DiskBus::Scsi => Some(ControllerType::Scsi),
        DiskBus::Sata => Some(ControllerType::Sata),
        DiskBus::Nvme => Some(ControllerType::Nvme),
        DiskBus::Usb => Some(ControllerType::Usb),
        // VirtualBox has them behind a virtio-scsi controller.
        DiskBus::Virtio => Some(ControllerType::Scsi),
        DiskBus::Xen | DiskBus::Uml | DiskBus::Sd => None,
    }
}

/// A domain's controllers by type and number, also where it does not say the number.
pub(crate) fn numbered(domain: &Domain) -> BTreeMap<(ControllerType, u32), Controller> {
    let mut controllers = domain.devices.controllers.clone();
    number(&mut controllers);
    let numbered = controllers
        .into_iter()
        .filter_map(|controller| Some(((controller.kind, controller.index?), controller)));
    order::map(numbered)
}

/// Gives each controller without a number the lowest free one of its type.
pub(super) fn number(controllers: &mut [Controller]) {
    let taken = order::set(
        controllers
            .iter()
            .filter_map(|controller| Some((controller.kind, controller.index?))),
    );
    let mut next: BTreeMap<ControllerType, u32> = BTreeMap::new();
    for controller in controllers
        .iter_mut()
        .filter(|controller| controller.index.is_none())
    {
        let next = next.entry(controller.kind).or_default();
        while taken.contains(&(controller.kind, *next)) {
            *next += 1;
        }
        controller.index = Some(*next);
        *next = next.saturating_add(1);
    }
}

/// Adds the controllers that disks are attached to and the document does not have.
fn imply(draft: &mut Draft) {
    let devices = &mut draft.domain.devices;
    let mut present = order::set(
        devices
            .controllers
            .iter()
            .map(|controller| (controller.kind, controller.index)),
    );
    for (disk_index, disk) in devices.disks.iter().enumerate() {
        let (Some(bus), Some(place)) = (disk.target.bus, address_of(disk)) else {
            continue;
        };
        // Those of USB are a matter of their own.
        let Some(kind) = type_of(bus).filter(|kind| *kind != ControllerType::Usb) else {
            continue;
        };
        let index = Some(place.controller);
        if present.insert((kind, index)) {
            let at = devices.controllers.len();
            devices.controllers.push(Controller {
                kind,
                index,
                model: None,
                ports: None,
            });
            draft.source.add_item(
                &Path::devices(),
                "controller",
                at,
                &Path::device("disk", disk_index),
            );
        }
    }
}

/// The model in the normal form: what VirtualBox has for the type, unless the document says another.
fn model(controller: Controller) -> Option<ControllerModel> {
    match (controller.kind, controller.model) {
        (ControllerType::Ide, None) => Some(ControllerModel::Piix4),
        (ControllerType::Scsi, None | Some(ControllerModel::Auto)) => {
            Some(ControllerModel::Lsilogic)
        }
        // There is one kind of each, which has no name in libvirt's vocabulary.
        (ControllerType::Fdc | ControllerType::Sata | ControllerType::Nvme, _) => None,
        (_, model) => model,
    }
}

/// Numbers the controllers of each type without gaps, as a machine has no numbers but their order.
fn close_gaps(draft: &mut Draft) {
    let devices = &mut draft.domain.devices;
    let mut by_type: BTreeMap<ControllerType, Vec<u32>> = BTreeMap::new();
    for controller in &devices.controllers {
        by_type
            .entry(controller.kind)
            .or_default()
            .extend(controller.index);
    }
    let mut new_of: BTreeMap<(ControllerType, u32), u32> = BTreeMap::new();
    for (kind, indices) in &mut by_type {
        // Several USB controllers may have one number; they keep their order and get a number each.
        if *kind == ControllerType::Usb {
            continue;
        }
        indices.sort_unstable();
        for (new, old) in (0..).zip(indices.iter()) {
            new_of.insert((*kind, *old), new);
        }
    }
    let renumbered = |kind, old| new_of.get(&(kind, old)).copied().unwrap_or(old);
    let mut usb = 0;
    let mut changed = Vec::new();
    for (at, controller) in devices.controllers.iter_mut().enumerate() {
        let Some(old) = controller.index else {
            continue;
        };
        let new = if controller.kind == ControllerType::Usb {
            usb += 1;
            usb - 1
        } else {
            renumbered(controller.kind, old)
        };
        controller.index = Some(new);
        if old != new && controller.kind != ControllerType::Usb {
            changed.push((at, controller.kind, old, new));
        }
    }
    for disk in &mut devices.disks {
        if let (Some(kind), Some(address)) = (disk.target.bus.and_then(type_of), &mut disk.address)
        {
            address.controller = address.controller.map(|old| renumbered(kind, old));
        }
    }
    for (at, kind, old, new) in changed {
        let message = format!("{} controller {old} becomes number {new}", kind.as_str());
        let why = "controllers of a machine have no numbers but their order";
        draft.note(
            Path::device("controller", at).attribute("index"),
            message,
            why,
        );
    }
}

/// How many ports a controller has where the document does not say it: as many as usual, or as its disks need.
fn usual_ports(controller: &Controller, disks: &[Disk]) -> Option<u32> {
    let usual = match (controller.kind, controller.model) {
        (ControllerType::Sata, _) => 30,
        (ControllerType::Scsi, Some(ControllerModel::Lsisas1068)) => 8,
        (ControllerType::Scsi, Some(ControllerModel::VirtioScsi)) | (ControllerType::Nvme, _) => 1,
        (_, _) => return None,
    };
    let needed = disks
        .iter()
        .filter(|disk| disk.target.bus.and_then(type_of) == Some(controller.kind))
        .filter_map(address_of)
        .filter(|place| Some(place.controller) == controller.index)
        .map(|place| place.unit.saturating_add(1));
    Some(needed.max().unwrap_or_default().max(usual))
}

/// The number of ports is said where it is another than it would be.
fn settle_ports(draft: &mut Draft) {
    let devices = &mut draft.domain.devices;
    let mut left_out = Vec::new();
    for (at, controller) in devices.controllers.iter_mut().enumerate() {
        let Some(ports) = controller.ports else {
            continue;
        };
        match usual_ports(controller, &devices.disks) {
            Some(usual) if usual == ports => controller.ports = None,
            Some(_) => {}
            None => {
                controller.ports = None;
                left_out.push((at, controller.kind));
            }
        }
    }
    for (at, kind) in left_out {
        draft.note(
            Path::device("controller", at).attribute("ports"),
            format!(
                "the number of ports of the {} controller is left out",
                kind.as_str()
            ),
            "VirtualBox gives it a number that cannot be changed",
        );
    }
}
