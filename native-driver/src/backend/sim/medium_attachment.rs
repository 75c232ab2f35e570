//! `IMediumAttachment`.

use super::fault::Refusal;
use super::handle::{Handle, Of};
use super::settings::Attachment;
use super::value::{self, Answer, Out};
use super::world::World;

pub(super) fn call(world: &World, of: Of, id: u64, member: &str) -> Option<Answer> {
    let each = match find(world, of, id) {
        Ok(each) => each,
        Err(refusal) => return Some(Err(refusal)),
    };
    Some(match member {
        "machine" => value::object(Handle::Machine(of)),
        "medium" => Ok(vec![Out::from(medium(world, of, each).map(Handle::Medium))]),
        "controller" => value::text(&each.controller),
        "port" => value::int(each.port),
        "device" => value::int(each.device),
        "type" => value::int(each.kind),
        "passthrough" => value::flag(each.passthrough),
        "temporaryEject" => value::flag(each.temporary_eject),
        "isEjected" => value::flag(false),
        "nonRotational" => value::flag(each.non_rotational),
        "discard" => value::flag(each.discard),
        "hotPluggable" => value::flag(each.hot_pluggable),
        "bandwidthGroup" => group(world, of, each),
        _ => return None,
    })
}

fn find(world: &World, of: Of, id: u64) -> Result<&Attachment, Refusal> {
    let mut all = world.settings(of)?.attachments.iter();
    all.find(|each| each.id == id)
        .ok_or_else(|| Refusal::not_ready("MediumAttachmentWrap"))
}

/// What is in a drive shows at once, also to those who look at the machine and not at the session's copy.
fn medium(world: &World, of: Of, each: &Attachment) -> Option<uuid::Uuid> {
    let Of::Machine(number) = of else {
        return each.medium;
    };
    let lock = world
        .lock_of(number)
        .and_then(|lock| world.locks.get(&lock));
    let held = lock.filter(|lock| lock.mounts.contains_key(&each.id));
    let held = held.and_then(|lock| {
        lock.settings
            .attachments
            .iter()
            .find(|other| other.id == each.id)
    });
    held.map_or(each.medium, |held| held.medium)
}

fn group(world: &World, of: Of, each: &Attachment) -> Answer {
    let groups = &world.settings(of)?.bandwidth_groups;
    let group = groups
        .iter()
        .find(|group| Some(&group.name) == each.bandwidth_group.as_ref());
    Ok(vec![Out::from(
        group.map(|group| Handle::BandwidthGroup(of, group.id)),
    )])
}
