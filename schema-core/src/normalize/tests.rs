//! The guarantees of the normal form, each a test of its name.

use super::*;
use crate::domain::devices::*;
use crate::domain::*;
use crate::lint::rules::testing::{devices, domain};
use crate::parse::parse;
use crate::path::Path;
use crate::validate::validate;

#[track_caller]
fn normal(text: &str) -> Normalized {
    let validated = match validate(parse(text)) {
        Ok(validated) => validated,
        Err(rejected) => panic!("{:#?}", rejected.diagnostics),
    };
    normalize(&validated)
}

/// The devices in the normal form, one a line, as they are written.
#[track_caller]
fn written(text: &str) -> Vec<String> {
    let xml = crate::write::write(&normal(text).domain);
    let inside = xml
        .split("  <devices>\n")
        .nth(1)
        .and_then(|rest| rest.split("  </devices>").next());
    let mut lines: Vec<String> = Vec::new();
    for line in inside.unwrap_or_default().lines() {
        // A device begins four blanks in; what is deeper or closes it belongs to it.
        if line.starts_with("    <") && !line.starts_with("    </") {
            lines.push(line.trim().to_owned());
        } else if let Some(device) = lines.last_mut() {
            device.push_str(line.trim());
        }
    }
    lines
}

fn disk(target: &str, rest: &str) -> String {
    format!(
        "<disk><source file='/{}'/><target {target}/>{rest}</disk>",
        target.replace([' ', '\''], "")
    )
}

#[test]
fn passes_have_names_of_their_own() {
    let mut names: Vec<&str> = PASSES.iter().map(|pass| pass.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), PASSES.len());
    assert!(PASSES.iter().all(|pass| !pass.guarantee.is_empty()));
}

#[test]
fn owned_lists_silence_means_none() {
    assert_eq!(normal(&domain("")).domain.devices, Devices::default());
}

#[test]
fn defaulted_and_always_printed_boot_vcpu_clock_features() {
    let text = "<domain type='vbox'><name>a</name><memory>4096</memory></domain>";
    let domain = normal(text).domain;
    assert_eq!(
        domain.os.unwrap().boot,
        [Boot {
            dev: BootDevice::HardDisk
        }]
    );
    assert_eq!(
        domain.vcpu,
        Some(Vcpu {
            count: 1,
            current: None
        })
    );
    assert_eq!(
        domain.clock,
        Some(Clock {
            offset: ClockOffset::Utc,
            ..Clock::default()
        })
    );
    assert_eq!(
        domain.features,
        Some(Features {
            pae: false,
            acpi: false,
            apic: false,
            hap: None
        })
    );
}

#[test]
fn left_alone_when_silent_arch_description_uuid_mac() {
    let normal = normal(&devices("<interface type='user'/>")).domain;
    assert_eq!(
        normal.os.unwrap().kind,
        OsType {
            kind: "hvm".to_owned(),
            ..OsType::default()
        }
    );
    assert_eq!((normal.description, normal.uuid), (None, None));
    assert_eq!(normal.devices.interfaces[0].mac, None);
}

#[test]
fn memory_is_current_memory_is_whole_mib_rounded_up() {
    let cases = [
        ("<memory>654321</memory>", 639),
        ("<memory unit='b'>4194305</memory>", 5),
        ("<memory unit='GiB'>2</memory>", 2048),
        (
            "<memory>1048576</memory><currentMemory>524288</currentMemory>",
            512,
        ),
        (
            "<memory>1048576</memory><currentMemory>0</currentMemory>",
            1024,
        ),
        (
            "<memory>1048576</memory><currentMemory>2097152</currentMemory>",
            1024,
        ),
    ];
    for (memory, mib) in cases {
        let domain = normal(&format!(
            "<domain type='vbox'><name>a</name>{memory}</domain>"
        ))
        .domain;
        assert_eq!(domain.memory, Memory { kib: mib << 10 }, "{memory}");
        assert_eq!(domain.current_memory, Some(domain.memory), "{memory}");
    }
}

