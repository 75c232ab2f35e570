//! `<metadata>`: applied to a fresh machine, read back, changed in place. The same cases run against a real VirtualBox in
//! `live/metadata.rs`.

use std::path::Path;

use native_driver::backend::sim::Service;
use native_driver::plan::{Action, MachinePlan};
use tests::driven::{Driven, normal_text};

/// A machine that is made with some metadata and gets others in their place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// What stands in `<devices>`; `FILES` is a folder with images.
    pub(crate) devices: &'static str,
    /// The metadata of the machine, one document after the other.
    pub(crate) states: &'static [State],
}

/// The metadata of a machine, and what VirtualBox's own command then says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// What stands in `<vbox:machine>`.
    pub(crate) machine: &'static str,
    /// What stands beside it.
    pub(crate) foreign: &'static str,
    /// Keys and values of `showvminfo --machinereadable`.
    pub(crate) shown: &'static [(&'static str, &'static str)],
}

/// A state without other applications.
const fn state(machine: &'static str, shown: &'static [(&'static str, &'static str)]) -> State {
    State {
        machine,
        foreign: "",
        shown,
    }
}

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "processors",
        devices: "",
        states: &[
            state(
                "<vbox:memory balloon='16'/><vbox:cpu profile='Intel Core i7-3960X' portability='2' hotPlug='yes'/>",
                &[
                    ("GuestMemoryBalloon", "16"),
                    ("cpu-profile", "Intel Core i7-3960X"),
                    ("cpuid-portability-level", "2"),
                ],
            ),
            state(
                "<vbox:memory balloon='0'/><vbox:cpu profile='host' portability='0' hotPlug='no'/>",
                &[
                    ("GuestMemoryBalloon", "0"),
                    ("cpu-profile", "host"),
                    ("cpuid-portability-level", "0"),
                ],
            ),
        ],
    },
    Case {
        name: "namesakes",
        devices: "<controller type='usb' model='pci-ohci'/>\
                  <interface type='user'><mac address='08:00:27:00:00:0c'/></interface>\
                  <interface type='internal'><mac address='08:00:27:00:00:0c'/><source name='lab'/></interface>",
        states: &[
            state(
                "<vbox:usbFilter name='Filter' product='b'/><vbox:usbFilter name='Filter' product='a'/>",
                &[("USBFilterProduct1", "b"), ("USBFilterProduct2", "a")],
            ),
            state(
                "<vbox:usbFilter name='Filter' product='b'/><vbox:usbFilter name='Filter' product='c'/>",
                &[("USBFilterProduct1", "b"), ("USBFilterProduct2", "c")],
            ),
        ],
    },
    Case {
        name: "by-alias",
        devices: "<interface type='user'><mac address='08:00:27:00:00:09'/><alias name='ua-lan'/></interface>\
                  <controller type='sata' index='0'/><controller type='usb' model='pci-ohci'/>\
                  <disk><source file='FILES/a.vdi'/><target dev='sdc' bus='sata'/><alias name='ua-data'/></disk>\
                  <disk device='cdrom'><target dev='sda' bus='sata'/></disk>\
                  <serial type='null'><target port='1'/></serial>\
                  <hostdev mode='subsystem' type='usb'><source><vendor id='0x1234'/><product id='0xbeef'/></source></hostdev>",
        states: &[
            state(
                "<vbox:disk alias='ua-data' hotPluggable='yes'/><vbox:disk target='sda' passthrough='no' temporaryEject='yes'/>\
                 <vbox:interface alias='ua-lan' promiscuous='allow-all'><vbox:nat tftpPrefix='/tftp' tftpBootFile='pxe.0' tftpNextServer='10.0.2.9'/>\
                 </vbox:interface><vbox:serial port='1' uart='16750'/>\
                 <vbox:usbFilter name='printer' vendorId='0x04b8' serialNumber='A1' remote='no'/>\
                 <vbox:usbFilter name='any' active='no' manufacturer='ACME' product='Ä &lt; B' revision='0x0100' port='0x0002'/>",
                &[
                    ("uarttype2", "16750"),
                    ("USBFilterName1", "any"),
                    ("USBFilterActive1", "off"),
                    ("USBFilterManufacturer1", "ACME"),
                    ("USBFilterName2", "printer"),
                    ("USBFilterSerialNumber2", "A1"),
                    ("USBFilterName3", "1234:beef"),
                ],
            ),
            state(
                "<vbox:disk alias='ua-data' hotPluggable='no'/><vbox:disk target='sda' temporaryEject='no'/>\
                 <vbox:interface mac='08:00:27:00:00:09' promiscuous='deny'><vbox:nat tftpPrefix='' tftpBootFile=''/>\
                 </vbox:interface><vbox:serial port='1' uart='16550a'/>\
                 <vbox:usbFilter name='any' vendorId='0x04b8'/>",
                &[
                    ("uarttype2", "16550A"),
                    ("USBFilterName1", "any"),
                    ("USBFilterActive1", "on"),
                    ("USBFilterVendorId1", "04b8"),
                    ("USBFilterName2", "printer"),
                ],
            ),
        ],
    },
    Case {
        name: "libosinfo",
        devices: "",
        states: &[State {
            machine: "",
            foreign: "<libosinfo:libosinfo xmlns:libosinfo='http://libosinfo.org/xmlns/libvirt/domain/1.0'>\
                      <libosinfo:os id='http://debian.org/debian/12'/></libosinfo:libosinfo>",
            shown: &[("ostype", "Debian (64-bit)")],
        }],
    },
    Case {
        name: "os-type",
        devices: "",
        states: &[
            state(
                "<vbox:osType>Ubuntu_64</vbox:osType>",
                &[("ostype", "Ubuntu (64-bit)")],
            ),
            state(
                "<vbox:osType>Windows11_64</vbox:osType>",
                &[("ostype", "Windows 11 (64-bit)")],
            ),
            state(
                "<vbox:osType>Other</vbox:osType>",
                &[("ostype", "Other/Unknown")],
            ),
        ],
    },
    Case {
        name: "groups",
        devices: "",
        states: &[
            state(
                "<vbox:groups><vbox:group>/lab/web</vbox:group><vbox:group>/all</vbox:group></vbox:groups>",
                &[("groups", "/lab/web,/all")],
            ),
            state(
                "<vbox:groups><vbox:group>/all</vbox:group></vbox:groups>",
                &[("groups", "/all")],
            ),
            state("<vbox:groups/>", &[("groups", "/")]),
        ],
    },
    Case {
        name: "exchange",
        devices: "",
        states: &[
            state(
                "<vbox:clipboard mode='bidirectional' fileTransfers='yes'/><vbox:dragAndDrop mode='host-to-guest'/>",
                &[
                    ("clipboard", "bidirectional"),
                    ("clipboard_file_transfers", "on"),
                    ("draganddrop", "hosttoguest"),
                ],
            ),
            state(
                "<vbox:clipboard mode='disabled'/><vbox:dragAndDrop mode='guest-to-host'/>",
                &[("clipboard", "disabled"), ("draganddrop", "guesttohost")],
            ),
        ],
    },
    Case {
        name: "execution",
        devices: "",
        states: &[
            state(
                "<vbox:paravirtualization provider='kvm' debug='a=1'/><vbox:autostart delay='30'/>",
                &[
                    ("paravirtprovider", "kvm"),
                    ("paravirtdebug", "a=1"),
                    ("autostart-delay", "30"),
                ],
            ),
            state(
                "<vbox:paravirtualization provider='hyperv' debug=''/><vbox:memory pageFusion='no'/>",
                &[("paravirtprovider", "hyperv"), ("pagefusion", "off")],
            ),
        ],
    },
    Case {
        name: "remote-display",
        devices: "<graphics type='rdp' port='4001' listen='127.0.0.1'/>",
        states: &[
            state(
                "<vbox:remoteDisplay authType='guest' authTimeout='7000' authLibrary='VBoxAuthSimple'>\
                 <vbox:security method='tls' serverCertificate='/c.pem'/><vbox:property name='Client/DisableUSB' value='1'/>\
                 </vbox:remoteDisplay>",
                &[("vrde", "on"), ("vrdeauthtype", "guest")],
            ),
            state(
                "<vbox:remoteDisplay authType='null'><vbox:security method='rdp' serverCertificate=''/>\
                 <vbox:property name='Client/DisableUSB' value=''/></vbox:remoteDisplay>",
                &[("vrdeauthtype", "null")],
            ),
        ],
    },
    Case {
        name: "recording",
        devices: "",
        states: &[
            state(
                "<vbox:recording enabled='no'><vbox:screen number='0' fps='5' rate='300' width='800' height='600' maxTime='60'/>\
                 </vbox:recording><vbox:teleporter enabled='yes' port='6000' address='127.0.0.1'/>",
                &[
                    ("rec_screen_video_fps", "5"),
                    ("teleporterenabled", "on"),
                    ("teleporterport", "6000"),
                ],
            ),
            state(
                "<vbox:recording><vbox:screen fps='10'/></vbox:recording><vbox:teleporter enabled='no'/>",
                &[("rec_screen_video_fps", "10"), ("teleporterenabled", "off")],
            ),
        ],
    },
    Case {
        name: "extra-data",
        devices: "",
        states: &[
            state(
                "<vbox:extraData key='Lab/Owner' value='a &lt; ü'/><vbox:extraData key='GUI/Fullscreen' value='true'/>",
                &[],
            ),
            state(
                "<vbox:extraData key='Lab/Owner' value=''/><vbox:extraData key='GUI/Fullscreen' value='false'/>",
                &[],
            ),
        ],
    },
    Case {
        name: "devices",
        devices: "<filesystem type='mount'><source dir='FILES'/><target dir='my share'/></filesystem>\
                  <interface type='user'><mac address='08:00:27:00:00:01'/></interface>\
                  <interface type='internal'><mac address='08:00:27:00:00:02'/><source name='lan'/></interface>\
                  <controller type='sata' index='0'/>",
        states: &[
            state(
                "<vbox:interface mac='08:00:27:00:00:02' promiscuous='allow-all'/>\
                 <vbox:interface mac='08:00:27:00:00:01'><vbox:nat network='10.0.7.0/24' dnsProxy='yes' hostResolver='yes' passDomain='no' localhostReachable='yes'/></vbox:interface>\
                 <vbox:filesystem target='my share' automount='yes' mountPoint='/mnt/s'/>\
                 <vbox:controller type='sata' hostCache='yes'/>",
                &[
                    ("natnet1", "10.0.7.0/24"),
                    ("storagecontrollername0", "SATA Controller"),
                ],
            ),
            state(
                "<vbox:interface mac='08:00:27:00:00:02' promiscuous='allow-machines'/>\
                 <vbox:interface mac='08:00:27:00:00:01' promiscuous='deny'><vbox:nat network='' dnsProxy='no'/></vbox:interface>\
                 <vbox:filesystem target='my share' automount='no' mountPoint=''/>\
                 <vbox:controller type='sata' index='0' hostCache='no'/>",
                &[("natnet1", "nat")],
            ),
        ],
    },
    Case {
        name: "network-driver",
        devices: "<interface type='null'><mac address='08:00:27:00:00:03'/></interface>\
                  <interface type='null'><mac address='08:00:27:00:00:04'/></interface>",
        states: &[
            state(
                "<vbox:interface mac='08:00:27:00:00:03' promiscuous='allow-all'><vbox:driver name='VDE'>\
                 <vbox:property name='network' value='/run/vde &amp; ü.ctl'/><vbox:property name='mode' value=''/></vbox:driver></vbox:interface>",
                &[("nic1", "Generic"), ("generic1", "VDE"), ("nic2", "null")],
            ),
            state(
                "<vbox:interface mac='08:00:27:00:00:03'><vbox:driver name='VDE'>\
                 <vbox:property name='network' value='/run/other.ctl'/><vbox:property name='mode' value='switch'/></vbox:driver></vbox:interface>\
                 <vbox:interface mac='08:00:27:00:00:04'><vbox:driver name='Sniffer'/></vbox:interface>",
                &[("generic1", "VDE"), ("generic2", "Sniffer")],
            ),
            state(
                "<vbox:interface mac='08:00:27:00:00:03'><vbox:driver name='TAP'>\
                 <vbox:property name='mode' value=''/></vbox:driver></vbox:interface>\
                 <vbox:interface mac='08:00:27:00:00:04' promiscuous='deny'/>",
                &[("generic1", "TAP"), ("nic2", "null")],
            ),
        ],
    },
    Case {
        name: "foreign",
        devices: "",
        states: &[
            State {
                machine: "<vbox:clipboard mode='bidirectional'/>",
                foreign: "<app:home xmlns:app='http://app.org/xmlns/home/1.0'>\n    <app:user name='ü &lt; \"x\"'/><!-- why -->\n\t<app:text> a  b </app:text>\n  </app:home>\n<b xmlns='urn:b'>&#9;]]&gt;</b>",
                shown: &[("clipboard", "bidirectional")],
            },
            State {
                machine: "",
                foreign: "<b xmlns='urn:b'/>",
                shown: &[("clipboard", "bidirectional")],
            },
            State {
                machine: "",
                foreign: "",
                shown: &[],
            },
        ],
    },
];

