//! What a host calls the files and networks that documents name.

use schema_core::diagnostic::Edit;
use schema_core::edit::{self, Change, EditError};
use schema_core::elements::{self, Element};

/// The words of a host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// What it is called.
    pub name: String,
    /// Folders and files as documents name them, and where they are on the host.
    pub paths: Vec<(String, String)>,
    /// Interfaces that machines are bridged to as documents name them, and what the host calls them.
    pub bridges: Vec<(String, String)>,
}

/// The attributes of `<source>` that name something of the host, by the device that it is of.
const PATHS: &[(&str, &[&str])] = &[
    ("disk", &["file"]),
    ("filesystem", &["dir"]),
    ("serial", &["path"]),
    ("parallel", &["path"]),
];
/// The same for networks.
const BRIDGES: &[&str] = &["bridge", "dev"];

impl Host {
    /// The edits that give a document the words of this host, in its order. Nothing but values of attributes changes, so
    /// lines stay what they are.
    pub fn edits(&self, text: &str) -> Result<Vec<Edit>, EditError> {
        let root = elements::elements(text).ok_or(EditError::NotWellFormed)?;
        let devices = root.children.iter().find(|child| child.name == "devices");
        let mut changes = Vec::new();
        for device in devices.into_iter().flat_map(|devices| &devices.children) {
            let known = PATHS.iter().find(|(name, _)| *name == device.name);
            if let Some((_, attributes)) = known {
                replace(device, attributes, |value| self.path(value), &mut changes);
            }
            if device.name == "interface" {
                replace(device, BRIDGES, |value| self.bridge(value), &mut changes);
            }
        }
        edit::edits(text, &changes)
    }

    /// Where a file is: the longest of the folders that it is in decides.
    fn path(&self, value: &str) -> Option<String> {
        let rest = |from: &str| {
            let from = from.trim_end_matches('/');
            let rest = value.strip_prefix(from)?;
            (rest.is_empty() || rest.starts_with('/')).then(|| rest.to_owned())
        };
        let found = self
            .paths
            .iter()
            .filter_map(|(from, to)| Some((from.len(), to, rest(from)?)));
        let (_, to, rest) = found.max_by_key(|(length, _, _)| *length)?;
        Some(format!("{}{rest}", to.trim_end_matches('/')))
    }

    fn bridge(&self, value: &str) -> Option<String> {
        let found = self.bridges.iter().find(|(from, _)| from == value);
        found.map(|(_, to)| to.clone())
    }
}

/// Asks for other values of a device's source where there are any.
fn replace(
    device: &Element,
    attributes: &[&'static str],
    translate: impl Fn(&str) -> Option<String>,
    changes: &mut Vec<Change>,
) {
    for source in device.children.iter().filter(|it| it.name == "source") {
        for attribute in &source.attributes {
            let known = attributes.iter().find(|known| **known == attribute.name);
            if let (Some(known), Some(value)) = (known, translate(&attribute.value)) {
                changes.push(Change::SetAttribute {
                    path: source.path.attribute(*known),
                    value,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host() -> Host {
        let pair = |(from, to): (&str, &str)| (from.to_owned(), to.to_owned());
        Host {
            name: "lab".to_owned(),
            paths: [("/vm", "/srv/vm"), ("/vm/iso/", "/mnt/iso")]
                .map(pair)
                .to_vec(),
            bridges: [("lan", "enp3s0")].map(pair).to_vec(),
        }
    }

    #[test]
    fn the_longest_folder_decides_where_a_file_is() {
        for (value, expected) in [
            ("/vm/a.vdi", Some("/srv/vm/a.vdi")),
            ("/vm", Some("/srv/vm")),
            ("/vm/iso/a.iso", Some("/mnt/iso/a.iso")),
            ("/vmx/a.vdi", None),
            ("/home/a.vdi", None),
        ] {
            assert_eq!(host().path(value).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn only_what_is_of_the_host_is_translated() {
        let text = "<domain type='vbox'>\n<name>/vm/a</name><!-- /vm -->\n<devices>\n\
                    <disk><source file='/vm/a.vdi'/><target dev='sda'/></disk>\n\
                    <interface type='bridge'><source bridge='lan'/></interface>\n\
                    <interface type='internal'><source name='lan'/></interface>\n</devices>\n</domain>\n";
        let expected = text
            .replace("'/vm/a.vdi'", "'/srv/vm/a.vdi'")
            .replace("bridge='lan'", "bridge='enp3s0'");
        let edits = host().edits(text).unwrap();
        assert_eq!(edit::apply(text, &edits), expected);
    }
}