#[test]
fn uuid_is_hyphenated_and_lower_case() {
    let text = domain("<uuid>4DAB22B31D52D8F32516782E98AB3FA0</uuid>");
    let xml = crate::write::write(&normal(&text).domain);
    assert!(
        xml.contains("<uuid>4dab22b3-1d52-d8f3-2516-782e98ab3fa0</uuid>"),
        "{xml}"
    );
}

#[test]
fn nic_models_are_in_virtualbox_spelling() {
    let models = [
        "am79c970a",
        "AM79C973",
        "82540eM",
        "82543gc",
        "82545em",
        "VirtIO",
    ];
    let interface =
        |model: &&str| format!("<interface type='user'><model type='{model}'/></interface>");
    let interfaces = models.iter().map(interface).collect::<Vec<_>>().concat();
    let normal = normal(&devices(&(interfaces + "<interface type='user'/>"))).domain;
    let found: Vec<String> = normal
        .devices
        .interfaces
        .into_iter()
        .map(|nic| nic.model.unwrap().kind)
        .collect();
    assert_eq!(
        found,
        [
            "Am79C970A",
            "Am79C973",
            "82540EM",
            "82543GC",
            "82545EM",
            "virtio",
            "Am79C973"
        ]
    );
}

#[test]
fn implied_controllers() {
    let disks = [
        disk("dev='hda'", ""),
        disk("dev='sda'", ""),
        disk("dev='sdb' bus='sata'", ""),
        "<disk device='floppy'><target dev='fda'/></disk>".to_owned(),
        "<hostdev type='usb'><source><vendor id='1'/><product id='2'/></source></hostdev>"
            .to_owned(),
    ];
    let controllers: Vec<String> = written(&devices(&disks.concat()))
        .into_iter()
        .filter(|line| line.starts_with("<controller"))
        .collect();
    assert_eq!(
        controllers,
        [
            "<controller type='fdc' index='0'/>",
            "<controller type='ide' index='0' model='piix4'/>",
            "<controller type='sata' index='0'/>",
            "<controller type='scsi' index='0' model='lsilogic'/>",
            "<controller type='usb' index='0' model='pci-ohci'/>",
        ]
    );
}

#[test]
fn controllers_keep_their_model_and_auto_is_lsilogic() {
    let text = devices(
        "<controller type='usb' model='qemu-xhci'/><controller type='scsi' model='lsisas1068'/>\
         <controller type='scsi' model='auto' index='0'/><controller type='ide' model='piix3'/>",
    );
    assert_eq!(
        written(&text),
        [
            "<controller type='ide' index='0' model='piix3'/>",
            "<controller type='scsi' index='0' model='lsilogic'/>",
            "<controller type='scsi' index='1' model='lsisas1068'/>",
            "<controller type='usb' index='0' model='qemu-xhci'/>",
        ]
    );
}

#[test]
fn a_machine_without_usb_has_no_controller_that_says_so() {
    let text = devices(
        "<controller type='usb' index='0' model='none'/><controller type='ide' model='piix3'/>",
    );
    assert_eq!(
        written(&text),
        ["<controller type='ide' index='0' model='piix3'/>"]
    );
}

#[test]
fn controllers_are_numbered_without_gaps_and_disks_follow() {
    let text = devices(
        &("<controller type='scsi' index='3' model='lsisas1068'/>".to_owned()
            + &disk(
                "dev='sda'",
                "<address type='drive' controller='3' unit='7'/>",
            )),
    );
    let normal = normal(&text);
    assert_eq!(normal.domain.devices.controllers[0].index, Some(0));
    assert_eq!(
        normal.domain.devices.disks[0].address.unwrap().controller,
        Some(0)
    );
    let messages: Vec<&str> = normal
        .notes
        .iter()
        .map(|note| note.message.as_str())
        .collect();
    assert_eq!(messages, ["scsi controller 3 becomes number 0"]);
    assert_eq!(&text[normal.notes[0].span.clone()], "3");
}

#[test]
fn parallel_type_is_dev() {
    let text = devices("<parallel type='dev'><source path='/dev/parport0'/></parallel>");
    assert_eq!(
        written(&text),
        ["<parallel type='dev'><source path='/dev/parport0'/><target port='0'/></parallel>"]
    );
}

