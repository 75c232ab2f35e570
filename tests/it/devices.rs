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

pub(crate) const CASES: &[Case] = &[
    VIDEO, DISKS, DISK_FLAGS, INTERFACES, TUNNELS, INPUTS, SERIALS, AUDIOS, DISPLAY,
];

const DISK_FLAGS: Case = Case {
    name: "disk-flags",
    states: &[
        State {
            devices: "<controller type='sata' index='0'/>\
                <disk><driver discard='unmap'/><source file='FILES/a.vdi'/>\
                <target dev='sda' bus='sata' rotation_rate='1'/>\
                <iotune><total_bytes_sec>1000000</total_bytes_sec></iotune></disk>\
                <disk><source file='FILES/c.vdi'/><target dev='sdb' bus='sata'/></disk>",
            shown: &[
                ("SATA Controller-0-0", "FILES/a.vdi"),
                ("SATA Controller-nonrotational-0-0", "on"),
                ("SATA Controller-discard-0-0", "on"),
                ("BandwidthGroup0", "SATA Controller 0:0\",Disk,1000000"),
                ("SATA Controller-1-0", "FILES/c.vdi"),
            ],
        },
        State {
            devices: "<controller type='sata' index='0'/>\
                <disk><source file='FILES/a.vdi'/><target dev='sda' bus='sata'/>\
                <iotune><total_bytes_sec>2000000</total_bytes_sec></iotune></disk>\
                <disk><source file='FILES/c.vdi'/><target dev='sdb' bus='sata' rotation_rate='1'/></disk>",
            shown: &[
                ("SATA Controller-nonrotational-0-0", "off"),
                ("SATA Controller-discard-0-0", "off"),
                ("SATA Controller-nonrotational-1-0", "on"),
                ("BandwidthGroup0", "SATA Controller 0:0\",Disk,2000000"),
            ],
        },
        State {
            devices: "<controller type='sata' index='0'/>\
                <disk><source file='FILES/b.vdi'/><target dev='sda' bus='sata'/>\
                <iotune><total_bytes_sec>3000</total_bytes_sec></iotune></disk>",
            shown: &[
                ("SATA Controller-0-0", "FILES/b.vdi"),
                ("BandwidthGroup0", "SATA Controller 0:0\",Disk,3000"),
            ],
        },
        State {
            devices: "<controller type='sata' index='0'/>\
                <disk><source file='FILES/b.vdi'/><target dev='sda' bus='sata'/></disk>",
            shown: &[("BandwidthGroup0", "SATA Controller 0:0\",Disk,0")],
        },
    ],
};

/// Wants an image of fixed size, which the simulation has none of.
pub(crate) const SHARED: Case = Case {
    name: "shared",
    states: &[
        State {
            devices: "<controller type='sata' index='0'/>\
                <disk><source file='FILES/fixed.vdi'/><target dev='sda' bus='sata'/><shareable/></disk>",
            shown: &[("SATA Controller-0-0", "FILES/fixed.vdi")],
        },
        State {
            devices: "<controller type='sata' index='0'/>",
            shown: &[],
        },
        State {
            devices: "<controller type='sata' index='0'/>\
                <disk><source file='FILES/fixed.vdi'/><target dev='sda' bus='sata'/><transient/></disk>",
            // What is attached then is an image of the differences to it, which VirtualBox names.
            shown: &[],
        },
    ],
};

const TUNNELS: Case = Case {
    name: "tunnels",
    states: &[
        State {
            devices: "<interface type='udp'><source address='10.0.0.2' port='5555'><local port='5556'/></source></interface>\
                <interface type='null'></interface>",
            shown: &[
                ("nic1", "Generic"),
                ("generic1", "UDPTunnel"),
                ("nic2", "null"),
            ],
        },
        State {
            devices: "<interface type='udp'><source address='10.0.0.3' port='6'><local port='5556'/></source></interface>\
                <interface type='internal'><source name='lab'/></interface>",
            shown: &[("generic1", "UDPTunnel"), ("nic2", "intnet")],
        },
        State {
            devices: "<interface type='null'></interface><interface type='udp'>\
                <source address='10.0.0.4' port='1'><local port='2'/></source></interface>",
            shown: &[("nic1", "null"), ("nic2", "Generic")],
        },
    ],
};

