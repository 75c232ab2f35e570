//! What the machine itself is told: how it is made, and the options of `modifyvm` that are one member each.

use super::command::{Script, Word, args, option, plain, switch, text, value, word_for};
use crate::plan::{Action, Arg, MachinePlan, Op, Step, Target};
use crate::value::Value;

/// What surrounds all changes: making the machine, listing it, opening media, locking it.
pub(super) fn frame(machine: &MachinePlan, step: &Step, script: &mut Script) -> bool {
    match step.op.member() {
        "createMachine" => create(machine, args(step), script),
        // Other commands open media, list the machine, lock it and save by themselves.
        // `storageattach` finds a drive of the host by its name.
        "findHostDVDDrive"
        | "findHostFloppyDrive"
        | "openMedium"
        | "registerMachine"
        | "openSession"
        | "lockMachine"
        | "unlockMachine"
        | "close" => {}
        "unregister" => {
            let machine = script.machine().to_owned();
            script.run(["unregistervm", &machine], Vec::new());
        }
        _other => return false,
    }
    true
}

/// The settings file stands first where it is chosen, then the name, the platform since 7.1, the groups and the
/// operating system; what follows are flags.
fn create(machine: &MachinePlan, args: &[Arg], script: &mut Script) {
    let mut options = vec![
        option("--name", machine.name.as_str()),
        option("--uuid", script.machine()),
    ];
    let mut is_behind_groups = false;
    for arg in args {
        match arg {
            Arg::Value(Value::Enum { of: _, is }) => {
                options.push(option("--platform-architecture", is.to_lowercase()));
            }
            Arg::Value(Value::List(groups)) => {
                is_behind_groups = true;
                let groups: Vec<String> = groups.iter().filter_map(plain).collect();
                if !groups.is_empty() {
                    options.push(option("--groups", groups.join(",")));
                }
            }
            Arg::Value(Value::Text(os)) if is_behind_groups => {
                if !os.is_empty() {
                    options.push(option("--ostype", os.as_str()));
                }
                is_behind_groups = false;
            }
            Arg::Value(_) | Arg::Object(_) | Arg::Secret(_) | Arg::Digest(_) => {}
        }
    }
    options.push(vec!["--register".into()]);
    script.run(["createvm"], options);
}

