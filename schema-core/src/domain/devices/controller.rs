//! `<controller>`.

use schema_derive::{Value, element};

/// A controller that disks or USB devices are attached to.
#[element("controller")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Controller {
    /// The bus.
    #[xml(attribute = "type")]
    pub kind: ControllerType,
    /// The number among the controllers of its type, from 0; the lowest free one where it is absent.
    #[xml(attribute)]
    pub index: Option<u32>,
    /// The hardware that is emulated.
    #[xml(attribute)]
    pub model: Option<ControllerModel>,
    /// How many ports it has; SATA, SAS, NVMe and virtio-scsi have a number that can be chosen. Where it is absent there are
    /// as many as usual, or as the disks need.
    #[xml(attribute)]
    pub ports: Option<u32>,
}

/// The bus of a controller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Value)]
pub enum ControllerType {
    /// Floppy.
    Fdc,
    /// IDE.
    #[default]
    Ide,
    /// Serial ATA.
    Sata,
    /// SCSI.
    Scsi,
    /// USB.
    Usb,
    /// virtio serial ports.
    VirtioSerial,
    /// Smart cards.
    Ccid,
    /// PCI.
    Pci,
    /// Xen.
    Xenbus,
    /// ISA.
    Isa,
    /// NVM Express.
    Nvme,
}

/// The hardware of a controller: those that VirtualBox has, and one for all others that libvirt knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Value)]
pub enum ControllerModel {
    /// Intel PIIX3, for ide.
    Piix3,
    /// Intel PIIX4, for ide.
    Piix4,
    /// Intel ICH6, for ide.
    Ich6,
    /// The usual one for scsi: LSI Logic.
    Auto,
    /// BusLogic, for scsi.
    Buslogic,
    /// LSI Logic, for scsi.
    Lsilogic,
    /// LSI Logic SAS, for scsi.
    Lsisas1068,
    /// virtio, for scsi.
    VirtioScsi,
    /// USB 1.1, for usb.
    PciOhci,
    /// USB 2.0, for usb.
    Ehci,
    /// USB 3.0, for usb.
    #[word("qemu-xhci")]
    #[word("nec-xhci")]
    QemuXhci,
    /// A model that libvirt knows and VirtualBox lacks.
    #[words(
        "vmpvscsi",
        "ibmvscsi",
        "virtio-transitional",
        "virtio-non-transitional",
        "virtio",
        "lsisas1078",
        "ncr53c90",
        "dc390",
        "am53c974",
        "piix3-uhci",
        "piix4-uhci",
        "ich9-ehci1",
        "ich9-uhci1",
        "ich9-uhci2",
        "ich9-uhci3",
        "vt82c686b-uhci",
        "qusb1",
        "qusb2",
        "none",
        "pci-root",
        "pcie-root",
        "pci-bridge",
        "dmi-to-pci-bridge",
        "pcie-to-pci-bridge",
        "pcie-root-port",
        "pcie-switch-upstream-port",
        "pcie-switch-downstream-port",
        "pci-expander-bus",
        "pcie-expander-bus"
    )]
    Other(&'static str),
}

impl ControllerModel {
    /// The model of a USB controller by which a machine has no USB.
    pub const NO_USB: Self = Self::Other("none");
}
