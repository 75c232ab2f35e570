//! Devices that a document can have, one after the other: applied to a fresh machine, read back, and changed in place.
//! The same cases run against a real VirtualBox in `live/devices.rs`.

use std::path::Path;

use native_driver::backend::sim::Service;
use native_driver::plan::Action;
use tests::driven::{Driven, normal_text};

/// A machine that is made with some devices and gets others in their place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// The devices of the machine, one document after the other.
    pub(crate) states: &'static [State],
}

/// The devices of a machine, and what VirtualBox's own command then says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// What stands in `<devices>`; `FILES` is a folder with images.
    pub(crate) devices: &'static str,
    /// Keys and values of `showvminfo --machinereadable`.
    pub(crate) shown: &'static [(&'static str, &'static str)],
}

pub(crate) const CASES: &[Case] = &[VIDEO, DISKS, INTERFACES, INPUTS];

const DISKS: Case = Case {
    name: "disks",
    states: &[
        State {
            devices: "<controller type='nvme'/><controller type='sata' ports='4'/>\
                <controller type='usb' model='qemu-xhci'/>\
                <disk><source file='FILES/a.vdi'/><target dev='nvme0n2' bus='nvme'/></disk>\
                <disk><source file='FILES/b.vdi'/><target dev='vdb' bus='virtio'/></disk>\
                <disk device='cdrom'><source file='FILES/d.iso'/><target dev='sda' bus='usb'/>\
                <address type='usb' bus='0' port='3'/></disk>",
            shown: &[
                ("storagecontrollertype0", "IntelAhci"),
                ("storagecontrollerportcount0", "4"),
                ("storagecontrollertype1", "VirtioSCSI"),
                ("storagecontrollerportcount1", "2"),
                ("storagecontrollertype2", "NVMe"),
                ("storagecontrollerportcount2", "2"),
                ("storagecontrollertype3", "USB"),
                ("NVMe Controller-1-0", "FILES/a.vdi"),
                ("VirtIO Controller-1-0", "FILES/b.vdi"),
                ("USB Storage-2-0", "FILES/d.iso"),
                ("xhci", "on"),
            ],
        },
        State {
            devices: "<controller type='scsi' model='virtio-scsi' ports='8'/>\
                <controller type='usb' model='pci-ohci'/><controller type='usb' model='ehci'/>\
                <disk><source file='FILES/a.vdi'/><target dev='sda' bus='scsi'/></disk>\
                <disk><source file='FILES/b.vdi'/><target dev='sdb' bus='scsi'/></disk>",
            shown: &[
                ("storagecontrollertype0", "VirtioSCSI"),
                ("storagecontrollerportcount0", "8"),
                ("VirtIO Controller-0-0", "FILES/a.vdi"),
                ("VirtIO Controller-1-0", "FILES/b.vdi"),
                ("usb", "on"),
                ("ehci", "on"),
                ("xhci", "off"),
            ],
        },
    ],
};

const INTERFACES: Case = Case {
    name: "interfaces",
    states: &[
        State {
            devices: "<interface type='user'><model type='e1000'/><bandwidth><outbound average='512'/></bandwidth>\
                <portForward proto='tcp' address='127.0.0.1'><range start='2222' to='22'/></portForward>\
                <portForward proto='tcp'><range start='8000' end='8003'/><range start='8002' exclude='yes'/></portForward>\
                <portForward proto='udp'><range start='5353'/></portForward></interface>\
                <interface type='direct'><source dev='eth0' mode='bridge'/><model type='virtio-transitional'/>\
                <link state='down'/></interface>\
                <interface type='network'><source network='vboxnet0'/><model type='NE2000'/></interface>",
            shown: &[
                ("nic1", "nat"),
                ("nictype1", "82540EM"),
                (
                    "Forwarding(0)",
                    "tcp 2222 at 127.0.0.1,tcp,127.0.0.1,2222,,22",
                ),
                ("Forwarding(1)", "tcp 8000,tcp,,8000,,8000"),
                ("Forwarding(2)", "tcp 8001,tcp,,8001,,8001"),
                ("Forwarding(3)", "tcp 8003,tcp,,8003,,8003"),
                ("Forwarding(4)", "udp 5353,udp,,5353,,5353"),
                ("BandwidthGroup0", "network adapter 0\",Network,524288"),
                ("nic2", "bridged"),
                ("bridgeadapter2", "eth0"),
                ("nictype2", "virtio"),
                ("cableconnected2", "off"),
                ("nic3", "hostonly"),
                ("nictype3", "NE2000"),
            ],
        },
        State {
            devices: "<interface type='user'><model type='e1000'/><bandwidth><outbound average='64'/></bandwidth>\
                <portForward proto='tcp'><range start='2222' to='22'/></portForward></interface>\
                <interface type='internal'><source name='lab'/><model type='82545EM'/></interface>",
            shown: &[
                ("Forwarding(0)", "tcp 2222,tcp,,2222,,22"),
                ("BandwidthGroup0", "network adapter 0\",Network,65536"),
                ("nic2", "intnet"),
                ("intnet2", "lab"),
                ("cableconnected2", "on"),
                ("nic3", "none"),
            ],
        },
        State {
            devices: "<interface type='user'><model type='e1000'/></interface>",
            shown: &[
                ("BandwidthGroup0", "network adapter 0\",Network,0"),
                ("nic2", "none"),
            ],
        },
    ],
};