/// How a value is said.
enum Said {
    /// `on` or `off`.
    Switch,
    /// As it is.
    Plain,
    /// By a word for each constant.
    Words(&'static [(&'static str, &'static str)]),
}

/// The options of `modifyvm` that are one member: of what, which, how it is called, how its value is said.
#[rustfmt::skip]
const OPTIONS: &[(Target, &str, &str, Said)] = &[
    (Target::Machine, "name", "--name", Said::Plain),
    (Target::Machine, "description", "--description", Said::Plain),
    (Target::Machine, "OSTypeId", "--os-type", Said::Plain),
    (Target::Machine, "memorySize", "--memory", Said::Plain),
    (Target::Machine, "CPUCount", "--cpus", Said::Plain),
    (Target::Machine, "CPUExecutionCap", "--cpu-execution-cap", Said::Plain),
    (Target::Machine, "CPUHotPlugEnabled", "--cpu-hotplug", Said::Switch),
    (Target::Machine, "CPUProfile", "--cpu-profile", Said::Plain),
    (Target::Machine, "CPUIDPortabilityLevel", "--cpuid-portability-level", Said::Plain),
    (Target::Machine, "memoryBalloonSize", "--guest-memory-balloon", Said::Plain),
    (Target::Machine, "pageFusionEnabled", "--page-fusion", Said::Switch),
    (Target::Machine, "hardwareUUID", "--hardware-uuid", Said::Plain),
    (Target::Machine, "snapshotFolder", "--snapshot-folder", Said::Plain),
    (Target::Machine, "paravirtDebug", "--paravirt-debug", Said::Plain),
    (Target::Machine, "paravirtProvider", "--paravirt-provider", Said::Words(PROVIDERS)),
    (Target::Machine, "autostartEnabled", "--autostart-enabled", Said::Switch),
    (Target::Machine, "autostartDelay", "--autostart-delay", Said::Plain),
    (Target::Machine, "teleporterEnabled", "--teleporter", Said::Switch),
    (Target::Machine, "teleporterPort", "--teleporter-port", Said::Plain),
    (Target::Machine, "teleporterAddress", "--teleporter-address", Said::Plain),
    (Target::Machine, "pointingHIDType", "--mouse", Said::Words(POINTING)),
    (Target::Machine, "keyboardHIDType", "--keyboard", Said::Words(KEYBOARDS)),
    (Target::Machine, "clipboardMode", "--clipboard-mode", Said::Words(WAYS)),
    (Target::Machine, "dnDMode", "--drag-and-drop", Said::Words(WAYS)),
    (Target::Platform, "RTCUseUTC", "--rtc-use-utc", Said::Switch),
    (Target::Platform, "chipsetType", "--chipset", Said::Words(CHIPSETS)),
    (Target::Platform, "iommuType", "--iommu", Said::Words(IOMMUS)),
    (Target::PlatformX86, "HPETEnabled", "--x86-hpet", Said::Switch),
    (Target::Firmware, "ACPIEnabled", "--acpi", Said::Switch),
    (Target::Firmware, "IOAPICEnabled", "--ioapic", Said::Switch),
    (Target::Firmware, "timeOffset", "--firmware-system-time-offset", Said::Plain),
    (Target::Firmware, "bootMenuMode", "--firmware-boot-menu", Said::Words(MENUS)),
    (Target::Firmware, "firmwareType", "--firmware", Said::Words(FIRMWARE)),
    (Target::Tpm, "type", "--tpm-type", Said::Words(TPMS)),
    (Target::Tpm, "location", "--tpm-location", Said::Plain),
    (Target::Graphics, "graphicsControllerType", "--graphicscontroller", Said::Words(GRAPHICS)),
    (Target::Graphics, "VRAMSize", "--vram", Said::Plain),
    (Target::Graphics, "monitorCount", "--monitor-count", Said::Plain),
    (Target::Graphics, "accelerate3DEnabled", "--accelerate-3d", Said::Switch),
    (Target::Audio, "enabled", "--audio-enabled", Said::Switch),
    (Target::Audio, "enabledIn", "--audio-in", Said::Switch),
    (Target::Audio, "enabledOut", "--audio-out", Said::Switch),
    (Target::Audio, "audioController", "--audio-controller", Said::Words(SOUND_CARDS)),
    (Target::Audio, "audioCodec", "--audio-codec", Said::Words(CODECS)),
    (Target::Audio, "audioDriver", "--audio-driver", Said::Words(AUDIO)),
    (Target::Vrde, "enabled", "--vrde", Said::Switch),
    (Target::Vrde, "authType", "--vrde-auth-type", Said::Words(AUTHENTICATION)),
    (Target::Vrde, "authLibrary", "--vrde-auth-library", Said::Plain),
    (Target::Vrde, "VRDEExtPack", "--vrde-extpack", Said::Plain),
    (Target::Vrde, "allowMultiConnection", "--vrde-multi-con", Said::Switch),
    (Target::Vrde, "reuseSingleConnection", "--vrde-reuse-con", Said::Switch),
    (Target::Recording, "enabled", "--recording", Said::Switch),
];

const PROVIDERS: &[(&str, &str)] = &[
    ("None", "none"),
    ("Default", "default"),
    ("Legacy", "legacy"),
    ("Minimal", "minimal"),
    ("HyperV", "hyperv"),
    ("KVM", "kvm"),
];
const POINTING: &[(&str, &str)] = &[
    ("PS2Mouse", "ps2"),
    ("USBMouse", "usb"),
    ("USBTablet", "usbtablet"),
    ("USBMultiTouch", "usbmultitouch"),
    ("USBMultiTouchScreenPlusPad", "usbmtscreenpluspad"),
];
const KEYBOARDS: &[(&str, &str)] = &[("PS2Keyboard", "ps2"), ("USBKeyboard", "usb")];
const WAYS: &[(&str, &str)] = &[
    ("Disabled", "disabled"),
    ("HostToGuest", "hosttoguest"),
    ("GuestToHost", "guesttohost"),
    ("Bidirectional", "bidirectional"),
];
const CHIPSETS: &[(&str, &str)] = &[
    ("PIIX3", "piix3"),
    ("ICH9", "ich9"),
    ("ARMv8Virtual", "armv8virtual"),
];
const IOMMUS: &[(&str, &str)] = &[
    ("None", "none"),
    ("Automatic", "automatic"),
    ("AMD", "amd"),
    ("Intel", "intel"),
];
const MENUS: &[(&str, &str)] = &[
    ("Disabled", "disabled"),
    ("MenuOnly", "menuonly"),
    ("MessageAndMenu", "messageandmenu"),
];
const FIRMWARE: &[(&str, &str)] = &[
    ("BIOS", "bios"),
    ("EFI", "efi"),
    ("EFI32", "efi32"),
    ("EFI64", "efi64"),
];
const TPMS: &[(&str, &str)] = &[
    ("None", "none"),
    ("v1_2", "1.2"),
    ("v2_0", "2.0"),
    ("Host", "host"),
    ("Swtpm", "swtpm"),
];
const GRAPHICS: &[(&str, &str)] = &[
    ("Null", "none"),
    ("VBoxVGA", "vboxvga"),
    ("VMSVGA", "vmsvga"),
    ("VBoxSVGA", "vboxsvga"),
    ("QemuRamFB", "qemuramfb"),
];
const SOUND_CARDS: &[(&str, &str)] = &[("AC97", "ac97"), ("SB16", "sb16"), ("HDA", "hda")];
const CODECS: &[(&str, &str)] = &[
    ("STAC9700", "stac9700"),
    ("AD1980", "ad1980"),
    ("STAC9221", "stac9221"),
    ("SB16", "sb16"),
];
const AUDIO: &[(&str, &str)] = &[
    ("Default", "default"),
    ("Null", "null"),
    ("OSS", "oss"),
    ("ALSA", "alsa"),
    ("Pulse", "pulse"),
    ("WinMM", "winmm"),
    ("DirectSound", "dsound"),
    ("WAS", "was"),
    ("CoreAudio", "coreaudio"),
];
const AUTHENTICATION: &[(&str, &str)] = &[
    ("Null", "null"),
    ("External", "external"),
    ("Guest", "guest"),
];

/// A setting of the machine or of a part of it that there is once.
pub(super) fn setting(step: &Step, script: &mut Script) -> bool {
    match &step.op {
        Op::Set { member, value } => set(&step.target, member, value, script),
        Op::Call { member, args } => call(&step.target, member, args, script),
    }
}

fn set(target: &Target, member: &str, arg: &Arg, script: &mut Script) -> bool {
    let Arg::Value(value) = arg else { return false };
    let machine = script.machine().to_owned();
    match (target, member, value) {
        (Target::Machine, "groups", Value::List(groups)) => {
            let groups: Vec<String> = groups.iter().filter_map(plain).collect();
            script.modify(option("--groups", groups.join(",")));
            return true;
        }
        (Target::Machine, "clipboardFileTransfersEnabled", Value::Bool(is)) => {
            let word = if *is { "enabled" } else { "disabled" };
            script.modify(option("--clipboard-file-transfers", word));
            return true;
        }
        (Target::UefiVariables, "secureBootEnabled", Value::Bool(is)) => {
            let word = if *is { "--enable" } else { "--disable" };
            script.run(["modifynvram", &machine, "secureboot", word], Vec::new());
            return true;
        }
        _one_option => {}
    }
    let mut options = OPTIONS.iter();
    let Some((_, _, name, said)) = options.find(|(of, is, _, _)| of == target && *is == member)
    else {
        return false;
    };
    let word = match said {
        Said::Switch => switch(value).map(str::to_owned),
        Said::Plain => plain(value),
        Said::Words(table) => word_for(table, value).map(str::to_owned),
    };
    let Some(word) = word else { return false };
    if member == "chipsetType" {
        // How many network adapters a machine has is counted before the options are taken.
        script.run(["modifyvm", &machine], vec![option(*name, word)]);
    } else {
        script.modify(option(*name, word));
    }
    true
}

/// The switches that are properties of a processor: which, and how the option is called.
const PROPERTIES: &[(&str, &str)] = &[
    ("PAE", "--x86-pae"),
    ("LongMode", "--x86-long-mode"),
    ("TripleFaultReset", "--triple-fault-reset"),
    ("APIC", "--apic"),
    ("X2APIC", "--x86-x2apic"),
    ("HWVirt", "--nested-hw-virt"),
    ("Enabled", "--hwvirtex"),
    ("NestedPaging", "--nested-paging"),
    ("LargePages", "--large-pages"),
    ("VPID", "--x86-vtx-vpid"),
    ("UnrestrictedExecution", "--x86-vtx-ux"),
    ("VirtVmsaveVmload", "--virt-vmsave-vmload"),
];

fn call(target: &Target, member: &str, args: &[Arg], script: &mut Script) -> bool {
    said_by_call(target, member, args, script).is_some()
}

fn said_by_call(target: &Target, member: &str, args: &[Arg], script: &mut Script) -> Option<()> {
    let machine = script.machine().to_owned();
    match member {
        "saveSettings" => {}
        "setExtraData" => {
            let key = text(args, 0)?;
            // Without a value the key goes.
            let value: Vec<Vec<Word>> = match args.get(1)? {
                Arg::Digest(secret) => vec![vec![Word::Digest(secret.clone())]],
                Arg::Value(_) | Arg::Object(_) | Arg::Secret(_) => match text(args, 1)?.as_str() {
                    "" => Vec::new(),
                    text => vec![vec![text.into()]],
                },
            };
            script.run(["setextradata", &machine, &key], value);
        }
        "setBootOrder" => {
            const DEVICES: &[(&str, &str)] = &[
                ("Null", "none"),
                ("Floppy", "floppy"),
                ("DVD", "dvd"),
                ("HardDisk", "disk"),
                ("Network", "net"),
            ];
            let device = word_for(DEVICES, value(args, 1)?)?;
            script.modify(option(format!("--boot{}", text(args, 0)?), device));
        }
        "setCPUProperty" | "setHWVirtExProperty" => {
            let name = word_for(PROPERTIES, value(args, 0)?)?;
            script.modify(option(name, switch(value(args, 1)?)?));
        }
        "setFeature" if *target == Target::Graphics => {
            const FEATURES: &[(&str, &str)] = &[("Acceleration3D", "--accelerate-3d")];
            let name = word_for(FEATURES, value(args, 0)?)?;
            script.modify(option(name, switch(value(args, 1)?)?));
        }
        "setVRDEProperty" => remote_display(&text(args, 0)?, args.get(1)?, script)?,
        "initUefiVariableStore" => {
            script.run(["modifynvram", &machine, "inituefivarstore"], Vec::new());
        }
        "enrollOraclePlatformKey" => {
            script.run(["modifynvram", &machine, "enrollorclpk"], Vec::new());
        }
        "enrollDefaultMsSignatures" => {
            script.run(["modifynvram", &machine, "enrollmssignatures"], Vec::new());
        }
        "createSharedFolder" | "removeSharedFolder" => {
            super::storage::folder_list(member, args, script)?;
        }
        _other => return None,
    }
    Some(())
}

fn remote_display(key: &str, value: &Arg, script: &mut Script) -> Option<()> {
    let word = match value {
        Arg::Value(value) => Word::Text(plain(value)?),
        Arg::Secret(secret) => Word::Secret(String::new(), secret.clone()),
        Arg::Object(_) | Arg::Digest(_) => return None,
    };
    let option = match (key, word) {
        ("TCP/Ports", word) => option("--vrde-port", word),
        ("TCP/Address", word) => option("--vrde-address", word),
        (_, Word::Digest(_)) => return None,
        (key, Word::Text(text)) => option("--vrde-property", format!("{key}={text}")),
        (key, Word::Secret(before, secret)) => option(
            "--vrde-property",
            Word::Secret(format!("{key}={before}"), secret),
        ),
    };
    script.modify(option);
    Some(())
}

/// Whether it is known that the machine has one screen: a new one that is not given more has one.
pub(super) fn has_one_screen(machine: &MachinePlan) -> bool {
    let screens = machine.steps.iter().rev().find_map(|step| match &step.op {
        Op::Set { member, value } if member == "monitorCount" => Some(value),
        Op::Set { .. } | Op::Call { .. } => None,
    });
    screens.map_or(machine.action == Action::Create, |screens| {
        *screens == Arg::Value(Value::Unsigned(1))
    })
}
