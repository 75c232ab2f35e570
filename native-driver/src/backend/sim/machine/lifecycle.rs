//! `IMachine`: saving, discarding, unregistering, deleting, and the saved state.

use uuid::Uuid;

use super::super::fault::{Code, Refusal};
use super::super::handle::{Handle, Of};
use super::super::media::{self, Device};
use super::super::parts::Part;
use super::super::settings::Settings;
use super::super::state::Power;
use super::super::value::{self, Answer, Args, Out, Plain};
use super::super::world::Level::{Mutable, MutableOrSaved, MutableOrSavedOrRunning};
use super::super::world::World;
use super::storage;

pub(super) fn invoke(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "saveSettings" => world
            .check(of, MutableOrSavedOrRunning)
            .and_then(|()| save(world, of)),
        "discardSettings" => discard(world, of),
        "unregister" => unregister(world, of, args.int(0)),
        "deleteConfig" => delete_config(world, of, args),
        "saveState" => save_state(world, of),
        "adoptSavedState" => adopt(world, of, args.text(0)),
        "discardSavedState" => discard_state(world, of, args.flag(0)),
        _ => return None,
    })
}

/// Writes what is pending: to the machine, and from there to disk.
pub(in crate::backend::sim) fn save(world: &mut World, of: Of) -> Answer {
    let machine = world.machine(of)?;
    if machine.is_deleted {
        let text = format!(
            "Runtime error opening '{}-tmp' for overwriting VERR_FILE_NOT_FOUND (File not found.).",
            machine.record.file
        );
        return Err(Refusal::new(Code::Fail, of.component(), text));
    }
    // Without a saved state, which belongs to the old one, saving brings the newest hardware version.
    if !world.machine(of)?.record.power.is_saved() {
        let newest = Plain::Text("2".to_owned());
        let changed_since = world.machine(of)?.record.changed_since;
        world
            .change(of)?
            .write(Part::Machine, 0, "hardwareVersion", newest);
        world.machine_mut(of)?.record.changed_since = changed_since;
    }
    let mut settings = world.settings(of)?.clone();
    settings.fit_chipset();
    let machine = world.machine(of)?;
    let record = &machine.record;
    let (uuid, old_file) = (record.uuid, record.file.clone());
    let before: Vec<Uuid> = record.settings.media().collect();
    let moved = super::moved(machine, &settings);
    let after: Vec<Uuid> = settings.media().collect();
    let machine = world.machine_mut(of)?;
    machine.record.settings = settings;
    machine.is_modified = false;
    machine.committed = Some(machine.record.settings.clone());
    if let Some(file) = &moved {
        machine.record.file.clone_from(file);
        world.host.written.remove(&old_file);
    }
    world.host.written.insert(moved.unwrap_or(old_file));
    for medium in before.into_iter().filter(|medium| !after.contains(medium)) {
        world.leave_medium(medium, uuid);
    }
    for medium in after {
        world.use_medium(medium, uuid);
    }
    if let Of::Lock(lock) = of
        && let Some(lock) = world.locks.get_mut(&lock)
    {
        lock.mounts.clear();
    }
    storage::sweep(world);
    value::nothing()
}

/// Takes back what is pending. Devices that were attached or detached stay so: VirtualBox rolls back the media that
/// were mounted, and no more.
fn discard(world: &mut World, of: Of) -> Answer {
    world.check(of, MutableOrSavedOrRunning)?;
    let saved = world.machine(of)?.record.settings.clone();
    match of {
        Of::Lock(number) => {
            storage::roll_back_mounts(world, number);
            if let Some(lock) = world.locks.get_mut(&number) {
                let attachments = std::mem::take(&mut lock.settings.attachments);
                lock.settings = Settings {
                    attachments,
                    ..saved
                };
            }
        }
        Of::Machine(_) => {
            let machine = world.machine_mut(of)?;
            if let Some(committed) = &machine.committed {
                machine.record.settings.clone_from(committed);
            }
        }
        Of::Snapshot(..) => {}
    }
    value::nothing()
}

fn unregister(world: &mut World, of: Of, mode: i64) -> Answer {
    let number = super::number(world, of)?;
    let machine = world.machine(of)?;
    let (uuid, name) = (machine.record.uuid, machine.record.settings.name.clone());
    if world.lock_of(number).is_some() {
        let text = format!("Cannot unregister the machine '{name}' while it is locked");
        return Err(Refusal::new(Code::InvalidObjectState, of.component(), text));
    }
    if !machine.is_registered {
        return value::list([]);
    }
    // Snapshots go with the machine: the newest differencing images first, so that each is a leaf when its turn comes.
    let record = &machine.record;
    let mut media: Vec<Uuid> = record.settings.media().collect();
    for snapshot in record.snapshots.iter().rev() {
        media.extend(snapshot.settings.media());
    }
    let mut seen = Vec::new();
    media.retain(|medium| {
        let is_new = !seen.contains(medium);
        seen.push(*medium);
        is_new
    });
    let machine = world.machine_mut(of)?;
    machine.is_registered = false;
    machine.record.settings.attachments.clear();
    machine.record.snapshots.clear();
    machine.record.current_snapshot = None;
    for medium in &media {
        world.leave_medium(*medium, uuid);
    }
    for medium in &mut world.media {
        medium.registry = medium.registry.filter(|machine| *machine != uuid);
    }
    let device = |uuid: &Uuid| world.medium(*uuid).map(|medium| medium.device);
    let given: Vec<Out> = media
        .iter()
        .filter(|medium| match mode {
            3 | 5 => device(medium) == Some(Device::HardDisk),
            4 => device(medium).is_some(),
            _ => false,
        })
        .map(|medium| Out::Object(Handle::Medium(*medium)))
        .collect();
    value::list(given)
}

