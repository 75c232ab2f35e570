//! `<MediaRegistry>`: the images that a machine knows, and where they are.

use schema_core::settings::Node;
use schema_core::support::is_absolute;
use uuid::Uuid;

use super::super::media::{Device, Medium};
use super::reading::{Outcome, Reading, uuid};
use super::row::Form;

/// The lists of a registry: their name, that of their elements, and what is in them.
pub(super) const LISTS: [(&str, &str, Device); 3] = [
    ("HardDisks", "HardDisk", Device::HardDisk),
    ("DVDImages", "Image", Device::Dvd),
    ("FloppyImages", "Image", Device::Floppy),
];

pub(super) const TYPES: Form = Form::Words(
    "MediumType",
    &[
        ("Normal", "Normal"),
        ("Immutable", "Immutable"),
        ("Writethrough", "Writethrough"),
        ("Shareable", "Shareable"),
        ("Readonly", "Readonly"),
        ("MultiAttach", "MultiAttach"),
    ],
);

/// What an image is that says nothing of its type.
pub(super) fn usual_type(device: Device) -> u32 {
    match device {
        Device::HardDisk => 0,
        Device::Dvd => 4,
        Device::Floppy => 2,
    }
}

pub(super) fn registry(reading: &mut Reading, registry: &Node, machine: Uuid) {
    for (list, element, device) in LISTS {
        reading.inside(registry, list, |reading, list| {
            for image in list.all(element) {
                reading.within(image, |reading| {
                    medium(reading, image, device, None, machine);
                });
            }
        });
    }
}

fn medium(
    reading: &mut Reading,
    image: &Node,
    device: Device,
    parent: Option<Uuid>,
    machine: Uuid,
) {
    let id = reading.word(image, "uuid").and_then(uuid);
    let location = reading.word(image, "location").map(str::to_owned);
    let (Some(id), Some(location)) = (id, location) else {
        let text = "an image has a UUID and a location: this one is left out".to_owned();
        reading.unreadable(&image.tag_span, "", text);
        reading.settle(image);
        return;
    };
    let location = resolve(&reading.folder, &location);
    let format = reading.word(image, "format").unwrap_or("RAW").to_owned();
    let mut medium = Medium::new(id, &location, device, &format);
    medium.kind = usual_type(device);
    medium.parent = parent;
    medium.registry = Some(machine);
    medium.auto_reset = reading.word(image, "autoReset") == Some("true");
    if let Some(attribute) = image.attribute("type") {
        reading.claim(attribute);
        match TYPES.read(&attribute.value, &reading.typelib) {
            Some(kind) => medium.kind = u32::try_from(kind.int()).unwrap_or_default(),
            None => reading.no_value(attribute, "@type", TYPES),
        }
    }
    properties(reading, image, &mut medium);
    if reading.media.iter().all(|known| known.uuid != id) {
        reading.media.push(medium);
    }
    for child in image.all("HardDisk") {
        reading.within(child, |reading| {
            self::medium(reading, child, device, Some(id), machine);
        });
    }
}

fn properties(reading: &mut Reading, image: &Node, medium: &mut Medium) {
    if let Some(description) = image.child("Description") {
        reading.settle(description);
        medium.description.clone_from(&description.text);
        let text = "the description of an image".to_owned();
        reading.remark(
            &description.tag_span,
            "Description",
            Outcome::NotExpressible,
            text,
        );
    }
    for property in image.all("Property") {
        reading.settle(property);
        let name = property.value("name");
        medium
            .properties
            .insert(name.to_owned(), property.value("value").to_owned());
        let text = if name.starts_with("CRYPT/") {
            "the image is encrypted, and stays so".to_owned()
        } else {
            format!("the property `{name}` of an image")
        };
        reading.remark(
            &property.tag_span,
            "Property",
            Outcome::NotExpressible,
            text,
        );
    }
}

/// A UUID for an image that has none of its own, the same for the same location in every machine: VirtualBox knows an image
/// by both, and one location with two UUIDs is refused.
pub(super) fn made_id(location: &str) -> Uuid {
    let sum = location
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let bytes = Uuid::from_u64_pair(sum, sum.rotate_left(32) ^ !sum).into_bytes();
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// Whether a location is whole by itself: of a host with Unix paths, of Windows, or an address.
fn is_whole(location: &str) -> bool {
    is_absolute(location) || location.starts_with('\\') || location.contains("://")
}

/// Where a location is, seen from the folder of its file, without `.` and `..` in it.
pub(super) fn resolve(folder: &str, location: &str) -> String {
    if is_whole(location) {
        return location.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in location.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            // The root has no parent.
            ".." if !folder.is_empty() => {}
            part => parts.push(part),
        }
    }
    if folder.is_empty() {
        parts.retain(|part| !part.is_empty());
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_seen_from_the_folder_of_the_file() {
        for (folder, location, expected) in [
            ("/vms/a", "a.vdi", "/vms/a/a.vdi"),
            ("/vms/a", "./Snapshots/x.vdi", "/vms/a/Snapshots/x.vdi"),
            ("/vms/a", "Snapshots\\x.vdi", "/vms/a/Snapshots/x.vdi"),
            ("/vms/a", "../b/b.vdi", "/vms/b/b.vdi"),
            ("/vms/a", "../../../../etc/x.vdi", "/etc/x.vdi"),
            ("/vms/a", "/abs/a.vdi", "/abs/a.vdi"),
            ("/vms/a", "C:/abs/a.vdi", "C:/abs/a.vdi"),
            ("/vms/a", "\\\\server\\a.vdi", "\\\\server\\a.vdi"),
            ("", "a.vdi", "a.vdi"),
            ("", "b/../a.vdi", "a.vdi"),
        ] {
            assert_eq!(resolve(folder, location), expected, "{folder} {location}");
        }
    }
}
