//! Machines that VirtualBox's own command made: what was dumped is applied without a change, and what the document does
//! not mention is never taken away unasked.

use native_driver::apply::ApplyError;
use native_driver::plan::{Action, Phase};
use native_driver::planner::PlanError;
use schema_core::lint;
use tests::driven::Driven;
use tests::live::Lab;

/// Dumps a machine and plans the dump: no error, no change.
#[track_caller]
fn dump_is_a_fixed_point(driven: &mut Driven<'_>, name: &str) -> String {
    let dump = driven.dump(name);
    let found = lint::lint(&dump);
    let errors: Vec<_> = found.iter().filter(|it| it.is_error()).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}\n{dump}");
    let warnings = found
        .iter()
        .filter(|it| it.severity == schema_core::Severity::Warning)
        .count();
    assert!(warnings <= 1, "{name}: {found:#?}");
    let plan = driven
        .plan(&dump)
        .map_err(|error| format!("{name}: {error:#?}\n{dump}"))
        .unwrap();
    assert_eq!(plan.changes, [], "{name}\n{dump}");
    assert_eq!(
        (plan.action, plan.blocked, plan.needs_adopt),
        (Action::None, None, false),
        "{name}"
    );
    driven.reset();
    let report = driven
        .apply(&dump)
        .map_err(|error| format!("{name}: {error}"))
        .unwrap();
    assert_eq!((report.applied, driven.changes()), (0, 0), "{name}");
    dump
}

fn create(lab: &Lab, name: &str, os_type: &str) {
    lab.vboxmanage([
        "createvm",
        "--name",
        name,
        "--ostype",
        os_type,
        "--default",
        "--register",
    ]);
}

#[test]
fn the_defaults_of_guest_systems() {
    let Some(lab) = Lab::start() else { return };
    let mut driven = Driven::live(&lab);
    let systems = [
        "Other",
        "DOS",
        "WindowsXP",
        "Windows10_64",
        "Windows11_64",
        "Debian_64",
        "Ubuntu_64",
        "RedHat",
        "FreeBSD_64",
        "Solaris11_64",
        "MacOS1013_64",
        "OS2Warp45",
        "Linux26",
        "ArchLinux_64",
    ];
    for system in systems {
        create(&lab, system, system);
        let dump = dump_is_a_fixed_point(&mut driven, system);
        assert!(
            dump.contains("<interface type='user'>"),
            "{system} has a network adapter\n{dump}"
        );
    }
}

fn image(lab: &Lab, name: &str) -> String {
    lab.image(name).to_str().unwrap().to_owned()
}

fn make_odd(lab: &Lab) {
    lab.vboxmanage([
        "createvm",
        "--name",
        "odd",
        "--ostype",
        "Other",
        "--register",
    ]);
    for (name, bus, model) in [
        ("My disks", "ide", "ICH6"),
        ("a/b", "sata", "IntelAHCI"),
        ("second", "scsi", "BusLogic"),
        ("first", "sas", "LSILogicSAS"),
        ("fd", "floppy", "I82078"),
    ] {
        lab.vboxmanage([
            "storagectl",
            "odd",
            "--name",
            name,
            "--add",
            bus,
            "--controller",
            model,
        ]);
    }
    for (controller, port, device, kind, medium) in [
        ("My disks", "0", "1", "hdd", image(lab, "a.vdi")),
        ("My disks", "1", "0", "dvddrive", "emptydrive".to_owned()),
        ("a/b", "3", "0", "hdd", image(lab, "b.vmdk")),
        ("a/b", "4", "0", "dvddrive", image(lab, "c.iso")),
        ("second", "2", "0", "hdd", image(lab, "d.vhd")),
        ("first", "0", "0", "hdd", image(lab, "e.vdi")),
        ("fd", "0", "1", "fdd", image(lab, "f.img")),
    ] {
        lab.vboxmanage([
            "storageattach",
            "odd",
            "--storagectl",
            controller,
            "--port",
            port,
            "--device",
            device,
            "--type",
            kind,
            "--medium",
            &medium,
        ]);
    }
    lab.vboxmanage([
        "modifyvm",
        "odd",
        "--nic1",
        "none",
        "--nic2",
        "nat",
        "--nic4",
        "intnet",
        "--intnet4",
        "lan",
        "--cableconnected4",
        "off",
        "--nictype4",
        "virtio",
        "--uart2",
        "0x2f8",
        "3",
        "--uartmode2",
        "file",
        "/tmp/uart2",
        "--description",
        "two\nlines <&>",
    ]);
}

