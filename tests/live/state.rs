//! What "as before" means, so that a test can look before and after.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::files;
use crate::live::Lab;

/// Machines, media, files and settings of one VirtualBox.
///
/// Left out is what VirtualBox changes by itself: the time of the last change in a settings file, the copy of its
/// previous text beside it, and logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The lines of `list vms`.
    pub machines: Vec<String>,
    /// The lines of the lists of disks, optical and floppy images that say what and where.
    pub media: Vec<String>,
    /// The settings of each machine, by file.
    pub settings: BTreeMap<PathBuf, String>,
    /// The other files in the machines' folder, with digests.
    pub folder: BTreeMap<PathBuf, u64>,
    /// The host files of the documents, with digests.
    pub files: BTreeMap<PathBuf, u64>,
}

impl State {
    pub(super) fn read(lab: &Lab) -> Self {
        let mut machines: Vec<String> = lab
            .vboxmanage(["list", "vms"])
            .lines()
            .map(str::to_owned)
            .collect();
        machines.sort();

        let mut media = Vec::new();
        for list in ["hdds", "dvds", "floppies"] {
            let mut entries: Vec<String> = lab
                .vboxmanage(["list", "--long", list])
                .split("\n\n")
                .map(|entry| {
                    entry
                        .lines()
                        .filter(|line| is_lasting(line))
                        .collect::<Vec<_>>()
                        .join("; ")
                })
                .filter(|entry| !entry.is_empty())
                .collect();
            entries.sort();
            media.append(&mut entries);
        }

        let mut folder = files::digests(&lab.machines());
        folder.retain(|path, _| !is_kept_by_virtualbox(path));
        let settings: BTreeMap<PathBuf, String> = folder
            .keys()
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "vbox")
            })
            .map(|path| {
                let text = std::fs::read_to_string(lab.machines().join(path)).unwrap();
                (path.clone(), without_last_change(&text))
            })
            .collect();
        folder.retain(|path, _| !settings.contains_key(path));

        Self {
            machines,
            media,
            settings,
            folder,
            files: files::digests(&lab.files()),
        }
    }

    /// The same with machines no longer marked as aborted, which is what the kill of a client that holds the lock
    /// leaves behind.
    #[must_use]
    pub fn without_aborted(mut self) -> Self {
        for text in self.settings.values_mut() {
            *text = text.replace(" aborted=\"true\"", "");
        }
        self
    }
}

/// Lines about a medium that stay the same while nobody changes it. Not which machines use it: when a session ends that
/// had attached or detached something and saved nothing, VirtualBox puts the machine right, and yet believes until its
/// next start that the image is in use, or is not.
fn is_lasting(line: &str) -> bool {
    [
        "UUID:",
        "Parent UUID:",
        "Type:",
        "Location:",
        "Storage format:",
    ]
    .iter()
    .any(|name| line.starts_with(name))
}

fn is_kept_by_virtualbox(path: &std::path::Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "vbox-prev")
        || path.components().any(|part| part.as_os_str() == "Logs")
}

/// A settings text without its `lastStateChange`.
fn without_last_change(text: &str) -> String {
    let Some((before, rest)) = text.split_once(" lastStateChange=\"") else {
        return text.to_owned();
    };
    let after = rest.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

#[cfg(test)]
mod tests {
    use super::without_last_change;

    #[test]
    fn only_the_time_of_the_last_change_is_left_out() {
        let text = "<Machine uuid=\"u\" lastStateChange=\"2026-01-02T03:04:05Z\" aborted=\"true\">";
        assert_eq!(
            without_last_change(text),
            "<Machine uuid=\"u\" aborted=\"true\">"
        );
        assert_eq!(without_last_change("<Machine>"), "<Machine>");
    }
}
