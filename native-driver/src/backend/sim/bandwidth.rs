//! `IBandwidthControl` and `IBandwidthGroup`.

use super::fault::{Code, Refusal};
use super::handle::{Handle, Of};
use super::settings::{BandwidthGroup, Settings};
use super::value::{self, Answer, Args};
use super::world::Level::MutableOrSaved;
use super::world::World;
use crate::backend::Verb;

const SELF: &str = "BandwidthControlWrap";

pub(super) fn control(world: &mut World, of: Of, member: &str, args: &Args) -> Option<Answer> {
    Some(match member {
        "numGroups" => world.settings(of).and_then(|settings| {
            value::int(i64::try_from(settings.bandwidth_groups.len()).unwrap_or_default())
        }),
        "getAllBandwidthGroups" => world.settings(of).and_then(|settings| {
            let all = settings.bandwidth_groups.iter();
            value::objects(all.map(|each| Handle::BandwidthGroup(of, each.id)))
        }),
        "getBandwidthGroup" => by_name(world, of, args.text(0))
            .and_then(|each| value::object(Handle::BandwidthGroup(of, each.id))),
        "createBandwidthGroup" => create(world, of, args),
        "deleteBandwidthGroup" => delete(world, of, args.text(0)),
        _ => return None,
    })
}

fn by_name<'a>(world: &'a World, of: Of, name: &str) -> Result<&'a BandwidthGroup, Refusal> {
    world
        .settings(of)?
        .bandwidth_groups
        .iter()
        .find(|each| each.name == name)
        .ok_or_else(|| {
            Refusal::not_found(
                SELF,
                format!("Could not find a bandwidth group named '{name}'"),
            )
        })
}

fn create(world: &mut World, of: Of, args: &Args) -> Answer {
    let (name, kind, most) = (args.text(0), args.int(1), args.int(2));
    if most < 0 {
        return Err(Refusal::invalid(
            SELF,
            "Bandwidth group limit cannot be negative",
        ));
    }
    if name.is_empty() {
        return Err(Refusal::invalid(
            SELF,
            "Bandwidth group name must not be empty",
        ));
    }
    world.check(of, MutableOrSaved)?;
    if by_name(world, of, name).is_ok() {
        let text = format!("Bandwidth group named '{name}' already exists");
        return Err(Refusal::new(Code::ObjectInUse, SELF, text));
    }
    if kind == 0 {
        return Err(Refusal::invalid(
            "BandwidthGroupWrap",
            "Invalid bandwidth group type",
        ));
    }
    let id = world.number();
    let group = BandwidthGroup {
        id,
        name: name.to_owned(),
        kind: u32::try_from(kind).unwrap_or_default(),
        max_bytes_per_sec: most,
    };
    world.change(of)?.bandwidth_groups.push(group);
    value::nothing()
}

fn delete(world: &mut World, of: Of, name: &str) -> Answer {
    world.check(of, MutableOrSaved)?;
    if name.is_empty() {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    by_name(world, of, name)?;
    if references(world.settings(of)?, name) > 0 {
        let text = format!("The bandwidth group '{name}' is still in use");
        return Err(Refusal::new(Code::ObjectInUse, SELF, text));
    }
    world
        .change(of)?
        .bandwidth_groups
        .retain(|each| each.name != name);
    value::nothing()
}

/// How many devices a group limits.
fn references(settings: &Settings, name: &str) -> i64 {
    let adapters = settings
        .network_groups
        .values()
        .filter(|each| *each == name)
        .count();
    let attachments = settings
        .attachments
        .iter()
        .filter_map(|each| each.bandwidth_group.as_deref());
    let count = adapters + attachments.filter(|each| *each == name).count();
    i64::try_from(count).unwrap_or_default()
}

/// `IBandwidthGroup`.
pub(super) fn group(
    world: &mut World,
    of: Of,
    id: u64,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    let found = world.settings(of).and_then(|settings| {
        let each = settings.bandwidth_groups.iter().find(|each| each.id == id);
        let each = each.ok_or_else(|| Refusal::not_ready("BandwidthGroupWrap"))?;
        Ok((each.clone(), references(settings, &each.name)))
    });
    let (each, references) = match found {
        Ok(found) => found,
        Err(refusal) => return Some(Err(refusal)),
    };
    Some(match (verb, member) {
        (Verb::Get, "name") => value::text(each.name),
        (Verb::Get, "type") => value::int(each.kind),
        (Verb::Get, "reference") => value::int(references),
        (Verb::Get, "maxBytesPerSec") => value::int(each.max_bytes_per_sec),
        (Verb::Set, "maxBytesPerSec") => set_most(world, of, id, args.int(0)),
        _ => return None,
    })
}

fn set_most(world: &mut World, of: Of, id: u64, most: i64) -> Answer {
    if most < 0 {
        let text = "Bandwidth group limit cannot be negative";
        return Err(Refusal::invalid("BandwidthGroupWrap", text));
    }
    let mut all = world.change(of)?.bandwidth_groups.iter_mut();
    if let Some(each) = all.find(|each| each.id == id) {
        each.max_bytes_per_sec = most;
    }
    value::nothing()
}
