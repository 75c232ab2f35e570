//! Storage controllers, what is attached to them, media, and shared folders.

use super::command::{Script, Word, option, others, plain, switch, text, value, word_for, written};
use crate::plan::{Arg, Medium, Op, Step, Target};
use crate::value::Value;

const BUSES: &[(&str, &str)] = &[
    ("IDE", "ide"),
    ("SATA", "sata"),
    ("SCSI", "scsi"),
    ("Floppy", "floppy"),
    ("SAS", "sas"),
    ("USB", "usb"),
    ("PCIe", "pcie"),
    ("VirtioSCSI", "virtio"),
];
const CONTROLLERS: &[(&str, &str)] = &[
    ("PIIX3", "PIIX3"),
    ("PIIX4", "PIIX4"),
    ("ICH6", "ICH6"),
    ("IntelAhci", "IntelAhci"),
    ("LsiLogic", "LSILogic"),
    ("LsiLogicSas", "LSILogicSAS"),
    ("BusLogic", "BusLogic"),
    ("I82078", "I82078"),
    ("USB", "USB"),
    ("NVMe", "NVMe"),
    ("VirtioSCSI", "VirtIO"),
];
const DRIVES: &[(&str, &str)] = &[("HardDisk", "hdd"), ("DVD", "dvddrive"), ("Floppy", "fdd")];

/// What is written into a controller; it follows in the command that adds it.
pub(super) fn controller(name: &str, step: &Step, script: &mut Script) -> bool {
    let Op::Set {
        member,
        value: Arg::Value(value),
    } = &step.op
    else {
        return false;
    };
    let (option_name, word) = match member.as_ref() {
        "controllerType" => ("--controller", word_for(CONTROLLERS, value)),
        "useHostIOCache" => ("--hostiocache", switch(value)),
        "bootable" => ("--bootable", switch(value)),
        "portCount" => ("--portcount", None),
        _other => return false,
    };
    let Some(word) = word.map(str::to_owned).or_else(|| plain(value)) else {
        return false;
    };
    let machine = script.machine().to_owned();
    script.option(
        ["storagectl", &machine, "--name", name],
        option(option_name, word),
    );
    true
}

/// A change to the list of controllers, or to what is attached to one.
pub(super) fn attachment(step: &Step, script: &mut Script) -> bool {
    let Op::Call { member, args } = &step.op else {
        return false;
    };
    attached(member, args, script).is_some()
}

fn attached(member: &str, args: &[Arg], script: &mut Script) -> Option<()> {
    let machine = script.machine().to_owned();
    let switch_of = |at| value(args, at).and_then(switch);
    let options = match member {
        "addStorageController" => {
            let bus = word_for(BUSES, value(args, 1)?)?;
            script.option(
                ["storagectl", &machine, "--name", &text(args, 0)?],
                option("--add", bus),
            );
            return Some(());
        }
        "removeStorageController" => {
            let option = vec!["--remove".into()];
            script.option(["storagectl", &machine, "--name", &text(args, 0)?], option);
            return Some(());
        }
        "setStorageControllerBootable" => {
            script.option(
                ["storagectl", &machine, "--name", &text(args, 0)?],
                option("--bootable", switch_of(1)?),
            );
            return Some(());
        }
        "attachDevice" => {
            let drive = word_for(DRIVES, value(args, 3)?)?;
            vec![
                option("--type", drive),
                option("--medium", file(args.get(4)?)?),
            ]
        }
        "attachDeviceWithoutMedium" => {
            let drive = word_for(DRIVES, value(args, 3)?)?;
            vec![option("--type", drive), option("--medium", "emptydrive")]
        }
        "detachDevice" => vec![option("--medium", "none")],
        "mountMedium" => vec![
            option("--medium", file(args.get(3)?)?),
            vec!["--forceunmount".into()],
        ],
        "unmountMedium" => vec![
            option("--medium", "emptydrive"),
            vec!["--forceunmount".into()],
        ],
        "nonRotationalDevice" => vec![option("--nonrotational", switch_of(3)?)],
        "setAutoDiscardForDevice" => vec![option("--discard", switch_of(3)?)],
        "setHotPluggableForDevice" => vec![option("--hotpluggable", switch_of(3)?)],
        "passthroughDevice" => vec![option("--passthrough", switch_of(3)?)],
        "temporaryEjectDevice" => vec![option("--tempeject", switch_of(3)?)],
        "setBandwidthGroupForDevice" => match args.get(3)? {
            Arg::Object(Target::BandwidthGroup(name)) => {
                vec![option("--bandwidthgroup", name.as_str())]
            }
            Arg::Value(Value::Null) => vec![option("--bandwidthgroup", "none")],
            Arg::Object(_) | Arg::Value(_) | Arg::Secret(_) | Arg::Digest(_) => return None,
        },
        "setNoBandwidthGroupForDevice" => vec![option("--bandwidthgroup", "none")],
        _other => return None,
    };
    let mut all = vec![
        option("--storagectl", text(args, 0)?),
        option("--port", text(args, 1)?),
        option("--device", text(args, 2)?),
    ];
    all.extend(options);
    script.run(["storageattach", &machine], all);
    Some(())
}