#[test]
fn every_disk_has_its_bus_and_address() {
    let address = |line: &str| line.split("<target ").nth(1).unwrap().to_owned();
    let cases = [
        (
            "dev='hda'",
            "dev='hda' bus='ide'/><address type='drive' controller='0' bus='0' target='0' unit='0'/></disk>",
        ),
        (
            "dev='hdd'",
            "dev='hdd' bus='ide'/><address type='drive' controller='0' bus='1' target='0' unit='1'/></disk>",
        ),
        (
            "dev='sdc'",
            "dev='sda' bus='scsi'/><address type='drive' controller='0' bus='0' target='0' unit='2'/></disk>",
        ),
        (
            "dev='sdc' bus='sata'",
            "dev='sda' bus='sata'/><address type='drive' controller='0' bus='0' target='0' unit='2'/></disk>",
        ),
    ];
    for (target, expected) in cases {
        let lines = written(&devices(&disk(target, "")));
        assert_eq!(address(lines.last().unwrap()), expected, "{target}");
    }
}

#[test]
fn optical_drives_are_read_only_and_empty_drives_have_no_source() {
    let text = devices("<disk device='cdrom'><source file=''/><target dev='hdc'/></disk>");
    assert_eq!(
        written(&text).last().unwrap(),
        "<disk type='file' device='cdrom'><target dev='hdc' bus='ide'/><readonly/>\
         <address type='drive' controller='0' bus='1' target='0' unit='0'/></disk>"
    );
}

#[test]
fn order_disks_by_controller_port_and_device_named_after_their_place() {
    let text = devices(
        &[
            disk("dev='sdc'", ""),
            disk("dev='sda' bus='sata'", "<address type='drive' unit='9'/>"),
            disk("dev='hdd'", ""),
            disk("dev='hda'", ""),
            disk("dev='sdb' bus='sata'", ""),
            "<disk device='floppy'><target dev='fdb'/></disk>".to_owned(),
        ]
        .concat(),
    );
    let normal = normal(&text);
    let names: Vec<(&str, u32)> = normal
        .domain
        .devices
        .disks
        .iter()
        .map(|disk| {
            (
                disk.target.dev.as_str(),
                disk.address.unwrap().unit.unwrap(),
            )
        })
        .collect();
    assert_eq!(
        names,
        [
            ("fdb", 1),
            ("hda", 0),
            ("hdd", 1),
            ("sda", 1),
            ("sdb", 9),
            ("sdc", 2)
        ]
    );

    // Each is still found where it stands in the text, and the two that were renamed say so there.
    let at = |index: usize| {
        let path = Path::device("disk", index).child("target").attribute("dev");
        &text[normal.source.span(&path).unwrap()]
    };
    let origins: Vec<&str> = (0..6).map(at).collect();
    assert_eq!(origins, ["fdb", "hda", "hdd", "sdb", "sda", "sdc"]);
    let notes: Vec<(&str, &str)> = normal
        .notes
        .iter()
        .map(|note| (&text[note.span.clone()], note.message.as_str()))
        .collect();
    assert_eq!(
        notes,
        [
            ("sda", "target `sda` is called `sdb`"),
            ("sdb", "target `sdb` is called `sda`")
        ]
    );
}

#[test]
fn order_interfaces_by_slot() {
    let text = devices(
        "<interface type='internal'><source name='b'/></interface><interface type='bridge'><source bridge='a'/></interface>",
    );
    let kinds: Vec<InterfaceType> = normal(&text)
        .domain
        .devices
        .interfaces
        .iter()
        .map(|interface| interface.kind)
        .collect();
    assert_eq!(kinds, [InterfaceType::Internal, InterfaceType::Bridge]);
}

#[test]
fn order_of_elements() {
    let text = domain(
        "<clock offset='utc'/><uuid>4dab22b31d52d8f32516782e98ab3fa0</uuid><description>d</description>",
    );
    let xml = crate::write::write(&normal(&text).domain);
    let order = [
        "<name",
        "<uuid",
        "<description",
        "<memory",
        "<currentMemory",
        "<vcpu",
        "<os",
        "<features",
        "<clock",
        "<devices",
    ];
    let places: Vec<usize> = order.iter().map(|tag| xml.find(tag).unwrap()).collect();
    assert!(places.is_sorted(), "{xml}");
}

