//! The settings of a machine: what a session copies, a snapshot keeps and a settings file would hold.
//!
//! Attributes are kept only where they differ from those of a fresh machine, so that a stored machine reads like a
//! list of what somebody asked for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::parts::Part;
use super::value::{Bag, Plain};

/// The settings of a machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Settings {
    pub(super) name: String,
    #[serde(default = "root_group", skip_serializing_if = "is_root_group")]
    pub(super) groups: Vec<String>,
    /// By interface, with the slot where there are several: `INetworkAdapter/0`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) parts: BTreeMap<String, Bag>,
    /// CPU, virtualization and graphics features that differ, such as `CPUPropertyTypeX86.PAE`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) features: BTreeMap<String, bool>,
    #[serde(
        default = "fresh_boot_order",
        skip_serializing_if = "is_fresh_boot_order"
    )]
    pub(super) boot_order: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) controllers: Vec<Controller>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) attachments: Vec<Attachment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) usb_controllers: Vec<UsbController>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) usb_filters: Vec<UsbFilter>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) shared_folders: Vec<SharedFolder>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) bandwidth_groups: Vec<BandwidthGroup>,
    /// Port forwardings by slot: `name,protocol,host IP,host port,guest IP,guest port`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) redirects: BTreeMap<u32, BTreeMap<String, String>>,
    /// The bandwidth groups of network adapters, by slot.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) network_groups: BTreeMap<u32, String>,
    /// Free properties by the part that has them, such as `IVRDEServer`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) properties: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) extra_data: BTreeMap<String, String>,
}

/// A storage controller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Controller {
    #[serde(skip)]
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) bus: u32,
    #[serde(rename = "type")]
    pub(super) kind: u32,
    pub(super) instance: u32,
    pub(super) ports: u32,
    pub(super) host_io_cache: bool,
    pub(super) bootable: bool,
}

/// A device at a port of a storage controller.
#[expect(
    clippy::struct_excessive_bools,
    reason = "as `IMediumAttachment` has them"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Attachment {
    #[serde(skip)]
    pub(super) id: u64,
    pub(super) controller: String,
    pub(super) port: i64,
    pub(super) device: i64,
    #[serde(rename = "type")]
    pub(super) kind: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) medium: Option<Uuid>,
    #[serde(default, skip_serializing_if = "is_off")]
    pub(super) passthrough: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    pub(super) temporary_eject: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    pub(super) non_rotational: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    pub(super) discard: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    pub(super) hot_pluggable: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) bandwidth_group: Option<String>,
}

/// A USB controller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UsbController {
    #[serde(skip)]
    pub(super) id: u64,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: u32,
}

/// A USB device filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UsbFilter {
    #[serde(skip)]
    pub(super) id: u64,
    pub(super) attributes: Bag,
}

/// A shared folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct SharedFolder {
    #[serde(skip)]
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) host_path: String,
    pub(super) writable: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    pub(super) auto_mount: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) auto_mount_point: String,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) symlink_policy: u32,
}

/// A limit on the bandwidth of what refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct BandwidthGroup {
    #[serde(skip)]
    pub(super) id: u64,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: u32,
    pub(super) max_bytes_per_sec: i64,
}

