//! `INvramStore`, and the variables of UEFI in it.

use super::super::fault::{Code, Refusal};
use super::super::handle::{Handle, Of};
use super::super::value::{self, Answer, Args};
use super::super::world::World;
use super::{Attribute, Fresh, Part, Spec, fixed};
use crate::backend::Verb;
use crate::backend::sim::world::Level::Mutable;

pub(super) static SPEC: Spec = Spec {
    interface: "INvramStore",
    component: "NvramStoreWrap",
    count: 1,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    fixed("keyId", Fresh::Text("")),
    fixed("keyStore", Fresh::Text("")),
];

/// Where settings keep that there are variables, and whether secure boot is on.
const STORE: &str = "INvramStore";
const SECURE_BOOT: &str = "secureBoot";
const PLATFORM_KEY: &str = "platformKey";

pub(super) fn call(world: &mut World, of: Of, verb: Verb, member: &str) -> Option<Answer> {
    match (verb, member) {
        (Verb::Get, "nonVolatileStorageFile") => Some(file(world, of)),
        (Verb::Get, "uefiVariableStore") => Some(store(world, of)),
        (Verb::Invoke, "initUefiVariableStore") => Some(init(world, of)),
        _ => None,
    }
}

fn file(world: &World, of: Of) -> Answer {
    let machine = world.machine(of)?;
    value::text(format!(
        "{}/{}.nvram",
        machine.folder(),
        world.settings(of)?.name
    ))
}

fn store(world: &World, of: Of) -> Answer {
    if world.settings(of)?.properties.contains_key(STORE) {
        return value::object(Handle::UefiVariables(of));
    }
    let text = "The UEFI NVRAM file is not existing for this machine";
    Err(Refusal::not_found(SPEC.component, text))
}

fn init(world: &mut World, of: Of) -> Answer {
    world.check(of, Mutable)?;
    if world.settings(of)?.int(Part::Firmware, 0, "firmwareType") == 1 {
        let text = "The selected firmware type doesn't support a UEFI variable store";
        return Err(Refusal::new(Code::NotSupported, SPEC.component, text));
    }
    let properties = world
        .change(of)?
        .properties
        .entry(STORE.into())
        .or_default();
    // What was there is gone.
    properties.clear();
    properties.insert(SECURE_BOOT.into(), "0".into());
    value::nothing()
}

/// `IUefiVariableStore`.
pub(in crate::backend::sim) fn variables(
    world: &mut World,
    of: Of,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match (verb, member) {
        (Verb::Get, "secureBootEnabled") => Some(property(world, of, SECURE_BOOT)),
        (Verb::Set, "secureBootEnabled") => Some(set_secure_boot(world, of, args.flag(0))),
        (Verb::Invoke, "enrollOraclePlatformKey") => Some(put(world, of, PLATFORM_KEY, "1")),
        (Verb::Invoke, "enrollDefaultMsSignatures") => Some(put(world, of, "signatures", "1")),
        _ => None,
    }
}

fn property(world: &World, of: Of, name: &str) -> Answer {
    let properties = world.settings(of)?.properties.get(STORE);
    value::flag(
        properties
            .and_then(|each| each.get(name))
            .is_some_and(|value| value == "1"),
    )
}

fn set_secure_boot(world: &mut World, of: Of, on: bool) -> Answer {
    world.check(of, Mutable)?;
    let enrolled = world
        .settings(of)?
        .properties
        .get(STORE)
        .is_some_and(|each| each.contains_key(PLATFORM_KEY));
    if on && !enrolled {
        // Without a platform key there is nothing that secure boot could trust.
        let text = "Secure boot is not available because the platform key (PK) is not enrolled";
        return Err(Refusal::not_found("UefiVariableStoreWrap", text));
    }
    put(world, of, SECURE_BOOT, if on { "1" } else { "0" })
}

fn put(world: &mut World, of: Of, name: &str, text: &str) -> Answer {
    world.check(of, Mutable)?;
    let properties = world
        .change(of)?
        .properties
        .entry(STORE.into())
        .or_default();
    properties.insert(name.to_owned(), text.to_owned());
    value::nothing()
}
