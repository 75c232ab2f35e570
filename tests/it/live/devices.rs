//! Devices on a real VirtualBox, with VirtualBox's own command as the witness.

use tests::driven::Driven;
use tests::live::Lab;

use crate::devices::{CASES, FILES, MANY, SHARED, document, settle, walk};

#[test]
fn each_device_is_applied_read_back_and_changed_in_place() {
    let Some(lab) = Lab::start() else { return };
    for file in FILES {
        lab.image(file);
    }
    let files = lab.files();
    let mut driven = Driven::live(&lab);
    for case in CASES.iter().chain([&SHARED]) {
        walk(&mut driven, case, &files, |state| {
            let said = lab.showvminfo(case.name);
            for (key, value) in state.shown {
                let value = value.replace("FILES", files.to_str().unwrap());
                assert_eq!(
                    said.get(*key),
                    Some(&value),
                    "{}: {key} of {}\n{said:#?}",
                    case.name,
                    state.devices
                );
            }
        });
    }
}

#[test]
fn networks_of_virtualbox_are_reached_by_their_names() {
    let Some(lab) = Lab::start() else { return };
    let add = [
        "natnetwork",
        "add",
        "--netname",
        "lab nat",
        "--network",
        "10.9.0.0/24",
        "--enable",
    ];
    lab.vboxmanage(add);
    let files = lab.files();
    let mut driven = Driven::live(&lab);
    let devices = "<interface type='network'><source network='lab nat'/><model type='virtio'/></interface>\
                   <interface type='network'><source network='vboxnet7'/></interface>";
    let xml = document("networks", devices, &files);
    settle(&mut driven, "networks", xml, "networks", || {
        let said = lab.showvminfo("networks");
        let value = |key: &str| said.get(key).map(String::as_str);
        assert_eq!(value("nic1"), Some("natnetwork"), "{said:#?}");
        assert_eq!(value("nat-network1"), Some("lab nat"));
        assert_eq!(value("nic2"), Some("hostonly"));
        assert_eq!(value("hostonlyadapter2"), Some("vboxnet7"));
    });
}

#[test]
fn another_chipset_has_more_places() {
    let Some(lab) = Lab::start() else { return };
    for file in FILES {
        lab.image(file);
    }
    let files = lab.files();
    let mut driven = Driven::live(&lab);
    for (machine, interfaces, devices) in MANY {
        let devices = format!(
            "{devices}{}",
            "<interface type='user'></interface>".repeat(*interfaces)
        );
        let xml = document("many", &devices, &files)
            .replace("<type>", &format!("<type machine='{machine}'>"));
        settle(&mut driven, "many", xml, machine, || {
            let said = lab.showvminfo("many");
            let last = format!("nic{interfaces}");
            assert_eq!(
                said.get(&last).map(String::as_str),
                Some("nat"),
                "{said:#?}"
            );
        });
    }
}

#[test]
fn one_image_is_two_disks_only_where_both_are_read_only() {
    let Some(lab) = Lab::start() else { return };
    lab.image("one.vdi");
    let files = lab.files();
    let disk = |dev: &str, mark: &str| {
        format!(
            "<disk type='file' device='disk'><source file='FILES/one.vdi'/><target dev='{dev}' bus='sata'/>{mark}</disk>"
        )
    };
    let twice = |mark: &str| document("twice", &(disk("sda", mark) + &disk("sdb", mark)), &files);
    let mut driven = Driven::live(&lab);
    settle(
        &mut driven,
        "twice",
        twice("<readonly/>"),
        "read-only",
        || {
            let said = lab.showvminfo("twice");
            let images = said
                .values()
                .filter(|value| value.contains("Snapshots/"))
                .count();
            assert_eq!(images, 2, "{said:#?}");
        },
    );
    for mark in ["", "<shareable/>"] {
        let found = schema_core::lint::lint(&twice(mark));
        let rules: Vec<&str> = found.iter().map(|found| found.rule).collect();
        assert!(rules.contains(&"duplicate-disk-image"), "{mark}: {rules:?}");
    }
}