#[test]
fn controllers_with_other_names_and_adapters_in_other_slots() {
    let Some(lab) = Lab::start() else { return };
    let mut driven = Driven::live(&lab);
    make_odd(&lab);
    let dump = dump_is_a_fixed_point(&mut driven, "odd");
    for part in [
        "<controller type='ide' index='0' model='ich6'/>",
        "<controller type='scsi' index='0' model='buslogic'/>",
        "<controller type='scsi' index='1' model='lsisas1068'/>",
        "<target dev='hdb' bus='ide'/>",
        "<link state='down'/>",
        "<source name='lan'/>",
        "<target port='1'/>",
    ] {
        assert!(dump.contains(part), "no {part}\n{dump}");
    }
    // A second adapter goes into the first free slot, and the others stay where they are.
    let more = dump.replace(
        "</devices>",
        "<interface type='user'><mac address='08:00:27:00:00:01'/></interface></devices>",
    );
    driven.apply(&more).unwrap();
    let said = lab.showvminfo("odd");
    let adapters: Vec<&str> = (1..=4)
        .map(|slot| said[&format!("nic{slot}")].as_str())
        .collect();
    assert_eq!(adapters, ["nat", "nat", "none", "intnet"]);
    // A port of the renamed controller is used for another disk.
    let image = image(&lab, "g.vdi");
    let more = more.replace(
        "</devices>",
        &format!("<disk device='disk'><source file='{image}'/><target dev='sdx' bus='sata'/><address type='drive' unit='7'/></disk></devices>"),
    );
    driven.apply(&more).unwrap();
    assert_eq!(lab.showvminfo("odd").get("a/b-7-0"), Some(&image));
    assert_eq!(driven.plan(&more).unwrap().changes, []);
}

#[test]
fn symlinked_paths() {
    let Some(lab) = Lab::start() else { return };
    let mut driven = Driven::live(&lab);
    lab.image("real/disk.vdi");
    std::os::unix::fs::symlink(lab.files().join("real"), lab.files().join("link")).unwrap();
    let through = lab
        .files()
        .join("link/disk.vdi")
        .to_str()
        .unwrap()
        .to_owned();
    lab.vboxmanage([
        "createvm",
        "--name",
        "linked",
        "--ostype",
        "Other",
        "--register",
    ]);
    lab.vboxmanage(["storagectl", "linked", "--name", "x", "--add", "ide"]);
    lab.vboxmanage([
        "storageattach",
        "linked",
        "--storagectl",
        "x",
        "--port",
        "0",
        "--device",
        "0",
        "--type",
        "hdd",
        "--medium",
        &through,
    ]);
    let dump = dump_is_a_fixed_point(&mut driven, "linked");
    // Whichever of the two names VirtualBox keeps, the other one means the same disk.
    let real = lab
        .files()
        .join("real/disk.vdi")
        .to_str()
        .unwrap()
        .to_owned();
    for (from, to) in [(&through, &real), (&real, &through)] {
        let other = dump.replace(from, to);
        assert_eq!(driven.plan(&other).unwrap().changes, [], "{from} is {to}");
    }
}

