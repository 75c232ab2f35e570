//! `INetworkAdapter`.

use super::super::fault::{Code, Refusal};
use super::super::handle::{Handle, Of};
use super::super::value::{self, Answer, Args, Out, Plain};
use super::super::world::World;
use super::{Attribute, Change, Fresh, Part, Spec, any, fixed, flag, int, missing, text};
use crate::backend::Verb;
use crate::backend::sim::world::Level::{Mutable, MutableOrSaved, MutableOrSavedOrRunning};

/// How many an ICH9 chipset has; a PIIX3 has eight of them.
pub(super) static SPEC: Spec = Spec {
    interface: "INetworkAdapter",
    component: "NetworkAdapterWrap",
    count: 36,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    flag("cableConnected", true, MutableOrSavedOrRunning),
    flag("enabled", false, Mutable),
    flag("traceEnabled", false, MutableOrSavedOrRunning),
    int("adapterType", 3, Mutable, adapter_type),
    int("attachmentType", 0, MutableOrSavedOrRunning, any),
    int("bootPriority", 0, Mutable, any),
    int("lineSpeed", 0, Mutable, any),
    int("promiscModePolicy", 1, MutableOrSavedOrRunning, promiscuous),
    text("MACAddress", "", Mutable, mac),
    text("NATNetwork", "", MutableOrSavedOrRunning, any),
    text("bridgedInterface", "", MutableOrSavedOrRunning, any),
    text("cloudNetwork", "", MutableOrSavedOrRunning, any),
    text("genericDriver", "", MutableOrSavedOrRunning, any),
    text("hostOnlyInterface", "", MutableOrSavedOrRunning, any),
    text("internalNetwork", "", MutableOrSavedOrRunning, any),
    text("traceFile", "", MutableOrSavedOrRunning, any),
    fixed("slot", Fresh::BySlot(&SLOTS)),
    missing("hostOnlyNetwork"),
];

const SLOTS: [i64; 36] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
    26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
];

/// The names that are filled in, where there are none, when an adapter is attached to something else: whatever that is.
const DEFAULT_NAMES: [(&str, &str); 2] =
    [("internalNetwork", "intnet"), ("NATNetwork", "NatNetwork")];

pub(super) fn call(
    world: &mut World,
    of: Of,
    index: u32,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match (verb, member) {
        (Verb::Get, "NATEngine") => Some(value::object(Handle::Part(of, Part::Nat, index))),
        (Verb::Get, "bandwidthGroup") => Some(group(world, of, index)),
        (Verb::Set, "bandwidthGroup") => Some(set_group(world, of, index, args)),
        (Verb::Set, "enabled") if args.flag(0) => Some(enable(world, of, index)),
        (Verb::Set, "MACAddress") if args.text(0).is_empty() => Some(new_mac(world, of, index)),
        (Verb::Set, "attachmentType") => Some(attach(world, of, index, args.int(0))),
        (Verb::Invoke, "getProperty") => Some(property(world, of, index, args.text(0))),
        (Verb::Invoke, "setProperty") => Some(set_property(world, of, index, args)),
        (Verb::Invoke, "getProperties") => Some(properties(world, of, index, args.text(0))),
        _ => None,
    }
}

/// An adapter that is switched on without an address gets one.
fn enable(world: &mut World, of: Of, index: u32) -> Answer {
    world.check(of, Mutable)?;
    let settings = world.settings(of)?;
    if settings.read(Part::Network, index, "enabled") == Some(Plain::Bool(true)) {
        return value::nothing();
    }
    if settings.text(Part::Network, index, "MACAddress").is_empty() {
        new_mac(world, of, index)?;
    }
    world
        .change(of)?
        .write(Part::Network, index, "enabled", Plain::Bool(true));
    value::nothing()
}

fn new_mac(world: &mut World, of: Of, index: u32) -> Answer {
    world.check(of, Mutable)?;
    let mac = world.make_mac();
    world
        .change(of)?
        .write(Part::Network, index, "MACAddress", Plain::Text(mac));
    value::nothing()
}

