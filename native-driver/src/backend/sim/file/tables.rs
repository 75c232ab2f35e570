//! Which attribute is which setting, and what it means that it is absent in files of each version.

use super::super::parts::Part;
use super::row::Form::{Flag, Hex, Number, Text};
use super::row::Is::{Feature, Of, Property};
use super::row::{Row, Say, row};
use super::words::{
    ADAPTERS, APIC_MODES, AUDIO, AUTHENTICATION, AUTOSTOPS, BOOT_MENUS, CHIPSETS, CLOCKS, DRAG,
    ENGINES, EXCHANGE, FIRMWARE, GRAPHICS, IOMMUS, KEYBOARDS, POINTING, PORT_MODES, PRIORITIES,
    PROMISCUOUS, PROVIDERS, TPMS, UARTS,
};

/// Below `<Machine>`.
#[rustfmt::skip]
pub(super) static MACHINE: &[Row] = &[
    row("@processPriority", Of(Part::Machine, "VMProcessPriority"), PRIORITIES, Say::Fresh).from(17),
    row("@executionEngine", Of(Part::Machine, "VMExecutionEngine"), ENGINES, Say::Fresh).from(20),
    row("Teleporter@enabled", Of(Part::Machine, "teleporterEnabled"), Flag, Say::Flag(false)).from(9).completes(),
    row("Teleporter@port", Of(Part::Machine, "teleporterPort"), Number, Say::Int(0)).from(9),
    row("Teleporter@address", Of(Part::Machine, "teleporterAddress"), Text, Say::Text("")).from(9),
    row("Debugging/Tracing@enabled", Of(Part::Machine, "tracingEnabled"), Flag, Say::Flag(false)).only_from(13),
    row("Debugging/Tracing@allowTracingToAccessVM", Of(Part::Machine, "allowTracingToAccessVM"), Flag, Say::Flag(false)).only_from(13),
    row("Debugging/Tracing@config", Of(Part::Machine, "tracingConfig"), Text, Say::Text("")).only_from(13),
    row("Autostart@enabled", Of(Part::Machine, "autostartEnabled"), Flag, Say::Flag(false)).only_from(13).completes(),
    row("Autostart@delay", Of(Part::Machine, "autostartDelay"), Number, Say::Int(0)).only_from(13).completes(),
    row("Autostart@autostop", Of(Part::Machine, "autostopType"), AUTOSTOPS, Say::Constant("Disabled")).only_from(13).completes(),
    row("Recording@enabled", Of(Part::Recording, "enabled"), Flag, Say::Flag(false)).only_from(19),
];

