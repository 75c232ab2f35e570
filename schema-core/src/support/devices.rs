//! Which kinds of devices each release has.
//!
//! The constants are those of VirtualBox's interfaces; the slot tables of the releases say since when there is each.
//! There is no table of 5.1, so what the table of 5.0 lacks and that of 5.2 has came with one of the two.

use super::Release;

/// A kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// The enum that has the constant.
    pub of: &'static str,
    /// VirtualBox's name for it.
    pub constant: &'static str,
    /// libvirt's words for it.
    pub words: &'static [&'static str],
    /// The first release that has it.
    pub since: Release,
    /// The last release that has it, where it was taken away.
    pub until: Option<Release>,
    /// How a release had it before there was the constant.
    pub before: Before,
}

/// How a release had a kind of device before there was a constant for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// It had none.
    Absent,
    /// There was nothing to choose from, and this is what there was.
    OnlyChoice,
    /// A member switched it on.
    Member {
        /// The interface.
        interface: &'static str,
        /// The member.
        member: &'static str,
    },
}

impl Device {
    const fn new(
        of: &'static str,
        constant: &'static str,
        words: &'static [&'static str],
        since: Release,
    ) -> Self {
        Self {
            of,
            constant,
            words,
            since,
            until: None,
            before: Before::Absent,
        }
    }

    const fn until(self, until: Release) -> Self {
        Self {
            until: Some(until),
            ..self
        }
    }

    const fn before(self, before: Before) -> Self {
        Self { before, ..self }
    }

    /// Whether a release has it.
    pub fn is_in(&self, release: Release) -> bool {
        self.since <= release && self.until.is_none_or(|until| release <= until)
    }
}