fn file(arg: &Arg) -> Option<Word> {
    match arg {
        Arg::Object(Target::Medium(medium)) if medium.host_drive => {
            Some(format!("host:{}", medium.location).into())
        }
        Arg::Object(Target::Medium(medium)) => Some(medium.location.as_str().into()),
        Arg::Value(Value::Null) => Some("emptydrive".into()),
        Arg::Object(_) | Arg::Value(_) | Arg::Secret(_) | Arg::Digest(_) => None,
    }
}

/// What a medium itself is told.
pub(super) fn medium(medium: &Medium, step: &Step, script: &mut Script) -> bool {
    const KINDS: &[(&str, &str)] = &[("HardDisk", "disk"), ("DVD", "dvd"), ("Floppy", "floppy")];
    const TYPES: &[(&str, &str)] = &[
        ("Normal", "normal"),
        ("Writethrough", "writethrough"),
        ("Immutable", "immutable"),
        ("Shareable", "shareable"),
        ("Readonly", "readonly"),
        ("MultiAttach", "multiattach"),
    ];
    let kind = KINDS.iter().find(|(is, _)| *is == medium.device);
    let (
        Some((_, kind)),
        Op::Set {
            member,
            value: Arg::Value(value),
        },
    ) = (kind, &step.op)
    else {
        return false;
    };
    match (member.as_ref(), word_for(TYPES, value)) {
        ("type", Some(word)) => {
            let options = vec![option("--type", word)];
            script.run(["modifymedium", kind, &medium.location], options);
            true
        }
        _other => false,
    }
}

/// Whether `VBoxManage` takes the name of a shared folder.
fn has_words(name: &str) -> bool {
    !name.chars().any(char::is_whitespace)
}

/// A shared folder that is made or goes.
pub(super) fn folder_list(member: &str, args: &[Arg], script: &mut Script) -> Option<()> {
    let machine = script.machine().to_owned();
    let name = text(args, 0)?;
    if !has_words(&name) {
        return None;
    }
    let mut options = vec![option("--name", name)];
    if member == "removeSharedFolder" {
        script.run(["sharedfolder", "remove", &machine], options);
        return Some(());
    }
    options.push(option("--hostpath", text(args, 1)?));
    if value(args, 2)? == &Value::Bool(false) {
        options.push(vec!["--readonly".into()]);
    }
    if value(args, 3) == Some(&Value::Bool(true)) {
        options.push(vec!["--automount".into()]);
    }
    if let Some(point) = text(args, 4).filter(|point| !point.is_empty()) {
        options.push(option("--auto-mount-point", point));
    }
    script.run(["sharedfolder", "add", &machine], options);
    Some(())
}

/// A shared folder that is there.
pub(super) fn shared_folder<'s>(
    name: &str,
    steps: &'s [Step],
    script: &mut Script,
) -> Vec<&'s Step> {
    if !has_words(name) {
        return steps.iter().collect();
    }
    let wrote = written(steps);
    let is = |member: &str| match wrote.get(member) {
        Some(Arg::Value(Value::Bool(is))) => Some(*is),
        _not_written => None,
    };
    let mut said = Vec::new();
    let mut options = vec![option("--name", name)];
    if let Some(writable) = is("writable") {
        options.push(option("--readonly", (!writable).to_string()));
        said.push("writable");
    }
    if let Some(automount) = is("autoMount") {
        options.push(option("--automount", automount.to_string()));
        said.push("autoMount");
    }
    if let Some(Arg::Value(Value::Text(point))) = wrote.get("autoMountPoint") {
        options.push(option("--auto-mount-point", point.as_str()));
        said.push("autoMountPoint");
    }
    let machine = script.machine().to_owned();
    script.run(["sharedfolder", "modify", &machine], options);
    others(steps, &said)
}
