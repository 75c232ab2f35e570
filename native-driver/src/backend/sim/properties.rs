//! `ISystemProperties` and `IPlatformProperties`: limits, and what is supported.

use super::fault::{Code, Refusal};
use super::handle::Handle;
use super::media::FORMATS;
use super::parts::Part;
use super::storage_controller::{self as controllers, BUSES};
use super::value::{self, Answer, Args, Out};
use super::world::World;
use crate::backend::Verb;

/// `ISystemProperties`.
pub(super) fn system(world: &mut World, verb: Verb, member: &str, args: &Args) -> Option<Answer> {
    Some(match (verb, member) {
        (Verb::Get, "platform") => value::object(Handle::PlatformProperties),
        (Verb::Get, "minGuestRAM") => value::int(4),
        (Verb::Get, "maxGuestRAM") => value::int(2_097_152),
        (Verb::Get, "minGuestVRAM") => value::int(0),
        (Verb::Get, "maxGuestVRAM") => value::int(256),
        (Verb::Get, "minGuestCPUCount") => value::int(1),
        (Verb::Get, "maxGuestCPUCount" | "maxGuestMonitors") => value::int(64),
        (Verb::Get, "infoVDSize") => value::int(2_199_022_206_976_i64),
        (Verb::Get, "defaultMachineFolder") => value::text(&world.machine_folder),
        (Verb::Set, "defaultMachineFolder") => set_folder(world, args.text(0)),
        (Verb::Get, "loggingLevel") => value::text("all"),
        (Verb::Get, "defaultHardDiskFormat") => value::text("VDI"),
        (Verb::Get, "VRDEAuthLibrary" | "webServiceAuthLibrary") => value::text("VBoxAuth"),
        (Verb::Get, "defaultVRDEExtPack") => value::text("VNC"),
        (
            Verb::Get,
            "defaultCryptoExtPack"
            | "autostartDatabasePath"
            | "defaultAdditionsISO"
            | "defaultFrontend"
            | "proxyURL",
        ) => value::text(""),
        (Verb::Get, "languageId") => value::text("C"),
        (Verb::Get, "logHistoryCount" | "defaultAudioDriver") => value::int(3),
        (Verb::Get, "proxyMode") => value::int(0),
        (Verb::Invoke, "getMediumFormats") => {
            value::objects(FORMATS.iter().map(|format| Handle::MediumFormat(format.id)))
        }
        (Verb::Invoke, "getDefaultIoCacheSettingForStorageController") => {
            value::flag(matches!(args.int(0), 4..=7))
        }
        (Verb::Invoke, _) => value::numbers(supported(member)?.iter().copied()),
        (Verb::Get | Verb::Set, _) => return None,
    })
}

/// What a Linux host supports, by number.
fn supported(member: &str) -> Option<&'static [i64]> {
    Some(match member {
        "getSupportedPlatformArchitectures" => &[1],
        "getSupportedClipboardModes" | "getSupportedDnDModes" => &[0, 1, 2, 3],
        "getSupportedPointingHIDTypes" => &[2, 4, 6, 7],
        "getSupportedKeyboardHIDTypes" => &[2, 3],
        "getSupportedVFSTypes" => &[1, 2, 3],
        "getSupportedGraphicsFeatures" => &[2],
        "getSupportedRecordingFeatures" => &[2, 1],
        "getSupportedCloneOptions" => &[1, 2, 3, 4, 5],
        "getSupportedAutostopTypes" | "getSupportedImportOptions" | "getSupportedExportOptions" => {
            &[1, 2, 3, 4]
        }
        "getSupportedVMProcPriorities" => &[1, 2, 3, 5, 6],
        "getSupportedNetworkAttachmentTypes" => &[1, 2, 3, 4, 5, 6, 7, 0],
        "getSupportedPortModes" => &[0, 1, 2, 3, 4],
        "getSupportedAudioDriverTypes" => &[0, 3, 2, 4, 1],
        "getSupportedParavirtProviders" => &[0, 1, 2, 3, 4, 5],
        "getSupportedFirmwareTypes" => &[1, 2, 3, 4, 5],
        "getSupportedGfxControllerTypes" => &[1, 3, 2],
        "getSupportedNetAdpPromiscModePols" | "getSupportedUSBControllerTypes" => &[1, 2, 3],
        "getSupportedNetworkAdapterTypes" => &[1, 2, 3, 4, 5, 15, 6, 14],
        "getSupportedUartTypes"
        | "getSupportedAudioControllerTypes"
        | "getSupportedIommuTypes"
        | "getSupportedTpmTypes" => &[0, 1, 2],
        "getSupportedBootDevices" => &[1, 2, 3, 4],
        "getSupportedStorageBuses" => &[2, 1, 3, 4, 5, 6, 7, 8],
        "getSupportedStorageControllerTypes" => &[3, 5, 4, 6, 1, 2, 7, 8, 9, 10, 11],
        "getSupportedChipsetTypes" => &[1, 2],
        _ => return None,
    })
}

