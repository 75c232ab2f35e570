//! What the support data says of each release, against the slot tables of the releases.

use native_driver::planner::lacking;
use native_driver::typelib::Typelib;
use schema_core::domain::metadata::Machine;
use schema_core::normalize::{Normalized, normalize};
use schema_core::parse::parse;
use schema_core::spec::{AttributeSpec, Content, Element as _, ElementSpec};
use schema_core::support::parts::{PARTS, devices_lacking, parts_lacking};
use schema_core::support::{Before, Device, Release, devices};
use schema_core::validate::validate;
use tests::tree;

/// The releases that there is a table of, with it, oldest first.
fn tables() -> Vec<(Release, Typelib)> {
    let mut tables = Vec::new();
    for path in tree::tracked() {
        let in_folder = path.starts_with("native-driver/tables");
        if in_folder && path.extension().is_some_and(|ending| ending == "json") {
            let release = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
            let typelib = Typelib::from_tables(&[&tree::read(&path)]).unwrap();
            tables.push((release, typelib));
        }
    }
    tables.sort_by_key(|(release, _)| *release);
    assert_eq!(tables.len(), 15);
    tables
}

/// Whether a table has the constant; names of enums differ in upper and lower case between releases.
fn has(typelib: &Typelib, device: &Device) -> bool {
    typelib.enums().any(|(name, constants)| {
        name.eq_ignore_ascii_case(device.of)
            && constants.iter().any(|(name, _)| name == device.constant)
    })
}

fn has_enum(typelib: &Typelib, device: &Device) -> bool {
    typelib
        .enums()
        .any(|(name, _)| name.eq_ignore_ascii_case(device.of))
}

/// What is wrong with what is said about a device in a release.
fn fault(device: &Device, release: Release, typelib: &Typelib, first: Release) -> Option<String> {
    let wrong = |what: &str| {
        Some(format!(
            "{}::{} in {release}: {what}",
            device.of, device.constant
        ))
    };
    if has(typelib, device) {
        return (!device.is_in(release)).then(|| wrong("there is the constant"))?;
    }
    if !device.is_in(release) {
        return None;
    }
    match device.before {
        Before::Absent => wrong("there is no constant"),
        Before::OnlyChoice if has_enum(typelib, device) && release < first => {
            wrong("there were others to choose from")
        }
        Before::Member { interface, member } if !typelib.has(interface, member) => {
            wrong("there is no such member")
        }
        Before::OnlyChoice | Before::Member { .. } if release < first => None,
        Before::OnlyChoice | Before::Member { .. } => wrong("the constant was taken away"),
    }
}

#[test]
fn every_device_is_in_the_tables_since_it_is_said_to_be() {
    let tables = tables();
    let mut faults = Vec::new();
    for device in devices::ALL.iter().copied().flatten() {
        let first = tables
            .iter()
            .find(|(_, typelib)| has(typelib, device))
            .map(|(release, _)| *release);
        let Some(first) = first else {
            faults.push(format!("{}::{} is in no table", device.of, device.constant));
            continue;
        };
        for (release, typelib) in &tables {
            faults.extend(fault(device, *release, typelib, first));
        }
    }
    assert_eq!(faults, [""; 0]);
}

/// Constants that are no device, or none that a document could name.
const NO_DEVICES: &[&str] = &["Null", "None", "Last", "Invalid", "MMPM"];

