//! The host: its files, which exist as the state says, and `IHost`.

use schema_core::support::is_absolute;
use uuid::Uuid;

use super::fault::Refusal;
use super::handle::Handle;
use super::media::{self, Device, Medium};
use super::value::{self, Answer, Args};
use super::world::World;
use crate::backend::{HostPath, Verb};

/// What is at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Missing,
    File,
    Folder,
    Special,
    Refused(String),
}

impl From<Found> for HostPath {
    fn from(found: Found) -> Self {
        match found {
            Found::Missing => Self::Missing,
            Found::File => Self::File { head: Vec::new() },
            Found::Folder => Self::Folder,
            Found::Special => Self::Special,
            Found::Refused(reason) => Self::Refused(reason),
        }
    }
}

/// What is at a path, of this host or of one with drive letters. The state names what is missing or refused; anything else is there. What it is follows from its
/// name: devices are in `/dev`, files have a suffix, folders have none.
pub(super) fn look(world: &World, path: &str) -> Found {
    let host = &world.host;
    let path = if path.len() > 1 {
        path.trim_end_matches('/')
    } else {
        path
    };
    if let Some(reason) = host.refused.get(path) {
        return Found::Refused(reason.clone());
    }
    if !is_absolute(path) || host.missing.contains(path) {
        return Found::Missing;
    }
    if host.written.contains(path) {
        return Found::File;
    }
    let holds = |file: &String| {
        file.strip_prefix(path)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    if host.folders.contains(path) || path == world.machine_folder || host.written.iter().any(holds)
    {
        return Found::Folder;
    }
    let is_ours = path
        .strip_prefix(&world.machine_folder)
        .is_some_and(|rest| rest.starts_with('/'));
    if is_ours && media::by_name(path).is_none() {
        return Found::Missing;
    }
    if path.starts_with("/dev/") {
        return Found::Special;
    }
    let has_suffix = media::file_name(path).trim_start_matches('.').contains('.');
    if has_suffix {
        Found::File
    } else {
        Found::Folder
    }
}

/// `IHost`.
pub(super) fn call(world: &mut World, verb: Verb, member: &str, args: &Args) -> Option<Answer> {
    match (verb, member) {
        (Verb::Get, "architecture") => Some(value::int(1)),
        (Verb::Get, "operatingSystem") => Some(value::text("Linux")),
        (Verb::Get, "OSVersion") => Some(value::text("6.12.0")),
        (Verb::Get, "domainName") => Some(value::text("")),
        (
            Verb::Get,
            "processorCount"
            | "processorOnlineCount"
            | "processorCoreCount"
            | "processorOnlineCoreCount",
        ) => Some(value::int(8)),
        (Verb::Get, "memorySize") => Some(value::int(32_768)),
        (Verb::Get, "memoryAvailable") => Some(value::int(24_576)),
        (Verb::Get, "UTCTime") => Some(value::int(world.clock)),
        (
            Verb::Invoke,
            "getUSBDevices"
            | "getUSBDeviceFilters"
            | "getNetworkInterfaces"
            | "getNameServers"
            | "getSearchStrings"
            | "getHostDrives"
            | "getVideoInputDevices",
        ) => Some(value::list([])),
        (Verb::Invoke, "generateMACAddress") => Some(value::text(world.make_mac())),
        (Verb::Invoke, "getDVDDrives") => Some(drives(world, Device::Dvd)),
        (Verb::Invoke, "getFloppyDrives") => Some(drives(world, Device::Floppy)),
        (Verb::Invoke, "findHostDVDDrive") => Some(find_drive(world, Device::Dvd, args.text(0))),
        (Verb::Invoke, "findHostFloppyDrive") => {
            Some(find_drive(world, Device::Floppy, args.text(0)))
        }
        _ => None,
    }
}

/// The names of the drives: one of each kind, unless the state says that it is missing.
fn names(world: &World, device: Device) -> Vec<&'static str> {
    let name = match device {
        Device::Dvd => "/dev/sr0",
        Device::Floppy => "/dev/fd0",
        Device::HardDisk => return Vec::new(),
    };
    let is_there = !world.host.missing.contains(name);
    is_there.then_some(name).into_iter().collect()
}

fn drives(world: &mut World, device: Device) -> Answer {
    let names = names(world, device);
    value::objects(
        names
            .into_iter()
            .map(|name| Handle::Medium(drive(world, device, name))),
    )
}

fn find_drive(world: &mut World, device: Device, name: &str) -> Answer {
    // Any host there may be has any drive.
    if world.host.is_any || names(world, device).contains(&name) {
        return value::object(Handle::Medium(drive(world, device, name)));
    }
    let what = if device == Device::Dvd {
        "DVD"
    } else {
        "floppy"
    };
    let text = format!("The host {what} drive named '{name}' could not be found");
    Err(Refusal::not_found("HostWrap", text))
}

/// The medium that stands for a drive.
fn drive(world: &mut World, device: Device, name: &str) -> Uuid {
    let drive = Medium::drive(name, device);
    let uuid = drive.uuid;
    if world.medium(uuid).is_none() {
        world.media.push(drive);
    }
    uuid
}
