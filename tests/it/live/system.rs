//! What a machine is beside its devices, on a real VirtualBox, with VirtualBox's own command as the witness.

use tests::driven::Driven;
use tests::live::Lab;

use crate::system::{CASES, walk};

#[test]
fn each_part_of_the_system_is_applied_read_back_and_changed_in_place() {
    for case in CASES {
        // Each machine has the same UUID.
        let Some(lab) = Lab::start() else { return };
        let mut driven = Driven::live(&lab);
        walk(&mut driven, case, |state| {
            let said = lab.showvminfo(case.name);
            for (key, value) in state.shown {
                let found = said.get(*key).map(String::as_str);
                assert_eq!(found, Some(*value), "{key} of {}", state.inside);
            }
            let settings = std::fs::read_to_string(&said["CfgFile"]).unwrap();
            for part in state.settings {
                assert!(settings.contains(part), "{part}: {settings}");
            }
        });
    }
}
