//! The words that files have for constants of VirtualBox's enums.

use super::row::Form::{self, Words};

pub(super) const PRIORITIES: Form = Words(
    "VMProcPriority",
    &[
        ("Flat", "Flat"),
        ("Low", "Low"),
        ("Normal", "Normal"),
        ("High", "High"),
    ],
);
pub(super) const ENGINES: Form = Words(
    "VMExecutionEngine",
    &[
        ("HwVirt", "HwVirt"),
        ("NativeApi", "NativeApi"),
        ("Interpreter", "Interpreter"),
        ("Recompiler", "Recompiler"),
    ],
);
pub(super) const AUTOSTOPS: Form = Words(
    "AutostopType",
    &[
        ("Disabled", "Disabled"),
        ("SaveState", "SaveState"),
        ("PowerOff", "PowerOff"),
        ("AcpiShutdown", "AcpiShutdown"),
    ],
);
pub(super) const POINTING: Form = Words(
    "PointingHIDType",
    &[
        ("None", "None"),
        ("PS2Mouse", "PS2Mouse"),
        ("USBMouse", "USBMouse"),
        ("USBTablet", "USBTablet"),
        ("ComboMouse", "ComboMouse"),
        ("USBMultiTouch", "USBMultiTouch"),
        ("USBMTScreenPlusPad", "USBMultiTouchScreenPlusPad"),
    ],
);
pub(super) const KEYBOARDS: Form = Words(
    "KeyboardHIDType",
    &[
        ("None", "None"),
        ("PS2Keyboard", "PS2Keyboard"),
        ("USBKeyboard", "USBKeyboard"),
        ("ComboKeyboard", "ComboKeyboard"),
    ],
);
pub(super) const PROVIDERS: Form = Words(
    "ParavirtProvider",
    &[
        ("None", "None"),
        ("Default", "Default"),
        ("Legacy", "Legacy"),
        ("Minimal", "Minimal"),
        ("HyperV", "HyperV"),
        ("KVM", "KVM"),
    ],
);
pub(super) const GRAPHICS: Form = Words(
    "GraphicsControllerType",
    &[
        ("VBoxVGA", "VBoxVGA"),
        ("VMSVGA", "VMSVGA"),
        ("VBoxSVGA", "VBoxSVGA"),
        ("QemuRamFB", "QemuRamFB"),
        ("None", "Null"),
    ],
);
pub(super) const AUTHENTICATION: Form = Words(
    "AuthType",
    &[
        ("Null", "Null"),
        ("External", "External"),
        ("Guest", "Guest"),
    ],
);
pub(super) const FIRMWARE: Form = Words(
    "FirmwareType",
    &[
        ("BIOS", "BIOS"),
        ("EFI", "EFI"),
        ("EFI32", "EFI32"),
        ("EFI64", "EFI64"),
        ("EFIDUAL", "EFIDUAL"),
    ],
);
pub(super) const TPMS: Form = Words(
    "TpmType",
    &[
        ("None", "None"),
        ("v1_2", "v1_2"),
        ("v2_0", "v2_0"),
        ("Host", "Host"),
        ("Swtpm", "Swtpm"),
    ],
);
pub(super) const AUDIO: Form = Words(
    "AudioControllerType",
    &[
        ("AC97", "AC97"),
        ("SB16", "SB16"),
        ("HDA", "HDA"),
        ("Virtio-Sound", "VirtioSound"),
    ],
);
pub(super) const EXCHANGE: Form = Words(
    "ClipboardMode",
    &[
        ("Disabled", "Disabled"),
        ("HostToGuest", "HostToGuest"),
        ("GuestToHost", "GuestToHost"),
        ("Bidirectional", "Bidirectional"),
    ],
);
pub(super) const DRAG: Form = Words(
    "DnDMode",
    &[
        ("Disabled", "Disabled"),
        ("HostToGuest", "HostToGuest"),
        ("GuestToHost", "GuestToHost"),
        ("Bidirectional", "Bidirectional"),
    ],
);
pub(super) const APIC_MODES: Form = Words(
    "APICMode",
    &[
        ("Disabled", "Disabled"),
        ("APIC", "APIC"),
        ("X2APIC", "X2APIC"),
    ],
);
pub(super) const BOOT_MENUS: Form = Words(
    "FirmwareBootMenuMode",
    &[
        ("Disabled", "Disabled"),
        ("MenuOnly", "MenuOnly"),
        ("MessageAndMenu", "MessageAndMenu"),
    ],
);
pub(super) const CHIPSETS: Form = Words("ChipsetType", &[("PIIX3", "PIIX3"), ("ICH9", "ICH9")]);
pub(super) const IOMMUS: Form = Words(
    "IommuType",
    &[
        ("None", "None"),
        ("Automatic", "Automatic"),
        ("AMD", "AMD"),
        ("Intel", "Intel"),
    ],
);
pub(super) const CLOCKS: Form = Form::OneOf("UTC", "local");
pub(super) const PROMISCUOUS: Form = Words(
    "NetworkAdapterPromiscModePolicy",
    &[
        ("Deny", "Deny"),
        ("AllowNetwork", "AllowNetwork"),
        ("AllowAll", "AllowAll"),
    ],
);
pub(super) const ADAPTERS: Form = Words(
    "NetworkAdapterType",
    &[
        ("Am79C970A", "Am79C970A"),
        ("Am79C973", "Am79C973"),
        ("Am79C960", "Am79C960"),
        ("82540EM", "I82540EM"),
        ("82543GC", "I82543GC"),
        ("82545EM", "I82545EM"),
        ("82583V", "I82583V"),
        ("virtio", "Virtio"),
        ("NE1000", "NE1000"),
        ("NE2000", "NE2000"),
        ("WD8003", "WD8003"),
        ("WD8013", "WD8013"),
        ("3C503", "ELNK2"),
        ("3C501", "ELNK1"),
        ("usbnet", "UsbNet"),
    ],
);
pub(super) const PORT_MODES: Form = Words(
    "PortMode",
    &[
        ("Disconnected", "Disconnected"),
        ("HostPipe", "HostPipe"),
        ("HostDevice", "HostDevice"),
        ("RawFile", "RawFile"),
        ("TCP", "TCP"),
    ],
);
pub(super) const UARTS: Form = Words(
    "UartType",
    &[
        ("16450", "U16450"),
        ("16550A", "U16550A"),
        ("16750", "U16750"),
    ],
);
