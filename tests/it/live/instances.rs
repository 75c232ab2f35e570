//! Machines of one document on a real VirtualBox.

use std::collections::BTreeSet;

use tests::live::Lab;

use crate::cli_instances::room;

#[test]
fn ten_machines_are_made_of_one_document_and_stay_what_they_are() {
    let Some(lab) = Lab::start() else { return };
    let sandbox = lab.sandbox();
    for number in 1..=10 {
        lab.image(&format!("pc-pc-{number:02}.vdi"));
    }
    room(&sandbox, 10, lab.files().to_str().unwrap());
    let ran = sandbox
        .run(&["apply", "--yes", "boxwright.toml"])
        .expect_status(0);
    assert!(
        ran.stdout.ends_with("applied: 10 changed, 0 unchanged\n"),
        "{}",
        ran.all()
    );
    let mut seen = BTreeSet::new();
    for number in 1..=10 {
        let name = format!("pc-{number:02}");
        let said = lab.showvminfo(&name);
        for key in ["macaddress1", "macaddress2"] {
            let address = said[key].clone();
            assert!(address.starts_with("080027"), "{address}");
            assert!(seen.insert(address), "{name}: {key}");
        }
        let disk = lab.files().join(format!("pc-{name}.vdi"));
        assert_eq!(
            said.get("SATA Controller-0-0").map(String::as_str),
            disk.to_str()
        );
        assert_eq!(said.get("groups").map(String::as_str), Some("/room"));
    }
    let before = lab.state();
    let again = sandbox
        .run(&["plan", "--detailed-exitcode", "boxwright.toml"])
        .expect_status(0);
    assert!(
        again.stdout.ends_with("plan: 10 unchanged\n"),
        "{}",
        again.all()
    );
    assert_eq!(lab.state(), before);
    let document = sandbox.read("pc.xml").replace(">64<", ">96<");
    sandbox.write("pc.xml", document);
    let ran = sandbox
        .run(&["apply", "--yes", "boxwright.toml"])
        .expect_status(0);
    assert_eq!(
        ran.stdout
            .matches("~ memory: 64 MiB -> 96 MiB  (line 10)")
            .count(),
        10
    );
    assert_eq!(
        lab.showvminfo("pc-10").get("memory").map(String::as_str),
        Some("96")
    );
    sandbox
        .run(&["delete", "--yes", "boxwright.toml"])
        .expect_status(0);
    assert_eq!(lab.vboxmanage(["list", "vms"]), "");
    assert!(lab.files().join("pc-pc-01.vdi").exists(), "disks stay");
}
