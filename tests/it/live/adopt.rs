//! Machines that people made with VBoxManage become documents, and later plans tell who changed what.

use tests::live::Lab;

/// Makes a machine as people do, with a disk of its own.
fn make(lab: &Lab, name: &str, os: &str, more: &[&str]) {
    lab.vboxmanage(["createvm", "--name", name, "--ostype", os, "--register"]);
    lab.vboxmanage(["modifyvm", name, "--memory", "64", "--audio-enabled", "off"]);
    if !more.is_empty() {
        let args: Vec<&str> = ["modifyvm", name].iter().chain(more).copied().collect();
        lab.vboxmanage(args);
    }
    let image = lab.image(&format!("{}.vdi", name.replace('/', "-")));
    lab.vboxmanage(["storagectl", name, "--name", "Disks", "--add", "sata"]);
    lab.vboxmanage([
        "storageattach",
        name,
        "--storagectl",
        "Disks",
        "--port",
        "0",
        "--type",
        "hdd",
        "--medium",
        image.to_str().unwrap(),
    ]);
}

#[test]
fn machines_of_others_become_documents_that_ask_for_nothing() {
    let Some(lab) = Lab::start() else { return };
    // There is no kernel driver in the lab.
    lab.vboxmanage([
        "setextradata",
        "global",
        "VBoxInternal/HM/FallbackToIEM",
        "1",
    ]);
    make(
        &lab,
        "server",
        "Debian_64",
        &["--nic1", "nat", "--vrde", "on"],
    );
    make(
        &lab,
        "desktop",
        "Windows11_64",
        &["--graphicscontroller", "vboxsvga", "--usb-xhci", "on"],
    );
    make(
        &lab,
        "a b & c",
        "Other",
        &["--nic1", "intnet", "--uart1", "0x3F8", "4"],
    );
    make(&lab, "snapped", "Ubuntu_64", &[]);
    lab.vboxmanage(["snapshot", "snapped", "take", "before"]);
    make(&lab, "saved", "Other", &["--nic1", "none"]);
    lab.vboxmanage(["startvm", "saved", "--type", "headless"]);
    lab.vboxmanage(["controlvm", "saved", "savestate"]);
    lab.wait_for("saved", "saved");

    let sandbox = lab.sandbox();
    let adopted = sandbox
        .run(&["adopt", "--all", "--out", "docs"])
        .expect_status(0);
    assert!(
        adopted.stdout.ends_with("adopted: 5\n"),
        "{}",
        adopted.all()
    );
    let plan = sandbox.run(&["plan", "docs"]).expect_status(0);
    assert!(
        plan.stdout.ends_with("plan: 5 unchanged\n"),
        "{}",
        plan.all()
    );
    let lint = sandbox.run(&["lint", "docs"]).expect_status(0);
    assert!(!lint.stdout.contains("warning"), "{}", lint.all());
    let before = lab.state();
    sandbox
        .run(&["adopt", "--all", "--out", "docs"])
        .expect_status(0);
    assert_eq!(lab.state(), before);

    lab.vboxmanage(["modifyvm", "server", "--memory", "128"]);
    let plan = sandbox.run(&["plan", "docs/server.xml"]).expect_status(0);
    assert!(
        plan.stdout.contains("~ memory: 128 MiB -> 64 MiB")
            && plan.stdout.contains("changed outside)"),
        "{}",
        plan.all()
    );
    sandbox
        .run(&["apply", "--yes", "docs/server.xml"])
        .expect_status(0);
    assert_eq!(lab.showvminfo("server")["memory"], "64");
}