const INPUTS: Case = Case {
    name: "inputs",
    states: &[
        State {
            devices: "<input type='mouse' bus='ps2'/><input type='tablet' bus='usb'/>\
                <input type='keyboard' bus='usb'/><sound model='ich9'/>",
            shown: &[
                ("hidpointing", "usbtablet"),
                ("hidkeyboard", "usbkbd"),
                ("usb", "on"),
            ],
        },
        State {
            devices: "<input type='mouse' bus='usb'/><sound model='ich6'/>",
            shown: &[("hidpointing", "usbmouse"), ("hidkeyboard", "ps2kbd")],
        },
        State {
            devices: "",
            shown: &[("hidpointing", "ps2mouse"), ("hidkeyboard", "ps2kbd")],
        },
    ],
};

const VIDEO: Case = Case {
    name: "video",
    states: &[
        State {
            devices: "<video><model type='vmvga' vram='16384' heads='2'/></video>",
            shown: &[
                ("graphicscontroller", "vmsvga"),
                ("vram", "16"),
                ("monitorcount", "2"),
                ("accelerate3d", "off"),
            ],
        },
        State {
            devices: "<video><model type='vga' vram='131072' heads='1'><acceleration accel3d='yes'/></model></video>",
            shown: &[
                ("graphicscontroller", "vboxsvga"),
                ("vram", "128"),
                ("monitorcount", "1"),
                ("accelerate3d", "on"),
            ],
        },
        State {
            devices: "<video><model type='vbox' vram='12288' heads='1'/></video>",
            shown: &[
                ("graphicscontroller", "vboxvga"),
                ("vram", "12"),
                ("accelerate3d", "off"),
            ],
        },
        State {
            devices: "<video><model type='vmvga'/></video>",
            shown: &[("graphicscontroller", "vmsvga"), ("vram", "16")],
        },
        State {
            devices: "<video><model type='none'/></video>",
            shown: &[("graphicscontroller", "null")],
        },
    ],
};

/// A document with those devices.
pub(crate) fn document(name: &str, devices: &str, files: &Path) -> String {
    let devices = devices.replace("FILES", files.to_str().unwrap());
    format!(
        "<domain type='vbox'>\n<name>{name}</name>\n<memory unit='MiB'>64</memory>\n\
         <os><type>hvm</type></os>\n<features><acpi/><apic/><pae/></features>\n\
         <devices>\n{devices}\n</devices>\n</domain>\n"
    )
}

/// Applies the states of a case, each from the one before; `seen` looks at the machine after each.
pub(crate) fn walk(
    driven: &mut Driven<'_>,
    case: &Case,
    files: &Path,
    mut seen: impl FnMut(&State),
) {
    let name = case.name;
    driven.next_uuid();
    for (number, state) in case.states.iter().enumerate() {
        let xml = document(name, state.devices, files);
        let place = format!("{name} {number}");
        settle(driven, name, xml, &place, || seen(state));
    }
}

/// Applies a document; then the machine reads as the document says, and there is nothing left to do.
pub(crate) fn settle(
    driven: &mut Driven<'_>,
    name: &str,
    mut xml: String,
    place: &str,
    seen: impl FnOnce(),
) {
    driven
        .apply(&xml)
        .map_err(|error| format!("{place}: {error}"))
        .unwrap();
    seen();
    let dump = driven.dump(name);
    // The document leaves open who the machine is; what was chosen is read back.
    for part in ["uuid", "mac"] {
        xml = with(&xml, &dump, part);
    }
    assert_eq!(dump, normal_text(&xml), "{place}: dump equals normalize");
    let plan = driven.plan(&xml).unwrap();
    assert_eq!(plan.changes, [], "{place}: nothing is left to change");
    assert_eq!(plan.action, Action::None, "{place}");
    driven.reset();
    driven.apply(&xml).unwrap();
    assert_eq!(driven.changes(), 0, "{place}: {:?}", driven.calls());
}

/// Puts what the dump has of `<uuid>` or of each `<mac>` into a document that does not say it.
fn with(xml: &str, dump: &str, part: &str) -> String {
    let tag = format!("<{part}");
    let lines: Vec<&str> = dump.lines().filter(|line| line.contains(&tag)).collect();
    if part == "uuid" {
        return xml.replacen("<memory", &format!("{}\n<memory", lines.join("")), 1);
    }
    let mut parts = xml.split("</interface>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (rest, line) in parts.zip(lines) {
        out += line;
        out += "</interface>";
        out += rest;
    }
    out
}

#[test]
fn each_is_applied_read_back_and_changed_in_place() {
    for case in CASES {
        let service = Service::empty();
        let files = Path::new("/files");
        walk(&mut Driven::simulated(&service), case, files, |_state| {});
    }
}

/// The images that the cases name.
pub(crate) const FILES: &[&str] = &["a.vdi", "b.vdi", "c.vdi", "d.iso"];
