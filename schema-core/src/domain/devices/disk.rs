//! `<disk>`: hard disks, optical drives, floppy drives.

/// A hard disk, optical drive or floppy drive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disk {
    /// Where the data is.
    pub kind: DiskType,
    /// What the guest sees.
    pub device: DiskDevice,
    /// The image; absent from an empty drive.
    pub source: Option<DiskSource>,
    /// The place in the machine, by name.
    pub target: DiskTarget,
    /// Whether the guest may only read.
    pub readonly: bool,
    /// The place in the machine, by numbers.
    pub address: Option<DriveAddress>,
}

/// Where a disk's data is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiskType {
    /// `file`
    #[default]
    File,
    /// `block`
    Block,
    /// `dir`
    Dir,
    /// `network`
    Network,
    /// `volume`
    Volume,
    /// `nvme`
    Nvme,
    /// `vhostuser`
    Vhostuser,
}

/// What kind of drive the guest sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiskDevice {
    /// `disk`
    #[default]
    Disk,
    /// `cdrom`
    Cdrom,
    /// `floppy`
    Floppy,
    /// `lun`
    Lun,
}

/// The image of a disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskSource {
    /// The absolute path of the image.
    pub file: Option<String>,
}

/// The place of a disk in the machine, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskTarget {
    /// The name, such as `hda` or `sdb`: the prefix gives the bus, the letter the place on it.
    pub dev: String,
    /// The bus; by the name's prefix where it is absent.
    pub bus: Option<DiskBus>,
}

/// The bus of a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiskBus {
    /// `ide`
    Ide,
    /// `fdc`
    Fdc,
    /// `scsi`
    Scsi,
    /// `sata`
    Sata,
    /// `virtio`
    Virtio,
    /// `xen`
    Xen,
    /// `usb`
    Usb,
    /// `uml`
    Uml,
    /// `sd`
    Sd,
    /// `nvme`
    Nvme,
}

/// The place of a disk in the machine, by numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DriveAddress {
    /// `drive` for the disks of a controller.
    pub kind: AddressType,
    /// The index of the controller among those of its type.
    pub controller: u32,
    /// The channel of an IDE controller, 0 or 1; 0 elsewhere.
    pub bus: u32,
    /// 0 with VirtualBox.
    pub target: u32,
    /// The port (SATA, SCSI) or the device on the channel (IDE, floppy).
    pub unit: u32,
}

/// The kind of an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AddressType {
    /// `drive`
    #[default]
    Drive,
    /// Any other kind that libvirt knows.
    Other(&'static str),
}
