//! `<disk>`: hard disks, optical drives, floppy drives.

use schema_derive::{Value, element};

use crate::domain::devices::alias::Alias;
use crate::domain::devices::boot::DeviceBoot;
use crate::domain::value::{AddressNumber, UsbPort};

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
    /// How the image is accessed.
    #[xml(child)]
    pub driver: Option<DiskDriver>,
    /// The most that the guest may read and write.
    #[xml(child)]
    pub iotune: Option<Iotune>,
    /// Whether several machines may use the image at once. VirtualBox wants an image of fixed size for that.
    #[xml(flag)]
    pub shareable: bool,
    /// Whether what the guest writes is forgotten when it stops. VirtualBox has one kind of image for this and `readonly`:
    /// immutable ones.
    #[xml(flag)]
    pub transient: bool,
    /// The place in the machine, by numbers.
    #[xml(child)]
    pub address: Option<DriveAddress>,
    /// The name by which other parts of the document refer to it.
    #[xml(child)]
    pub alias: Option<Alias>,
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
    /// The optical or floppy drive of the host, such as `/dev/sr0` (type `block`).
    #[xml(attribute)]
    pub dev: Option<String>,
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
    /// How fast a hard disk turns; 1 is a solid state disk, which the guest is told. VirtualBox has no speeds.
    #[xml(attribute = "rotation_rate")]
    pub rotation_rate: Option<u32>,
}

impl DiskTarget {
    /// Whether the guest is told that nothing turns.
    pub fn is_solid_state(&self) -> bool {
        self.rotation_rate == Some(1)
    }
}

/// How an image is accessed.
#[element("driver")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiskDriver {
    /// Whether blocks that the guest frees are freed in the image; VirtualBox can do it with VDI.
    #[xml(attribute)]
    pub discard: Option<Discard>,
}

/// What becomes of blocks that a guest frees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum Discard {
    /// They are freed in the image.
    Unmap,
    /// Nothing.
    Ignore,
}

/// The most that a guest may read and write.
#[element("iotune")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Iotune {
    /// In bytes a second, reading and writing together; 0 is no limit.
    #[xml(leaf = "total_bytes_sec")]
    pub total_bytes_sec: Option<u64>,
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
    /// `drive` for the disks of a controller, `usb` for those on bus `usb`.
    #[xml(attribute = "type")]
    pub kind: AddressType,
    /// The index of the controller among those of its type; 0 where it is absent.
    #[xml(attribute, codec = "AddressNumber")]
    pub controller: Option<u32>,
    /// The channel of an IDE controller, 0 or 1; 0 elsewhere.
    #[xml(attribute, default, codec = "AddressNumber")]
    pub bus: u32,
    /// 0 with VirtualBox.
    #[xml(attribute, codec = "AddressNumber")]
    pub target: Option<u32>,
    /// The port (SATA, SCSI, NVMe) or the device on the channel (IDE, floppy); 0 where it is absent.
    #[xml(attribute, codec = "AddressNumber")]
    pub unit: Option<u32>,
    /// The port of a disk on bus `usb`, from 1 to 8.
    #[xml(attribute)]
    pub port: Option<UsbPort>,
}

/// The numbers of a disk's place, on whatever bus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DrivePlace {
    /// The index of the controller.
    pub controller: u32,
    /// The channel of an IDE controller.
    pub bus: u32,
    /// 0 with VirtualBox.
    pub target: u32,
    /// The port, from 0, or the device on the channel.
    pub unit: u32,
}

impl DriveAddress {
    /// The place that the address says; `None` for a kind that the disks of VirtualBox do not have.
    pub fn place(self) -> Option<DrivePlace> {
        let zero = |number: Option<u32>| number.unwrap_or_default();
        match self.kind {
            AddressType::Drive => Some(DrivePlace {
                controller: zero(self.controller),
                bus: self.bus,
                target: zero(self.target),
                unit: zero(self.unit),
            }),
            AddressType::Usb => Some(DrivePlace {
                unit: self.port?.number()?.checked_sub(1)?,
                ..DrivePlace::default()
            }),
            AddressType::Other(_) => None,
        }
    }

    /// The address of a place on a bus.
    pub fn of(bus: DiskBus, place: DrivePlace) -> Self {
        if bus == DiskBus::Usb {
            return Self {
                kind: AddressType::Usb,
                port: Some(UsbPort::new(place.unit.saturating_add(1))),
                ..Self::default()
            };
        }
        Self {
            kind: AddressType::Drive,
            controller: Some(place.controller),
            bus: place.bus,
            target: Some(place.target),
            unit: Some(place.unit),
            port: None,
        }
    }
}

/// The kind of an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum AddressType {
    /// The place on a controller of drives.
    #[default]
    Drive,
    /// A port of a USB controller.
    Usb,
    /// A kind that the disks of VirtualBox do not have.
    #[words(
        "pci",
        "virtio-serial",
        "ccid",
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
