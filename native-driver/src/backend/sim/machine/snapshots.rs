//! `IMachine`: taking, restoring and deleting snapshots.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::super::fault::{Code, Refusal};
use super::super::handle::{Handle, Of};
use super::super::media::Device;
use super::super::settings::Settings;
use super::super::state::{Power, Snapshot};
use super::super::value::{self, Answer, Args, Out};
use super::super::world::Level::{Mutable, MutableOrSaved};
use super::super::world::World;
use super::{lifecycle, number, storage};

pub(super) fn invoke(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "findSnapshot" => find(world, of, args.text(0)),
        // Only the copy in a session has these.
        "takeSnapshot" | "restoreSnapshot" | "deleteSnapshot" if !matches!(of, Of::Lock(_)) => {
            let text = format!("Method {member} is not implemented");
            Err(Refusal::new(Code::NotImplemented, of.component(), text))
        }
        "takeSnapshot" => take(world, of, args),
        "restoreSnapshot" => restore(world, of, args),
        "deleteSnapshot" => delete(world, of, args.text(0)),
        _ => return None,
    })
}

fn find(world: &World, of: Of, wanted: &str) -> Answer {
    let number = number(world, of)?;
    let uuid = Uuid::try_parse(wanted).ok();
    let is_by_name = uuid.is_none() && !wanted.is_empty();
    let snapshots = &world.machine(of)?.record.snapshots;
    if snapshots.is_empty() {
        let text = "This machine does not have any snapshots";
        let code = if is_by_name {
            Code::ObjectNotFound
        } else {
            Code::Fail
        };
        return Err(Refusal::new(code, of.component(), text));
    }
    let found = snapshots.iter().find(|each| match uuid {
        Some(uuid) => each.uuid == uuid,
        None if wanted.is_empty() => each.parent.is_none(),
        None => each.name == wanted,
    });
    match (found, uuid) {
        (Some(found), _) => value::object(Handle::Snapshot(number, found.uuid)),
        (None, Some(uuid)) => Err(Refusal::new(
            Code::Fail,
            of.component(),
            format!("Could not find a snapshot with UUID {{{uuid}}}"),
        )),
        (None, None) => Err(Refusal::not_found(
            of.component(),
            format!("Could not find a snapshot named '{wanted}'"),
        )),
    }
}

/// Freezes the settings and the media; the machine goes on with differencing images of its hard disks.
fn take(world: &mut World, of: Of, args: &Args) -> Answer {
    world.check(of, MutableOrSaved)?;
    if !args.flag(2) {
        let text = "Cannot take a live snapshot of a virtual machine unless it is running.";
        return Err(Refusal::new(Code::InvalidVmState, of.component(), text));
    }
    lifecycle::save(world, of)?;
    let (uuid, time) = (world.make_uuid(), world.tick());
    let settings = world.settings(of)?.clone();
    put_differences(world, of)?;
    let record = &mut world.machine_mut(of)?.record;
    let snapshot = Snapshot {
        uuid,
        name: args.text(0).to_owned(),
        description: args.text(1).to_owned(),
        time,
        parent: record.current_snapshot,
        state_file: record.state_file.clone(),
        settings,
    };
    record.snapshots.push(snapshot);
    record.current_snapshot = Some(uuid);
    lifecycle::save(world, of)?;
    world.machine_mut(of)?.record.changed_since = false;
    let progress = world.finish("Taking a snapshot of the virtual machine", None);
    Ok(vec![
        Out::Text(uuid.to_string()),
        Out::Object(Handle::Progress(progress)),
    ])
}

/// Puts a new differencing image in the place of every hard disk that a snapshot keeps.
fn put_differences(world: &mut World, of: Of) -> Result<(), Refusal> {
    let disks: Vec<(u64, Uuid)> = world
        .settings(of)?
        .attachments
        .iter()
        .filter_map(|each| Some((each.id, each.medium?)))
        .filter(|(_, uuid)| {
            // Write-through and shareable disks have no snapshots.
            world.medium(*uuid).is_some_and(|medium| {
                medium.device == Device::HardDisk && !matches!(medium.kind, 2 | 3)
            })
        })
        .collect();
    let machine = world.machine(of)?.record.uuid;
    for (id, base) in disks {
        let difference = storage::new_difference(world, of, base)?;
        world.use_medium(difference, machine);
        let mut all = world.change(of)?.attachments.iter_mut();
        if let Some(each) = all.find(|each| each.id == id) {
            each.medium = Some(difference);
        }
    }
    Ok(())
}