/// The device that libvirt calls `word`; upper and lower case are the same, as in VirtualBox's own names.
pub fn by_word(table: &'static [Device], word: &str) -> Option<&'static Device> {
    table.iter().find(|device| {
        device
            .words
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
    })
}

/// All tables.
pub static ALL: &[&[Device]] = &[
    NIC_MODELS,
    NIC_ATTACHMENTS,
    STORAGE_BUSES,
    STORAGE_CONTROLLERS,
    SOUND_MODELS,
    AUDIO_DRIVERS,
    CHIPSETS,
    FIRMWARE,
    GRAPHICS_CONTROLLERS,
    USB_CONTROLLERS,
    TPMS,
    PORT_MODES,
    UARTS,
    POINTING_DEVICES,
    KEYBOARDS,
    PARAVIRT_PROVIDERS,
    PROMISCUOUS_MODES,
];

/// The models of network interfaces.
pub static NIC_MODELS: &[Device] = &[
    Device::new(
        "NetworkAdapterType",
        "Am79C970A",
        &["Am79C970A"],
        Release::new(2, 2),
    ),
    Device::new(
        "NetworkAdapterType",
        "Am79C973",
        &["Am79C973"],
        Release::new(2, 2),
    ),
    Device::new(
        "NetworkAdapterType",
        "I82540EM",
        &["82540EM", "e1000"],
        Release::new(2, 2),
    ),
    Device::new(
        "NetworkAdapterType",
        "I82543GC",
        &["82543GC"],
        Release::new(2, 2),
    ),
    Device::new(
        "NetworkAdapterType",
        "I82545EM",
        &["82545EM"],
        Release::new(2, 2),
    ),
    Device::new(
        "NetworkAdapterType",
        "Virtio",
        &["virtio", "virtio-transitional", "virtio-non-transitional"],
        Release::new(3, 1),
    ),
    Device::new(
        "NetworkAdapterType",
        "Am79C960",
        &["Am79C960"],
        Release::new(6, 1),
    ),
    Device::new("NetworkAdapterType", "Virtio_1_0", &[], Release::new(6, 1))
        .until(Release::new(6, 1)),
    Device::new(
        "NetworkAdapterType",
        "NE1000",
        &["NE1000"],
        Release::new(7, 0),
    ),
    Device::new(
        "NetworkAdapterType",
        "NE2000",
        &["NE2000"],
        Release::new(7, 0),
    ),
    Device::new(
        "NetworkAdapterType",
        "WD8003",
        &["WD8003"],
        Release::new(7, 0),
    ),
    Device::new(
        "NetworkAdapterType",
        "WD8013",
        &["WD8013"],
        Release::new(7, 0),
    ),
    Device::new(
        "NetworkAdapterType",
        "ELNK1",
        &["3C501"],
        Release::new(7, 0),
    ),
    Device::new(
        "NetworkAdapterType",
        "ELNK2",
        &["3C503"],
        Release::new(7, 0),
    ),
    Device::new(
        "NetworkAdapterType",
        "I82583V",
        &["e1000e"],
        Release::new(7, 2),
    ),
    Device::new(
        "NetworkAdapterType",
        "UsbNet",
        &["usb-net"],
        Release::new(7, 2),
    ),
];

/// What a network interface can be connected to.
pub static NIC_ATTACHMENTS: &[Device] = &[
    Device::new(
        "NetworkAttachmentType",
        "NAT",
        &["user"],
        Release::new(2, 2),
    ),
    Device::new(
        "NetworkAttachmentType",
        "Bridged",
        &["bridge", "direct"],
        Release::new(2, 2),
    ),
    Device::new(
        "NetworkAttachmentType",
        "Internal",
        &["internal"],
        Release::new(2, 2),
    ),
    Device::new(
        "NetworkAttachmentType",
        "HostOnly",
        &["network"],
        Release::new(2, 2),
    ),
    Device::new("NetworkAttachmentType", "VDE", &[], Release::new(3, 2)).until(Release::new(4, 0)),
    Device::new(
        "NetworkAttachmentType",
        "Null",
        &["null"],
        Release::new(2, 2),
    ),
    Device::new(
        "NetworkAttachmentType",
        "Generic",
        &["udp"],
        Release::new(4, 1),
    ),
    Device::new(
        "NetworkAttachmentType",
        "NATNetwork",
        &[],
        Release::new(4, 3),
    ),
    Device::new("NetworkAttachmentType", "Cloud", &[], Release::new(6, 1)),
    Device::new(
        "NetworkAttachmentType",
        "HostOnlyNetwork",
        &[],
        Release::new(7, 0),
    ),
];

/// The buses that disks are attached to.
pub static STORAGE_BUSES: &[Device] = &[
    Device::new("StorageBus", "IDE", &["ide"], Release::new(2, 2)),
    Device::new("StorageBus", "SATA", &["sata"], Release::new(2, 2)),
    Device::new("StorageBus", "SCSI", &["scsi"], Release::new(2, 2)),
    Device::new("StorageBus", "Floppy", &["fdc"], Release::new(2, 2)).before(Before::Member {
        interface: "IMachine",
        member: "floppyDrive",
    }),
    Device::new("StorageBus", "SAS", &[], Release::new(3, 2)),
    Device::new("StorageBus", "USB", &["usb"], Release::new(5, 0)),
    Device::new("StorageBus", "PCIe", &["nvme"], Release::new(5, 1)),
    Device::new("StorageBus", "VirtioSCSI", &["virtio"], Release::new(6, 1)),
];

/// The models of storage controllers.
pub static STORAGE_CONTROLLERS: &[Device] = &[
    Device::new(
        "StorageControllerType",
        "PIIX3",
        &["piix3"],
        Release::new(2, 2),
    ),
    Device::new(
        "StorageControllerType",
        "PIIX4",
        &["piix4"],
        Release::new(2, 2),
    ),
    Device::new(
        "StorageControllerType",
        "ICH6",
        &["ich6"],
        Release::new(2, 2),
    ),
    Device::new(
        "StorageControllerType",
        "IntelAhci",
        &[],
        Release::new(2, 2),
    ),
    Device::new(
        "StorageControllerType",
        "LsiLogic",
        &["lsilogic", "auto"],
        Release::new(2, 2),
    ),
    Device::new(
        "StorageControllerType",
        "BusLogic",
        &["buslogic"],
        Release::new(2, 2),
    ),
    Device::new("StorageControllerType", "I82078", &[], Release::new(2, 2)).before(
        Before::Member {
            interface: "IMachine",
            member: "floppyDrive",
        },
    ),
    Device::new(
        "StorageControllerType",
        "LsiLogicSas",
        &["lsisas1068"],
        Release::new(3, 2),
    ),
    Device::new("StorageControllerType", "USB", &[], Release::new(5, 0)),
    Device::new("StorageControllerType", "NVMe", &[], Release::new(5, 1)),
    Device::new(
        "StorageControllerType",
        "VirtioSCSI",
        &["virtio-scsi"],
        Release::new(6, 1),
    ),
];

/// The models of sound cards.
pub static SOUND_MODELS: &[Device] = &[
    Device::new("AudioControllerType", "SB16", &["sb16"], Release::new(2, 2)),
    Device::new("AudioControllerType", "AC97", &["ac97"], Release::new(2, 2)),
    Device::new(
        "AudioControllerType",
        "HDA",
        &["ich6", "ich7", "ich9"],
        Release::new(4, 0),
    ),
    Device::new(
        "AudioControllerType",
        "VirtioSound",
        &["virtio"],
        Release::new(7, 1),
    ),
];

/// Where sound can go on the host.
pub static AUDIO_DRIVERS: &[Device] = &[
    Device::new("AudioDriverType", "Null", &["none"], Release::new(2, 2)),
    Device::new("AudioDriverType", "OSS", &["oss"], Release::new(2, 2)),
    Device::new("AudioDriverType", "ALSA", &["alsa"], Release::new(2, 2)),
    Device::new(
        "AudioDriverType",
        "Pulse",
        &["pulseaudio"],
        Release::new(2, 2),
    ),
    Device::new(
        "AudioDriverType",
        "CoreAudio",
        &["coreaudio"],
        Release::new(2, 2),
    ),
    Device::new("AudioDriverType", "WinMM", &[], Release::new(2, 2)),
    Device::new("AudioDriverType", "DirectSound", &[], Release::new(2, 2)),
    Device::new("AudioDriverType", "SolAudio", &[], Release::new(2, 2)),
    Device::new("AudioDriverType", "Default", &[], Release::new(7, 0)),
    Device::new("AudioDriverType", "WAS", &[], Release::new(7, 0)),
];

/// The chipsets.
pub static CHIPSETS: &[Device] = &[
    Device::new("ChipsetType", "PIIX3", &["pc"], Release::new(2, 2)).before(Before::OnlyChoice),
    Device::new("ChipsetType", "ICH9", &["q35"], Release::new(4, 0)),
    Device::new("ChipsetType", "ARMv8Virtual", &[], Release::new(7, 1)),
];

/// The kinds of firmware.
pub static FIRMWARE: &[Device] = &[
    Device::new("FirmwareType", "BIOS", &["bios"], Release::new(2, 2)).before(Before::OnlyChoice),
    Device::new("FirmwareType", "EFI", &["efi"], Release::new(3, 1)),
    Device::new("FirmwareType", "EFI32", &[], Release::new(3, 1)),
    Device::new("FirmwareType", "EFI64", &[], Release::new(3, 1)),
    Device::new("FirmwareType", "EFIDUAL", &[], Release::new(3, 1)),
];

/// The models of graphics cards.
pub static GRAPHICS_CONTROLLERS: &[Device] = &[
    Device::new(
        "GraphicsControllerType",
        "VBoxVGA",
        &["vbox"],
        Release::new(2, 2),
    )
    .before(Before::OnlyChoice),
    Device::new(
        "GraphicsControllerType",
        "VMSVGA",
        &["vmvga"],
        Release::new(4, 3),
    ),
    Device::new(
        "GraphicsControllerType",
        "VBoxSVGA",
        &["vga"],
        Release::new(6, 0),
    ),
    Device::new(
        "GraphicsControllerType",
        "QemuRamFB",
        &["ramfb"],
        Release::new(7, 1),
    ),
];

/// The models of USB controllers.
pub static USB_CONTROLLERS: &[Device] = &[
    Device::new(
        "USBControllerType",
        "OHCI",
        &["pci-ohci"],
        Release::new(2, 2),
    )
    .before(Before::Member {
        interface: "IUSBController",
        member: "enabled",
    }),
    Device::new("USBControllerType", "EHCI", &["ehci"], Release::new(2, 2)).before(
        Before::Member {
            interface: "IUSBController",
            member: "enabledEhci",
        },
    ),
    Device::new(
        "USBControllerType",
        "XHCI",
        &["nec-xhci", "qemu-xhci"],
        Release::new(5, 0),
    ),
];

/// The kinds of trusted platform modules.
pub static TPMS: &[Device] = &[
    Device::new("TpmType", "v1_2", &["1.2"], Release::new(7, 0)),
    Device::new("TpmType", "v2_0", &["2.0"], Release::new(7, 0)),
    Device::new("TpmType", "Host", &[], Release::new(7, 0)),
    Device::new("TpmType", "Swtpm", &[], Release::new(7, 0)),
];

/// What a serial port can be connected to.
pub static PORT_MODES: &[Device] = &[
    Device::new("PortMode", "Disconnected", &["null"], Release::new(2, 2)),
    Device::new("PortMode", "HostPipe", &["pipe"], Release::new(2, 2)),
    Device::new("PortMode", "HostDevice", &["dev"], Release::new(2, 2)),
    Device::new("PortMode", "RawFile", &["file"], Release::new(2, 2)),
    Device::new("PortMode", "TCP", &["tcp"], Release::new(5, 0)),
];

/// The chips of serial ports.
pub static UARTS: &[Device] = &[
    Device::new("UartType", "U16450", &[], Release::new(6, 0)),
    Device::new("UartType", "U16550A", &["16550a"], Release::new(2, 2)).before(Before::OnlyChoice),
    Device::new("UartType", "U16750", &[], Release::new(6, 0)),
];

/// The pointing devices.
pub static POINTING_DEVICES: &[Device] = &[
    Device::new(
        "PointingHIDType",
        "PS2Mouse",
        &["mouse"],
        Release::new(2, 2),
    )
    .before(Before::OnlyChoice),
    Device::new("PointingHIDType", "USBMouse", &[], Release::new(3, 2)),
    Device::new(
        "PointingHIDType",
        "USBTablet",
        &["tablet"],
        Release::new(3, 2),
    ),
    Device::new("PointingHIDType", "ComboMouse", &[], Release::new(3, 2)),
    Device::new("PointingHIDType", "USBMultiTouch", &[], Release::new(4, 3)),
    Device::new(
        "PointingHIDType",
        "USBMultiTouchScreenPlusPad",
        &[],
        Release::new(7, 0),
    ),
];

/// The keyboards.
pub static KEYBOARDS: &[Device] = &[
    Device::new(
        "KeyboardHIDType",
        "PS2Keyboard",
        &["keyboard"],
        Release::new(2, 2),
    )
    .before(Before::OnlyChoice),
    Device::new("KeyboardHIDType", "USBKeyboard", &[], Release::new(3, 2)),
    Device::new("KeyboardHIDType", "ComboKeyboard", &[], Release::new(3, 2)),
];

/// What a guest is told about the hypervisor.
pub static PARAVIRT_PROVIDERS: &[Device] = &[
    Device::new("ParavirtProvider", "Default", &[], Release::new(5, 0)),
    Device::new("ParavirtProvider", "Legacy", &[], Release::new(5, 0)),
    Device::new("ParavirtProvider", "Minimal", &[], Release::new(5, 0)),
    Device::new(
        "ParavirtProvider",
        "HyperV",
        &["hyperv"],
        Release::new(5, 0),
    ),
    Device::new("ParavirtProvider", "KVM", &["kvm"], Release::new(5, 0)),
];

/// What a network interface may see of others.
pub static PROMISCUOUS_MODES: &[Device] = &[
    Device::new(
        "NetworkAdapterPromiscModePolicy",
        "Deny",
        &[],
        Release::new(4, 1),
    ),
    Device::new(
        "NetworkAdapterPromiscModePolicy",
        "AllowNetwork",
        &[],
        Release::new(4, 1),
    ),
    Device::new(
        "NetworkAdapterPromiscModePolicy",
        "AllowAll",
        &[],
        Release::new(4, 1),
    ),
];
