//! The documented domains, applied to a real VirtualBox and read back.

use schema_core::diagnostic::Applicability;
use schema_core::{fix, lint};
use tests::driven::{Driven, normal_text};
use tests::live::Lab;
use tests::tree;

/// What VirtualBox's own command must say of the documented domain of 2009: which line of the document, where
/// `showvminfo --machinereadable` has it, and its value.
const OF_2009: &[(&str, &str, &str)] = &[
    ("<name>vbox", "name", "vbox"),
    ("<uuid>", "UUID", "4dab22b3-1d52-d8f3-2516-782e98ab3fa0"),
    ("<boot dev='cdrom'/>", "boot1", "dvd"),
    ("<boot dev='hd'/>", "boot2", "disk"),
    ("<boot dev='fd'/>", "boot3", "floppy"),
    ("<boot dev='network'/>", "boot4", "net"),
    ("<memory>654321", "memory", "639"),
    ("<vcpu>1", "cpus", "1"),
    ("<pae/>", "pae", "on"),
    ("<acpi/>", "acpi", "on"),
    ("<apic/>", "ioapic", "on"),
    ("no <clock>: utc", "rtcuseutc", "on"),
    ("implied controller", "storagecontrollertype0", "I82078"),
    ("implied controller", "storagecontrollertype1", "PIIX4"),
    (
        "<target dev='hdc'/>",
        "IDE Controller-1-0",
        "FILES/Downloads/slax-6.0.9.iso",
    ),
    (
        "<target dev='hdd'/>",
        "IDE Controller-1-1",
        "FILES/tmp/vbox.vdi",
    ),
    (
        "<target dev='fda'/>",
        "Floppy Controller-0-0",
        "FILES/tmp/WIN98C.IMG",
    ),
    (
        "<target dir='my-shared-folder'/>",
        "SharedFolderNameMachineMapping1",
        "my-shared-folder",
    ),
    (
        "<source dir=…/>",
        "SharedFolderPathMachineMapping1",
        "FILES/stuff",
    ),
    ("<interface type='bridge'>", "nic1", "bridged"),
    ("<source bridge='eth0'/>", "bridgeadapter1", "eth0"),
    (
        "<mac address='00:16:3e:5d:c7:9e'/>",
        "macaddress1",
        "00163E5DC79E",
    ),
    ("<model type='am79c973'/>", "nictype1", "Am79C973"),
    ("<interface type='user'>", "nic2", "nat"),
    (
        "<mac address='56:16:3e:5d:c7:9e'/>",
        "macaddress2",
        "56163E5DC79E",
    ),
    ("<model type='82540eM'/>", "nictype2", "82540EM"),
    ("no third interface", "nic3", "none"),
    ("cables are plugged in", "cableconnected1", "on"),
    ("<parallel> <target port='0'/>", "lpt1", "0x0378,7"),
    ("<source path='/dev/pts/1'/>", "lptmode1", "/dev/pts/1"),
    ("<parallel> <target port='1'/>", "lpt2", "0x0278,5"),
    ("<source path='/dev/pts/2'/>", "lptmode2", "/dev/pts/2"),
    ("<serial> <target port='0'/>", "uart1", "0x03f8,4"),
    ("<source path='/dev/ttyS0'/>", "uartmode1", "/dev/ttyS0"),
    ("<serial> <target port='1'/>", "uart2", "0x02f8,3"),
    (
        "<serial type='pipe'>",
        "uartmode2",
        "client,/tmp/serial.txt",
    ),
    ("no third serial port", "uart3", "off"),
    ("<sound>", "audio", "default"),
    ("implied usb controller", "usb", "on"),
    ("<vendor id='0x1234'/>", "USBFilterVendorId1", "1234"),
    ("<product id='0xbeef'/>", "USBFilterProductId1", "beef"),
    ("filters are active", "USBFilterActive1", "on"),
    ("<vendor id='0x4321'/>", "USBFilterVendorId2", "4321"),
    ("<product id='0xfeeb'/>", "USBFilterProductId2", "feeb"),
    ("no graphics", "vrde", "off"),
];

