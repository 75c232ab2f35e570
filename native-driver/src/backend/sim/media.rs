//! The media registry: which images VirtualBox knows, and what they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fault::{Code, Refusal};
use Device::{Dvd, Floppy, HardDisk};

/// A medium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Medium {
    pub(super) uuid: Uuid,
    pub(super) location: String,
    pub(super) device: Device,
    /// The storage format, such as `VDI`.
    pub(super) format: String,
    /// The number of its `MediumType`.
    #[serde(rename = "type", default)]
    pub(super) kind: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<Uuid>,
    #[serde(default)]
    pub(super) size: i64,
    #[serde(default)]
    pub(super) logical_size: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) auto_reset: bool,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) properties: BTreeMap<String, String>,
    /// The machine in whose settings it is registered: a medium without one is forgotten when the service ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) registry: Option<Uuid>,
    /// Whether it is a drive of the host.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) host_drive: bool,
    /// Whether its storage exists; a medium fresh from `createMedium` has none.
    #[serde(skip, default = "yes")]
    pub(super) is_created: bool,
}

/// What a medium is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Device {
    Floppy,
    #[serde(rename = "DVD")]
    Dvd,
    HardDisk,
}

impl Device {
    pub(super) fn from_number(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Floppy),
            2 => Some(Self::Dvd),
            3 => Some(Self::HardDisk),
            _ => None,
        }
    }

    pub(super) fn number(self) -> u32 {
        match self {
            Self::Floppy => 1,
            Self::Dvd => 2,
            Self::HardDisk => 3,
        }
    }

    /// In messages about media of the wrong kind.
    fn short(self) -> &'static str {
        match self {
            Self::Floppy => "floppy",
            Self::Dvd => "DVD",
            Self::HardDisk => "HDD",
        }
    }

    /// In messages about two media with one UUID.
    pub(super) fn long(self) -> &'static str {
        match self {
            Self::Floppy => "floppy image",
            Self::Dvd => "CD/DVD image",
            Self::HardDisk => "hard disk",
        }
    }
}

/// A storage format, found by the extension of a file's name.
#[derive(Debug)]
pub(super) struct Format {
    pub(super) id: &'static str,
    /// The sum of its capabilities.
    pub(super) capabilities: u32,
    pub(super) extensions: &'static [(&'static str, Device)],
}

pub(super) static FORMATS: &[Format] = &[
    Format {
        id: "VMDK",
        capabilities: 0xa7f,
        extensions: &[("vmdk", HardDisk)],
    },
    Format {
        id: "VDI",
        capabilities: 0xe77,
        extensions: &[("vdi", HardDisk)],
    },
    Format {
        id: "VHD",
        capabilities: 0xa77,
        extensions: &[("vhd", HardDisk)],
    },
    Format {
        id: "Parallels",
        capabilities: 0x274,
        extensions: &[("hdd", HardDisk)],
    },
    Format {
        id: "DMG",
        capabilities: 0x240,
        extensions: &[("dmg", Dvd)],
    },
    Format {
        id: "QED",
        capabilities: 0x274,
        extensions: &[("qed", HardDisk)],
    },
    Format {
        id: "QCOW",
        capabilities: 0x274,
        extensions: &[("qcow", HardDisk), ("qcow2", HardDisk)],
    },
    Format {
        id: "VHDX",
        capabilities: 0x240,
        extensions: &[("vhdx", HardDisk)],
    },
    Format {
        id: "CUE",
        capabilities: 0x240,
        extensions: &[("cue", Dvd)],
    },
    Format {
        id: "VBoxIsoMaker",
        capabilities: 0x40,
        extensions: &[("viso", Dvd)],
    },
    Format {
        id: "RAW",
        capabilities: 0x262,
        extensions: &[
            ("iso", Dvd),
            ("cdr", Dvd),
            ("img", Floppy),
            ("ima", Floppy),
            ("dsk", Floppy),
            ("flp", Floppy),
            ("vfd", Floppy),
        ],
    },
    Format {
        id: "iSCSI",
        capabilities: 0x1a0,
        extensions: &[],
    },
];

/// The format and use that the name of a file stands for: the simulation does not look into files.
pub(super) fn by_name(path: &str) -> Option<(&'static Format, Device)> {
    let (_, extension) = file_name(path).rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    FORMATS.iter().find_map(|format| {
        let (_, device) = format
            .extensions
            .iter()
            .find(|(each, _)| *each == extension)?;
        Some((format, *device))
    })
}

/// The part of a path behind the last slash.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The UUID that VirtualBox gives a drive of the host, after its kind and name.
fn drive_id(location: &str, device: Device) -> Uuid {
    let kind: &[u8] = match device {
        Floppy => b"FD",
        Dvd => b"DVD",
        HardDisk => b"HD",
    };
    let mut bytes = [0; 16];
    for (byte, letter) in bytes.iter_mut().zip(kind) {
        *byte = *letter;
    }
    // The name ends where the UUID does.
    let places = (6..bytes.len()).rev().cycle();
    for (letter, place) in location.bytes().rev().zip(places) {
        if let Some(byte) = bytes.get_mut(place) {
            *byte ^= letter;
        }
    }
    Uuid::from_bytes_le(bytes)
}

impl Medium {
    /// What `openMedium` makes of a file that is there.
    pub(super) fn open(uuid: Uuid, path: &str, asked: Device) -> Result<Self, Refusal> {
        let Some((format, device)) = by_name(path) else {
            let text = format!(
                "Could not get the storage format of the medium '{path}' (VERR_NOT_SUPPORTED)"
            );
            return Err(Refusal::not_found("MediumWrap", text));
        };
        if device != asked {
            let text = format!(
                "The medium '{path}' can't be used as the requested device type ({}, detected {})",
                asked.short(),
                device.short()
            );
            return Err(Refusal::not_found("MediumWrap", text));
        }
        let (size, logical_size, kind) = match device {
            HardDisk => (2_097_152, 10_737_418_240, 0),
            Dvd => (1_048_576, 1_048_576, 4),
            Floppy => (1_474_560, 1_474_560, 2),
        };
        let mut medium = Self::new(uuid, path, device, format.id);
        medium.size = size;
        medium.logical_size = logical_size;
        medium.kind = kind;
        Ok(medium)
    }

    pub(super) fn new(uuid: Uuid, location: &str, device: Device, format: &str) -> Self {
        Self {
            uuid,
            location: location.to_owned(),
            device,
            format: format.to_owned(),
            kind: 0,
            parent: None,
            size: 0,
            logical_size: 0,
            description: String::new(),
            auto_reset: false,
            properties: BTreeMap::new(),
            registry: None,
            host_drive: false,
            is_created: true,
        }
    }

    /// A drive of the host, by its name.
    pub(super) fn drive(location: &str, device: Device) -> Self {
        let mut drive = Self::new(drive_id(location, device), location, device, "RAW");
        drive.host_drive = true;
        drive
    }

    /// Whether a machine that has it writes to a differencing image in its place.
    pub(super) fn needs_difference(&self) -> bool {
        // Immutable and multi-attach.
        self.device == HardDisk && matches!(self.kind, 1 | 5)
    }

    pub(super) fn name(&self) -> &str {
        file_name(&self.location)
    }
}

fn yes() -> bool {
    true
}

/// The refusal of a medium that is gone.
pub(super) fn gone() -> Refusal {
    Refusal::new(Code::AccessDenied, "MediumWrap", "The object is not ready")
}