fn attach(world: &mut World, of: Of, index: u32, kind: i64) -> Answer {
    world.check(of, MutableOrSavedOrRunning)?;
    if world
        .settings(of)?
        .int(Part::Network, index, "attachmentType")
        == kind
    {
        return value::nothing();
    }
    let settings = world.change(of)?;
    settings.write(Part::Network, index, "attachmentType", Plain::Int(kind));
    for (attribute, name) in DEFAULT_NAMES {
        if settings.text(Part::Network, index, attribute).is_empty() {
            settings.write(Part::Network, index, attribute, Plain::Text(name.into()));
        }
    }
    value::nothing()
}

fn key(index: u32) -> String {
    Part::Network.key(index)
}

fn property(world: &World, of: Of, index: u32, name: &str) -> Answer {
    let properties = world.settings(of)?.properties.get(&key(index));
    value::text(
        properties
            .and_then(|each| each.get(name))
            .cloned()
            .unwrap_or_default(),
    )
}

fn set_property(world: &mut World, of: Of, index: u32, args: &Args) -> Answer {
    world.check(of, MutableOrSavedOrRunning)?;
    world
        .change(of)?
        .set_property(&key(index), args.text(0), args.text(1));
    value::nothing()
}

fn properties(world: &World, of: Of, index: u32, wanted: &str) -> Answer {
    let all = world.settings(of)?.properties.get(&key(index));
    let is_wanted =
        |name: &&String| wanted.is_empty() || wanted.split(',').any(|each| each == *name);
    let found: Vec<(&String, &String)> = all
        .into_iter()
        .flatten()
        .filter(|(name, _)| is_wanted(name))
        .collect();
    let names = found
        .iter()
        .map(|(name, _)| Out::Text((*name).clone()))
        .collect();
    let texts = found
        .iter()
        .map(|(_, text)| Out::Text((*text).clone()))
        .collect();
    Ok(vec![Out::List(names), Out::List(texts)])
}

fn group(world: &World, of: Of, index: u32) -> Answer {
    let settings = world.settings(of)?;
    let name = settings.network_groups.get(&index);
    let group = settings
        .bandwidth_groups
        .iter()
        .find(|group| Some(&group.name) == name);
    Ok(vec![Out::from(
        group.map(|group| Handle::BandwidthGroup(of, group.id)),
    )])
}

fn set_group(world: &mut World, of: Of, index: u32, args: &Args) -> Answer {
    world.check(of, MutableOrSaved)?;
    let name = match args.handle(0) {
        Some(Handle::BandwidthGroup(_, id)) => {
            let groups = &world.settings(of)?.bandwidth_groups;
            let group = groups.iter().find(|group| group.id == *id);
            group
                .map(|group| group.name.clone())
                .ok_or_else(|| Refusal::bare(Code::InvalidArg))?
        }
        Some(_) | None => {
            world.change(of)?.network_groups.remove(&index);
            return value::nothing();
        }
    };
    world.change(of)?.network_groups.insert(index, name);
    value::nothing()
}

fn adapter_type(change: &Change<'_>) -> Result<Plain, Refusal> {
    let kind = change.value.int();
    if (1..=15).contains(&kind) {
        return change.keep();
    }
    let text = format!("Invalid network adapter type '{kind}'");
    Err(Refusal::new(Code::Fail, change.component, text))
}

fn promiscuous(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(1, 3, |policy| {
        format!("Invalid promiscuous mode policy ({policy})")
    })
}

/// Twelve hexadecimal digits, of which the second is even: an address of one device, not of a group.
fn mac(change: &Change<'_>) -> Result<Plain, Refusal> {
    let address = change.value.text().to_ascii_uppercase();
    let is_hex = address.len() == 12 && address.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_single = address
        .chars()
        .nth(1)
        .and_then(|digit| digit.to_digit(16))
        .is_some_and(|digit| digit % 2 == 0);
    if is_hex && is_single {
        return Ok(Plain::Text(address));
    }
    Err(change.invalid("Invalid MAC address format"))
}