impl Settings {
    /// The settings of a machine fresh from `createMachine` without an OS type.
    pub(super) fn fresh(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            groups: root_group(),
            boot_order: fresh_boot_order(),
            ..Self::default()
        }
    }

    /// The value of an attribute; `None` where a part has no such attribute.
    pub(super) fn read(&self, part: Part, index: u32, attribute: &str) -> Option<Plain> {
        let stored = self
            .parts
            .get(&part.key(index))
            .and_then(|bag| bag.get(attribute));
        stored
            .cloned()
            .or_else(|| part.spec().find(attribute)?.fresh_value(index))
    }

    pub(super) fn int(&self, part: Part, index: u32, attribute: &str) -> i64 {
        self.read(part, index, attribute)
            .map_or(0, |plain| plain.int())
    }

    pub(super) fn text(&self, part: Part, index: u32, attribute: &str) -> String {
        self.read(part, index, attribute)
            .map_or_else(String::new, |plain| plain.text().to_owned())
    }

    /// Takes away the network adapters that the chipset has no place for, as saving does.
    pub(super) fn fit_chipset(&mut self) {
        const PIIX3: i64 = 1;
        const ITS_ADAPTERS: u32 = 8;

        if self.int(Part::Platform, 0, "chipsetType") == PIIX3 {
            for slot in ITS_ADAPTERS..Part::Network.spec().count {
                self.parts.remove(&Part::Network.key(slot));
            }
        }
    }

    pub(super) fn write(&mut self, part: Part, index: u32, attribute: &str, value: Plain) {
        let key = part.key(index);
        let fresh = part
            .spec()
            .find(attribute)
            .and_then(|each| each.fresh_value(index));
        let bag = self.parts.entry(key.clone()).or_default();
        if fresh.as_ref() == Some(&value) {
            bag.remove(attribute);
        } else {
            bag.insert(attribute.to_owned(), value);
        }
        if bag.is_empty() {
            self.parts.remove(&key);
        }
    }

    /// Sets a property of a part; an empty text removes it.
    pub(super) fn set_property(&mut self, part: &str, name: &str, text: &str) {
        let properties = self.properties.entry(part.to_owned()).or_default();
        if text.is_empty() {
            properties.remove(name);
        } else {
            properties.insert(name.to_owned(), text.to_owned());
        }
        if properties.is_empty() {
            self.properties.remove(part);
        }
    }

    pub(super) fn set_feature(&mut self, key: &str, is_on: bool, fresh: bool) {
        if is_on == fresh {
            self.features.remove(key);
        } else {
            self.features.insert(key.to_owned(), is_on);
        }
    }

    pub(super) fn controller(&self, name: &str) -> Option<&Controller> {
        self.controllers.iter().find(|each| each.name == name)
    }

    pub(super) fn attachment(
        &self,
        controller: &str,
        port: i64,
        device: i64,
    ) -> Option<&Attachment> {
        self.attachments
            .iter()
            .find(|each| each.is_at(controller, port, device))
    }

    pub(super) fn attachment_mut(
        &mut self,
        controller: &str,
        port: i64,
        device: i64,
    ) -> Option<&mut Attachment> {
        self.attachments
            .iter_mut()
            .find(|each| each.is_at(controller, port, device))
    }

    /// The media that are attached.
    pub(super) fn media(&self) -> impl Iterator<Item = Uuid> {
        self.attachments.iter().filter_map(|each| each.medium)
    }

    /// Gives a number to everything that a handle can stand for.
    pub(super) fn number(&mut self, mut next: impl FnMut() -> u64) {
        let ids = self
            .controllers
            .iter_mut()
            .map(|each| &mut each.id)
            .chain(self.attachments.iter_mut().map(|each| &mut each.id))
            .chain(self.usb_controllers.iter_mut().map(|each| &mut each.id))
            .chain(self.usb_filters.iter_mut().map(|each| &mut each.id))
            .chain(self.shared_folders.iter_mut().map(|each| &mut each.id))
            .chain(self.bandwidth_groups.iter_mut().map(|each| &mut each.id));
        for id in ids {
            *id = next();
        }
    }
}

impl Attachment {
    /// An empty drive of a kind at a place, with nothing said of it.
    pub(super) fn new(controller: &str, port: i64, device: i64, kind: u32) -> Self {
        Self {
            id: 0,
            controller: controller.to_owned(),
            port,
            device,
            kind,
            medium: None,
            passthrough: false,
            temporary_eject: false,
            non_rotational: false,
            discard: false,
            hot_pluggable: false,
            bandwidth_group: None,
        }
    }

    pub(super) fn is_at(&self, controller: &str, port: i64, device: i64) -> bool {
        self.controller == controller && self.port == port && self.device == device
    }
}

fn root_group() -> Vec<String> {
    vec!["/".to_owned()]
}

fn is_root_group(groups: &[String]) -> bool {
    groups == ["/"]
}

/// Floppy, DVD, hard disk, nothing.
fn fresh_boot_order() -> Vec<u32> {
    vec![1, 2, 3, 0]
}

fn is_fresh_boot_order(order: &[u32]) -> bool {
    order == [1, 2, 3, 0]
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_off(flag: &bool) -> bool {
    !flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
