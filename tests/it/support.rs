//! What the support data says of each release, against the slot tables of the releases.

use native_driver::typelib::Typelib;
use schema_core::support::{Before, Device, Release, devices};
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
