//! `<controller>`.

/// A controller that disks are attached to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Controller {
    /// The bus.
    pub kind: ControllerType,
    /// The number among the controllers of its type, from 0; the lowest free one where it is absent.
    pub index: Option<u32>,
    /// The hardware that is emulated.
    pub model: Option<ControllerModel>,
}

/// The bus of a controller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ControllerType {
    /// `fdc`, floppy
    Fdc,
    /// `ide`
    #[default]
    Ide,
    /// `sata`
    Sata,
    /// `scsi`
    Scsi,
    /// `usb`
    Usb,
    /// `virtio-serial`
    VirtioSerial,
    /// `ccid`
    Ccid,
    /// `pci`
    Pci,
    /// `xenbus`
    Xenbus,
    /// `isa`
    Isa,
    /// `nvme`
    Nvme,
}

/// The hardware of a controller: those that VirtualBox has, and one for all others that libvirt knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ControllerModel {
    /// `piix3`, for ide
    Piix3,
    /// `piix4`, for ide
    Piix4,
    /// `ich6`, for ide
    Ich6,
    /// `auto`, for scsi: LSI Logic
    Auto,
    /// `buslogic`, for scsi
    Buslogic,
    /// `lsilogic`, for scsi
    Lsilogic,
    /// `lsisas1068`, for scsi: LSI Logic SAS
    Lsisas1068,
    /// `virtio-scsi`, for scsi
    VirtioScsi,
    /// `pci-ohci`, for usb: USB 1.1
    PciOhci,
    /// `ehci`, for usb: USB 2.0
    Ehci,
    /// `qemu-xhci` (or `nec-xhci`), for usb: USB 3.0
    QemuXhci,
    /// A model that libvirt knows and VirtualBox lacks.
    Other(&'static str),
}