const SERIALS: Case = Case {
    name: "serials",
    states: &[
        State {
            devices: "<serial type='tcp'><source mode='bind' host='0.0.0.0' service='2001'/></serial>\
                <serial type='tcp'><source mode='connect' host='10.0.0.1' service='2002'/><protocol type='raw'/></serial>\
                <serial type='pipe'><source mode='bind' path='/tmp/a'/></serial>\
                <serial type='unix'><source mode='connect' path='/tmp/b'/></serial>",
            shown: &[
                ("uart1", "0x03f8,4"),
                ("uartmode1", "tcpserver,2001"),
                ("uartmode2", "tcpclient,10.0.0.1:2002"),
                ("uart3", "0x03e8,4"),
                ("uartmode3", "server,/tmp/a"),
                ("uart4", "0x02e8,3"),
                ("uartmode4", "client,/tmp/b"),
            ],
        },
        State {
            devices: "<serial type='tcp'><source mode='connect' host='10.0.0.1' service='2001'/></serial>\
                <serial type='tcp'><source mode='connect' host='10.0.0.1' service='2003'/></serial>\
                <serial type='pipe'><source path='/tmp/a'/></serial>\
                <serial type='file'><source path='/tmp/b'/></serial>",
            shown: &[
                ("uartmode1", "tcpclient,10.0.0.1:2001"),
                ("uartmode2", "tcpclient,10.0.0.1:2003"),
                ("uartmode3", "client,/tmp/a"),
                ("uartmode4", "file,/tmp/b"),
            ],
        },
        State {
            devices: "<serial type='null'/><serial type='pipe'><source mode='bind' path='/tmp/c'/></serial>",
            shown: &[
                ("uartmode1", "disconnected"),
                ("uartmode2", "server,/tmp/c"),
                ("uart3", "off"),
            ],
        },
    ],
};

const AUDIOS: Case = Case {
    name: "audios",
    states: &[
        State {
            devices: "<sound model='ich6'/>",
            shown: &[
                ("audio", "default"),
                ("audio_out", "on"),
                ("audio_in", "off"),
            ],
        },
        State {
            devices: "<sound model='ich6'><audio id='2'/></sound><audio id='1' type='none'/>\
                <audio id='2' type='alsa'><input/></audio>",
            shown: &[("audio", "alsa"), ("audio_out", "off"), ("audio_in", "on")],
        },
        State {
            devices: "<sound model='ac97'/><audio id='1' type='pulseaudio'/>",
            shown: &[("audio", "pulse"), ("audio_out", "on"), ("audio_in", "off")],
        },
        State {
            devices: "<sound model='ac97'/><audio id='1' type='none'><input/><output/></audio>",
            shown: &[("audio", "null"), ("audio_out", "on"), ("audio_in", "on")],
        },
    ],
};

const DISPLAY: Case = Case {
    name: "display",
    states: &[
        State {
            devices: "<graphics type='rdp' port='4002'><listen type='address' address='127.0.0.1'/></graphics>",
            shown: &[
                ("vrde", "on"),
                ("vrdeports", "4002"),
                ("vrdeaddress", "127.0.0.1"),
            ],
        },
        State {
            devices: "<graphics type='rdp' port='4002' listen='127.0.0.2'><listen type='address' address='127.0.0.2'/></graphics>",
            shown: &[("vrdeaddress", "127.0.0.2")],
        },
    ],
};

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
    // What every new machine has is not said of one that is read back.
    let normal = normal_text(&xml).replace(" machine='pc'", "");
    assert_eq!(dump, normal, "{place}: dump equals normalize");
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

/// Chipsets, how many interfaces a machine with one has, and its other devices.
pub(crate) const MANY: &[(&str, usize, &str)] = &[
    (
        "q35",
        36,
        "<controller type='sata' index='0'/><controller type='sata' index='1'/>\
         <disk><source file='FILES/a.vdi'/><target dev='sda' bus='sata'/></disk>\
         <disk><source file='FILES/b.vdi'/><target dev='sdb' bus='sata'/>\
         <address type='drive' controller='1' bus='0' target='0' unit='3'/></disk>",
    ),
    ("q35", 12, ""),
    ("pc", 8, ""),
    ("q35", 9, ""),
];

#[test]
fn another_chipset_has_more_places() {
    let service = Service::empty();
    let mut driven = Driven::simulated(&service);
    for (machine, interfaces, devices) in MANY {
        let devices = format!(
            "{devices}{}",
            "<interface type='user'></interface>".repeat(*interfaces)
        );
        let xml = document("many", &devices, Path::new("/files"))
            .replace("<type>", &format!("<type machine='{machine}'>"));
        settle(&mut driven, "many", xml, machine, || {});
    }
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
pub(crate) const FILES: &[&str] = &["a.vdi", "b.vdi", "c.vdi", "d.iso", "fixed.vdi"];
