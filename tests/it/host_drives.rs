//! Optical and floppy drives of the host, passed on to the guest: applied, read back and exchanged for images. The same
//! walk runs against a real VirtualBox in `live/host_drives.rs`.

use native_driver::backend::sim::Service;
use native_driver::planner::PlanError;
use tests::driven::{Driven, normal_text};

/// A machine with an optical drive and a floppy drive, each with that in it.
pub(crate) fn document(optical: &str, floppy: &str, passthrough: &str) -> String {
    format!(
        "<domain type='vbox'><name>drives</name><uuid>00000000-0000-0000-0000-0000000000d1</uuid>\
         <metadata xmlns:vbox='urn:boxwright:vbox:1'><vbox:machine><vbox:disk target='hda' passthrough='{passthrough}'/></vbox:machine></metadata>\
         <memory unit='MiB'>64</memory><os><type>hvm</type></os><features><acpi/><apic/><pae/></features><devices>\
         <disk {optical}<target dev='hda' bus='ide'/></disk><disk {floppy}<target dev='fda' bus='fdc'/></disk></devices></domain>"
    )
}

pub(crate) const OPTICAL: &str = "type='block' device='cdrom'><source dev='/dev/sr0'/>";
pub(crate) const FLOPPY: &str = "type='block' device='floppy'><source dev='/dev/fd0'/>";
pub(crate) const NO_FLOPPY: &str = "type='block' device='floppy'>";

/// Passes drives on, empties one, puts an image into the other, and passes that on again; `image` is one.
pub(crate) fn walk(driven: &mut Driven<'_>, image: &str, mut seen: impl FnMut(usize)) {
    let with_image = format!("type='file' device='cdrom'><source file='{image}'/>");
    let states = [
        document(OPTICAL, FLOPPY, "yes"),
        document(OPTICAL, NO_FLOPPY, "no"),
        document(&with_image, FLOPPY, "no"),
        document(OPTICAL, FLOPPY, "yes"),
    ];
    for (number, xml) in states.iter().enumerate() {
        driven.apply(xml).unwrap();
        seen(number);
        let dump = driven.dump("drives");
        assert_eq!(dump, normal_text(xml), "{number}");
        assert_eq!(driven.plan(xml).unwrap().changes, [], "{number}");
        assert_eq!(driven.plan(&dump).unwrap().changes, [], "{number}");
    }
    let other = document(&OPTICAL.replace("sr0", "sr7"), FLOPPY, "yes");
    let Err(PlanError::Refused(refused)) = driven.plan(&other) else {
        unreachable!("there is no such drive");
    };
    let [refused] = refused.as_slice() else {
        unreachable!("{refused:?}");
    };
    assert_eq!(refused.rule, "no-such-host-drive");
    assert_eq!(refused.message, "the host has no optical drive `/dev/sr7`");
    assert_eq!(refused.notes, ["it has `/dev/sr0`"]);
    assert_eq!(&other[refused.span.clone()], "/dev/sr7");
}

#[test]
fn a_drive_of_the_host_is_passed_on_and_exchanged() {
    let service = Service::empty();
    walk(&mut Driven::simulated(&service), "/files/d.iso", |_| {});
}

#[test]
fn what_a_host_without_drives_is_asked_for_is_refused() {
    let state = Service::empty().to_json().unwrap();
    let mut state: serde_json::Value = serde_json::from_str(&state).unwrap();
    state["host"] = serde_json::json!({ "missing": ["/dev/sr0", "/dev/fd0"] });
    let service = Service::from_json(&state.to_string()).unwrap();
    let mut driven = Driven::simulated(&service);
    let Err(PlanError::Refused(refused)) = driven.plan(&document(OPTICAL, FLOPPY, "no")) else {
        unreachable!("there are no drives");
    };
    let said: Vec<&str> = refused.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "the host has no optical drive `/dev/sr0`",
            "the host has no floppy drive `/dev/fd0`"
        ]
    );
    assert!(refused[0].notes[0].starts_with("it has none: name an image"));
}
