//! Where VirtualBox puts a machine.

use schema_core::support::folder_name;
use uuid::Uuid;

use super::fault::Refusal;

/// The settings file of a machine: a folder of its own, with the name twice.
pub(super) fn compose(
    base: &str,
    name: &str,
    group: &str,
    uuid: Option<Uuid>,
) -> Result<String, Refusal> {
    if name.is_empty() {
        let text = "Machine name is invalid, must not be empty";
        return Err(Refusal::invalid("VirtualBoxWrap", text));
    }
    let name = folder_name(name);
    let group = if group == "/" { "" } else { group };
    let folder = match uuid {
        Some(uuid) => format!("{name} ({uuid})"),
        None => name.clone(),
    };
    Ok(format!("{base}{group}/{folder}/{name}.vbox"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, group: &str, expected: &str) {
        assert_eq!(compose("/vms", name, group, None).unwrap(), expected);
    }

    #[test]
    fn names_become_paths() {
        check("n", "", "/vms/n/n.vbox");
        check("n", "/", "/vms/n/n.vbox");
        check("n", "/g1/g2", "/vms/g1/g2/n/n.vbox");
        check("a/b", "", "/vms/a_b/a_b.vbox");
        check("..", "", "/vms/__/__.vbox");
        check(".", "", "/vms/_/_.vbox");
        check(" n ", "", "/vms/_n_/_n_.vbox");
        check(
            "a:b*c?ä😀\n\"<>|\\ ",
            "",
            "/vms/a_b_c_ä___________/a_b_c_ä___________.vbox",
        );
        let uuid = Uuid::from_u128(0x1111_1111_2222_3333_4444_5555_5555_5557);
        assert_eq!(
            compose("/vms", "dd", "", Some(uuid)).unwrap(),
            "/vms/dd (11111111-2222-3333-4444-555555555557)/dd.vbox"
        );
        assert!(compose("/vms", "", "", None).is_err());
    }
}