#[test]
fn a_snapshot_changes_nothing_and_survives_a_change() {
    let Some(lab) = Lab::start() else { return };
    let mut driven = Driven::live(&lab);
    create(&lab, "snap", "Debian_64");
    let image = lab.image("snap.vdi").to_str().unwrap().to_owned();
    lab.vboxmanage([
        "storageattach",
        "snap",
        "--storagectl",
        "SATA",
        "--port",
        "0",
        "--device",
        "0",
        "--type",
        "hdd",
        "--medium",
        &image,
    ]);
    let before = dump_is_a_fixed_point(&mut driven, "snap");
    lab.vboxmanage(["snapshot", "snap", "take", "one"]);
    assert_eq!(
        dump_is_a_fixed_point(&mut driven, "snap"),
        before,
        "a differencing image reads as its root"
    );
    lab.vboxmanage(["snapshot", "snap", "take", "two"]);
    assert_eq!(dump_is_a_fixed_point(&mut driven, "snap"), before);

    let chain = lab.showvminfo("snap")["SATA-ImageUUID-0-0"].clone();
    let memory = lab.showvminfo("snap")["memory"].clone();
    let altered = before.replace(
        &format!("<memory unit='KiB'>{}<", kib(&memory)),
        "<memory unit='MiB'>300<",
    );
    let altered = altered.replace(
        &format!("<currentMemory unit='KiB'>{}<", kib(&memory)),
        "<currentMemory unit='MiB'>300<",
    );
    let plan = driven.plan(&altered).unwrap();
    let changing: Vec<&str> = plan
        .steps
        .iter()
        .filter(|step| step.phase == Phase::Change)
        .map(|step| step.op.member())
        .collect();
    assert_eq!(changing, ["memorySize"], "one step");
    driven.apply(&altered).unwrap();
    assert_eq!(lab.showvminfo("snap")["memory"], "300");
    assert_eq!(
        lab.showvminfo("snap")["SATA-ImageUUID-0-0"],
        chain,
        "the chain is untouched"
    );

    // A chain is never put on another root.
    let other = altered.replace(&image, lab.image("other.vdi").to_str().unwrap());
    assert!(format!("{:?}", driven.plan(&other)).contains("disk-with-snapshots"));

    lab.vboxmanage(["snapshot", "snap", "restore", "one"]);
    assert_eq!(
        lab.showvminfo("snap")["memory"],
        memory,
        "the snapshot still restores"
    );
    assert_eq!(driven.dump("snap"), before);
}

fn kib(mib: &str) -> u64 {
    mib.parse::<u64>().unwrap() * 1024
}

#[test]
fn a_saved_state_blocks_with_a_way_out() {
    let Some(lab) = Lab::start() else { return };
    let mut driven = Driven::live(&lab);
    lab.vboxmanage([
        "createvm",
        "--name",
        "saved",
        "--ostype",
        "Other",
        "--register",
    ]);
    lab.vboxmanage([
        "modifyvm",
        "saved",
        "--memory",
        "32",
        "--audio-enabled",
        "off",
        "--nic1",
        "none",
    ]);
    lab.vboxmanage(["startvm", "saved", "--type", "headless"]);
    let running = driven.dump("saved");
    let altered = running.replace("32768", "65536");
    let Err(ApplyError::Blocked(why)) = driven.apply_with(&altered, true) else {
        unreachable!("a running machine")
    };
    assert!(
        why.contains("state Running") || why.contains("locked by"),
        "{why}"
    );
    lab.vboxmanage(["controlvm", "saved", "savestate"]);
    lab.wait_for("saved", "saved");
    let dump = dump_is_a_fixed_point(&mut driven, "saved");
    assert_eq!(dump, running);
    let Err(ApplyError::Blocked(why)) = driven.apply_with(&altered, true) else {
        unreachable!("a saved state")
    };
    assert!(
        why.contains("saved state") && why.contains("VBoxManage discardstate \"saved\""),
        "{why}"
    );
    lab.vboxmanage(["discardstate", "saved"]);
    lab.wait_for("saved", "poweroff");
    driven.apply_with(&altered, true).unwrap();
    assert_eq!(lab.showvminfo("saved")["memory"], "64");
}

fn without_line(text: &str, part: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.contains(part))
        .collect()
}

#[test]
fn silence_takes_nothing_from_a_foreign_machine_unasked() {
    let Some(lab) = Lab::start() else { return };
    let mut driven = Driven::live(&lab);
    create(&lab, "foreign", "Ubuntu_64");
    lab.vboxmanage([
        "sharedfolder",
        "add",
        "foreign",
        "--name",
        "work",
        "--hostpath",
        lab.files().to_str().unwrap(),
    ]);
    let dump = driven.dump("foreign");
    let silent = without_line(&dump, "<sound");
    let at = silent.find("<filesystem").unwrap();
    let silent = format!(
        "{}{}",
        &silent[..at],
        &silent[silent.find("</filesystem>").unwrap() + 13..]
    );
    let plan = driven.plan(&silent).unwrap();
    assert!(plan.needs_adopt);
    let lost: Vec<&str> = plan
        .changes
        .iter()
        .filter(|change| change.silent)
        .filter_map(|change| change.before.as_deref())
        .collect();
    assert_eq!(lost.len(), 2, "{lost:?}");
    let before = lab.state();
    let refused = driven.apply(&silent).unwrap_err().to_string();
    assert!(
        refused.contains("--adopt") && refused.contains("shared folder work"),
        "{refused}"
    );
    assert_eq!(lab.state(), before);
    driven.apply_with(&silent, true).unwrap();
    assert_eq!(driven.plan(&silent).unwrap().changes, []);
    // From now on the machine is boxwright's, and silence is an order.
    let more_silent = without_line(&silent, "<apic/>");
    assert!(!driven.plan(&more_silent).unwrap().needs_adopt);
}

