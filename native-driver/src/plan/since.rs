//! Since when VirtualBox has what a plan may want, so that a refusal can say which release to install.

use schema_core::support::{Release, devices};

/// Members that came later than the first release, by interface.
const MEMBERS: &[(&str, &str, Release)] = &[
    ("IGraphicsAdapter", "setFeature", Release::new(7, 1)),
    ("INvramStore", "initUefiVariableStore", Release::new(7, 0)),
    ("ITrustedPlatformModule", "type", Release::new(7, 0)),
    (
        "IUefiVariableStore",
        "enrollOraclePlatformKey",
        Release::new(7, 0),
    ),
    ("IMachine", "addUSBController", Release::new(4, 3)),
    ("IMachine", "chipsetType", Release::new(4, 0)),
    ("IMachine", "firmwareType", Release::new(3, 1)),
    ("IMachine", "graphicsControllerType", Release::new(4, 3)),
    ("IMachine", "nonVolatileStore", Release::new(7, 0)),
    ("IMachine", "trustedPlatformModule", Release::new(7, 0)),
];

/// The first release that has a constant of an enum.
pub(crate) fn constant(of: &str, is: &str) -> Option<Release> {
    devices::ALL
        .iter()
        .copied()
        .flatten()
        .find(|device| device.of.eq_ignore_ascii_case(of) && device.constant == is)
        .filter(|device| device.until.is_none())
        .map(|device| device.since)
}

/// The first release that has a member.
pub(crate) fn member(interface: &str, member: &str) -> Option<Release> {
    MEMBERS
        .iter()
        .find(|(of, known, _since)| *of == interface && known.eq_ignore_ascii_case(member))
        .map(|(_of, _known, since)| *since)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typelib::Typelib;

    macro_rules! tables {
        ($($name:literal)*) => {
            [$(($name, include_str!(concat!("../../tables/", $name, ".json")))),*]
        };
    }

    #[test]
    fn members_came_when_they_are_said_to_have_come() {
        let tables = tables! {
            "2.2" "3.0" "3.1" "3.2" "4.0" "4.1" "4.2" "4.3" "5.0" "5.2" "6.0" "6.1" "7.0" "7.1" "7.2"
        };
        for (name, table) in tables {
            let release: Release = name.parse().unwrap();
            let typelib = Typelib::from_tables(&[table]).unwrap();
            for (interface, member, since) in MEMBERS {
                // One that an interface had before it moved elsewhere is not there for ever.
                if typelib.has(interface, member) {
                    assert!(*since <= release, "{interface}.{member} in {name}");
                } else if *since == release {
                    panic!("{interface}.{member} is not in {name}");
                }
            }
        }
    }
}
