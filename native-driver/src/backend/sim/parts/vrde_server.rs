//! `IVRDEServer`.

use super::super::fault::{Code, Refusal};
use super::super::handle::Of;
use super::super::value::{self, Answer, Args, Plain};
use super::super::world::World;
use super::{Attribute, Change, Spec, any, flag, int, text};
use crate::backend::Verb;
use crate::backend::sim::world::Level::MutableOrSavedOrRunning as Level;

pub(super) static SPEC: Spec = Spec {
    interface: "IVRDEServer",
    component: "VRDEServerWrap",
    count: 1,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    flag("allowMultiConnection", false, Level),
    flag("enabled", false, Level),
    flag("reuseSingleConnection", false, Level),
    int("authTimeout", 5000, Level, any),
    int("authType", 0, Level, any),
    text("VRDEExtPack", "VNC", Level, ext_pack),
    text("authLibrary", "VBoxAuth", Level, auth_library),
];

pub(super) fn call(
    world: &mut World,
    of: Of,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match (verb, member) {
        (Verb::Invoke, "getVRDEProperties") => Some(value::list([])),
        (Verb::Invoke, "getVRDEProperty") => Some(get(world, of, args.text(0))),
        (Verb::Invoke, "setVRDEProperty") => Some(set(world, of, args.text(0), args.text(1))),
        _ => None,
    }
}

fn get(world: &World, of: Of, key: &str) -> Answer {
    let properties = world.settings(of)?.properties.get(SPEC.interface);
    let fresh = if key == "TCP/Ports" { "3389" } else { "" };
    let stored = properties.and_then(|each| each.get(key));
    value::text(stored.map_or(fresh, String::as_str))
}

fn set(world: &mut World, of: Of, key: &str, text: &str) -> Answer {
    world.check(of, Level)?;
    // Port 0 is the default one.
    let text = if key == "TCP/Ports" && text == "0" {
        "3389"
    } else {
        text
    };
    if key == "TCP/Ports" && !are_ports(text) {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    world.change(of)?.set_property(SPEC.interface, key, text);
    value::nothing()
}

/// Ports and ranges of ports, separated by commas.
fn are_ports(text: &str) -> bool {
    let port = |text: &str| text.parse::<u16>().is_ok();
    text.split(',').all(|range| match range.split_once('-') {
        Some((low, high)) => port(low) && port(high),
        None => port(range),
    })
}

fn ext_pack(change: &Change<'_>) -> Result<Plain, Refusal> {
    match change.value.text() {
        "" | "VNC" => Ok(Plain::Text("VNC".into())),
        _ if change.any_host => change.keep(),
        name => Err(Refusal::not_found(
            "ExtPackManagerWrap",
            format!("No extension pack by the name '{name}' was found"),
        )),
    }
}

fn auth_library(change: &Change<'_>) -> Result<Plain, Refusal> {
    if change.value.text().is_empty() {
        Ok(Plain::Text("VBoxAuth".into()))
    } else {
        change.keep()
    }
}
