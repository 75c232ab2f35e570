//! `IMachine`: what is more than a plain attribute.

mod devices;
mod lifecycle;
mod snapshots;
pub(super) mod storage;
mod storage_flags;

pub(super) use lifecycle::{delete_storage, save};

use schema_core::support::folder_name;
use uuid::Uuid;

use super::fault::{Code, Refusal};
use super::file_name;
use super::handle::{Handle, Of};
use super::parts::{self, Part};
use super::session;
use super::settings::Settings;
use super::value::{self, Answer, Args, Out};
use super::virtual_box;
use super::world::Level::{Mutable, MutableOrSaved, MutableOrSavedOrRunning};
use super::world::{Machine, World};
use crate::backend::Verb;

pub(super) fn call(
    world: &mut World,
    of: Of,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    let special = match verb {
        Verb::Get => get(world, of, member),
        Verb::Set => set(world, of, member, args),
        Verb::Invoke => invoke(world, of, member, args),
    };
    special.or_else(|| parts::call(world, of, Part::Machine, 0, verb, member, args))
}

fn get(world: &World, of: Of, member: &str) -> Option<Answer> {
    if let Err(refusal) = world.settings(of) {
        return Some(Err(refusal));
    }
    let part = |part: Part| value::object(Handle::Part(of, part, 0));
    Some(match member {
        "parent" => value::object(Handle::VirtualBox),
        "graphicsAdapter" => part(Part::Graphics),
        "platform" => part(Part::Platform),
        "firmwareSettings" => part(Part::Firmware),
        "trustedPlatformModule" => part(Part::Tpm),
        "nonVolatileStore" => part(Part::Nvram),
        "recordingSettings" => part(Part::Recording),
        "VRDEServer" => part(Part::Vrde),
        "audioSettings" => value::object(Handle::AudioSettings(of)),
        "USBDeviceFilters" => value::object(Handle::UsbFilters(of)),
        "bandwidthControl" => value::object(Handle::BandwidthControl(of)),
        "accessError" => Ok(vec![Out::Null]),
        "settingsModified" => modified(world, of),
        "sessionState" | "sessionName" | "sessionPID" => session_of(world, of, member),
        "name"
        | "id"
        | "hardwareUUID"
        | "settingsFilePath"
        | "state"
        | "lastStateChange"
        | "stateFilePath"
        | "logFolder"
        | "snapshotFolder"
        | "currentSnapshot"
        | "snapshotCount"
        | "currentStateModified" => described(world, of, member),
        _ => return None,
    })
}

/// What follows from the machine itself, not from its settings alone.
fn described(world: &World, of: Of, member: &str) -> Answer {
    let settings = world.settings(of)?;
    let machine = world.machine(of)?;
    let record = &machine.record;
    match member {
        "name" => value::text(&settings.name),
        "id" => value::text(record.uuid.to_string()),
        "hardwareUUID" => {
            let stored = settings.text(Part::Machine, 0, "hardwareUUID");
            value::text(if stored.is_empty() {
                record.uuid.to_string()
            } else {
                stored
            })
        }
        "settingsFilePath" => value::text(&record.file),
        "state" => value::int(state_number(machine)),
        "lastStateChange" => value::int(record.last_state_change),
        "stateFilePath" => value::text(record.state_file.clone().unwrap_or_default()),
        "logFolder" => value::text(format!("{}/Logs", machine.folder())),
        "snapshotFolder" => value::text(snapshot_folder(world, of)?),
        "snapshotCount" => value::int(i64::try_from(record.snapshots.len()).unwrap_or_default()),
        "currentStateModified" => {
            value::flag(record.current_snapshot.is_some() && record.changed_since)
        }
        _ => {
            let number = number(world, of)?;
            let current = record
                .current_snapshot
                .map(|uuid| Handle::Snapshot(number, uuid));
            Ok(vec![Out::from(current)])
        }
    }
}

pub(super) fn snapshot_folder(world: &World, of: Of) -> Result<String, Refusal> {
    let stored = world.settings(of)?.text(Part::Machine, 0, "snapshotFolder");
    let folder = world.machine(of)?.folder();
    Ok(match stored.as_str() {
        "" => format!("{folder}/Snapshots"),
        absolute if absolute.starts_with('/') => absolute.to_owned(),
        relative => format!("{folder}/{relative}"),
    })
}

