//! `<os>`: what boots, and from where.

/// What boots, and from where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Os {
    /// The kind of guest.
    pub kind: OsType,
    /// The boot devices, in the order in which they are tried.
    pub boot: Vec<Boot>,
}

/// The kind of guest: `hvm`, full virtualization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OsType {
    /// The processor architecture, such as `x86_64`.
    pub arch: Option<String>,
    /// The machine type: a chipset.
    pub machine: Option<String>,
    /// `hvm` where the guest needs no changes to run.
    pub kind: String,
}

/// A boot device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boot {
    /// The kind of device that is tried.
    pub dev: BootDevice,
}

/// A kind of device that a guest can boot from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BootDevice {
    /// `fd`, the floppy drive
    Floppy,
    /// `hd`, the hard disk
    #[default]
    HardDisk,
    /// `cdrom`, the optical drive
    Cdrom,
    /// `network`
    Network,
}