/// Deletes the settings file, and the storage of the media that are given.
fn delete_config(world: &mut World, of: Of, args: &Args) -> Answer {
    world.check(of, Mutable)?;
    if world.machine(of)?.is_registered {
        let text = "Cannot delete settings of a registered machine";
        return Err(Refusal::new(Code::InvalidVmState, of.component(), text));
    }
    let mut failure = None;
    for handle in args.handles(0) {
        if let Handle::Medium(uuid) = handle
            && let Err(refusal) = delete_storage(world, uuid)
        {
            failure.get_or_insert(refusal);
        }
    }
    let file = world.machine(of)?.record.file.clone();
    // A machine that was never saved has no folder that could be missing afterwards.
    let is_deleted = world.host.written.contains(&file);
    world.machine_mut(of)?.is_deleted |= is_deleted;
    let folder = format!("{}/", world.machine(of)?.folder());
    world.host.written.remove(&file);
    // Logs, and what else VirtualBox itself has put beside the settings file.
    world
        .host
        .written
        .retain(|path| !path.starts_with(&folder) || media::by_name(path).is_some());
    let progress = world.finish("Deleting VM files", failure);
    value::object(Handle::Progress(progress))
}

/// Deletes the file of a medium and forgets the medium.
pub(in crate::backend::sim) fn delete_storage(
    world: &mut World,
    uuid: Uuid,
) -> Result<(), Refusal> {
    let medium = world.medium(uuid).ok_or_else(media::gone)?;
    let location = medium.location.clone();
    let users = world
        .users
        .get(&uuid)
        .map_or(0, std::collections::BTreeSet::len);
    if users > 0 {
        let text = format!(
            "Cannot delete storage: medium '{location}' is still attached to the following {users} virtual machine(s)"
        );
        return Err(Refusal::new(Code::ObjectInUse, "MediumWrap", text));
    }
    let children = world
        .media
        .iter()
        .filter(|each| each.parent == Some(uuid))
        .count();
    if children > 0 {
        let text = format!("Cannot delete storage: medium '{location}' has {children} child media");
        return Err(Refusal::new(Code::ObjectInUse, "MediumWrap", text));
    }
    world.media.retain(|medium| medium.uuid != uuid);
    world.users.remove(&uuid);
    world.host.written.remove(&location);
    world.host.missing.insert(location);
    Ok(())
}

/// Only a running machine can save its state, and the simulation has none.
fn save_state(world: &World, of: Of) -> Answer {
    let text = format!(
        "Cannot save the execution state as the machine is not running (machine state: {})",
        world.machine(of)?.record.power.name()
    );
    Err(Refusal::new(Code::InvalidVmState, of.component(), text))
}

fn adopt(world: &mut World, of: Of, path: &str) -> Answer {
    world.check(of, Mutable)?;
    only_in_session(of)?;
    let folder = world.machine(of)?.folder().to_owned();
    let path = if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    };
    let time = world.tick();
    let record = &mut world.machine_mut(of)?.record;
    record.power = Power::Saved;
    record.state_file = Some(path);
    record.last_state_change = time;
    value::nothing()
}

/// Only the copy in a session has these.
fn only_in_session(of: Of) -> Result<(), Refusal> {
    match of {
        Of::Lock(_) => Ok(()),
        Of::Machine(_) | Of::Snapshot(..) => Err(Refusal::bare(Code::NotImplemented)),
    }
}

fn discard_state(world: &mut World, of: Of, removes: bool) -> Answer {
    world.check(of, MutableOrSaved)?;
    only_in_session(of)?;
    let power = world.machine(of)?.record.power;
    if !power.is_saved() {
        let text = format!(
            "Cannot discard the saved state as the machine is not in the Saved or Aborted-Saved state (machine state: {})",
            power.name()
        );
        return Err(Refusal::new(Code::InvalidVmState, of.component(), text));
    }
    let time = world.tick();
    let record = &mut world.machine_mut(of)?.record;
    record.power = if power == Power::AbortedSaved {
        Power::Aborted
    } else {
        Power::PoweredOff
    };
    record.last_state_change = time;
    if let Some(file) = record.state_file.take()
        && removes
    {
        world.host.written.remove(&file);
        world.host.missing.insert(file);
    }
    value::nothing()
}
