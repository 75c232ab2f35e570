//! What is set to what: attributes with values that are right, at the edge, and wrong.

use native_driver::value::Value;

/// Values to choose from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Choice {
    Flag,
    /// 32 bits without a sign.
    Number(&'static [u32]),
    /// 64 bits with a sign.
    Signed(&'static [i64]),
    Text(&'static [&'static str]),
}

/// Where an attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Machine,
    Graphics,
    Platform,
    X86,
    Firmware,
    Tpm,
    Vrde,
    Audio,
    Network,
    /// See [`is_dangerous`].
    Nat,
    Serial,
    Parallel,
    Recording,
}

use Choice::{Flag, Number, Signed, Text};
use Place::{
    Audio, Firmware, Graphics, Machine, Nat, Network, Parallel, Platform, Recording, Serial, Tpm,
    Vrde, X86,
};

const ENUM: Choice = Number(&[0, 1, 2, 3, 4]);
const FREE: Choice = Text(&["", "x", "two words", "ü", "1.2.3.4"]);

pub(crate) const ATTRIBUTES: &[(Place, &str, Choice)] = &[
    (
        Machine,
        "memorySize",
        Number(&[0, 3, 4, 64, 1024, 2_097_152, 2_097_153, u32::MAX]),
    ),
    (Machine, "CPUCount", Number(&[0, 1, 2, 64, 65])),
    (Machine, "memoryBalloonSize", Number(&[0, 16, 4096])),
    (Machine, "CPUHotPlugEnabled", Flag),
    (Machine, "CPUIDPortabilityLevel", Number(&[0, 3])),
    (Machine, "CPUProfile", Text(&["", "host", "Intel 8086"])),
    (
        Machine,
        "name",
        Text(&["", "one", "three", "11111111-0000-0000-0000-000000000009"]),
    ),
    (Machine, "description", FREE),
    (
        Machine,
        "OSTypeId",
        Text(&["Other", "linux", "Ubuntu_64", "None of these"]),
    ),
    (
        Machine,
        "hardwareUUID",
        Text(&["", "x", "11111111-0000-0000-0000-000000000008"]),
    ),
    (Machine, "hardwareVersion", Text(&["", "1", "2", "3"])),
    (Machine, "pageFusionEnabled", Flag),
    (Machine, "pointingHIDType", Number(&[1, 2, 4, 6])),
    (Machine, "keyboardHIDType", Number(&[1, 2, 3])),
    (Machine, "snapshotFolder", Text(&["", "other"])),
    (Machine, "clipboardMode", Number(&[0, 1, 2, 3])),
    (Machine, "clipboardFileTransfersEnabled", Flag),
    (Machine, "dnDMode", Number(&[0, 1, 2, 3])),
    (Machine, "teleporterPort", Number(&[0, 6000, 65535, 65536])),
    (Machine, "teleporterAddress", FREE),
    (Machine, "paravirtProvider", Number(&[0, 1, 2, 3, 4, 5])),
    (Machine, "IOCacheEnabled", Flag),
    (Machine, "IOCacheSize", Number(&[0, 5, 100])),
    (Machine, "tracingEnabled", Flag),
    (Machine, "tracingConfig", FREE),
    (Machine, "autostartEnabled", Flag),
    (Machine, "autostartDelay", Number(&[0, 9])),
    (Machine, "autostopType", Number(&[1, 2])),
    (Machine, "defaultFrontend", FREE),
    (Machine, "VMProcessPriority", Number(&[1, 2, 3])),
    (Machine, "emulatedUSBCardReaderEnabled", Flag),
    (Graphics, "VRAMSize", Number(&[0, 1, 16, 256, 257])),
    (Graphics, "monitorCount", Number(&[0, 1, 2, 64, 65])),
    (
        Graphics,
        "graphicsControllerType",
        Number(&[0, 1, 2, 3, 4, 99]),
    ),
    (Platform, "chipsetType", Number(&[1, 2])),
    (Platform, "iommuType", Number(&[0, 1])),
    (Platform, "RTCUseUTC", Flag),
    (X86, "HPETEnabled", Flag),
    (Firmware, "firmwareType", Number(&[1, 2, 3])),
    (Firmware, "ACPIEnabled", Flag),
    (Firmware, "IOAPICEnabled", Flag),
    (Firmware, "APICMode", Number(&[0, 1, 2])),
    (Firmware, "bootMenuMode", Number(&[0, 1, 2])),
    (Firmware, "logoFadeIn", Flag),
    (Firmware, "logoDisplayTime", Number(&[0, 100])),
    (Firmware, "logoImagePath", FREE),
    (Firmware, "timeOffset", Signed(&[-5, 0, 7])),
    (Firmware, "SMBIOSUuidLittleEndian", Flag),
    (Tpm, "type", Number(&[0, 1, 2])),
    (Tpm, "location", FREE),
    (Vrde, "enabled", Flag),
    (Vrde, "authType", Number(&[0, 1, 2])),
    (Vrde, "authTimeout", Number(&[0, 5000])),
    (Vrde, "allowMultiConnection", Flag),
    (Vrde, "reuseSingleConnection", Flag),
    (Vrde, "authLibrary", FREE),
    (Vrde, "VRDEExtPack", Text(&["", "VNC", "None such"])),
    (Audio, "enabled", Flag),
    (Audio, "enabledIn", Flag),
    (Audio, "enabledOut", Flag),
    (Audio, "audioController", ENUM),
    (Audio, "audioCodec", ENUM),
    (Audio, "audioDriver", Number(&[0, 1, 3, 9])),
    (Network, "enabled", Flag),
    (Network, "adapterType", Number(&[0, 1, 2, 5, 6, 99])),
    (Network, "attachmentType", Number(&[0, 1, 2, 3, 4, 5, 6])),
    (
        Network,
        "MACAddress",
        Text(&["080027123456", "010027123456", "08002712345G", "0800271234"]),
    ),
    (Network, "cableConnected", Flag),
    (Network, "lineSpeed", Number(&[0, 1000])),
    (Network, "promiscModePolicy", Number(&[0, 1, 2, 3, 4])),
    (Network, "bridgedInterface", FREE),
    (Network, "internalNetwork", FREE),
    (Network, "hostOnlyInterface", FREE),
    (Network, "NATNetwork", FREE),
    (Network, "genericDriver", FREE),
    (Network, "bootPriority", Number(&[0, 1])),
    (Network, "traceEnabled", Flag),
    (Nat, "network", FREE),
    (Nat, "hostIP", FREE),
    (Nat, "DNSProxy", Flag),
    (Nat, "DNSPassDomain", Flag),
    (Nat, "aliasMode", Number(&[0, 1, 5, 9])),
    (Nat, "TFTPPrefix", FREE),
    (Serial, "enabled", Flag),
    (Serial, "IOAddress", Number(&[0, 0x3f8, 65535, 65536])),
    (Serial, "IRQ", Number(&[0, 4, 255, 256])),
    (Serial, "path", FREE),
    (Serial, "hostMode", ENUM),
    (Serial, "server", Flag),
    (Serial, "uartType", Number(&[0, 1, 2])),
    (Parallel, "enabled", Flag),
    (Parallel, "IOBase", Number(&[0, 0x378, 65536])),
    (Parallel, "IRQ", Number(&[7, 256])),
    (Parallel, "path", FREE),
    (Recording, "enabled", Flag),
];

/// What is set only where the machine can be changed: VirtualBox does not check that, does it elsewhere too, and its
/// service ends at the next lock or save. The simulation refuses it.
pub(crate) fn is_dangerous(place: Place, member: &str) -> bool {
    place == Place::Nat || member == "RTCUseUTC"
}

/// A number that decides.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// A number below `limit` (splitmix64).
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bits = bits ^ (bits >> 31);
        usize::try_from(bits % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let index = self.below(all.len());
        all.split_at(index).1.first().unwrap()
    }

    pub(crate) fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    pub(crate) fn value(&mut self, choice: Choice) -> Value {
        match choice {
            Flag => Value::Bool(self.flag()),
            Number(numbers) => Value::Unsigned((*self.pick(numbers)).into()),
            Signed(numbers) => Value::Int(*self.pick(numbers)),
            Text(texts) => Value::text(*self.pick(texts)),
        }
    }
}
