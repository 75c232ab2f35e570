//! Documents to be written as settings files: the fixtures, the cases of the devices and of the metadata, and others put
//! together by chance, always the same.

use schema_core::Diagnostic;
use schema_core::lint::lint;
use tests::tree;

use crate::core::mutants::dice::Dice;
use crate::{devices, metadata};

/// How many are put together.
const MADE: u64 = 130;

/// Names and documents without an error; `files` is the folder of the files that they name.
pub(crate) fn all(files: &str) -> Vec<(String, String)> {
    let mut found = fixtures();
    for case in devices::CASES {
        for (place, state) in case.states.iter().enumerate() {
            let xml = around("", "", "<os><type>hvm</type></os>", state.devices);
            found.push((format!("{}-{place}", case.name), xml));
        }
    }
    for case in metadata::CASES {
        for (place, state) in case.states.iter().enumerate() {
            let own = format!(
                "<metadata>{}<vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{}</vbox:machine></metadata>",
                state.foreign, state.machine
            );
            let xml = around(&own, "", "<os><type>hvm</type></os>", case.devices);
            found.push((format!("{}-{place}", case.name), xml));
        }
    }
    found.extend((0..MADE).map(|seed| (format!("made-{seed}"), made(seed))));
    for (_, xml) in &mut found {
        *xml = xml.replace("FILES", files).replace("/home/user", files);
    }
    found.retain(|(_, xml)| !lint(xml).iter().any(Diagnostic::is_error) && !xml.contains("file:"));
    found
}

/// What a settings file cannot hold of a document: what UEFI keeps for itself.
pub(crate) fn lost(xml: &str) -> &'static [&'static str] {
    if xml.contains("secure-boot") || xml.contains("secure='yes'") {
        &[
            "`INvramStore[platformKey]`, which is `1`",
            "`INvramStore[secureBoot]`, which is `1`",
            "`INvramStore[signatures]`, which is `1`",
        ]
    } else {
        &[]
    }
}

fn around(metadata: &str, before: &str, os: &str, devices: &str) -> String {
    format!(
        "<domain type='vbox'><name>made</name>{metadata}<memory unit='MiB'>64</memory>{before}{os}\
         <devices>{devices}</devices></domain>"
    )
}

/// The fixtures that are documents.
fn fixtures() -> Vec<(String, String)> {
    // Where a real VirtualBox is there is no git.
    let files = tests::files::digests(&tree::root().join("tests/fixtures"));
    let fixtures = files.into_keys().filter(|path| {
        let name = path.to_string_lossy();
        name.ends_with(".xml") && !name.ends_with(".normal.xml")
    });
    fixtures
        .map(|path| {
            let xml = tree::read(std::path::Path::new("tests/fixtures").join(&path));
            (path.display().to_string(), xml)
        })
        .filter(|(_, xml)| xml.contains("<domain type='vbox'"))
        .collect()
}

/// One of each of these, or nothing.
const BEFORE: &[&[&str]] = &[
    &["<vcpu>1</vcpu>", "<vcpu>2</vcpu>", "<vcpu>16</vcpu>"],
    &["<cputune><period>100000</period><quota>50000</quota></cputune>"],
];

const OS: &[&str] = &[
    "<os><type>hvm</type></os>",
    "<os><type>hvm</type><boot dev='hd'/><boot dev='cdrom'/></os>",
    "<os><type arch='i686'>hvm</type><boot dev='network'/></os>",
    "<os><type machine='q35'>hvm</type><boot dev='fd'/><boot dev='hd'/><boot dev='network'/></os>",
    "<os firmware='efi'><type>hvm</type></os>",
    "<os firmware='efi'><type machine='q35'>hvm</type><boot dev='cdrom'/></os>",
    "<os><type>hvm</type><bootmenu enable='no'/></os>",
    "<os><type>hvm</type><bootmenu enable='yes'/></os>",
];

