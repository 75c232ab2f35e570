//! `INATEngine`.

use super::super::fault::{Code, Refusal};
use super::super::handle::Of;
use super::super::value::{self, Answer, Args, Out, Plain};
use super::super::world::World;
use super::{
    Attribute, Change, Fresh, Part, Set, Spec, any, flag, int, missing, not_implemented, text,
};
use crate::backend::Verb;
use crate::backend::sim::world::Level::{Free, MutableOrSavedOrRunning as Level};

pub(super) static SPEC: Spec = Spec {
    interface: "INATEngine",
    component: "NATEngineWrap",
    count: 36,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    flag("DNSPassDomain", true, Level),
    flag("DNSProxy", false, Level),
    flag("DNSUseHostResolver", false, Level),
    flag("enableTFTP", false, Level),
    flag("forwardBroadcast", false, Level),
    flag("localhostReachable", false, Level),
    int("aliasMode", 0, Level, alias_mode),
    text("TFTPBootFile", "", Level, any),
    text("TFTPNextServer", "", Level, any),
    text("TFTPPrefix", "", Level, any),
    text("hostIP", "", Level, address),
    text("network", "", Level, any),
    missing("IPv6Enabled"),
    missing("IPv6Prefix"),
    Attribute {
        name: "natMRU",
        fresh: Fresh::Missing,
        set: Set::To(Free, not_implemented),
    },
];

pub(super) fn call(
    world: &mut World,
    of: Of,
    index: u32,
    verb: Verb,
    member: &str,
    args: &Args,
) -> Option<Answer> {
    match (verb, member) {
        (Verb::Invoke, "getRedirects") => Some(redirects(world, of, index)),
        (Verb::Invoke, "addRedirect") => Some(add(world, of, index, args)),
        (Verb::Invoke, "removeRedirect") => Some(remove(world, of, index, args.text(0))),
        (Verb::Invoke, "setNetworkSettings") => Some(set_network(world, of, index, args)),
        (Verb::Invoke, "getNetworkSettings") => Some(network(world, of, index)),
        _ => None,
    }
}

fn redirects(world: &World, of: Of, index: u32) -> Answer {
    let all = world.settings(of)?.redirects.get(&index);
    value::texts(all.into_iter().flat_map(|each| each.values().cloned()))
}

fn add(world: &mut World, of: Of, index: u32, args: &Args) -> Answer {
    world.check(of, Level)?;
    let (protocol, host_port, guest_port) = (args.int(1), args.int(3), args.int(5));
    if !(0..=1).contains(&protocol) {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    let name = match args.text(0) {
        "" => {
            let kind = if protocol == 0 { "udp" } else { "tcp" };
            format!("{kind}_{host_port}_{guest_port}")
        }
        name => name.to_owned(),
    };
    let refuse = |text: &str| Err(Refusal::invalid(SPEC.component, text));
    if name.contains(',') {
        return refuse("',' - invalid character in NAT rule name");
    }
    let host = format!("{protocol},{},{host_port},", args.text(2));
    let all = world.settings(of)?.redirects.get(&index);
    let mut others = all.into_iter().flatten();
    for (other, text) in &mut others {
        if *other == name {
            return refuse("A NAT rule of this name already exists");
        }
        if text
            .split_once(',')
            .is_some_and(|(_, rest)| rest.starts_with(&host))
        {
            return refuse("A NAT rule for this host port and this host IP already exists");
        }
    }
    let text = format!("{name},{host}{},{guest_port}", args.text(4));
    world
        .change(of)?
        .redirects
        .entry(index)
        .or_default()
        .insert(name, text);
    value::nothing()
}

fn remove(world: &mut World, of: Of, index: u32, name: &str) -> Answer {
    world.check(of, Level)?;
    let known = world
        .settings(of)?
        .redirects
        .get(&index)
        .is_some_and(|all| all.contains_key(name));
    if !known {
        return Err(Refusal::bare(Code::InvalidArg));
    }
    let all = &mut world.change(of)?.redirects;
    if let Some(of_slot) = all.get_mut(&index) {
        of_slot.remove(name);
        if of_slot.is_empty() {
            all.remove(&index);
        }
    }
    value::nothing()
}

/// The five sizes that `getNetworkSettings` gives: MTU, socket and TCP buffers for sending and receiving.
const SIZES: [&str; 5] = ["mtu", "sockSnd", "sockRcv", "tcpWndSnd", "tcpWndRcv"];

fn network(world: &World, of: Of, index: u32) -> Answer {
    let stored = world.settings(of)?.properties.get(&Part::Nat.key(index));
    let size = |name: &str| {
        let text = stored.and_then(|each| each.get(name));
        text.and_then(|text| text.parse().ok()).unwrap_or_default()
    };
    Ok(SIZES.into_iter().map(|name| Out::Int(size(name))).collect())
}

fn set_network(world: &mut World, of: Of, index: u32, args: &Args) -> Answer {
    world.check(of, Level)?;
    let key = Part::Nat.key(index);
    let settings = world.change(of)?;
    for (position, name) in SIZES.into_iter().enumerate() {
        // VirtualBox keeps the size for sending where the one for receiving belongs, and leaves out zeros.
        let from = if name == "sockRcv" { 1 } else { position };
        let size = args.int(from);
        if size != 0 {
            settings.set_property(&key, name, &size.to_string());
        }
    }
    value::nothing()
}

fn is_address(text: &str) -> bool {
    text.is_empty() || text.parse::<std::net::Ipv4Addr>().is_ok()
}

fn address(change: &Change<'_>) -> Result<Plain, Refusal> {
    let text = change.value.text();
    if is_address(text) {
        return change.keep();
    }
    Err(change.invalid(format!("Invalid IPv4 address \"{text}\"")))
}

/// Three flags; other bits are forgotten.
#[expect(clippy::unnecessary_wraps, reason = "a rule, and others refuse")]
fn alias_mode(change: &Change<'_>) -> Result<Plain, Refusal> {
    Ok(Plain::Int(change.value.int() & 7))
}
