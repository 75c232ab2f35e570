//! `<disk>`: hard disks, optical drives, floppy drives.

use schema_derive::{Value, element};

use crate::domain::devices::boot::DeviceBoot;
use crate::domain::value::AddressNumber;

/// A hard disk, optical drive or floppy drive.
#[element("disk")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disk {
    /// Where the data is.
    #[xml(attribute = "type", default)]
    pub kind: DiskType,
    /// What the guest sees.
    #[xml(attribute, default)]
    pub device: DiskDevice,
    /// The image; absent from an empty drive.
    #[xml(child)]
    pub source: Option<DiskSource>,
    /// The place in the machine, by name.
    #[xml(child)]
    pub target: DiskTarget,
    /// Whether the guest may only read.
    #[xml(flag)]
    pub readonly: bool,
    /// The place of the disk in the boot order.
    #[xml(child)]
    pub boot: Option<DeviceBoot>,
    /// The place in the machine, by numbers.
    #[xml(child)]
    pub address: Option<DriveAddress>,
}

/// Where a disk's data is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum DiskType {
    /// In a file of the host.
    #[default]
    File,
    /// On a block device of the host.
    Block,
    /// In a folder of the host.
    Dir,
    /// On the network.
    Network,
    /// In a storage pool.
    Volume,
    /// On an NVMe device of the host.
    Nvme,
    /// In another program of the host.
    Vhostuser,
    /// On a vDPA device of the host.
    Vhostvdpa,
}

/// What kind of drive the guest sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Value)]
pub enum DiskDevice {
    /// A hard disk.
    #[default]
    Disk,
    /// An optical drive.
    Cdrom,
    /// A floppy drive.
    Floppy,
    /// A logical unit of the host.
    Lun,
}

/// The image of a disk.
#[element("source")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskSource {
    /// The absolute path of the image.
    #[xml(attribute)]
    pub file: Option<String>,
}

/// The place of a disk in the machine, by name.
#[element("target")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskTarget {
    /// The name, such as `hda` or `sdb`: the prefix gives the bus, the letter the place on it.
    #[xml(attribute)]
    pub dev: String,
    /// The bus; by the name's prefix where it is absent.
    #[xml(attribute)]
    pub bus: Option<DiskBus>,
}

/// The bus of a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Value)]
pub enum DiskBus {
    /// IDE.
    Ide,
    /// Floppy.
    Fdc,
    /// SCSI.
    Scsi,
    /// Serial ATA.
    Sata,
    /// virtio.
    Virtio,
    /// Xen.
    Xen,
    /// USB.
    Usb,
    /// User-mode Linux.
    Uml,
    /// SD card.
    Sd,
    /// NVM Express.
    Nvme,
}

/// The place of a disk in the machine, by numbers.
#[element("address")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DriveAddress {
    /// `drive` for the disks of a controller.
    #[xml(attribute = "type")]
    pub kind: AddressType,
    /// The index of the controller among those of its type.
    #[xml(attribute, default, codec = "AddressNumber")]
    pub controller: u32,
    /// The channel of an IDE controller, 0 or 1; 0 elsewhere.
    #[xml(attribute, default, codec = "AddressNumber")]
    pub bus: u32,
    /// 0 with VirtualBox.
    #[xml(attribute, default, codec = "AddressNumber")]
    pub target: u32,
    /// The port (SATA, SCSI) or the device on the channel (IDE, floppy).
    #[xml(attribute, default, codec = "AddressNumber")]
    pub unit: u32,
}

/// The kind of an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum AddressType {
    /// The place on a controller of drives.
    #[default]
    Drive,
    /// A kind that the disks of VirtualBox do not have.
    #[words(
        "pci",
        "virtio-serial",
        "ccid",
        "usb",
        "spapr-vio",
        "virtio-s390",
        "ccw",
        "virtio-mmio",
        "isa",
        "dimm",
        "unassigned"
    )]
    Other(&'static str),
}
