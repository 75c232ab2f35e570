//! Policies that come with Boxwright.

use super::Policy;

/// Policies for one purpose.
#[derive(Debug)]
pub struct Pack {
    /// What it is called.
    pub name: &'static str,
    /// What it is for.
    pub docs: &'static str,
    json: &'static str,
}

/// The packs, by their names.
pub static PACKS: &[Pack] = &[
    Pack {
        name: "classroom",
        docs: "Machines that are handed out to many: small, behind NAT, without anything of one computer.",
        json: include_str!("packs/classroom.json"),
    },
    Pack {
        name: "isolated-lab",
        docs: "Machines that have nothing to do with the host and its network: for malware, exams, old systems.",
        json: include_str!("packs/isolated-lab.json"),
    },
];

/// The pack of a name.
pub fn pack(name: &str) -> Option<&'static Pack> {
    PACKS.iter().find(|pack| pack.name == name)
}

impl Pack {
    /// Its policies. A test reads them all, so that there is none that cannot be read.
    pub fn policies(&self) -> Vec<Policy> {
        let origin = format!("the pack `{}`", self.name);
        Policy::read_all(self.json, &origin).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_packs_can_be_read_and_name_their_policies_after_themselves() {
        assert!(PACKS.iter().map(|pack| pack.name).is_sorted());
        for pack in PACKS {
            let policies = Policy::read_all(pack.json, "a test").unwrap();
            assert!(!policies.is_empty(), "{}", pack.name);
            for policy in policies {
                let of = policy.name.split_once('/').map(|(pack, _)| pack);
                assert_eq!(of, Some(pack.name), "{}", policy.name);
            }
        }
    }
}