#[test]
fn a_medium_of_another_machine_keeps_its_type() {
    let Some(lab) = Lab::start() else { return };
    let mut driven = Driven::live(&lab);
    let image = lab.image("shared.vdi").to_str().unwrap().to_owned();
    lab.vboxmanage([
        "createvm",
        "--name",
        "owner",
        "--ostype",
        "Other",
        "--register",
    ]);
    lab.vboxmanage(["storagectl", "owner", "--name", "x", "--add", "ide"]);
    lab.vboxmanage([
        "storageattach",
        "owner",
        "--storagectl",
        "x",
        "--port",
        "0",
        "--device",
        "0",
        "--type",
        "hdd",
        "--medium",
        &image,
        "--mtype",
        "immutable",
    ]);
    let xml = |readonly: &str| {
        format!(
            "<domain type='vbox'><name>guest</name><memory unit='MiB'>64</memory><os><type>hvm</type></os><devices><disk type='file'><source file='{image}'/><target dev='hda'/>{readonly}</disk></devices></domain>"
        )
    };
    let Err(PlanError::Refused(refused)) = driven.plan(&xml("")) else {
        unreachable!("it would be made Normal")
    };
    assert_eq!(refused[0].rule, "medium-of-another-machine");
    // Read-only, as it is, both have it.
    driven.apply(&xml("<readonly/>")).unwrap();
    assert_eq!(driven.plan(&xml("<readonly/>")).unwrap().changes, []);
    assert!(lab.vboxmanage(["list", "hdds"]).contains("immutable"));
}

#[test]
fn ports_filters_tunnels_and_sound_that_others_set_are_read() {
    let Some(lab) = Lab::start() else { return };
    let mut driven = Driven::live(&lab);
    create(&lab, "parts", "Other");
    lab.vboxmanage([
        "modifyvm",
        "parts",
        "--uart1",
        "0x3f8",
        "4",
        "--uartmode1",
        "tcpserver",
        "2001",
        "--uart2",
        "0x2f8",
        "3",
        "--uartmode2",
        "server",
        "/tmp/pipe",
        "--nic1",
        "generic",
        "--nicgenericdrv1",
        "UDPTunnel",
        "--nicproperty1",
        "dest=10.0.0.1",
        "--nicproperty1",
        "sport=1",
        "--nicproperty1",
        "dport=2",
        "--nic2",
        "generic",
        "--nicgenericdrv2",
        "VDE",
        "--nicproperty2",
        "network=/run/vde.ctl",
        "--audio-driver",
        "null",
        "--audio-enabled",
        "on",
        "--audio-in",
        "on",
        "--audio-out",
        "off",
    ]);
    lab.vboxmanage([
        "usbfilter",
        "add",
        "0",
        "--target",
        "parts",
        "--name",
        "printer",
        "--serialnumber",
        "A1",
        "--vendorid",
        "04b8",
    ]);
    let dump = dump_is_a_fixed_point(&mut driven, "parts");
    for part in [
        "<source mode='bind' host='0.0.0.0' service='2001'/>",
        "<source mode='bind' path='/tmp/pipe'/>",
        "<source address='10.0.0.1' port='2'>",
        "<local address='0.0.0.0' port='1'/>",
        "<interface type='null'>",
        "<vbox:driver name='VDE'>",
        "<vbox:property name='network' value='/run/vde.ctl'/>",
        "<audio id='1' type='none'>",
        "<input/>",
        "<vbox:usbFilter name='printer' vendorId='0x04b8' serialNumber='A1'/>",
    ] {
        assert!(dump.contains(part), "no {part}\n{dump}");
    }
}
