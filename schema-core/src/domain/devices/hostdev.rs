//! `<hostdev>`: a device of the host that the guest gets.

use schema_derive::{Value, element};

use crate::domain::value::Hex16;

/// A device of the host that the guest gets.
#[element("hostdev")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hostdev {
    /// How the device is given.
    #[xml(attribute, default)]
    pub mode: HostdevMode,
    /// The kind of device.
    #[xml(attribute = "type")]
    pub kind: HostdevType,
    /// Which device.
    #[xml(child)]
    pub source: HostdevSource,
}

/// How a host device is given to the guest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum HostdevMode {
    /// As a device of a subsystem of the host.
    #[default]
    Subsystem,
    /// As something that a container may use.
    Capabilities,
}

/// The kind of a host device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum HostdevType {
    /// A USB device.
    #[default]
    Usb,
    /// A PCI device.
    Pci,
    /// A SCSI device.
    Scsi,
    /// A SCSI host adapter.
    #[word("scsi_host")]
    ScsiHost,
    /// A mediated device.
    Mdev,
    /// A kind that only containers have.
    #[words("storage", "misc", "net")]
    Other(&'static str),
}

/// Which USB device it is.
#[element("source")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HostdevSource {
    /// The vendor.
    #[xml(child)]
    pub vendor: Option<UsbId>,
    /// The product.
    #[xml(child)]
    pub product: Option<UsbId>,
}

/// A number that identifies a USB vendor or product.
#[element("vendor")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsbId {
    /// The number, 16 bits; in XML with or without `0x`, hexadecimal either way.
    #[xml(attribute)]
    pub id: Hex16,
}
