//! Reads back everything of a machine that can be compared.

use native_driver::value::Value;

use super::pair::{Both, In, Pair};
use super::values::{ATTRIBUTES, Place};

const MACHINE: &[&str] = &[
    "name",
    "id",
    "groups",
    "settingsFilePath",
    "sessionState",
    "state",
    "logFolder",
    "snapshotFolder",
    "snapshotCount",
    "currentStateModified",
    "extraDataKeys",
    "stateFilePath",
    "settingsModified",
    "accessible",
];
const CONTROLLER: &[&str] = &[
    "name",
    "bus",
    "controllerType",
    "instance",
    "portCount",
    "useHostIOCache",
    "bootable",
    "minPortCount",
    "maxPortCount",
    "maxDevicesPerPortCount",
];
const ATTACHMENT: &[&str] = &[
    "controller",
    "port",
    "device",
    "type",
    "passthrough",
    "temporaryEject",
    "isEjected",
    "nonRotational",
    "discard",
    "hotPluggable",
];
const MEDIUM: &[&str] = &[
    "location",
    "name",
    "deviceType",
    "state",
    "format",
    "type",
    "readOnly",
    "machineIds",
    "description",
    "children",
    "autoReset",
    "hostDrive",
];
const FOLDER: &[&str] = &[
    "name",
    "hostPath",
    "writable",
    "autoMount",
    "autoMountPoint",
    "accessible",
    "symlinkPolicy",
];
const FILTER: &[&str] = &[
    "name",
    "active",
    "vendorId",
    "productId",
    "revision",
    "manufacturer",
    "product",
    "serialNumber",
    "port",
    "remote",
    "maskedInterfaces",
];
const SNAPSHOT: &[&str] = &["name", "description", "online", "childrenCount"];

fn read(pair: &mut Pair<'_>, on: Both, members: &[&'static str]) {
    for member in members {
        pair.get(on, member);
    }
}

/// The part of a machine in which an attribute is.
pub(crate) fn place(pair: &mut Pair<'_>, machine: Both, place: Place, slot: u32) -> Option<Both> {
    let number = || In::Same(Value::Unsigned(slot.into()));
    match place {
        Place::Machine => Some(machine),
        Place::Graphics => part(pair, machine, &["graphicsAdapter"]),
        Place::Platform => part(pair, machine, &["platform"]),
        Place::X86 => part(pair, machine, &["platform", "x86"]),
        Place::Firmware => part(pair, machine, &["firmwareSettings"]),
        Place::Tpm => part(pair, machine, &["trustedPlatformModule"]),
        Place::Vrde => part(pair, machine, &["VRDEServer"]),
        Place::Audio => part(pair, machine, &["audioSettings", "adapter"]),
        Place::Recording => part(pair, machine, &["recordingSettings"]),
        Place::Network => {
            let outs = pair.invoke(machine, "getNetworkAdapter", &[number()]);
            Pair::object(outs)
        }
        Place::Nat => {
            let outs = pair.invoke(machine, "getNetworkAdapter", &[number()]);
            let adapter = Pair::object(outs)?;
            part(pair, adapter, &["NATEngine"])
        }
        Place::Serial => {
            let outs = pair.invoke(machine, "getSerialPort", &[number()]);
            Pair::object(outs)
        }
        Place::Parallel => {
            let outs = pair.invoke(machine, "getParallelPort", &[number()]);
            Pair::object(outs)
        }
    }
}

fn part(pair: &mut Pair<'_>, from: Both, members: &[&'static str]) -> Option<Both> {
    let mut here = from;
    for member in members {
        let outs = pair.get(here, member);
        here = Pair::object(outs)?;
    }
    Some(here)
}

/// Reads a machine with all its parts.
pub(crate) fn machine(pair: &mut Pair<'_>, machine: Both) {
    read(pair, machine, MACHINE);
    let slots = |place: Place| match place {
        Place::Network | Place::Nat => 0..3,
        Place::Serial => 0..4,
        Place::Parallel => 0..2,
        Place::Machine
        | Place::Graphics
        | Place::Platform
        | Place::X86
        | Place::Firmware
        | Place::Tpm
        | Place::Vrde
        | Place::Audio
        | Place::Recording => 0..1,
    };
    let mut last = None;
    for (where_it_is, member, _) in ATTRIBUTES {
        for slot in slots(*where_it_is) {
            let key = (*where_it_is, slot);
            let here = match last {
                Some((known, here)) if known == key => Some(here),
                _ => place(pair, machine, *where_it_is, slot),
            };
            let Some(here) = here else { return };
            last = Some((key, here));
            pair.get(here, member);
        }
    }
    for position in 1..=4 {
        pair.invoke(
            machine,
            "getBootOrder",
            &[In::Same(Value::Unsigned(position))],
        );
    }
    devices(pair, machine);
    features(pair, machine);
}

fn features(pair: &mut Pair<'_>, machine: Both) {
    if let Some(x86) = place(pair, machine, Place::X86, 0) {
        for number in 0..=14 {
            pair.invoke(x86, "getCPUProperty", &[In::Same(Value::Unsigned(number))]);
        }
        for number in 0..=8 {
            pair.invoke(
                x86,
                "getHWVirtExProperty",
                &[In::Same(Value::Unsigned(number))],
            );
        }
    }
    if let Some(graphics) = place(pair, machine, Place::Graphics, 0) {
        pair.invoke(
            graphics,
            "isFeatureEnabled",
            &[In::Same(Value::Unsigned(2))],
        );
    }
    if let Some(server) = place(pair, machine, Place::Vrde, 0) {
        for key in ["TCP/Ports", "TCP/Address"] {
            pair.invoke(server, "getVRDEProperty", &[In::Same(Value::text(key))]);
        }
    }
}

fn devices(pair: &mut Pair<'_>, machine: Both) {
    for (list, members) in [
        ("storageControllers", CONTROLLER),
        ("mediumAttachments", ATTACHMENT),
        ("sharedFolders", FOLDER),
        ("USBControllers", &["name", "type", "USBStandard"][..]),
    ] {
        let outs = pair.get(machine, list);
        for each in pair.objects(outs) {
            read(pair, each, members);
            if list == "mediumAttachments" {
                let outs = pair.get(each, "medium");
                if let Some(medium) = Pair::object(outs) {
                    read(pair, medium, MEDIUM);
                }
            }
        }
    }
    let outs = pair.get(machine, "USBDeviceFilters");
    if let Some(filters) = Pair::object(outs) {
        let outs = pair.get(filters, "deviceFilters");
        for filter in pair.objects(outs) {
            read(pair, filter, FILTER);
        }
    }
    if let Some(nat) = place(pair, machine, Place::Nat, 0) {
        pair.get(nat, "redirects");
    }
    for key in ["one", "two"] {
        pair.invoke(machine, "getExtraData", &[In::Same(Value::text(key))]);
    }
    let outs = pair.get(machine, "currentSnapshot");
    if let Some(snapshot) = Pair::object(outs) {
        read(pair, snapshot, SNAPSHOT);
    }
}

/// Reads what VirtualBox lists.
pub(crate) fn lists(pair: &mut Pair<'_>) {
    let root = pair.root();
    read(pair, root, &["machines", "machineGroups", "extraDataKeys"]);
    for list in ["hardDisks", "DVDImages", "floppyImages"] {
        let outs = pair.get(root, list);
        for medium in pair.objects(outs) {
            read(pair, medium, MEDIUM);
        }
    }
}