fn set_folder(world: &mut World, path: &str) -> Answer {
    if !path.starts_with('/') {
        let text = format!("Invalid default machine folder '{path}' (VERR_PATH_NOT_FOUND)");
        return Err(Refusal::invalid("SystemPropertiesWrap", text));
    }
    path.clone_into(&mut world.machine_folder);
    value::nothing()
}

/// `IPlatformProperties` of x86.
pub(super) fn platform(verb: Verb, member: &str, args: &Args) -> Option<Answer> {
    if verb != Verb::Invoke {
        return Some(match (verb, member) {
            (Verb::Get, "rawModeSupported") => value::flag(false),
            (Verb::Get, "exclusiveHwVirt") => value::flag(true),
            (Verb::Get, "serialPortCount") => value::int(Part::Serial.spec().count),
            (Verb::Get, "parallelPortCount") => value::int(Part::Parallel.spec().count),
            (Verb::Get, "maxBootPosition") => value::int(4),
            _ => return None,
        });
    }
    let bus = controllers::bus(args.int(0));
    Some(match member {
        "getMaxNetworkAdapters" => value::int(adapters(args.int(0))),
        "getMaxNetworkAdaptersOfType" => {
            // Of generic drivers there are eight at most.
            let all = adapters(args.int(0));
            value::int(if args.int(1) == 4 { all.min(8) } else { all })
        }
        "getMaxDevicesPerPortForStorageBus" => value::int(bus.map_or(0, |bus| bus.devices)),
        "getMinPortCountForStorageBus" => value::int(bus.map_or(0, |bus| bus.min_ports)),
        "getMaxPortCountForStorageBus" => value::int(bus.map_or(0, |bus| bus.max_ports)),
        "getMaxInstancesOfStorageBus" => {
            let most = controllers::bus(args.int(1)).map_or([0, 0], |bus| bus.controllers);
            let [piix3, ich9] = most;
            value::int(if args.int(0) == 2 { ich9 } else { piix3 })
        }
        "getDeviceTypesForStorageBus" => value::numbers(
            bus.map_or(&[][..], |bus| bus.takes)
                .iter()
                .map(|kind| i64::from(*kind)),
        ),
        "getStorageControllerTypesForBus" => match bus {
            Some(bus) => value::numbers(bus.types.iter().map(|kind| i64::from(*kind))),
            None => Err(Refusal::new(
                Code::Fail,
                "PlatformPropertiesWrap",
                format!("Invalid storage bus {}\n", args.int(0)),
            )),
        },
        "getStorageBusForControllerType" => bus_of_type(args.int(0)),
        "getStorageControllerHotplugCapable" => value::flag(matches!(args.int(0), 3 | 9)),
        "getMaxInstancesOfUSBControllerType" => {
            value::int(i64::from((1..=3).contains(&args.int(1))))
        }
        "getSupportedVRAMRange" => {
            let least = if matches!(args.int(0), 2 | 3) { 2 } else { 1 };
            Ok(vec![Out::Int(least), Out::Int(256), Out::Int(1)])
        }
        "getMinGuestRAM" => value::int(4),
        _ => value::numbers(supported(member)?.iter().copied()),
    })
}

fn adapters(chipset: i64) -> i64 {
    match chipset {
        1 => 8,
        2 => 36,
        3 => 64,
        _ => 0,
    }
}

fn bus_of_type(kind: i64) -> Answer {
    let found = BUSES
        .iter()
        .find(|bus| bus.types.iter().any(|each| i64::from(*each) == kind));
    match found {
        Some(bus) => value::int(bus.number),
        None => Err(Refusal::new(
            Code::Fail,
            "PlatformPropertiesWrap",
            format!("Invalid storage controller type {kind}\n"),
        )),
    }
}