/// The number of a machine's `MachineState`.
pub(super) fn state_number(machine: &Machine) -> i64 {
    match machine.record.power {
        super::state::Power::PoweredOff => 1,
        super::state::Power::Saved => 2,
        super::state::Power::Aborted => 4,
        super::state::Power::AbortedSaved => 5,
    }
}

/// The number of the machine.
fn number(world: &World, of: Of) -> Result<u64, Refusal> {
    match of {
        Of::Machine(number) | Of::Snapshot(number, _) => Some(number),
        Of::Lock(lock) => world.locks.get(&lock).map(|lock| lock.machine),
    }
    .ok_or_else(|| Refusal::not_ready(of.component()))
}

fn modified(world: &World, of: Of) -> Answer {
    world.check(of, MutableOrSavedOrRunning)?;
    value::flag(world.machine(of)?.is_modified)
}

fn session_of(world: &World, of: Of, member: &str) -> Answer {
    let lock = world
        .lock_of(number(world, of)?)
        .and_then(|lock| world.locks.get(&lock));
    match member {
        "sessionState" => value::int(if lock.is_some() { 2 } else { 1 }),
        "sessionName" => {
            let owner = lock
                .and_then(|lock| lock.owner)
                .and_then(|owner| world.sessions.get(&owner));
            value::text(
                owner
                    .map(|session| session.name.clone())
                    .unwrap_or_default(),
            )
        }
        // The simulation has no processes; without one VirtualBox gives the greatest number.
        _ => value::int(if lock.is_some() {
            1
        } else {
            i64::from(u32::MAX)
        }),
    }
}

fn set(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    match member {
        "name" => Some(set_name(world, of, args.text(0))),
        "snapshotFolder" => refuse_snapshot_folder(world, of).map(Err),
        _ => None,
    }
}

/// Differencing images stay where they are.
fn refuse_snapshot_folder(world: &World, of: Of) -> Option<Refusal> {
    let has_snapshots = world
        .machine(of)
        .is_ok_and(|machine| !machine.record.snapshots.is_empty());
    let text = "The snapshot folder of a machine with snapshots cannot be changed (please delete all snapshots first)";
    (has_snapshots && world.check(of, Mutable).is_ok())
        .then(|| Refusal::new(Code::Fail, of.component(), text))
}

fn set_name(world: &mut World, of: Of, name: &str) -> Answer {
    // An empty name is said to be a UUID too: that is VirtualBox's own slip.
    if name.is_empty() || Uuid::try_parse(name).is_ok() {
        let text = "A machine cannot have a UUID as its name";
        return Err(Refusal::invalid(of.component(), text));
    }
    world.check(of, MutableOrSaved)?;
    name.clone_into(&mut world.change(of)?.name);
    value::nothing()
}

fn invoke(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    if let Err(refusal) = world.settings(of) {
        return Some(Err(refusal));
    }
    let here = match member {
        "lockMachine" => Some(session::lock(world, of, args)),
        "getGroups" => Some(
            world
                .settings(of)
                .and_then(|settings| value::texts(settings.groups.clone())),
        ),
        "setGroups" => Some(set_groups(world, of, args)),
        "getIcon" | "getPCIDeviceAssignments" => Some(value::list([])),
        "setBootOrder" => Some(set_boot_order(world, of, args)),
        "getBootOrder" => Some(boot_order(world, of, args.int(0))),
        "getExtraDataKeys" => Some(
            world
                .settings(of)
                .and_then(|settings| value::texts(settings.extra_data.keys().cloned())),
        ),
        "getExtraData" => Some(extra_data(world, of, args.text(0))),
        "setExtraData" => Some(set_extra_data(world, of, args)),
        "getEffectiveParavirtProvider" => Some(paravirt(world, of)),
        "canShowConsoleWindow" => Some(value::flag(false)),
        _ => None,
    };
    here.or_else(|| lifecycle::invoke(world, of, member, args))
        .or_else(|| storage::invoke(world, of, member, args))
        .or_else(|| storage_flags::invoke(world, of, member, args))
        .or_else(|| devices::invoke(world, of, member, args))
        .or_else(|| snapshots::invoke(world, of, member, args))
}