#[test]
fn every_constant_of_the_tables_is_said_to_be_a_device() {
    let mut missing = Vec::new();
    for (release, typelib) in tables() {
        for (of, constants) in typelib.enums() {
            let table = devices::ALL.iter().find(|table| {
                table
                    .iter()
                    .any(|device| device.of.eq_ignore_ascii_case(of))
            });
            let Some(table) = table else { continue };
            for (constant, _) in constants {
                let known = table.iter().any(|device| device.constant == constant);
                if !known && !NO_DEVICES.contains(&constant.as_str()) {
                    missing.push(format!("{of}::{constant} of {release}"));
                }
            }
        }
    }
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_number_of_interfaces_depends_on_the_chipset_since_it_is_asked_with_one() {
    for (release, typelib) in tables() {
        let by_chipset = ["ISystemProperties", "IPlatformProperties"]
            .iter()
            .any(|interface| typelib.has(interface, "getMaxNetworkAdapters"));
        let ich9 = schema_core::support::Chipset::Ich9.max_interfaces(release);
        assert_eq!(by_chipset, ich9 > 8, "{release}");
    }
}

/// What an element needs beside the attribute that is looked at.
const NEEDED: &[(&str, &str)] = &[
    ("vbox:controller", "type='sata'"),
    ("vbox:disk", "target='sda'"),
    ("vbox:driver", "name='VDE'"),
    ("vbox:filesystem", "target='share'"),
    ("vbox:interface", "mac='08:00:27:00:00:01'"),
    ("vbox:property", "name='a' value='b'"),
    ("vbox:serial", "port='0'"),
    ("vbox:usbFilter", "name='filter'"),
];

/// What values can be, where they are no words.
const VALUES: &[&str] = &["3", "0x0001", "/text", "Linux", "10.0.0.9"];

/// A setting of `<vbox:machine>` and the releases that it is said to be in from.
struct Setting {
    /// The elements that it stands in, from the outermost.
    elements: Vec<&'static str>,
    /// The attribute; `None` where it is the text of the last element.
    attribute: Option<&'static AttributeSpec>,
    since: Release,
}

fn settings(spec: &'static ElementSpec, within: &[&'static str], found: &mut Vec<Setting>) {
    let said = spec.attributes.iter();
    found.extend(said.filter_map(|attribute| {
        Some(Setting {
            elements: within.to_vec(),
            attribute: Some(attribute),
            since: attribute.since?,
        })
    }));
    for child in spec.children {
        let mut elements = within.to_vec();
        elements.push(child.name);
        match child.content {
            Content::Element(inner) => settings(inner(), &elements, found),
            Content::Value(_) | Content::Empty => found.extend(child.since.map(|since| Setting {
                elements,
                attribute: None,
                since,
            })),
        }
    }
}

impl Setting {
    /// The texts of `<vbox:machine>` in which it is said.
    fn texts(&self) -> Vec<String> {
        let words = self.attribute.map_or(&[][..], |it| it.value.words);
        let mut values: Vec<&str> = words.iter().map(|word| word.word).collect();
        if values.is_empty() {
            values = VALUES.to_vec();
        }
        values.iter().map(|value| self.text(value)).collect()
    }

    fn text(&self, value: &str) -> String {
        let (last, outer) = self.elements.split_last().unwrap();
        let own = match self.attribute {
            Some(attribute) => {
                let own = format!("{}='{value}'", attribute.name);
                // What it is about can be what it needs.
                let needed = needed(last);
                let is_said = needed.starts_with(&format!("{}=", attribute.name));
                let needed = if is_said { "" } else { needed };
                format!("<{last} {needed} {own}/>")
            }
            None => format!("<{last}>{value}</{last}>"),
        };
        outer.iter().rev().fold(own, |text, name| {
            format!("<{name} {}>{text}</{name}>", needed(name))
        })
    }

    /// Whether a place of a plan is this one.
    fn is_at(&self, path: &str) -> bool {
        let last = self.elements.last().unwrap();
        match self.attribute {
            Some(attribute) => {
                path.contains(last) && path.ends_with(&format!("/@{}", attribute.name))
            }
            None => path.contains(last),
        }
    }
}

fn needed(element: &str) -> &'static str {
    let found = NEEDED.iter().find(|(name, _)| *name == element);
    found.map_or("", |(_, needed)| needed)
}