fn restore(world: &mut World, of: Of, args: &Args) -> Answer {
    world.check(of, MutableOrSaved)?;
    let (Some(Handle::Snapshot(_, uuid)), this) = (args.handle(0), number(world, of)?) else {
        return Err(Refusal::bare(Code::InvalidArg));
    };
    let snapshot = world.settings(Of::Snapshot(this, *uuid))?.clone();
    let name = world.settings(of)?.name.clone();
    *world.change(of)? = Settings { name, ..snapshot };
    put_differences(world, of)?;
    lifecycle::save(world, of)?;
    let time = world.tick();
    let record = &mut world.machine_mut(of)?.record;
    record.state_file = record
        .snapshots
        .iter()
        .find(|each| each.uuid == *uuid)
        .and_then(|each| each.state_file.clone());
    record.power = if record.state_file.is_some() {
        Power::Saved
    } else {
        Power::PoweredOff
    };
    record.current_snapshot = Some(*uuid);
    record.changed_since = false;
    record.last_state_change = time;
    let progress = world.finish("Restoring snapshot", None);
    value::object(Handle::Progress(progress))
}

fn delete(world: &mut World, of: Of, wanted: &str) -> Answer {
    let uuid = Uuid::try_parse(wanted).map_err(|_| Refusal::bare(Code::InvalidArg))?;
    world.check(of, Mutable)?;
    let record = &world.machine(of)?.record;
    let Some(snapshot) = record.snapshots.iter().find(|each| each.uuid == uuid) else {
        let text = format!("Could not find a snapshot with UUID {{{uuid}}}");
        return Err(Refusal::new(Code::Fail, of.component(), text));
    };
    let (name, parent) = (snapshot.name.clone(), snapshot.parent);
    let media: Vec<Uuid> = snapshot.settings.media().collect();
    let children = record
        .snapshots
        .iter()
        .filter(|each| each.parent == Some(uuid))
        .count();
    if children > 1 {
        let text = format!(
            "Snapshot '{name}' of the machine '{}' cannot be deleted, because it has {children} child snapshots, \
             which is more than the one snapshot allowed for deletion",
            record.settings.name
        );
        return Err(Refusal::new(Code::InvalidObjectState, of.component(), text));
    }
    if record.current_snapshot == Some(uuid) && children > 0 {
        let text = format!(
            "Snapshot '{name}' of the machine '{}' cannot be deleted, because it is the current snapshot and has one \
             child snapshot",
            record.settings.name
        );
        return Err(Refusal::new(Code::InvalidObjectState, of.component(), text));
    }
    let record = &mut world.machine_mut(of)?.record;
    record.snapshots.retain(|each| each.uuid != uuid);
    for each in &mut record.snapshots {
        each.parent = if each.parent == Some(uuid) {
            parent
        } else {
            each.parent
        };
    }
    if record.current_snapshot == Some(uuid) {
        record.current_snapshot = parent;
        record.changed_since = parent.is_some();
    }
    let merged = merge(world, &media);
    replace(world, of, &merged);
    let progress = world.finish("Deleting snapshot", None);
    value::object(Handle::Progress(progress))
}

/// Merges the only child of every disk of a deleted snapshot into it: gives what took the place of what.
fn merge(world: &mut World, media: &[Uuid]) -> BTreeMap<Uuid, Uuid> {
    let mut merged = BTreeMap::new();
    for target in media {
        let children: Vec<Uuid> = world
            .media
            .iter()
            .filter(|medium| medium.parent == Some(*target))
            .map(|medium| medium.uuid)
            .collect();
        if let [child] = children.as_slice() {
            merged.insert(*child, *target);
            for medium in &mut world.media {
                if medium.parent == Some(*child) {
                    medium.parent = Some(*target);
                }
            }
        }
    }
    merged
}

fn replace(world: &mut World, of: Of, merged: &BTreeMap<Uuid, Uuid>) {
    let Ok(machine) = world.machine(of).map(|machine| machine.record.uuid) else {
        return;
    };
    let swap = |settings: &mut Settings| {
        for each in &mut settings.attachments {
            each.medium = each
                .medium
                .map(|uuid| merged.get(&uuid).copied().unwrap_or(uuid));
        }
    };
    if let Ok(each) = world.machine_mut(of) {
        swap(&mut each.record.settings);
        each.record
            .snapshots
            .iter_mut()
            .for_each(|snapshot| swap(&mut snapshot.settings));
    }
    if let Of::Lock(lock) = of
        && let Some(lock) = world.locks.get_mut(&lock)
    {
        swap(&mut lock.settings);
    }
    for target in merged.values() {
        world.use_medium(*target, machine);
    }
    storage::sweep(world);
}