const AFTER: &[&[&str]] = &[
    &[
        "<features><acpi/><apic/><pae/></features>",
        "<features><acpi/></features>",
        "<features><apic/><hap state='off'/></features>",
        "<features><acpi/><pae/></features>",
    ],
    &[
        "<cpu><feature policy='require' name='vmx'/></cpu>",
        "<cpu><feature policy='disable' name='vmx'/></cpu>",
    ],
    &[
        "<clock offset='utc'/>",
        "<clock offset='localtime'/>",
        "<clock offset='variable' adjustment='-3600' basis='localtime'/>",
        "<clock offset='utc'><timer name='hpet' present='yes'/></clock>",
    ],
];

const DEVICES: &[&[&str]] = &[
    &[
        "<controller type='ide' index='0' model='piix4'/><disk><source file='FILES/a.vdi'/><target dev='hda' bus='ide'/></disk>",
        "<disk device='cdrom'><source file='FILES/d.iso'/><target dev='hdc' bus='ide'/></disk>",
        "<disk device='cdrom'><target dev='hdd' bus='ide'/></disk>",
    ],
    &[
        "<controller type='sata' index='0' ports='5'/><disk><source file='FILES/b.vdi'/><target dev='sdb' bus='sata' rotation_rate='1'/></disk>",
        "<disk><driver discard='unmap'/><source file='FILES/b.vdi'/><target dev='sda' bus='sata'/><iotune><total_bytes_sec>10485760</total_bytes_sec></iotune></disk>",
        "<disk device='cdrom'><target dev='sdc' bus='sata'/></disk>",
        "<controller type='sata' index='0'/>",
    ],
    &[
        "<controller type='scsi' index='0' model='lsilogic'/><disk><source file='FILES/c.vdi'/><target dev='sdg' bus='scsi'/></disk>",
        "<controller type='scsi' index='0' model='buslogic'/>",
        "<controller type='scsi' index='0' model='lsisas1068'/>",
    ],
    &[
        "<disk device='floppy'><source file='FILES/f.img'/><target dev='fda' bus='fdc'/></disk>",
        "<controller type='fdc' index='0'/>",
    ],
    &[
        "<interface type='user'/>",
        "<interface type='user'><mac address='08:00:27:01:02:03'/><model type='virtio'/>\
         <portForward proto='tcp' address='127.0.0.1'><range start='2222' to='22'/></portForward></interface>",
        "<interface type='bridge'><mac address='08:00:27:01:02:04'/><source bridge='eth0'/><model type='82545EM'/><link state='down'/></interface>",
        "<interface type='internal'><mac address='08:00:27:01:02:05'/><source name='lan'/></interface>",
        "<interface type='udp'><source address='10.0.0.2' port='5555'><local port='5556'/></source></interface>",
    ],
    &[
        "<interface type='user'><mac address='08:00:27:01:02:06'/><bandwidth><outbound average='1000'/></bandwidth></interface>",
        "<interface type='null'/>",
    ],
    &[
        "<serial type='file'><source path='/tmp/serial.txt'/><target port='0'/></serial>",
        "<serial type='null'><target port='1'/></serial>",
        "<serial type='tcp'><source mode='bind' host='127.0.0.1' service='4555'/><protocol type='raw'/><target port='0'/></serial>",
        "<serial type='pipe'><source path='/tmp/com1'/><target port='2'/></serial>",
    ],
    &["<parallel type='dev'><source path='/dev/parport0'/><target port='0'/></parallel>"],
    &[
        "<sound model='ac97'/>",
        "<sound model='sb16'/>",
        "<sound model='ich6'/>",
    ],
    &[
        "<video><model type='vga' vram='65536' heads='2'/></video>",
        "<video><model type='vmvga' vram='131072' heads='1'><acceleration accel3d='yes'/></model></video>",
        "<video><model type='vbox' vram='16384'/></video>",
    ],
    &[
        "<graphics type='rdp' autoport='yes'/>",
        "<graphics type='rdp' port='4000' listen='127.0.0.1' replaceUser='yes'/>",
        "<graphics type='rdp' port='5000' multiUser='yes'/>",
        "<graphics type='desktop' display=':1'/>",
    ],
    &[
        "<tpm><backend type='emulator' version='2.0'/></tpm>",
        "<tpm><backend type='emulator' version='1.2'/></tpm>",
    ],
    &[
        "<input type='tablet' bus='usb'/>",
        "<input type='mouse' bus='usb'/>",
        "<input type='keyboard' bus='usb'/>",
    ],
    &[
        "<controller type='usb' index='0' model='qemu-xhci'/>",
        "<controller type='usb' model='pci-ohci'/><hostdev mode='subsystem' type='usb'><source><vendor id='0x1234'/><product id='0xbeef'/></source></hostdev>",
        "<controller type='usb' index='0' model='pci-ohci'/><controller type='usb' index='1' model='ehci'/>",
    ],
    &[
        "<filesystem type='mount'><source dir='FILES/stuff'/><target dir='stuff'/><readonly/></filesystem>",
        "<filesystem type='mount'><source dir='FILES/stuff'/><target dir='a &amp; b'/></filesystem>",
    ],
];

