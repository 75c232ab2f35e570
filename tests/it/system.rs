//! What a machine is beside its devices, one state after the other: applied to a fresh machine, read back, and changed
//! in place. The same cases run against a real VirtualBox in `live/system.rs`.

use native_driver::backend::sim::Service;
use tests::driven::Driven;

use crate::devices::settle;

/// A machine that is made one way and changed to others in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// What the machine is, one document after the other.
    pub(crate) states: &'static [State],
}

/// What a machine is, and what VirtualBox's own command then says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// What stands in `<domain>` beside the name, the memory and the features that every machine of these has.
    pub(crate) inside: &'static str,
    /// Keys and values of `showvminfo --machinereadable`.
    pub(crate) shown: &'static [(&'static str, &'static str)],
    /// What is in the settings file.
    pub(crate) settings: &'static [&'static str],
}

const SECURE: &str = "<os firmware='efi'><type machine='q35'>hvm</type><firmware><feature enabled='yes' name='secure-boot'/></firmware></os>";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "tables",
        states: &[
            State {
                inside: "<sysinfo type='smbios'><system><entry name='serial'>42</entry><entry name='manufacturer'>ACME &lt;</entry></system>\
                         <bios><entry name='vendor'>LENOVO</entry></bios></sysinfo>\
                         <os><type>hvm</type><smbios mode='sysinfo'/></os>",
                shown: &[],
                settings: &[
                    "name=\"VBoxInternal/Devices/pcbios/0/Config/DmiSystemSerial\" value=\"string:42\"",
                    "name=\"VBoxInternal/Devices/pcbios/0/Config/DmiBIOSVendor\" value=\"string:LENOVO\"",
                ],
            },
            State {
                inside: "<sysinfo type='smbios'><chassis><entry name='asset'>lab 7</entry></chassis></sysinfo>\
                         <os firmware='efi'><type>hvm</type><smbios mode='sysinfo'/></os>",
                shown: &[],
                settings: &[
                    "name=\"VBoxInternal/Devices/efi/0/Config/DmiChassisAssetTag\" value=\"string:lab 7\"",
                ],
            },
            State {
                inside: "<os firmware='efi'><type>hvm</type></os>",
                shown: &[],
                settings: &[],
            },
        ],
    },
    Case {
        name: "firmware",
        states: &[
            State {
                inside: "<os firmware='efi'><type>hvm</type></os>",
                shown: &[
                    ("firmware", "EFI"),
                    ("SecureBoot", "off"),
                    ("chipset", "piix3"),
                ],
                settings: &["<Firmware type=\"EFI\"/>"],
            },
            State {
                inside: SECURE,
                shown: &[
                    ("firmware", "EFI"),
                    ("SecureBoot", "on"),
                    ("chipset", "ich9"),
                ],
                settings: &[],
            },
            State {
                inside: "<os><type machine='q35'>hvm</type></os>",
                shown: &[("firmware", "BIOS"), ("chipset", "ich9")],
                settings: &[],
            },
            State {
                inside: "<os><type machine='pc-q35-9.0'>hvm</type><loader type='pflash'/></os>",
                shown: &[("firmware", "EFI"), ("SecureBoot", "off")],
                settings: &[],
            },
        ],
    },
    Case {
        name: "secure",
        states: &[
            State {
                inside: SECURE,
                shown: &[("firmware", "EFI"), ("SecureBoot", "on")],
                settings: &[],
            },
            State {
                inside: "<os firmware='efi'><type arch='i686' machine='q35'>hvm</type></os>",
                shown: &[("SecureBoot", "off"), ("longmode", "off")],
                settings: &[],
            },
            State {
                inside: "<os firmware='efi'><type arch='i686' machine='q35'>hvm</type><firmware><feature enabled='yes' name='secure-boot'/></firmware></os>",
                shown: &[("SecureBoot", "on")],
                settings: &[],
            },
        ],
    },
    Case {
        name: "tpm",
        states: &[
            State {
                inside: "<devices><tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm></devices>",
                shown: &[],
                settings: &["<TrustedPlatformModule type=\"v2_0\" location=\"\"/>"],
            },
            State {
                inside: "<devices><tpm><backend type='emulator' version='1.2'/></tpm></devices>",
                shown: &[],
                settings: &["<TrustedPlatformModule type=\"v1_2\" location=\"\"/>"],
            },
            State {
                inside: "",
                shown: &[],
                settings: &[],
            },
            State {
                inside: "<devices><tpm><backend type='emulator'/></tpm></devices>",
                shown: &[],
                settings: &["<TrustedPlatformModule type=\"v2_0\" location=\"\"/>"],
            },
        ],
    },
    Case {
        name: "processor",
        states: &[
            State {
                inside: "<title>first of all</title><vcpu>2</vcpu><cputune><quota>50000</quota></cputune><cpu mode='host-model'><topology sockets='1' cores='2' threads='1'/><feature policy='require' name='svm'/></cpu>",
                shown: &[
                    ("cpus", "2"),
                    ("cpuexecutioncap", "50"),
                    ("nested-hw-virt", "on"),
                    ("nestedpaging", "on"),
                ],
                settings: &["<ExtraDataItem name=\"Boxwright/Title\" value=\"first of all\"/>"],
            },
            State {
                inside: "<title>second</title><cputune><period>100000</period><quota>3300</quota></cputune><features><acpi/><apic/><pae/><hap state='off'/></features>",
                shown: &[
                    ("cpuexecutioncap", "3"),
                    ("nested-hw-virt", "off"),
                    ("nestedpaging", "off"),
                ],
                settings: &["<ExtraDataItem name=\"Boxwright/Title\" value=\"second\"/>"],
            },
            State {
                inside: "<title>second</title>",
                shown: &[("cpuexecutioncap", "100"), ("nestedpaging", "on")],
                settings: &[],
            },
        ],
    },
    Case {
        name: "clock",
        states: &[
            State {
                inside: "<clock offset='variable' adjustment='3600' basis='localtime'><timer name='hpet' present='yes'/></clock>",
                shown: &[
                    ("rtcuseutc", "off"),
                    ("biossystemtimeoffset", "3600000"),
                    ("hpet", "on"),
                ],
                settings: &[],
            },
            State {
                inside: "<clock offset='utc' adjustment='-5'/>",
                shown: &[
                    ("rtcuseutc", "on"),
                    ("biossystemtimeoffset", "-5000"),
                    ("hpet", "off"),
                ],
                settings: &[],
            },
            State {
                inside: "<clock offset='utc'/>",
                shown: &[("rtcuseutc", "on"), ("biossystemtimeoffset", "0")],
                settings: &[],
            },
        ],
    },
    Case {
        name: "boot",
        states: &[
            State {
                inside: "<os><type>hvm</type><bootmenu enable='no'/></os><devices><disk type='file' device='cdrom'><target dev='hdc' bus='ide'/><boot order='2'/></disk><interface type='user'><boot order='1'/></interface></devices>",
                shown: &[
                    ("bootmenu", "disabled"),
                    ("boot1", "net"),
                    ("boot2", "dvd"),
                    ("boot3", "none"),
                ],
                settings: &[],
            },
            State {
                inside: "<os><type>hvm</type><boot dev='hd'/></os>",
                shown: &[
                    ("bootmenu", "messageandmenu"),
                    ("boot1", "disk"),
                    ("boot2", "none"),
                ],
                settings: &[],
            },
        ],
    },
];

/// A document of such a machine.
fn document(name: &str, inside: &str) -> String {
    let features = "<features><acpi/><apic/><pae/></features>";
    let features = if inside.contains("<features>") {
        ""
    } else {
        features
    };
    format!(
        "<domain type='vbox'>\n<name>{name}</name>\n<memory unit='MiB'>64</memory>\n{inside}\n{features}\n</domain>\n"
    )
}

/// Applies the states of a case, each from the one before; `seen` looks at the machine after each.
pub(crate) fn walk(driven: &mut Driven<'_>, case: &Case, mut seen: impl FnMut(&State)) {
    for (number, state) in case.states.iter().enumerate() {
        let xml = document(case.name, state.inside);
        let place = format!("{} {number}", case.name);
        settle(driven, case.name, xml, &place, || seen(state));
    }
}

#[test]
fn each_is_applied_read_back_and_changed_in_place() {
    for case in CASES {
        let service = Service::empty();
        walk(&mut Driven::simulated(&service), case, |_state| {});
    }
}
