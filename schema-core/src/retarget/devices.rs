//! Input devices, devices of the host, and folders of the host.

use crate::elements::Element;

use super::Verb;
use super::draft::Draft;
use super::images::escaped;

pub(super) fn run(draft: &mut Draft) {
    for input in draft.devices("input") {
        of_input(&input, draft);
    }
    for device in draft.devices("hostdev") {
        of_host(&device, draft);
    }
    for folder in draft.devices("filesystem") {
        of_folder(&folder, draft);
    }
}

fn of_input(input: &Element, draft: &mut Draft) {
    let kind = input.attribute("type").unwrap_or_default();
    let bus = input
        .attribute("bus")
        .unwrap_or(if kind == "tablet" { "usb" } else { "ps2" });
    match (kind, bus) {
        ("mouse" | "keyboard", "ps2" | "usb") | ("tablet", "usb") => {}
        ("mouse" | "keyboard" | "tablet", _) => {
            draft.say(
                Verb::Changed,
                &input.start_tag,
                format!("`{kind}` on `{bus}` is on `usb`"),
            );
            draft.set(input, "bus", "usb");
        }
        (other, _) => {
            let message = format!("`<input type='{other}'>`: VirtualBox has none");
            draft.drop(input, message);
        }
    }
    if let Some(address) = input.child("address") {
        draft.remove(&address.path);
    }
}

/// A USB device is known by what it is; where it is plugged in now says nothing.
fn of_host(device: &Element, draft: &mut Draft) {
    let kind = device.attribute("type").unwrap_or_default();
    let source = device.child("source");
    let is_known = source.is_some_and(|source| source.child("vendor").is_some());
    if kind == "usb" && is_known {
        if let Some(source) = source
            && let Some(address) = source.child("address")
        {
            draft.remove(&address.path);
        }
        if let Some(address) = device.child("address") {
            draft.remove(&address.path);
        }
        return;
    }
    let message = match kind {
        "usb" => "`<hostdev type='usb'>`: VirtualBox knows USB devices by vendor and product, not by where they are".to_owned(),
        other => format!("`<hostdev type='{other}'>`: VirtualBox hands on USB devices alone"),
    };
    draft.drop(device, message);
}

/// A folder of the host, which guests see by a name and not at a path.
fn of_folder(folder: &Element, draft: &mut Draft) {
    let kind = folder.attribute("type").unwrap_or("mount");
    let source = folder.of_child("source", "dir").unwrap_or_default();
    if kind != "mount" || !source.starts_with('/') {
        let message =
            format!("`<filesystem type='{kind}'>`: VirtualBox shares folders of the host alone");
        draft.drop(folder, message);
        return;
    }
    let Some(target) = folder.child("target") else {
        return;
    };
    let name = target.attribute("dir").unwrap_or_default();
    let plain = name.trim_matches('/').replace(['/', '\\'], "_");
    let plain = if plain.is_empty() {
        "root".to_owned()
    } else {
        plain
    };
    draft.say(
        Verb::Changed,
        &folder.start_tag,
        format!("shared folder `{plain}`: the guest needs the Guest Additions to see it"),
    );
    if plain != name {
        draft.replace(target, &format!("<target dir='{}'/>", escaped(&plain)));
    }
}