/// The same for what only the form for people says.
const OF_2009_TEXT: &[(&str, &str)] = &[
    ("<sound model='sb16'/>", "Controller: SB16"),
    (
        "no <readonly/> in <filesystem>",
        "(machine mapping), writable",
    ),
];

#[test]
fn the_domain_of_2009_is_applied_and_read_back() {
    let Some(lab) = Lab::start() else { return };
    let xml = lab.with_host_files(&tree::example("documented-2009.xml"));
    let errors: Vec<_> = lint::lint(&xml)
        .into_iter()
        .filter(schema_core::Diagnostic::is_error)
        .collect();
    assert_eq!(errors, [], "the document has no error");

    let mut driven = Driven::live(&lab);
    driven.apply(&xml).unwrap();
    let said = lab.showvminfo("vbox");
    let files = lab.files();
    for (line, key, value) in OF_2009 {
        let value = value.replace("FILES", files.to_str().unwrap());
        assert_eq!(said.get(*key), Some(&value), "{line}: {key}\n{said:#?}");
    }
    let text = lab.showvminfo_text("vbox");
    for (line, part) in OF_2009_TEXT {
        assert!(text.contains(part), "{line}: no {part:?} in\n{text}");
    }
    assert_eq!(
        driven.dump("vbox"),
        normal_text(&xml),
        "dump equals normalize"
    );

    driven.reset();
    let before = lab.state();
    let report = driven.apply(&xml).unwrap();
    assert_eq!((report.applied, report.unchanged), (0, 1));
    assert_eq!(
        driven.changes(),
        0,
        "a second apply only reads: {:?}",
        driven.calls()
    );
    assert!(
        driven.calls().len() <= 150,
        "{} calls to read the machine",
        driven.calls().len()
    );
    assert_eq!(lab.state(), before);
}

#[test]
fn the_domain_of_2024_is_mended_and_applied_in_full() {
    let Some(lab) = Lab::start() else { return };
    let xml = lab.with_host_files(&tree::example("documented-2024.xml"));
    let errors: Vec<_> = lint::lint(&xml)
        .into_iter()
        .filter(schema_core::Diagnostic::is_error)
        .collect();
    let [duplicate] = errors.as_slice() else {
        panic!("{errors:#?}")
    };
    assert_eq!(duplicate.rule, "duplicate-target-dev");
    assert_eq!(duplicate.related.len(), 1, "both places are shown");

    let mended = fix::apply(&xml, &lint::lint(&xml), Applicability::Safe);
    assert!(
        mended.contains("<target dev='sdb' bus='scsi'/>\n      <address"),
        "{mended}"
    );
    let mut driven = Driven::live(&lab);
    driven.apply(&mended).unwrap();
    let said = lab.showvminfo("vbox");
    let expected = [
        ("storagecontrollertype1", "PIIX4"),
        ("storagecontrollertype2", "LsiLogic"),
        ("storagecontrollertype3", "LsiLogicSas"),
        ("SCSI Controller-0-0", "FILES/tmp/vbox2.vdi"),
        ("SAS Controller-0-0", "FILES/tmp/vbox3.vdi"),
        ("vrde", "on"),
        ("vrdeports", "3389-3689"),
        ("vrdemulticon", "on"),
        ("vrdereusecon", "off"),
    ];
    for (key, value) in expected {
        let value = value.replace("FILES", lab.files().to_str().unwrap());
        assert_eq!(said.get(key), Some(&value), "{key}\n{said:#?}");
    }
    assert_eq!(
        lab.vboxmanage(["getextradata", "vbox", "FRONTEND/Type"])
            .trim(),
        "Value: gui"
    );
    assert_eq!(
        driven.dump("vbox"),
        normal_text(&mended),
        "dump equals normalize"
    );
    assert_eq!(driven.plan(&mended).unwrap().changes, []);
}