/// A machine with a device of each kind.
fn machine_with(own: &str) -> String {
    // Only an interface that leads nowhere else can have a driver.
    let has_driver = own.contains("<vbox:driver");
    let interface = if has_driver { "null" } else { "user" };
    format!(
        "<domain type='vbox'><name>a</name><metadata><vbox:machine xmlns:vbox='urn:boxwright:vbox:1'>{own}</vbox:machine></metadata>\
         <memory unit='MiB'>64</memory><os><type>hvm</type></os><devices><controller type='sata' index='0'/>\
         <disk><source file='/a.vdi'/><target dev='sda' bus='sata'/></disk>\
         <filesystem type='mount'><source dir='/s'/><target dir='share'/></filesystem>\
         <interface type='{interface}'><mac address='08:00:27:00:00:01'/></interface><serial type='null'/>\
         <graphics type='rdp' autoport='yes'/></devices></domain>"
    )
}

#[test]
fn every_own_setting_is_in_the_tables_since_it_is_said_to_be() {
    let tables = tables();
    let mut all = Vec::new();
    settings(Machine::SPEC, &[], &mut all);
    assert!(all.len() > 60, "{} settings", all.len());
    let mut faults = Vec::new();
    for setting in &all {
        let what = format!(
            "{} {}",
            setting.elements.join("/"),
            setting.attribute.map_or("", |attribute| attribute.name)
        );
        // Words can have come later than the setting that they are of.
        let valid = setting.texts().into_iter().filter_map(|text| {
            let validated = validate(parse(&machine_with(&text))).ok()?;
            Some(normalize(&validated))
        });
        let documents: Vec<Normalized> = valid.collect();
        assert!(!documents.is_empty(), "{what}: {:?}", setting.texts());
        let lacks = |document: &Normalized, typelib: &Typelib| {
            let lacking = lacking(document, typelib);
            lacking.iter().any(|it| setting.is_at(&it.path.to_string()))
        };
        let first = tables
            .iter()
            .find(|(_, typelib)| documents.iter().any(|document| !lacks(document, typelib)));
        let first = first.map(|(release, _)| *release);
        // There is no table of 5.1.
        let is_right = first == Some(setting.since)
            || setting.since == Release::new(5, 1) && first == Some(Release::new(5, 2));
        if !is_right {
            let found = first.map_or("never".to_owned(), |first| first.to_string());
            faults.push(format!("{what}: said {}, found {found}", setting.since));
        }
    }
    assert_eq!(faults, [""; 0]);
}

#[test]
fn every_part_came_with_the_member_that_sets_it() {
    let has = |typelib: &Typelib, by: &str| match by.split_once("::") {
        Some((of, constant)) => typelib.enums().any(|(name, constants)| {
            name.eq_ignore_ascii_case(of) && constants.iter().any(|(name, _)| name == constant)
        }),
        None => by
            .split_once('.')
            .is_some_and(|(interface, member)| typelib.has(interface, member)),
    };
    for part in PARTS {
        // Later it may have gone elsewhere.
        for (release, typelib) in tables().iter().filter(|(it, _)| *it <= part.since) {
            let is_there = has(typelib, part.by);
            assert_eq!(is_there, *release == part.since, "{} in {release}", part.by);
        }
    }
}