#[test]
fn interfaces_keep_the_source_of_their_type_and_a_plugged_cable_is_not_said() {
    let text = devices(
        "<interface type='user'><source bridge='x'/><link state='up'/></interface>\
         <interface type='bridge'><source bridge='x' network='y'/><link state='down'/></interface>",
    );
    assert_eq!(
        written(&text),
        [
            "<interface type='user'><model type='Am79C973'/></interface>",
            "<interface type='bridge'><source bridge='x'/><model type='Am79C973'/><link state='down'/></interface>",
        ]
    );
}

#[test]
fn ports_are_numbered_and_sorted() {
    let text = devices(
        "<serial type='null'><source path='/x'/></serial><serial type='file'><source path='/b'/><target port='0'/></serial>",
    );
    assert_eq!(
        written(&text),
        [
            "<serial type='file'><source path='/b'/><target port='0'/></serial>",
            "<serial type='null'><target port='1'/></serial>",
        ]
    );
}

#[test]
fn graphics_one_of_a_type_sorted_a_port_is_chosen_if_and_only_if_none_is_given() {
    let cases = [
        (
            "<graphics type='rdp'/>",
            "<graphics type='rdp' autoport='yes'/>",
        ),
        (
            "<graphics type='rdp' port='-1'/>",
            "<graphics type='rdp' autoport='yes'/>",
        ),
        (
            "<graphics type='rdp' port='3390' autoport='yes'/>",
            "<graphics type='rdp' autoport='yes'/>",
        ),
        (
            "<graphics type='rdp' port='3390' autoport='no'/>",
            "<graphics type='rdp' port='3390'/>",
        ),
        (
            "<graphics type='rdp' listen='' multiUser='yes' replaceUser='no'/>",
            "<graphics type='rdp' autoport='yes' multiUser='yes'/>",
        ),
        (
            "<graphics type='desktop' port='1' display=':0'/>",
            "<graphics type='desktop' display=':0'/>",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(written(&devices(text)), [expected], "{text}");
    }
    let all = "<graphics type='rdp' port='1'/><graphics type='sdl'/><graphics type='rdp'/><graphics type='desktop'/>";
    let normal = normal(&devices(all));
    let kinds: Vec<GraphicsType> = normal
        .domain
        .devices
        .graphics
        .iter()
        .map(|graphics| graphics.kind)
        .collect();
    assert_eq!(kinds, [GraphicsType::Desktop, GraphicsType::Rdp]);
    assert_eq!(normal.domain.devices.graphics[1].port, Some(1));
    assert_eq!(normal.notes.len(), 2, "what is left out is said");
}

#[test]
fn boot_devices_stand_once() {
    let text = domain(
        "<os><type>hvm</type><boot dev='cdrom'/><boot dev='hd'/><boot dev='cdrom'/><boot dev='fd'/><boot dev='network'/></os>",
    );
    let normal = normal(&text);
    let boot: Vec<BootDevice> = normal
        .domain
        .os
        .unwrap()
        .boot
        .iter()
        .map(|boot| boot.dev)
        .collect();
    assert_eq!(
        boot,
        [
            BootDevice::Cdrom,
            BootDevice::HardDisk,
            BootDevice::Floppy,
            BootDevice::Network
        ]
    );
    assert_eq!(normal.notes.len(), 1);
    let path = Path::root().child("os").item("boot", 2).attribute("dev");
    assert_eq!(&text[normal.source.span(&path).unwrap()], "fd");
}

#[test]
fn empty_descriptions_are_none_and_folders_have_no_slash_at_their_end() {
    let text = domain(
        "<description/><devices><filesystem><source dir='/a/'/><target dir='b'/></filesystem>\
         <filesystem><source dir='/'/><target dir='c'/></filesystem></devices>",
    );
    let domain = normal(&text).domain;
    assert_eq!(domain.description, None);
    let dirs: Vec<&str> = domain
        .devices
        .filesystems
        .iter()
        .map(|share| share.source.dir.as_str())
        .collect();
    assert_eq!(dirs, ["/a", "/"]);
}

#[test]
fn what_was_implied_stands_where_it_was_asked_for() {
    let text = devices(&disk("dev='hda'", ""));
    let source = normal(&text).source;
    let span = source.span(&Path::device("controller", 0)).unwrap();
    assert_eq!(&text[span], "<disk>");
    assert_eq!(
        source.line(&Path::root().child("clock")),
        Some(1),
        "what nothing asked for stands at the domain"
    );
}

#[test]
fn disks_on_nvme_usb_and_virtio_have_places_there() {
    let text = devices(
        "<disk><source file='/a'/><target dev='nvme0n2' bus='nvme'/></disk>\
         <disk><source file='/b'/><target dev='sdc' bus='usb'/></disk>\
         <disk><source file='/c'/><target dev='sdb' bus='usb'/><address type='usb' bus='0' port='1'/></disk>\
         <disk><source file='/d'/><target dev='vda'/><address type='pci' domain='0' bus='0' slot='4' function='0'/></disk>\
         <disk><source file='/e'/><target dev='sda' bus='scsi'/></disk>",
    );
    assert_eq!(
        written(&text),
        [
            "<controller type='scsi' index='0' model='lsilogic'/>",
            "<controller type='scsi' index='1' model='virtio-scsi'/>",
            "<controller type='usb' index='0' model='pci-ohci'/>",
            "<controller type='nvme' index='0'/>",
            "<disk type='file' device='disk'><source file='/e'/><target dev='sda' bus='scsi'/><address type='drive' controller='0' bus='0' target='0' unit='0'/></disk>",
            "<disk type='file' device='disk'><source file='/d'/><target dev='sdb' bus='scsi'/><address type='drive' controller='1' bus='0' target='0' unit='0'/></disk>",
            "<disk type='file' device='disk'><source file='/a'/><target dev='nvme0n2' bus='nvme'/><address type='drive' controller='0' bus='0' target='0' unit='1'/></disk>",
            "<disk type='file' device='disk'><source file='/c'/><target dev='sdc' bus='usb'/><address type='usb' bus='0' port='1'/></disk>",
            "<disk type='file' device='disk'><source file='/b'/><target dev='sdd' bus='usb'/><address type='usb' bus='0' port='2'/></disk>",
        ]
    );
}

#[test]
fn the_number_of_ports_is_said_where_it_is_another_than_it_would_be() {
    let ports = |controllers: &str| written(&devices(controllers));
    assert_eq!(
        ports(
            "<controller type='sata' ports='30'/><controller type='nvme' ports='4'/><controller type='ide' model='piix4' ports='2'/>"
        ),
        [
            "<controller type='ide' index='0' model='piix4'/>",
            "<controller type='sata' index='0'/>",
            "<controller type='nvme' index='0' ports='4'/>",
        ]
    );
}

#[test]
fn aliases_are_names_within_the_document() {
    let text = devices("<interface type='user'><alias name='ua-lan'/></interface>");
    let normal = normal(&text);
    assert_eq!(normal.domain.devices.interfaces[0].alias, None);
    let notes: Vec<&str> = normal
        .notes
        .iter()
        .map(|note| note.message.as_str())
        .collect();
    assert_eq!(notes, ["the alias `ua-lan` is left out"]);
}

#[test]
fn one_pointing_device_and_one_keyboard_and_none_on_ps2() {
    let inputs = |text: &str| written(&devices(text));
    assert_eq!(
        inputs(
            "<input type='mouse' bus='ps2'/><input type='tablet'/><input type='keyboard' bus='ps2'/>"
        ),
        [
            "<controller type='usb' index='0' model='pci-ohci'/>",
            "<input type='tablet' bus='usb'/>",
        ]
    );
    assert_eq!(inputs("<input type='mouse'/>"), [""; 0]);
}

#[test]
fn hd_audio_is_ich6() {
    assert_eq!(
        written(&devices("<sound model='ich9'/>")),
        ["<sound model='ich6'/>"]
    );
}
