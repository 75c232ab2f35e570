//! Every single element of the documented domain removed or altered in turn: the plan is that change and no other.

use native_driver::plan::Action;
use native_driver::planner::PlanError;
use tests::driven::{Driven, normal_text};
use tests::live::Lab;
use tests::tree;

/// What is replaced by what, and the changes that must be planned: path, line of the altered document that asked.
type Case = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("<name>vbox</name>", "<name>other</name>", &[("/domain/name", "<name>other</name>")]),
    ("<boot dev='cdrom'/>\n", "", &[("/domain/os/boot[0]", "<boot dev='hd'/>")]),
    ("<boot dev='hd'/>\n", "", &[("/domain/os/boot[1]", "<boot dev='fd'/>")]),
    ("<boot dev='fd'/>\n", "", &[("/domain/os/boot[2]", "<boot dev='network'/>")]),
    ("<boot dev='network'/>\n", "", &[("/domain/os", "<os>")]),
    ("<boot dev='cdrom'/>\n<boot dev='hd'/>", "<boot dev='hd'/>\n<boot dev='cdrom'/>", &[("/domain/os/boot[0]", "<boot dev='hd'/>")]),
    ("<memory>654321</memory>", "<memory unit='MiB'>64</memory>", &[("/domain/memory", "<memory unit='MiB'>")]),
    ("<vcpu>1</vcpu>", "<vcpu>2</vcpu>", &[("/domain/vcpu", "<vcpu>2</vcpu>")]),
    ("<pae/>\n", "", &[("/domain/features/pae", "<features>")]),
    ("<acpi/>\n", "", &[("/domain/features/acpi", "<features>")]),
    ("<apic/>\n", "", &[("/domain/features/apic", "<features>")]),
    ("<devices>", "<clock offset='localtime'/>\n<devices>", &[("/domain/clock/@offset", "<clock")]),
    ("<devices>", "<devices>\n<controller type='ide' index='0' model='ich6'/>", &[("/domain/devices/controller[1]/@model", "<controller")]),
    ("<devices>", "<devices>\n<controller type='sata' index='0'/>", &[("/domain/devices/controller[2]", "<controller")]),
    ("<source file='/home/user/Downloads/slax-6.0.9.iso'/>\n", "", &[("/domain/devices/disk[1]/source/@file", "<disk type='file' device='cdrom'>")]),
    ("slax-6.0.9.iso", "other.iso", &[("/domain/devices/disk[1]/source/@file", "other.iso")]),
    ("<target dev='hdc'/>", "<target dev='hda'/>", &[("/domain/devices/disk[1]", "<disk type='file' device='cdrom'>"), ("/domain/devices", "<devices>")]),
    ("vbox.vdi", "other.vdi", &[("/domain/devices/disk[2]/source/@file", "other.vdi")]),
    ("<target dev='hdd'/>", "<target dev='hdb'/>", &[("/domain/devices/disk[1]", "<disk type='file' device='disk'>"), ("/domain/devices", "<devices>")]),
    ("WIN98C.IMG", "other.img", &[("/domain/devices/disk[0]/source/@file", "other.img")]),
    ("<source dir='/home/user/stuff'/>", "<source dir='/home/user/other'/>", &[("/domain/devices/filesystem[0]/source/@dir", "<source dir=")]),
    ("<target dir='my-shared-folder'/>", "<target dir='other'/>", &[("/domain/devices", "<devices>"), ("/domain/devices/filesystem[0]", "<filesystem")]),
    ("<target dir='my-shared-folder'/>", "<target dir='my-shared-folder'/>\n<readonly/>", &[("/domain/devices/filesystem[0]/readonly", "<readonly/>")]),
    ("<source bridge='eth0'/>", "<source bridge='eth1'/>", &[("/domain/devices/interface[0]/source", "<source bridge='eth1'/>")]),
    ("<mac address='00:16:3e:5d:c7:9e'/>", "<mac address='00:16:3e:5d:c7:9f'/>", &[("/domain/devices/interface[0]/mac/@address", "c7:9f")]),
    ("<model type='am79c973'/>", "<model type='virtio'/>", &[("/domain/devices/interface[0]/model/@type", "<model type='virtio'/>")]),
    ("<model type='82540eM'/>", "<model type='82545EM'/>", &[("/domain/devices/interface[1]/model/@type", "82545EM")]),
    ("<model type='82540eM'/>", "<model type='82540EM'/>\n<link state='down'/>", &[("/domain/devices/interface[1]/link/@state", "<link")]),
    ("<interface type='bridge'>\n<source bridge='eth0'/>", "<interface type='internal'>\n<source name='lan'/>", &[("/domain/devices/interface[0]/@type", "<interface type='internal'>")]),
    ("<sound model='sb16'/>\n", "", &[("/domain/devices", "<devices>")]),
    ("<sound model='sb16'/>", "<sound model='ac97'/>", &[("/domain/devices/sound[0]/@model", "<sound model='ac97'/>")]),
    ("<sound model='sb16'/>", "<sound model='ich6'/>", &[("/domain/devices/sound[0]/@model", "<sound model='ich6'/>")]),
    ("<source path='/dev/pts/1'/>", "<source path='/dev/pts/9'/>", &[("/domain/devices/parallel[0]/source/@path", "/dev/pts/9")]),
    ("<source path=\"/dev/ttyS0\"/>", "<source path=\"/dev/ttyS1\"/>", &[("/domain/devices/serial[0]/source/@path", "/dev/ttyS1")]),
    ("<serial type=\"pipe\">", "<serial type=\"file\">", &[("/domain/devices/serial[1]/@type", "<serial type=\"file\">")]),
    ("<target port=\"1\"/>", "<target port=\"2\"/>", &[("/domain/devices/serial[1]", "<serial type=\"pipe\">"), ("/domain/devices", "<devices>")]),
    ("<vendor id='0x1234'/>", "<vendor id='0x1235'/>", &[("/domain/devices", "<devices>"), ("/domain/devices/hostdev[0]", "<hostdev mode='subsystem' type='usb'>\n<source>\n<vendor id='0x1235'/>")]),
    ("<product id='0xfeeb'/>", "<product id='0xfeec'/>", &[("/domain/devices", "<devices>"), ("/domain/devices/hostdev[1]", "<hostdev mode='subsystem' type='usb'>\n<source>\n<vendor id='0x4321'/>")]),
    ("<sound model='sb16'/>", "<sound model='sb16'/>\n<graphics type='rdp' autoport='yes'/>", &[("/domain/devices/graphics[0]", "<graphics")]),
    ("<sound model='sb16'/>", "<sound model='sb16'/>\n<graphics type='rdp' port='4000' listen='127.0.0.1' replaceUser='yes'/>", &[("/domain/devices/graphics[0]", "<graphics")]),
    ("<sound model='sb16'/>", "<sound model='sb16'/>\n<graphics type='desktop' display=':1'/>", &[("/domain/devices/graphics[0]", "<graphics")]),
];