fn set_groups(world: &mut World, of: Of, args: &Args) -> Answer {
    let groups = virtual_box::groups(args.texts(0))?;
    world.check(of, MutableOrSaved)?;
    world.change(of)?.groups = groups;
    value::nothing()
}

/// Boot positions count from 1.
fn boot_position(of: Of, position: i64) -> Result<usize, Refusal> {
    let index = usize::try_from(position)
        .ok()
        .and_then(|position| position.checked_sub(1));
    index.filter(|index| *index < 4).ok_or_else(|| {
        let text = format!("Invalid boot position: {position} (must be in range [1, 4])");
        Refusal::invalid(of.component(), text)
    })
}

fn boot_order(world: &World, of: Of, position: i64) -> Answer {
    let index = boot_position(of, position)?;
    value::int(
        world
            .settings(of)?
            .boot_order
            .get(index)
            .copied()
            .unwrap_or_default(),
    )
}

fn set_boot_order(world: &mut World, of: Of, args: &Args) -> Answer {
    let index = boot_position(of, args.int(0))?;
    let device = args.int(1);
    if device == 5 {
        let text = "Booting from USB device is currently not supported";
        return Err(Refusal::new(Code::NotImplemented, of.component(), text));
    }
    world.check(of, Mutable)?;
    if let Some(slot) = world.change(of)?.boot_order.get_mut(index) {
        *slot = u32::try_from(device).unwrap_or_default();
    }
    value::nothing()
}

/// A key of extra data has no control characters; one that is there all the same can be removed.
pub(super) fn check_extra_data(key: &str, text: &str) -> Result<(), Refusal> {
    if !text.is_empty() && key.chars().any(char::is_control) {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    Ok(())
}

fn extra_data(world: &World, of: Of, key: &str) -> Answer {
    value::text(
        world
            .settings(of)?
            .extra_data
            .get(key)
            .cloned()
            .unwrap_or_default(),
    )
}

/// Extra data is saved at once, and with it everything that waits for being saved.
fn set_extra_data(world: &mut World, of: Of, args: &Args) -> Answer {
    let (key, text) = (args.text(0), args.text(1));
    check_extra_data(key, text)?;
    let may = match of {
        Of::Machine(_) => !world.machine(of)?.is_registered,
        Of::Lock(_) => true,
        Of::Snapshot(..) => false,
    };
    if !may {
        let text = match of {
            Of::Snapshot(..) => "Cannot set extradata for a snapshot",
            Of::Machine(_) | Of::Lock(_) => "Cannot set extradata for an immutable machine",
        };
        return Err(Refusal::new(Code::InvalidVmState, of.component(), text));
    }
    if world
        .settings(of)?
        .extra_data
        .get(key)
        .map_or("", String::as_str)
        == text
    {
        return value::nothing();
    }
    let extra_data = &mut world.change(of)?.extra_data;
    if text.is_empty() {
        extra_data.remove(key);
    } else {
        extra_data.insert(key.to_owned(), text.to_owned());
    }
    // A failure to save is kept to itself.
    drop(save(world, of));
    value::nothing()
}

fn paravirt(world: &World, of: Of) -> Answer {
    let settings = world.settings(of)?;
    let asked = settings.int(Part::Machine, 0, "paravirtProvider");
    // Legacy is minimal for Apple's systems and nothing for others; the default depends on the guest.
    let os = settings.text(Part::Machine, 0, "OSTypeId");
    let effective = match asked {
        0 if os.starts_with("MacOS") => 3,
        0 => 0,
        1 if os.starts_with("MacOS") => 3,
        1 if os.starts_with("Windows") => 4,
        1 => 5,
        other => other,
    };
    value::int(effective)
}

/// The new path of a machine whose name or first group was changed, where its files follow both.
fn moved(machine: &Machine, new: &Settings) -> Option<String> {
    let old = machine
        .committed
        .as_ref()
        .unwrap_or(&machine.record.settings);
    let group = |settings: &Settings| settings.groups.first().cloned().unwrap_or_default();
    if old.name == new.name && group(old) == group(new) {
        return None;
    }
    let folder = match group(old).as_str() {
        "/" => String::new(),
        group => group.to_owned(),
    };
    let name = folder_name(&old.name);
    let here = format!("{folder}/{name}/{name}.vbox");
    let base = machine.record.file.strip_suffix(&here)?;
    file_name::compose(base, &new.name, &group(new), None).ok()
}
