//! Devices on a real VirtualBox, with VirtualBox's own command as the witness.

use tests::driven::Driven;
use tests::live::Lab;

use crate::devices::{CASES, FILES, walk};

#[test]
fn each_device_is_applied_read_back_and_changed_in_place() {
    let Some(lab) = Lab::start() else { return };
    for file in FILES {
        lab.image(file);
    }
    let files = lab.files();
    let mut driven = Driven::live(&lab);
    for case in CASES {
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