/// Whole elements that are taken out: from the first line that contains this to the end tag.
const REMOVED: &[(&str, &str)] = &[
    ("<features>", "</features>"),
    ("<disk type='file' device='cdrom'>", "</disk>"),
    ("<disk type='file' device='disk'>", "</disk>"),
    ("<disk type='file' device='floppy'>", "</disk>"),
    ("<filesystem", "</filesystem>"),
    ("<interface type='bridge'>", "</interface>"),
    ("<interface type='user'>", "</interface>"),
    ("<parallel type='dev'>", "</parallel>"),
    ("<serial type=\"dev\">", "</serial>"),
    ("<serial type=\"pipe\">", "</serial>"),
    ("<hostdev mode='subsystem' type='usb'>", "</hostdev>"),
];

fn line_of(text: &str, part: &str) -> Option<u32> {
    let at = text.rfind(part)?;
    u32::try_from(text[..at].matches('\n').count() + 1).ok()
}

#[test]
fn one_altered_element_is_one_change() {
    let Some(lab) = Lab::start() else { return };
    let original = tree::example("documented-2009.xml");
    let base = lab.with_host_files(&original);
    let mut driven = Driven::live(&lab);
    driven.apply(&base).unwrap();
    for (from, to, expected) in CASES {
        assert!(original.contains(from), "{from}");
        let altered = lab.with_host_files(&original.replacen(from, to, 1));
        let plan = driven
            .plan(&altered)
            .unwrap_or_else(|error| panic!("{from} -> {to}: {error:?}"));
        let mut planned: Vec<(&str, Option<u32>)> = plan
            .changes
            .iter()
            .map(|change| (change.path.as_str(), change.line))
            .collect();
        let mut expected: Vec<(&str, Option<u32>)> = expected
            .iter()
            .map(|(path, part)| (*path, line_of(&altered, part)))
            .collect();
        planned.sort_unstable();
        expected.sort_unstable();
        for ((path, line), (wanted, at)) in planned.iter().zip(&expected) {
            assert_eq!(path, wanted, "{from} -> {to}: {:#?}", plan.changes);
            assert_eq!(line, at, "{from} -> {to}: line of {path}");
        }
        assert_eq!(
            planned.len(),
            expected.len(),
            "{from} -> {to}: {:#?}",
            plan.changes
        );
        round_trip(&mut driven, &altered, &base, from);
    }
}

