//! Controllers: those of disks follow from the disks, so only what is more than that stays.

use std::collections::BTreeSet;

use crate::elements::Element;
use crate::support::devices::{STORAGE_CONTROLLERS, USB_CONTROLLERS, by_word};

use super::Verb;
use super::draft::Draft;

pub(super) fn run(draft: &mut Draft) {
    let mut scsi = false;
    let mut usb = BTreeSet::new();
    for controller in draft.devices("controller") {
        match controller.attribute("type").unwrap_or_default() {
            "scsi" if !scsi => {
                scsi = true;
                of_scsi(&controller, draft);
            }
            "usb" => of_usb(&controller, &mut usb, draft),
            kind @ ("scsi" | "ide" | "sata" | "fdc") => {
                let message =
                    format!("`<controller type='{kind}'>`: it follows from the disks on it");
                draft.drop(&controller, message);
            }
            kind => {
                let message = format!("`<controller type='{kind}'>`: VirtualBox has none");
                draft.drop(&controller, message);
            }
        }
    }
}

/// The model of a SCSI controller is what its disks do not tell.
fn of_scsi(controller: &Element, draft: &mut Draft) {
    if let Some(address) = controller.child("address") {
        draft.drop(
            address,
            "`<address>` of a controller: VirtualBox chooses it",
        );
    }
    if controller
        .attribute("index")
        .is_some_and(|index| index != "0")
    {
        draft.set(controller, "index", "0");
    }
    let Some(model) = controller.attribute("model") else {
        return;
    };
    if by_word(STORAGE_CONTROLLERS, model).is_some_and(|device| device.is_in(draft.target)) {
        return;
    }
    draft.say(
        Verb::Changed,
        &controller.start_tag,
        format!("SCSI controller `{model}` is `lsilogic`, which VirtualBox has"),
    );
    draft.set(controller, "model", "lsilogic");
}

/// One controller of each kind: companions of another are a part of it.
fn of_usb(controller: &Element, seen: &mut BTreeSet<&'static str>, draft: &mut Draft) {
    let model = controller.attribute("model").unwrap_or("piix3-uhci");
    let is = match model {
        "none" => {
            draft.drop(
                controller,
                "`<controller type='usb' model='none'>`: silence means none",
            );
            return;
        }
        "ehci" | "ich9-ehci1" => "ehci",
        "nec-xhci" | "qemu-xhci" => "qemu-xhci",
        _slow => "pci-ohci",
    };
    let is_there = by_word(USB_CONTROLLERS, is).is_some_and(|device| device.is_in(draft.target));
    let is = if is_there { is } else { "pci-ohci" };
    if !seen.insert(is) {
        let message = format!("USB controller `{model}`: there is one `{is}` already");
        draft.drop(controller, message);
        return;
    }
    if controller.attribute("model") != Some(is) {
        let message = format!("USB controller `{model}` is `{is}`");
        draft.say(Verb::Changed, &controller.start_tag, message);
        draft.set(controller, "model", is);
    }
    if controller
        .attribute("index")
        .is_some_and(|index| index != "0")
    {
        draft.set(controller, "index", "0");
    }
    if controller.attribute("ports").is_some() {
        draft.say(
            Verb::Dropped,
            &controller.start_tag,
            format!(
                "`ports` of the USB controller `{model}`: VirtualBox chooses how many there are"
            ),
        );
        draft.remove(&controller.path.attribute("ports"));
    }
    for child in &controller.children {
        draft.remove(&child.path);
    }
}