/// Devices that each want something of a release.
const WANTED: &[&str] = &[
    "<controller type='ide' model='ich6'/>",
    "<controller type='scsi' model='lsisas1068'/>",
    "<controller type='scsi' model='virtio-scsi'/>",
    "<controller type='nvme'/>",
    "<controller type='usb' model='pci-ohci'/>",
    "<controller type='usb' model='ehci'/>",
    "<controller type='usb' model='qemu-xhci'/>",
    "<disk device='cdrom'><target dev='hda' bus='ide'/></disk>",
    "<disk device='floppy'><target dev='fda' bus='fdc'/></disk>",
    "<disk><source file='/a.vdi'/><target dev='sda' bus='usb'/></disk>",
    "<disk><source file='/a.vdi'/><target dev='vda' bus='virtio'/></disk>",
    "<disk><source file='/a.vdi'/><target dev='nvme0n1' bus='nvme'/></disk>",
    "<disk><driver discard='unmap'/><source file='/a.vdi'/><target dev='sda' bus='sata'/></disk>",
    "<disk><source file='/a.vdi'/><target dev='sda' bus='sata' rotation_rate='1'/></disk>",
    "<interface type='user'><model type='Am79C960'/></interface>",
    "<interface type='user'><model type='NE2000'/></interface>",
    "<interface type='user'><model type='e1000e'/></interface>",
    "<interface type='user'><bandwidth><outbound average='100'/></bandwidth></interface>",
    "<interface type='user'><link state='down'/></interface>",
    "<input type='mouse' bus='ps2'/>",
    "<input type='tablet' bus='usb'/>",
    "<serial type='file'><source path='/a'/></serial>",
    "<sound model='virtio'/>",
    "<video><model type='vbox' heads='2'/></video>",
    "<video><model type='ramfb'/></video>",
    "<video><model type='vbox'><acceleration accel2d='yes'/></model></video>",
    "<video><model type='vbox'><acceleration accel3d='yes'/></model></video>",
];

/// Elements of the domain that do.
const WANTED_OF_DOMAIN: &[&str] = &[
    "<cpu mode='host-passthrough'/>",
    "<cpu><feature policy='disable' name='vmx'/></cpu>",
    "<cpu><feature name='svm'/></cpu>",
    "<cputune><period>100000</period><quota>-1</quota></cputune>",
    "<cputune><quota>50000</quota></cputune>",
    "<cputune><quota>99999</quota></cputune>",
    "<clock offset='variable' adjustment='3600'/>",
];

/// Documents of every element, each with its name.
fn wanting() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for path in tree::tracked() {
        let is_xml = path.extension().is_some_and(|ending| ending == "xml");
        let is_whole = path.starts_with("tests/fixtures/domain");
        // What Boxwright keeps in `<metadata>` says for itself since when there is it.
        let is_own = path.starts_with("tests/fixtures/metadata");
        if is_xml && path.starts_with("tests/fixtures") && !is_whole && !is_own {
            let text = tree::read(&path).replace("FILES", "/files");
            texts.push((path.display().to_string(), text));
        }
    }
    assert!(texts.len() > 40, "{} fixtures", texts.len());
    let around = |inner: String| {
        format!(
            "<domain type='vbox'><name>a</name><memory unit='MiB'>64</memory><os><type>hvm</type></os>\
             <features><pae/><acpi/><apic/></features>{inner}</domain>"
        )
    };
    for device in WANTED {
        let devices = format!("<devices>{device}</devices>");
        texts.push(((*device).to_owned(), around(devices)));
    }
    for element in WANTED_OF_DOMAIN {
        texts.push(((*element).to_owned(), around((*element).to_owned())));
    }
    texts
}

#[test]
fn the_linter_finds_a_release_too_old_where_a_plan_for_it_does() {
    let mut faults = Vec::new();
    let tables = tables();
    for (name, text) in wanting() {
        let parsed = parse(&text);
        let domain = parsed.domain.clone();
        let normalized = normalize(&validate(parsed).unwrap());
        for (release, typelib) in &tables {
            let planned = lacking(&normalized, typelib);
            let mut linted = devices_lacking(&domain, *release);
            linted.extend(parts_lacking(&domain, *release));
            if planned.is_empty() != linted.is_empty() {
                let planned: Vec<_> = planned.iter().map(|it| &it.message).collect();
                let linted: Vec<_> = linted.iter().map(|it| &it.what).collect();
                faults.push(format!("{name} for {release}: {planned:?}, {linted:?}"));
            }
        }
    }
    assert_eq!(faults, [""; 0]);
}
