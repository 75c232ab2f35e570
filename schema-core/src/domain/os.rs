//! `<os>`: what boots, and from where.

use schema_derive::{Value, element};

/// What boots, and from where.
#[element("os")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Os {
    /// The kind of guest.
    #[xml(child = "type")]
    pub kind: OsType,
    /// The boot devices, in the order in which they are tried.
    #[xml(children)]
    pub boot: Vec<Boot>,
}

/// The kind of guest: `hvm`, full virtualization.
#[element("type")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OsType {
    /// The processor architecture, such as `x86_64`.
    #[xml(attribute)]
    pub arch: Option<String>,
    /// The machine type: a chipset.
    #[xml(attribute)]
    pub machine: Option<String>,
    /// `hvm` where the guest needs no changes to run.
    #[xml(text)]
    pub kind: String,
}

/// A boot device.
#[element("boot")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Boot {
    /// The kind of device that is tried.
    #[xml(attribute)]
    pub dev: BootDevice,
}

/// A kind of device that a guest can boot from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum BootDevice {
    /// The floppy drive.
    #[word("fd")]
    Floppy,
    /// The hard disk.
    #[default]
    #[word("hd")]
    HardDisk,
    /// The optical drive.
    Cdrom,
    /// The network.
    Network,
}