/// The document of a state.
pub(crate) fn document(case: &Case, state: &State, files: &Path) -> String {
    let devices = case.devices.replace("FILES", files.to_str().unwrap());
    let State {
        machine,
        foreign,
        shown: _shown,
    } = state;
    format!(
        "<domain type='vbox'>\n<name>{}</name>\n<uuid>{}</uuid>\n<metadata xmlns:vbox='urn:boxwright:vbox:1'>\n<vbox:machine>{machine}</vbox:machine>\n\
         {foreign}\n</metadata>\n<memory unit='MiB'>64</memory>\n<os><type>hvm</type></os>\n\
         <features><acpi/><apic/><pae/></features>\n<devices>\n{devices}\n</devices>\n</domain>\n",
        case.name,
        uuid(case.name)
    )
}

/// Machines of different names are different machines.
fn uuid(name: &str) -> String {
    let number = name
        .bytes()
        .fold(0, |number, byte| number << 8 | u128::from(byte));
    format!("{number:032x}")
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
        let xml = document(case, state, files);
        let place = format!("{name} {number}");
        driven
            .apply(&xml)
            .map_err(|error| format!("{place}: {error}"))
            .unwrap();
        seen(state);
        let dump = driven.dump(name);
        let kept = kept(&normal_text(&xml), &dump);
        assert_eq!(dump, kept, "{place}: dump equals normalize");
        let plan = driven.plan(&xml).unwrap();
        assert_eq!(plan.changes, [], "{place}: nothing is left to change");
        assert_eq!(plan.action, Action::None, "{place}");
        driven.reset();
        driven.apply(&xml).unwrap();
        assert_eq!(driven.changes(), 0, "{place}: {:?}", driven.calls());
        assert_eq!(
            driven.plan(&dump).unwrap().changes,
            [],
            "{place}: the dump asks for nothing"
        );
    }
}

