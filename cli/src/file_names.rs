//! Names for files of machines, whose own names may be anything.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::files;

/// File names that are apart, also where upper and lower case are not.
#[derive(Debug, Default)]
pub(crate) struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// The name for the file of a machine.
    pub(crate) fn choose(&mut self, machine: &str, uuid: Uuid, suffix: &str) -> String {
        let name = format!("{}{suffix}", files::encode_name(machine, usize::MAX));
        if !machine.is_empty()
            && name.len() <= files::LONGEST
            && self.taken.insert(name.to_lowercase())
        {
            return name;
        }
        // An encoded name has no `~`, so this one is new.
        let end = format!("~{uuid}{suffix}");
        files::encode_name(machine, files::LONGEST - end.len()) + &end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_machine_has_a_file_of_its_own() {
        let mut names = FileNames::default();
        let mut choose = |machine: &str| names.choose(machine, Uuid::nil(), ".xml");
        let uuid = Uuid::nil();
        assert_eq!(choose("Web"), "Web.xml");
        assert_eq!(choose("web"), format!("web~{uuid}.xml"));
        assert_eq!(choose("a/b"), "a%2fb.xml");
        assert_eq!(choose(""), format!("~{uuid}.xml"));
        let long = choose(&"ü".repeat(300));
        assert!(
            long.len() <= files::LONGEST && long.ends_with(&format!("~{uuid}.xml")),
            "{long}"
        );
    }
}
