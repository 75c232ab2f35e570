//! Drives of the host on a real VirtualBox, whose host is made to have some.

use tests::driven::Driven;
use tests::live::Lab;

use crate::host_drives::{FLOPPY, OPTICAL, document, walk};

#[test]
fn a_drive_of_the_host_is_passed_on_and_exchanged() {
    let Some(lab) = Lab::start_with_drives() else {
        return;
    };
    let image = lab.image("d.iso");
    let image = image.to_str().unwrap();
    let mut driven = Driven::live(&lab);
    walk(&mut driven, image, |number| {
        let said = lab.showvminfo("drives");
        let is = |key: &str| said.get(key).map_or("nothing", String::as_str);
        let there = [
            is("IDE Controller-0-0"),
            is("IDE Controller-dvdpassthrough-0-0"),
            is("Floppy Controller-0-0"),
        ];
        let expected = [
            ["/dev/sr0", "on", "/dev/fd0"],
            ["/dev/sr0", "nothing", "emptydrive"],
            [image, "nothing", "/dev/fd0"],
            ["/dev/sr0", "on", "/dev/fd0"],
        ];
        assert_eq!(there, expected[number], "{number}");
    });
}

#[test]
fn a_script_passes_drives_on_and_others_machines_become_documents() {
    let Some(lab) = Lab::start_with_drives() else {
        return;
    };
    let sandbox = lab.sandbox();
    sandbox.write("drives.xml", document(OPTICAL, FLOPPY, "yes"));
    let script = sandbox.run(&["plan", "--format", "vboxmanage", "drives.xml"]);
    let script = script.expect_status(0).stdout;
    assert!(script.contains("host:/dev/sr0"), "{script}");
    let ran = lab.run_script(&script);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let mut driven = Driven::live(&lab);
    let dump = driven.dump("drives");
    for part in ["<source dev='/dev/sr0'/>", "<source dev='/dev/fd0'/>"] {
        assert!(dump.contains(part), "no {part}\n{dump}");
    }
    assert_eq!(driven.plan(&dump).unwrap().changes, []);
    sandbox
        .run(&["adopt", "drives", "--out", "adopted"])
        .expect_status(0);
}
