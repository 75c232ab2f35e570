//! `ISnapshot`.

use uuid::Uuid;

use super::fault::Refusal;
use super::handle::{Handle, Of};
use super::state::Snapshot;
use super::value::{self, Answer, Args, Out};
use super::world::World;
use crate::backend::Verb;

const SELF: &str = "SnapshotWrap";

pub(super) fn call(
    world: &mut World,
    machine: u64,
    uuid: Uuid,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match (verb, member) {
        (Verb::Set, "name" | "description") => {
            Some(set(world, machine, uuid, member, args.text(0)))
        }
        (Verb::Get | Verb::Invoke, _) => get(world, machine, uuid, member),
        (Verb::Set, _) => None,
    }
}

fn find(world: &World, machine: u64, uuid: Uuid) -> Result<&Snapshot, Refusal> {
    let record = &world.machine(Of::Machine(machine))?.record;
    record
        .snapshots
        .iter()
        .find(|each| each.uuid == uuid)
        .ok_or_else(|| Refusal::not_ready(SELF))
}

fn get(world: &World, machine: u64, uuid: Uuid, member: &str) -> Option<Answer> {
    let each = match find(world, machine, uuid) {
        Ok(each) => each,
        Err(refusal) => return Some(Err(refusal)),
    };
    let handle = |uuid: Uuid| Handle::Snapshot(machine, uuid);
    Some(match member {
        "id" => value::text(each.uuid.to_string()),
        "name" => value::text(&each.name),
        "description" => value::text(&each.description),
        "timeStamp" => value::int(each.time),
        "online" => value::flag(each.state_file.is_some()),
        "machine" => value::object(Handle::Machine(Of::Snapshot(machine, uuid))),
        "parent" => Ok(vec![Out::from(each.parent.map(handle))]),
        "getChildren" => children(world, machine, uuid)
            .and_then(|all| value::objects(all.into_iter().map(handle))),
        "childrenCount" => children(world, machine, uuid)
            .and_then(|all| value::int(i64::try_from(all.len()).unwrap_or_default())),
        _ => return None,
    })
}

fn children(world: &World, machine: u64, uuid: Uuid) -> Result<Vec<Uuid>, Refusal> {
    let snapshots = world.machine(Of::Machine(machine))?.record.snapshots.iter();
    Ok(snapshots
        .filter(|each| each.parent == Some(uuid))
        .map(|each| each.uuid)
        .collect())
}

/// Saved at once, whatever the state of the machine.
fn set(world: &mut World, machine: u64, uuid: Uuid, member: &str, text: &str) -> Answer {
    let record = &mut world.machine_mut(Of::Machine(machine))?.record;
    let mut all = record.snapshots.iter_mut();
    let each = all
        .find(|each| each.uuid == uuid)
        .ok_or_else(|| Refusal::not_ready(SELF))?;
    let slot = if member == "name" {
        &mut each.name
    } else {
        &mut each.description
    };
    text.clone_into(slot);
    value::nothing()
}
