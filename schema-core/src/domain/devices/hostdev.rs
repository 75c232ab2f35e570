//! `<hostdev>`: a device of the host that the guest gets.

/// A device of the host that the guest gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hostdev {
    /// How the device is given.
    pub mode: HostdevMode,
    /// The kind of device.
    pub kind: HostdevType,
    /// Which device.
    pub source: HostdevSource,
}

/// How a host device is given to the guest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HostdevMode {
    /// `subsystem`
    #[default]
    Subsystem,
    /// `capabilities`
    Capabilities,
}

/// The kind of a host device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HostdevType {
    /// `usb`
    #[default]
    Usb,
    /// `pci`
    Pci,
    /// `scsi`
    Scsi,
    /// `scsi_host`
    ScsiHost,
    /// `mdev`
    Mdev,
    /// Any other kind that libvirt knows.
    Other(&'static str),
}

/// Which USB device it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HostdevSource {
    /// The vendor.
    pub vendor: Option<UsbId>,
    /// The product.
    pub product: Option<UsbId>,
}

/// A number that identifies a USB vendor or product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UsbId {
    /// The number, 16 bits; in XML with or without `0x`, hexadecimal either way.
    pub id: u16,
}