/// What a normal form would be if it also said what a state before it has set and it leaves alone.
fn kept(normal: &str, dump: &str) -> String {
    let machine = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .skip_while(|line| !line.contains("<vbox:machine"));
        let until = lines.take_while(|line| !line.contains("</vbox:machine"));
        until.map(str::to_owned).collect()
    };
    if machine(normal) == machine(dump) {
        return normal.to_owned();
    }
    // Each setting that the document says is shown as it says it; others are those of the machine.
    for line in machine(normal).iter().skip(1) {
        let said = line.trim().trim_end_matches("/>").trim_end_matches('>');
        let parts = said.split(' ').all(|part| dump.contains(part));
        assert!(parts, "{line} is not in\n{dump}");
    }
    dump.to_owned()
}

#[test]
fn each_is_applied_read_back_and_changed_in_place() {
    for case in CASES {
        let service = Service::empty();
        let files = Path::new("/files");
        walk(&mut Driven::simulated(&service), case, files, |_state| {});
    }
}

fn changes(plan: &MachinePlan) -> Vec<String> {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    plan.changes
        .iter()
        .map(|change| {
            let path = change.path.trim_start_matches("/domain/metadata");
            let (before, after) = (shown(&change.before), shown(&change.after));
            format!("{path}: {before} -> {after}")
        })
        .collect()
}

