//! The lab itself: what the other live tests rely on.

use tests::live::Lab;
use tests::tree;

#[test]
fn a_lab_has_nothing_in_it_and_is_alone() {
    let Some(lab) = Lab::start() else { return };
    let Some(other) = Lab::start() else { return };
    lab.vboxmanage([
        "createvm",
        "--name",
        "here",
        "--ostype",
        "Other",
        "--register",
    ]);
    assert!(
        lab.state()
            .machines
            .iter()
            .any(|line| line.starts_with("\"here\" "))
    );
    assert_eq!(other.state().machines, [""; 0]);
    assert!(lab.settings_file("here").starts_with(lab.machines()));
}

#[test]
fn a_state_tells_what_changed() {
    let Some(lab) = Lab::start() else { return };
    lab.vboxmanage([
        "createvm",
        "--name",
        "one",
        "--ostype",
        "Other",
        "--register",
    ]);
    let before = lab.state();
    assert_eq!(lab.state(), before, "nothing was done");
    lab.vboxmanage(["modifyvm", "one", "--memory", "64"]);
    let after = lab.state();
    assert_ne!(after.settings, before.settings);
    assert_eq!(after.machines, before.machines);
    lab.vboxmanage(["modifyvm", "one", "--memory", before_memory(&before)]);
    lab.vboxmanage([
        "createmedium",
        "disk",
        "--filename",
        lab.files().join("x.vdi").to_str().unwrap(),
        "--size",
        "8",
    ]);
    assert_ne!(lab.state().media, before.media);
}

fn before_memory(state: &tests::live::State) -> &str {
    let text = state.settings.values().next().unwrap();
    text.split("RAMSize=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
}

#[test]
fn every_kind_of_image_is_one_to_virtualbox() {
    let Some(lab) = Lab::start() else { return };
    for (name, kind, format) in [
        ("a.vdi", "disk", "VDI"),
        ("a.vmdk", "disk", "VMDK"),
        ("a.vhd", "disk", "VHD"),
        ("a.iso", "dvd", "RAW"),
        ("a.img", "floppy", "RAW"),
    ] {
        let path = lab.image(name);
        let text = lab.vboxmanage(["showmediuminfo", kind, path.to_str().unwrap()]);
        assert!(
            text.contains(&format!("Storage format: {format}")),
            "{name}: {text}"
        );
        assert!(text.contains("State:          created"), "{name}: {text}");
    }
}

#[test]
fn the_documented_host_files_are_made() {
    let Some(lab) = Lab::start() else { return };
    let document = lab.with_host_files(&tree::example("documented-2009.xml"));
    assert!(!document.contains("/home/user"));
    for name in [
        "Downloads/slax-6.0.9.iso",
        "tmp/vbox.vdi",
        "tmp/WIN98C.IMG",
        "stuff",
    ] {
        assert!(lab.files().join(name).exists(), "{name}");
    }
}

#[test]
fn a_service_that_was_killed_is_gone_and_the_next_command_starts_another() {
    let Some(lab) = Lab::start() else { return };
    // A service ends by itself five seconds after its last client said goodbye, so on a slow machine it can be gone
    // by the time its client is.
    let seen = (0..20).any(|_| {
        lab.vboxmanage(["list", "vms"]);
        lab.processes("VBoxSVC").len() == 1
    });
    assert!(seen, "no service was there after any of 20 commands");
    lab.kill("VBoxSVC");
    assert_eq!(lab.processes("VBoxSVC"), [0_u32; 0]);
    lab.vboxmanage([
        "createvm",
        "--name",
        "after",
        "--ostype",
        "Other",
        "--register",
    ]);
    assert_eq!(lab.showvminfo("after")["name"], "after");
}