#[test]
fn one_removed_element_is_one_change() {
    let Some(lab) = Lab::start() else { return };
    let base = lab.with_host_files(&tree::example("documented-2009.xml"));
    let mut driven = Driven::live(&lab);
    driven.apply(&base).unwrap();
    for (start, end) in REMOVED {
        let at = base.find(start).unwrap();
        let to = at + base[at..].find(end).unwrap() + end.len() + 1;
        let altered = format!("{}{}", &base[..at], &base[to..]);
        let plan = driven
            .plan(&altered)
            .unwrap_or_else(|error| panic!("without {start}: {error:?}"));
        assert_eq!(plan.action, Action::Change);
        let removed_with_it = match *start {
            // Three switches.
            "<features>" => 3,
            // The floppy controller was there for it alone.
            "<disk type='file' device='floppy'>" => 2,
            _ => 1,
        };
        assert_eq!(
            plan.changes.len(),
            removed_with_it,
            "without {start}: {:#?}",
            plan.changes
        );
        assert!(!plan.needs_adopt, "the machine was made by boxwright");
        round_trip(&mut driven, &altered, &base, start);
    }
}

/// Applies an altered document and the base again; each time the machine reads as the document says.
#[track_caller]
fn round_trip(driven: &mut Driven<'_>, altered: &str, base: &str, what: &str) {
    for (name, xml) in [("altered", altered), ("base", base)] {
        driven
            .apply(xml)
            .map_err(|error| format!("{what} {name}: {error}"))
            .unwrap();
        assert_eq!(
            driven.dump("4dab22b3-1d52-d8f3-2516-782e98ab3fa0"),
            normal_text(xml),
            "{what} {name}"
        );
        let plan = driven.plan(xml).unwrap();
        assert_eq!(plan.changes, [], "{what} {name}: nothing is left to change");
    }
}

#[test]
fn silence_leaves_a_description() {
    let Some(lab) = Lab::start() else { return };
    let base = lab.with_host_files(&tree::example("documented-2009.xml"));
    let described = base.replacen("<os>", "<description>what for</description>\n<os>", 1);
    let mut driven = Driven::live(&lab);
    driven.apply(&base).unwrap();
    let plan = driven.plan(&described).unwrap();
    let changes: Vec<(&str, Option<u32>)> = plan
        .changes
        .iter()
        .map(|change| (change.path.as_str(), change.line))
        .collect();
    assert_eq!(
        changes,
        [("/domain/description", line_of(&described, "<description>"))]
    );
    driven.apply(&described).unwrap();
    assert_eq!(driven.dump("vbox"), normal_text(&described));
    assert_eq!(driven.plan(&base).unwrap().changes, []);
}

#[test]
fn a_disk_becomes_read_only_while_no_machine_has_it() {
    let Some(lab) = Lab::start() else { return };
    let base = lab.with_host_files(&tree::example("documented-2009.xml"));
    let readonly = base.replacen("<target dev='hdd'/>", "<target dev='hdd'/>\n<readonly/>", 1);
    let at = base.find("<disk type='file' device='disk'>").unwrap();
    let without = format!(
        "{}{}",
        &base[..at],
        &base[at + base[at..].find("</disk>").unwrap() + 8..]
    );
    let mut driven = Driven::live(&lab);
    driven.apply(&base).unwrap();
    let Err(PlanError::Refused(refused)) = driven.plan(&readonly) else {
        panic!("an attached disk cannot change its type")
    };
    let lines: Vec<(&str, &str)> = refused
        .iter()
        .map(|it| (it.rule, &readonly[it.span.clone()]))
        .collect();
    assert_eq!(lines, [("medium-in-use", "<readonly/>")]);
    driven.apply(&without).unwrap();
    driven.apply(&readonly).unwrap();
    assert_eq!(driven.dump("vbox"), normal_text(&readonly));
    assert_eq!(driven.plan(&readonly).unwrap().changes, []);
    assert!(lab.vboxmanage(["list", "hdds"]).contains("immutable"));
}
