//! `<metadata>` on a real VirtualBox, with VirtualBox's own command as the witness.

use tests::driven::Driven;
use tests::live::Lab;

use crate::devices::FILES;
use crate::metadata::{CASES, walk};

#[test]
fn each_is_applied_read_back_and_changed_in_place() {
    let Some(lab) = Lab::start() else { return };
    for file in FILES {
        lab.image(file);
    }
    let files = lab.files();
    let mut driven = Driven::live(&lab);
    let mut wrong = Vec::new();
    for case in CASES {
        walk(&mut driven, case, &files, |state| {
            let said = lab.showvminfo(case.name);
            for (key, value) in state.shown {
                let found = said.get(*key).map_or("nothing", String::as_str);
                if found != *value {
                    let machine = state.machine;
                    wrong.push(format!(
                        "{}: {key} is {found}, not {value}: {machine}",
                        case.name
                    ));
                }
            }
        });
    }
    assert_eq!(wrong, [""; 0]);
}