/// Below `<Hardware>`.
#[rustfmt::skip]
pub(super) static HARDWARE: &[Row] = &[
    row("@version", Of(Part::Machine, "hardwareVersion"), Text, Say::Text("1")).since(7, Say::Text("2")),
    row("Memory@RAMSize", Of(Part::Machine, "memorySize"), Number, Say::Int(128)).always(),
    row("Memory@PageFusion", Of(Part::Machine, "pageFusionEnabled"), Flag, Say::Flag(false)).from(10),
    row("HID@Pointing", Of(Part::Machine, "pointingHIDType"), POINTING, Say::Constant("PS2Mouse")).from(10),
    row("HID@Keyboard", Of(Part::Machine, "keyboardHIDType"), KEYBOARDS, Say::Constant("PS2Keyboard")).from(10),
    row("Paravirt@provider", Of(Part::Machine, "paravirtProvider"), PROVIDERS, Say::Constant("Legacy")).since(16, Say::Constant("Default")),
    row("Paravirt@debug", Of(Part::Machine, "paravirtDebug"), Text, Say::Text("")).from(16),
    row("Display@controller", Of(Part::Graphics, "graphicsControllerType"), GRAPHICS, Say::Constant("VBoxVGA")),
    row("Display@VRAMSize", Of(Part::Graphics, "VRAMSize"), Number, Say::Int(8)),
    row("Display@monitorCount|Display@MonitorCount", Of(Part::Graphics, "monitorCount"), Number, Say::Int(1)),
    row("Display@accelerate3D|Display@Accelerate3D", Feature("GraphicsFeature.Acceleration3D", false), Flag, Say::Flag(false)),
    row("RemoteDisplay@enabled", Of(Part::Vrde, "enabled"), Flag, Say::Flag(true)).since(16, Say::Flag(false)),
    row("RemoteDisplay@port", Property(Part::Vrde, "TCP/Ports"), Text, Say::Fresh).until(11),
    row("RemoteDisplay@netAddress", Property(Part::Vrde, "TCP/Address"), Text, Say::Fresh).until(11),
    row("RemoteDisplay@authType", Of(Part::Vrde, "authType"), AUTHENTICATION, Say::Constant("Null")),
    row("RemoteDisplay@authTimeout", Of(Part::Vrde, "authTimeout"), Number, Say::Int(5000)),
    row("RemoteDisplay@authLibrary", Of(Part::Vrde, "authLibrary"), Text, Say::Fresh).from(11),
    row("RemoteDisplay@VRDEExtPack", Of(Part::Vrde, "VRDEExtPack"), Text, Say::Fresh).from(11),
    row("RemoteDisplay@allowMultiConnection", Of(Part::Vrde, "allowMultiConnection"), Flag, Say::Flag(false)),
    row("RemoteDisplay@reuseSingleConnection", Of(Part::Vrde, "reuseSingleConnection"), Flag, Say::Flag(false)),
    row("RemoteDisplay/VideoChannel@enabled", Property(Part::Vrde, "VideoChannel/Enabled"), Text, Say::Fresh).until(11),
    row("RemoteDisplay/VideoChannel@quality", Property(Part::Vrde, "VideoChannel/Quality"), Text, Say::Fresh).until(11),
    row("Firmware@type", Of(Part::Firmware, "firmwareType"), FIRMWARE, Say::Constant("BIOS")).from(9),
    row("TrustedPlatformModule@type", Of(Part::Tpm, "type"), TPMS, Say::Constant("None")).from(19),
    row("TrustedPlatformModule@location", Of(Part::Tpm, "location"), Text, Say::Text("")).from(19),
    row("AudioAdapter@enabled", Of(Part::Audio, "enabled"), Flag, Say::Flag(true)).since(16, Say::Flag(false)),
    row("AudioAdapter@enabledIn", Of(Part::Audio, "enabledIn"), Flag, Say::Flag(true)).since(17, Say::Flag(false)),
    row("AudioAdapter@enabledOut", Of(Part::Audio, "enabledOut"), Flag, Say::Flag(true)).since(17, Say::Flag(false)),
    row("AudioAdapter@controller", Of(Part::Audio, "audioController"), AUDIO, Say::Constant("AC97")),
    row("Clipboard@mode", Of(Part::Machine, "clipboardMode"), EXCHANGE, Say::Constant("Disabled")),
    row("Clipboard@fileTransfersEnabled", Of(Part::Machine, "clipboardFileTransfersEnabled"), Flag, Say::Flag(false)).from(18),
    row("DragAndDrop@mode", Of(Part::Machine, "dnDMode"), DRAG, Say::Constant("Disabled")),
    row("IO/IoCache@enabled", Of(Part::Machine, "IOCacheEnabled"), Flag, Say::Flag(true)).from(10),
    row("IO/IoCache@size", Of(Part::Machine, "IOCacheSize"), Number, Say::Int(5)).from(10),
    row("EmulatedUSB/CardReader@enabled", Of(Part::Machine, "emulatedUSBCardReaderEnabled"), Flag, Say::Flag(false)).from(12),
    row("Frontend/Default@type", Of(Part::Machine, "defaultFrontend"), Text, Say::Text("")).from(14),
    row("Guest@memoryBalloonSize|Guest@MemoryBalloonSize", Of(Part::Machine, "memoryBalloonSize"), Number, Say::Int(0)),
];