fn of(machine: &'static str) -> String {
    let case = Case {
        name: "m",
        devices: "",
        states: &[],
    };
    document(&case, &state(machine, &[]), Path::new("/"))
}

#[test]
fn what_is_not_said_is_left_alone() {
    let service = Service::empty();
    let mut driven = Driven::simulated(&service);
    driven
        .apply(&of(
            "<vbox:clipboard mode='bidirectional'/><vbox:osType>Other</vbox:osType>",
        ))
        .unwrap();
    let said = of("<vbox:clipboard mode='bidirectional'/>");
    let plan = driven.plan(&said).unwrap();
    assert_eq!(
        changes(&plan),
        ["/vbox:machine: vbox:osType, which the document said -> -"]
    );
    driven.apply(&said).unwrap();
    assert_eq!(changes(&driven.plan(&of("")).unwrap()), [""; 0]);
    assert!(
        driven
            .dump("m")
            .contains("<vbox:clipboard mode='bidirectional'/>")
    );
}

#[test]
fn what_a_fresh_machine_has_is_shown_where_the_document_said_it() {
    let service = Service::empty();
    let mut driven = Driven::simulated(&service);
    driven.apply(&of("")).unwrap();
    assert!(!driven.dump("m").contains("metadata"));
    let said = of("<vbox:clipboard mode='disabled'/>");
    let plan = driven.plan(&said).unwrap();
    assert_eq!(
        changes(&plan),
        ["/vbox:machine/vbox:clipboard/@mode: - -> disabled"]
    );
    driven.apply(&said).unwrap();
    assert!(
        driven
            .dump("m")
            .contains("<vbox:clipboard mode='disabled'/>")
    );
}