const METADATA: &[&[&str]] = &[
    &[
        "<vbox:osType>Debian_64</vbox:osType>",
        "<vbox:osType>Windows11_64</vbox:osType>",
        "<vbox:osType>WindowsXP</vbox:osType>",
    ],
    &[
        "<vbox:groups><vbox:group>/lab</vbox:group><vbox:group>/lab/&lt;web&gt;</vbox:group></vbox:groups>",
    ],
    &[
        "<vbox:clipboard mode='bidirectional' fileTransfers='yes'/>",
        "<vbox:clipboard mode='host-to-guest'/>",
    ],
    &["<vbox:dragAndDrop mode='guest-to-host'/>"],
    &[
        "<vbox:paravirtualization provider='kvm' debug='x'/>",
        "<vbox:paravirtualization provider='legacy'/>",
    ],
    &["<vbox:memory balloon='16'/>"],
    &[
        "<vbox:cpu portability='2' hotPlug='yes'/>",
        "<vbox:cpu profile='Intel 80386'/>",
    ],
    &[
        "<vbox:recording enabled='yes'><vbox:screen number='0' fps='30' maxTime='60'/></vbox:recording>",
    ],
    &["<vbox:teleporter enabled='yes' port='6000' address='127.0.0.1'/>"],
    &["<vbox:extraData key='a key' value='a &quot;value&quot; &amp; more'/>"],
    &["<vbox:usbFilter name='printer' vendorId='0x04b8' serialNumber='A1' remote='no'/>"],
];

/// A document put together by chance.
fn made(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let mut some = |pools: &[&[&str]], often: usize| {
        let mut text = String::new();
        for pool in pools {
            if dice.below(10) < often {
                text.push_str(dice.pick(pool).unwrap());
            }
        }
        text
    };
    let own = some(METADATA, 3);
    let (before, after, devices) = (some(BEFORE, 4), some(AFTER, 5), some(DEVICES, 5));
    let os = some(&[OS], 10);
    let controller = if own.contains("usbFilter") && !devices.contains("type='usb'") {
        "<controller type='usb' model='pci-ohci'/>"
    } else {
        ""
    };
    let metadata = format!(
        "<metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{own}</vbox:machine></metadata>"
    );
    let metadata = if own.is_empty() {
        String::new()
    } else {
        metadata
    };
    let description = format!(
        "<title>number {seed}</title><description>made by chance,\n &lt;{seed}&gt;</description>"
    );
    let xml = around(
        &metadata,
        &before,
        &format!("{os}{after}"),
        &format!("{devices}{controller}"),
    );
    let described = xml.replacen("</name>", &format!("-{seed}</name>{description}"), 1);
    described.replacen("64</memory>", &format!("{}</memory>", 64 + seed), 1)
}