/// Below `<BIOS>`, or `<Firmware>` from 1.20 on.
#[rustfmt::skip]
pub(super) static BIOS: &[Row] = &[
    row("ACPI@enabled", Of(Part::Firmware, "ACPIEnabled"), Flag, Say::Flag(true)),
    row("IOAPIC@enabled", Of(Part::Firmware, "IOAPICEnabled"), Flag, Say::Flag(false)),
    row("APIC@mode", Of(Part::Firmware, "APICMode"), APIC_MODES, Say::Constant("APIC")).from(16),
    row("Logo@fadeIn", Of(Part::Firmware, "logoFadeIn"), Flag, Say::Flag(true)),
    row("Logo@fadeOut", Of(Part::Firmware, "logoFadeOut"), Flag, Say::Flag(true)),
    row("Logo@displayTime", Of(Part::Firmware, "logoDisplayTime"), Number, Say::Int(0)),
    row("Logo@imagePath", Of(Part::Firmware, "logoImagePath"), Text, Say::Text("")),
    row("BootMenu@mode", Of(Part::Firmware, "bootMenuMode"), BOOT_MENUS, Say::Constant("MessageAndMenu")),
    row("TimeOffset@value", Of(Part::Firmware, "timeOffset"), Number, Say::Int(0)),
    row("PXEDebug@enabled", Of(Part::Firmware, "PXEDebugEnabled"), Flag, Say::Flag(false)),
    row("SmbiosUuidLittleEndian@enabled", Of(Part::Firmware, "SMBIOSUuidLittleEndian"), Flag, Say::Flag(false)),
    row("AutoSerialNumGen@enabled", Of(Part::Firmware, "AutoSerialNumGen"), Flag, Say::Flag(false)),
];

/// Below `<Hardware>`, or `<Platform>` from 1.20 on.
#[rustfmt::skip]
pub(super) static PLATFORM: &[Row] = &[
    row("CPU@count|CPU/CPUCount@count", Of(Part::Machine, "CPUCount"), Number, Say::Int(1)),
    row("CPU@hotplug", Of(Part::Machine, "CPUHotPlugEnabled"), Flag, Say::Flag(false)).from(10),
    row("CPU@executionCap", Of(Part::Machine, "CPUExecutionCap"), Number, Say::Int(100)).from(11),
    row("CPU@CpuIdPortabilityLevel", Of(Part::Machine, "CPUIDPortabilityLevel"), Number, Say::Int(0)).from(15),
    row("CPU@CpuProfile", Of(Part::Machine, "CPUProfile"), Text, Say::Text("host")).from(16),
    row("Chipset@type", Of(Part::Platform, "chipsetType"), CHIPSETS, Say::Constant("PIIX3")).from(11),
    row("Iommu@type", Of(Part::Platform, "iommuType"), IOMMUS, Say::Constant("None")).from(19),
    row("RTC@localOrUTC", Of(Part::Platform, "RTCUseUTC"), CLOCKS, Say::Flag(false)).from(10),
];

/// Below `<Hardware>`, or `<Platform>`'s `<x86>` from 1.20 on.
#[rustfmt::skip]
pub(super) static X86: &[Row] = &[
    row("HPET@enabled", Of(Part::X86, "HPETEnabled"), Flag, Say::Flag(false)).from(10),
    row("CPU/HardwareVirtExLargePages@enabled", Feature("HWVirtExPropertyType.LargePages", false), Flag, Say::Flag(false)).always(),
    row("CPU/HardwareVirtForce@enabled", Feature("HWVirtExPropertyType.Force", false), Flag, Say::Flag(false)).from(9),
    row("CPU/HardwareVirtExUseNativeApi@enabled", Feature("HWVirtExPropertyType.UseNativeApi", false), Flag, Say::Flag(false)).from(9),
    row("CPU/HardwareVirtEx@enabled", Feature("HWVirtExPropertyType.Enabled", true), Flag, Say::Flag(true)),
    row("CPU/HardwareVirtExNestedPaging@enabled", Feature("HWVirtExPropertyType.NestedPaging", true), Flag, Say::Flag(true)),
    row("CPU/HardwareVirtExVPID@enabled", Feature("HWVirtExPropertyType.VPID", true), Flag, Say::Flag(true)),
    row("CPU/HardwareVirtExUX@enabled", Feature("HWVirtExPropertyType.UnrestrictedExecution", true), Flag, Say::Flag(true)),
    row("CPU/HardwareVirtExVirtVmsaveVmload@enabled", Feature("HWVirtExPropertyType.VirtVmsaveVmload", true), Flag, Say::Flag(true)).from(18),
    row("CPU/PAE@enabled", Feature("CPUPropertyTypeX86.PAE", true), Flag, Say::Flag(false)).since(9, Say::Flag(true)).always(),
    row("CPU/LongMode@enabled", Feature("CPUPropertyTypeX86.LongMode", true), Flag, Say::Flag(true)).from(14).always(),
    row("CPU/TripleFaultReset@enabled", Feature("CPUPropertyTypeX86.TripleFaultReset", false), Flag, Say::Flag(false)),
    row("CPU/X2APIC@enabled", Feature("CPUPropertyTypeX86.X2APIC", false), Flag, Say::Flag(false)).from(14),
    row("CPU/APIC@enabled", Feature("CPUPropertyTypeX86.APIC", true), Flag, Say::Flag(true)).from(14),
    row("CPU/IBPBOn@vmexit", Feature("CPUPropertyTypeX86.IBPBOnVMExit", false), Flag, Say::Flag(false)).from(16),
    row("CPU/IBPBOn@vmentry", Feature("CPUPropertyTypeX86.IBPBOnVMEntry", false), Flag, Say::Flag(false)).from(16),
    row("CPU/SpecCtrl@enabled", Feature("CPUPropertyTypeX86.SpecCtrl", false), Flag, Say::Flag(false)).from(16),
    row("CPU/SpecCtrlByHost@enabled", Feature("CPUPropertyTypeX86.SpecCtrlByHost", false), Flag, Say::Flag(false)).from(16),
    row("CPU/L1DFlushOn@scheduling", Feature("CPUPropertyTypeX86.L1DFlushOnEMTScheduling", true), Flag, Say::Flag(true)).from(16),
    row("CPU/L1DFlushOn@vmentry", Feature("CPUPropertyTypeX86.L1DFlushOnVMEntry", false), Flag, Say::Flag(false)).from(16),
    row("CPU/MDSClearOn@scheduling", Feature("CPUPropertyTypeX86.MDSClearOnEMTScheduling", true), Flag, Say::Flag(true)).from(16),
    row("CPU/MDSClearOn@vmentry", Feature("CPUPropertyTypeX86.MDSClearOnVMEntry", false), Flag, Say::Flag(false)).from(16),
    row("CPU/NestedHWVirt@enabled", Feature("CPUPropertyTypeX86.HWVirt", false), Flag, Say::Flag(false)).from(17),
];