#[test]
fn a_password_is_set_and_never_shown() {
    let service = Service::empty();
    let mut driven = Driven::simulated(&service);
    let case = Case {
        name: "m",
        devices: "<graphics type='rdp' port='4001' listen='127.0.0.1'/>",
        states: &[],
    };
    let with = |machine: &'static str| document(&case, &state(machine, &[]), Path::new("/"));
    let said = with("<vbox:remoteDisplay vncPassword='hunter2'/>");
    let plan = driven.plan(&said).unwrap();
    assert!(!format!("{plan:?}").contains("hunter2"), "{plan:#?}");
    driven.apply(&said).unwrap();
    let dump = driven.dump("m");
    assert!(dump.contains("vncPassword='(redacted)'"), "{dump}");
    for same in [said.as_str(), &dump] {
        assert_eq!(changes(&driven.plan(same).unwrap()), [""; 0]);
    }
    let other = driven
        .plan(&with("<vbox:remoteDisplay vncPassword='other'/>"))
        .unwrap();
    assert_eq!(
        changes(&other),
        ["/vbox:machine/vbox:remoteDisplay/@vncPassword: (redacted) -> (redacted)"]
    );
    // Nobody here looks into the environment.
    let unknown = driven.plan(&with("<vbox:remoteDisplay vncPassword='env:NOBODY'/>"));
    assert!(unknown.is_err(), "{unknown:?}");
}
