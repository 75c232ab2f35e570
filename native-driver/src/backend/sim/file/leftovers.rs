//! What of a file was not read: each is named, with the reason.

use schema_core::settings::Node;

use super::reading::{Outcome, Reading};

/// Elements that are no settings of a machine, with what they are.
const ELEMENTS: [(&str, Outcome, &str); 7] = [
    (
        "Snapshot",
        Outcome::NotExpressible,
        "the machine's snapshots: the document is the machine as it is now",
    ),
    (
        "GuestProperties",
        Outcome::Meaningless,
        "what the guest and VirtualBox's programs told each other",
    ),
    (
        "CpuIdTree",
        Outcome::NotExpressible,
        "what single leaves of CPUID say",
    ),
    (
        "CpuTree",
        Outcome::Meaningless,
        "which processors are plugged in",
    ),
    (
        "HostPci",
        Outcome::NotExpressible,
        "PCI devices of the host, which VirtualBox has given up",
    ),
    (
        "GuestDebug",
        Outcome::NotExpressible,
        "the guest's debugger",
    ),
    (
        "DisabledModes",
        Outcome::Idle,
        "what the adapter would be attached to else",
    ),
];

/// Attributes that are no settings, by the element around them.
const ATTRIBUTES: [(&str, &str, Outcome, &str); 30] = [
    (
        "Machine",
        "lastStateChange",
        Outcome::Meaningless,
        "when the machine ran last",
    ),
    (
        "Machine",
        "aborted",
        Outcome::Meaningless,
        "that the machine was stopped by a crash",
    ),
    (
        "Machine",
        "currentStateModified",
        Outcome::Meaningless,
        "whether it was changed since the last snapshot",
    ),
    (
        "Machine",
        "currentSnapshot",
        Outcome::Meaningless,
        "which snapshot is the last",
    ),
    (
        "Machine",
        "snapshotFolder",
        Outcome::NotExpressible,
        "the folder for snapshots",
    ),
    (
        "Machine",
        "directoryIncludesUUID",
        Outcome::Meaningless,
        "how the folder of the machine is called",
    ),
    (
        "Machine",
        "nameSync",
        Outcome::Meaningless,
        "whether the folder is renamed with the machine",
    ),
    (
        "Machine",
        "stateFile",
        Outcome::NotExpressible,
        "the saved state, which belongs to the machine as it was",
    ),
    ("Machine", "icon", Outcome::NotExpressible, "the icon"),
    (
        "Machine",
        "stateKeyId",
        Outcome::NotExpressible,
        "the key of an encrypted saved state",
    ),
    (
        "Machine",
        "stateKeyStore",
        Outcome::NotExpressible,
        "the key of an encrypted saved state",
    ),
    (
        "Machine",
        "logKeyId",
        Outcome::NotExpressible,
        "the key of encrypted logs",
    ),
    (
        "Machine",
        "logKeyStore",
        Outcome::NotExpressible,
        "the key of encrypted logs",
    ),
    (
        "Machine",
        "schemaLocation",
        Outcome::Meaningless,
        "where a schema would be",
    ),
    (
        "Machine",
        "statisticsUpdateInterval",
        Outcome::Meaningless,
        "how often statistics were asked for",
    ),
    (
        "Machine",
        "version",
        Outcome::Meaningless,
        "the version of the settings",
    ),
    (
        "Teleporter",
        "password",
        Outcome::NotExpressible,
        "the digest of the teleporter's password",
    ),
    (
        "Hardware",
        "uuid",
        Outcome::NotExpressible,
        "the UUID that the guest sees, where it is not that of the machine",
    ),
    (
        "NVRAM",
        "path",
        Outcome::Meaningless,
        "where the variables of UEFI are kept",
    ),
    (
        "NVRAM",
        "keyId",
        Outcome::NotExpressible,
        "the key of encrypted variables of UEFI",
    ),
    (
        "NVRAM",
        "keyStore",
        Outcome::NotExpressible,
        "the key of encrypted variables of UEFI",
    ),
    (
        "Guest",
        "statisticsUpdateInterval",
        Outcome::Meaningless,
        "how often statistics were asked for",
    ),
    (
        "Guest",
        "StatisticsUpdateInterval",
        Outcome::Meaningless,
        "how often statistics were asked for",
    ),
    (
        "Display",
        "accelerate2DVideo",
        Outcome::NotExpressible,
        "2D video acceleration, which VirtualBox 7 has given up",
    ),
    (
        "StorageController",
        "IDE0MasterEmulationPort",
        Outcome::Meaningless,
        "which disks old guests saw as IDE disks",
    ),
    (
        "StorageController",
        "IDE0SlaveEmulationPort",
        Outcome::Meaningless,
        "which disks old guests saw as IDE disks",
    ),
    (
        "StorageController",
        "IDE1MasterEmulationPort",
        Outcome::Meaningless,
        "which disks old guests saw as IDE disks",
    ),
    (
        "StorageController",
        "IDE1SlaveEmulationPort",
        Outcome::Meaningless,
        "which disks old guests saw as IDE disks",
    ),
    (
        "SyntheticCpu",
        "enabled",
        Outcome::NotExpressible,
        "a made-up processor",
    ),
    ("VRDEProperties", "", Outcome::Meaningless, ""),
];

/// What a new machine has in the place of an attribute that is not read: nothing is lost then.
const USUAL: [(&str, &str); 3] = [
    ("snapshotFolder", "Snapshots"),
    ("accelerate2DVideo", "false"),
    ("password", ""),
];

/// Names what is left in an element that was read.
pub(super) fn remark(reading: &mut Reading, node: &Node) {
    if reading.is_settled(node) {
        return;
    }
    if let Some((_, outcome, text)) = ELEMENTS.iter().find(|(name, ..)| *name == node.name) {
        let below = node.name.clone();
        return reading.remark(&node.tag_span, &below, *outcome, (*text).to_owned());
    }
    reading.within(node, |reading| {
        for attribute in &node.attributes {
            if reading.is_read(attribute) {
                continue;
            }
            let known = ATTRIBUTES
                .iter()
                .find(|(element, name, ..)| *element == node.name && *name == attribute.name);
            let is_usual = USUAL.contains(&(&attribute.name, &attribute.value));
            let (outcome, text) = match known {
                Some((_, _, _, text)) if is_usual => (Outcome::Meaningless, (*text).to_owned()),
                Some((_, _, outcome, text)) => (*outcome, (*text).to_owned()),
                None => (
                    Outcome::NotExpressible,
                    format!(
                        "`{}` is not known here, or not in settings of version {}",
                        attribute.name, reading.version
                    ),
                ),
            };
            reading.remark(
                &attribute.span,
                &format!("@{}", attribute.name),
                outcome,
                text,
            );
        }
        if node.attributes.is_empty() && node.children.is_empty() && !node.text.trim().is_empty() {
            let text = "a text that is not known here".to_owned();
            reading.remark(&node.text_span, "", Outcome::NotExpressible, text);
        }
        for child in &node.children {
            remark(reading, child);
        }
    });
}
