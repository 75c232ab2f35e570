use super::draft::Draft;
use crate::domain::devices::{Controller, ControllerModel, ControllerType};
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    let devices = &mut draft.domain.devices;
    let is_usb = |controller: &Controller| controller.kind == ControllerType::Usb;
    if !devices.hostdevs.is_empty() && !devices.controllers.iter().any(is_usb) {
        let index = devices.controllers.len();
        devices.controllers.push(Controller {
            kind: ControllerType::Usb,
            index: Some(0),
            model: None,
        });
        draft.source.add_item(
            &Path::devices(),
            "controller",
            index,
            &Path::device("hostdev", 0),
        );
    }
    for controller in devices
        .controllers
        .iter_mut()
        .filter(|controller| is_usb(controller))
    {
        controller.model.get_or_insert(ControllerModel::PciOhci);
    }
}