/// Of an `<Adapter>`.
#[rustfmt::skip]
pub(super) static ADAPTER: &[Row] = &[
    row("@enabled", Of(Part::Network, "enabled"), Flag, Say::Flag(false)),
    row("@MACAddress", Of(Part::Network, "MACAddress"), Text, Say::Text("")),
    row("@cable", Of(Part::Network, "cableConnected"), Flag, Say::Flag(false)).since(16, Say::Flag(true)),
    row("@speed", Of(Part::Network, "lineSpeed"), Number, Say::Int(0)),
    row("@bootPriority", Of(Part::Network, "bootPriority"), Number, Say::Int(0)).from(10),
    row("@trace", Of(Part::Network, "traceEnabled"), Flag, Say::Flag(false)),
    row("@tracefile", Of(Part::Network, "traceFile"), Text, Say::Text("")),
    row("@promiscuousModePolicy", Of(Part::Network, "promiscModePolicy"), PROMISCUOUS, Say::Constant("Deny")).from(12),
    row("@type", Of(Part::Network, "adapterType"), ADAPTERS, Say::Constant("Am79C970A")).since(16, Say::Constant("Am79C973")),
];

/// Of the `<NAT>` of an adapter.
#[rustfmt::skip]
pub(super) static NAT: &[Row] = &[
    row("@network", Of(Part::Nat, "network"), Text, Say::Text("")),
    row("@hostip", Of(Part::Nat, "hostIP"), Text, Say::Text("")).from(10),
    row("@mtu", Property(Part::Nat, "mtu"), Text, Say::Fresh).from(10),
    row("@socksnd", Property(Part::Nat, "sockSnd"), Text, Say::Fresh).from(10),
    row("@sockrcv", Property(Part::Nat, "sockRcv"), Text, Say::Fresh).from(10),
    row("@tcpsnd", Property(Part::Nat, "tcpWndSnd"), Text, Say::Fresh).from(10),
    row("@tcprcv", Property(Part::Nat, "tcpWndRcv"), Text, Say::Fresh).from(10),
    row("@localhost-reachable", Of(Part::Nat, "localhostReachable"), Flag, Say::Flag(true)),
    row("@forward-broadcast", Of(Part::Nat, "forwardBroadcast"), Flag, Say::Flag(false)).from(20),
    row("@enable-tftp", Of(Part::Nat, "enableTFTP"), Flag, Say::Flag(false)).from(21),
    row("DNS@pass-domain", Of(Part::Nat, "DNSPassDomain"), Flag, Say::Flag(true)).from(10),
    row("DNS@use-proxy", Of(Part::Nat, "DNSProxy"), Flag, Say::Flag(false)).from(10),
    row("DNS@use-host-resolver", Of(Part::Nat, "DNSUseHostResolver"), Flag, Say::Flag(false)).from(10),
    row("TFTP@prefix", Of(Part::Nat, "TFTPPrefix"), Text, Say::Text("")).from(10),
    row("TFTP@boot-file", Of(Part::Nat, "TFTPBootFile"), Text, Say::Text("")).from(10),
    row("TFTP@next-server", Of(Part::Nat, "TFTPNextServer"), Text, Say::Text("")).from(10),
];

