//! Images of disks that several machines would write to.

use std::collections::BTreeMap;

use schema_core::elements::{self, Element};
use schema_core::path::Path;

use super::{Instance, attribute};

/// An image that several machines would write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedImage {
    /// The image.
    pub file: String,
    /// Where the document of the first machine names it.
    pub path: Path,
    /// What the machines are called, in their order.
    pub machines: Vec<String>,
}

/// The images of hard disks that several machines have and none marks as `<readonly/>` or `<shareable/>`.
pub fn shared_images(instances: &[Instance]) -> Vec<SharedImage> {
    let mut images: BTreeMap<String, SharedImage> = BTreeMap::new();
    for instance in instances {
        let Some(root) = elements::elements(&instance.text) else {
            continue;
        };
        for source in root.children.iter().flat_map(written) {
            let Some(file) = attribute(source, "file").filter(|file| !file.is_empty()) else {
                continue;
            };
            let image = images
                .entry(file.to_owned())
                .or_insert_with(|| SharedImage {
                    file: file.to_owned(),
                    path: source.path.attribute("file"),
                    machines: Vec::new(),
                });
            if image.machines.last() != Some(&instance.name) {
                image.machines.push(instance.name.clone());
            }
        }
    }
    images.retain(|_, image| image.machines.len() > 1);
    images.into_values().collect()
}

/// The sources of the hard disks that a machine writes to, where an element holds the devices.
fn written(devices: &Element) -> impl Iterator<Item = &Element> {
    let disks = devices.children.iter().filter(|disk| {
        let is_hard = matches!(attribute(disk, "device"), None | Some("disk"));
        let has = |name: &str| disk.children.iter().any(|child| child.name == name);
        devices.name == "devices"
            && disk.name == "disk"
            && is_hard
            && !has("readonly")
            && !has("shareable")
    });
    disks.flat_map(|disk| disk.children.iter().filter(|child| child.name == "source"))
}
