use super::disk_addresses::bus_of;
use super::draft::{Draft, reorder};
use crate::domain::devices::{
    Controller, ControllerModel, ControllerType, Disk, DiskBus, Input, InputBus,
};
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    if leave_out(draft) {
        return;
    }
    let devices = &mut draft.domain.devices;
    let is_usb = |controller: &Controller| controller.kind == ControllerType::Usb;
    let on_usb = |disk: &Disk| bus_of(disk) == DiskBus::Usb;
    let wanted_by = if !devices.hostdevs.is_empty() {
        Some(Path::device("hostdev", 0))
    } else {
        let disk = devices.disks.iter().position(on_usb);
        let input = |input: &Input| input.bus == Some(InputBus::Usb);
        let input = devices.inputs.iter().position(input);
        disk.map(|disk| Path::device("disk", disk))
            .or_else(|| input.map(|input| Path::device("input", input)))
    };
    if let Some(wanted_by) = wanted_by
        && !devices.controllers.iter().any(is_usb)
    {
        let index = devices.controllers.len();
        devices.controllers.push(Controller {
            kind: ControllerType::Usb,
            index: Some(0),
            model: None,
            ports: None,
        });
        draft
            .source
            .add_item(&Path::devices(), "controller", index, &wanted_by);
    }
    for controller in devices
        .controllers
        .iter_mut()
        .filter(|controller| is_usb(controller))
    {
        controller.model.get_or_insert(ControllerModel::PciOhci);
    }
}

/// Leaves out the controller that says that there is none, which silence says as well; whether there is one.
fn leave_out(draft: &mut Draft) -> bool {
    let devices = &mut draft.domain.devices;
    let says_none = |controller: &Controller| {
        let model = controller.model;
        controller.kind == ControllerType::Usb && model == Some(ControllerModel::NO_USB)
    };
    let all = devices.controllers.iter().enumerate();
    let kept = all.filter(|(_, controller)| !says_none(controller));
    let kept: Vec<usize> = kept.map(|(index, _)| index).collect();
    let is_one = kept.len() < devices.controllers.len();
    reorder(
        &mut devices.controllers,
        &mut draft.source,
        &Path::devices(),
        "controller",
        &kept,
    );
    is_one
}