/// Of a `<Port>` in `<UART>`. Which address a port has, its file says always.
#[rustfmt::skip]
pub(super) static SERIAL: &[Row] = &[
    row("@enabled", Of(Part::Serial, "enabled"), Flag, Say::Flag(false)).always(),
    row("@IOBase", Of(Part::Serial, "IOAddress"), Hex, Say::Fresh).until(20).always(),
    row("@IOAddress", Of(Part::Serial, "IOAddress"), Hex, Say::Fresh).only_from(20).always(),
    row("@IRQ", Of(Part::Serial, "IRQ"), Number, Say::Fresh).always(),
    row("@server", Of(Part::Serial, "server"), Flag, Say::Flag(false)),
    row("@path", Of(Part::Serial, "path"), Text, Say::Text("")),
    row("@hostMode", Of(Part::Serial, "hostMode"), PORT_MODES, Say::Constant("Disconnected")).always(),
    row("@uartType", Of(Part::Serial, "uartType"), UARTS, Say::Constant("U16550A")).from(17),
];

/// Of a `<Port>` in `<LPT>`.
#[rustfmt::skip]
pub(super) static PARALLEL: &[Row] = &[
    row("@enabled", Of(Part::Parallel, "enabled"), Flag, Say::Flag(false)).always(),
    row("@IOBase", Of(Part::Parallel, "IOBase"), Hex, Say::Fresh).always(),
    row("@IRQ", Of(Part::Parallel, "IRQ"), Number, Say::Fresh).always(),
    row("@path", Of(Part::Parallel, "path"), Text, Say::Text("")),
];

/// Of a `<Screen>` in `<Recording>`, or of `<VideoCapture>` before 1.19, which speaks of all screens.
#[rustfmt::skip]
pub(super) static SCREEN: &[Row] = &[
    row("@enabled", Of(Part::Screen, "enabled"), Flag, Say::Flag(true)).only_from(19),
    row("@maxTimeS", Of(Part::Screen, "maxTime"), Number, Say::Int(0)).only_from(19),
    row("@maxTime", Of(Part::Screen, "maxTime"), Number, Say::Int(0)).until(19),
    row("@options", Of(Part::Screen, "options"), Text, Say::Fresh),
    row("@file", Of(Part::Screen, "filename"), Text, Say::Text("")),
    row("@maxSizeMB", Of(Part::Screen, "maxFileSize"), Number, Say::Int(0)).only_from(19),
    row("@maxSize", Of(Part::Screen, "maxFileSize"), Number, Say::Int(0)).until(19),
    row("@horzRes", Of(Part::Screen, "videoWidth"), Number, Say::Int(1024)),
    row("@vertRes", Of(Part::Screen, "videoHeight"), Number, Say::Int(768)),
    row("@rateKbps", Of(Part::Screen, "videoRate"), Number, Say::Int(512)).only_from(19),
    row("@rate", Of(Part::Screen, "videoRate"), Number, Say::Int(512)).until(19),
    row("@fps", Of(Part::Screen, "videoFPS"), Number, Say::Int(25)),
];

/// The row of a setting, by its name without the number of a slot.
pub(super) fn of(interface: &str, member: &str) -> Option<&'static Row> {
    all().find(|row| match row.is {
        Of(part, known) => part.spec().interface == interface && known == member,
        Feature(..) | Property(..) => false,
    })
}

/// Every row.
pub(super) fn all() -> impl Iterator<Item = &'static Row> {
    let tables = [
        MACHINE, HARDWARE, BIOS, PLATFORM, X86, ADAPTER, NAT, SERIAL, PARALLEL, SCREEN,
    ];
    tables.into_iter().flatten()
}
