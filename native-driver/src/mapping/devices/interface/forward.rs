//! `<portForward>`: a rule of the adapter's NAT for each port. A rule for an address of the guest's is nothing that the
//! format can express, and is left alone.

use schema_core::domain::devices::{ForwardProtocol, PortForward, PortRange};
use schema_core::domain::value::Port;
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_list, as_object, as_text};
use crate::typelib::Typelib;
use crate::value::{Object, Value};

/// A rule that VirtualBox has.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    name: String,
    /// What it does; `None` where the format cannot express it.
    leads: Option<Leads>,
}

/// From where a rule leads to where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Leads {
    proto: ForwardProtocol,
    /// Empty for every address of the host.
    address: String,
    host: u16,
    guest: u16,
}

const PROTOCOL: &str = "NATProtocol";

pub(super) fn read(
    reader: &mut Reader<'_>,
    adapter: Object,
    slot: u32,
    left_alone: &mut Vec<String>,
) -> Result<Vec<Rule>, Fault> {
    let member = engine(reader.typelib());
    if !reader.has("INATEngine", "redirects") {
        return Ok(Vec::new());
    }
    let [engine] = reader.get(adapter, [member])?;
    let engine = as_object(&engine, "INetworkAdapter.NATEngine")?;
    let [redirects] = reader.get(engine, ["redirects"])?;
    let mut rules = Vec::new();
    for redirect in as_list(&redirects, "INATEngine.redirects")? {
        let text = as_text(redirect, "INATEngine.redirects")?;
        let (name, rest) = text.split_once(',').unwrap_or((&text, ""));
        let leads = parse(reader.typelib(), rest);
        if leads.is_none() {
            left_alone.push(format!(
                "port forwarding `{name}` of network adapter {slot}"
            ));
        }
        rules.push(Rule {
            name: name.to_owned(),
            leads,
        });
    }
    Ok(rules)
}

fn engine(typelib: &Typelib) -> &'static str {
    if typelib.has("INetworkAdapter", "NATEngine") {
        "NATEngine"
    } else {
        "natDriver"
    }
}

/// Reads `protocol,host address,host port,guest address,guest port`.
fn parse(typelib: &Typelib, text: &str) -> Option<Leads> {
    let parts: Vec<&str> = text.split(',').collect();
    let [proto, address, host, guest_address, guest] = parts.as_slice() else {
        return None;
    };
    let proto = match typelib.enum_name(PROTOCOL, proto.parse().ok()?)? {
        "TCP" => ForwardProtocol::Tcp,
        "UDP" => ForwardProtocol::Udp,
        _other => return None,
    };
    let everywhere = *address == "0.0.0.0";
    guest_address.is_empty().then_some(Leads {
        proto,
        address: if everywhere { "" } else { address }.to_owned(),
        host: host.parse().ok()?,
        guest: guest.parse().ok()?,
    })
}

/// The rules as elements, one each; normalization makes ranges of them.
pub(super) fn elements(rules: &[Rule]) -> Vec<PortForward> {
    let leads = rules.iter().filter_map(|rule| rule.leads.as_ref());
    leads
        .map(|leads| PortForward {
            proto: leads.proto,
            address: (!leads.address.is_empty()).then(|| leads.address.clone()),
            dev: None,
            ranges: vec![PortRange {
                start: Some(Port(leads.host)),
                end: None,
                to: Some(Port(leads.guest)),
                exclude: None,
            }],
        })
        .collect()
}

pub(super) fn plan(
    desired: &[PortForward],
    current: &[Rule],
    slot: u32,
    is_new: bool,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let wanted = wanted(desired);
    let wants = |leads: &Leads| wanted.iter().any(|(one, _place)| one == leads);
    let mut names: Vec<&str> = Vec::new();
    for rule in current {
        match &rule.leads {
            Some(leads) if !wants(leads) => {
                out.change(&at.child("portForward"), Some(show(leads)), None);
                let name = Value::text(&rule.name).into();
                out.call(Target::NatEngine(slot), "removeRedirect", vec![name]);
            }
            Some(_) | None => names.push(&rule.name),
        }
    }
    for (leads, place) in &wanted {
        if current
            .iter()
            .any(|rule| rule.leads.as_ref() == Some(leads))
        {
            continue;
        }
        let path = at.item("portForward", *place);
        if is_new {
            out.at(&path);
        } else {
            out.change(&path, None, Some(show(leads)));
        }
        let args = vec![
            Value::text(free_name(leads, &names)).into(),
            Value::constant(PROTOCOL, constant(leads.proto)).into(),
            Value::text(&leads.address).into(),
            Value::Unsigned(leads.host.into()).into(),
            Value::text("").into(),
            Value::Unsigned(leads.guest.into()).into(),
        ];
        out.call(Target::NatEngine(slot), "addRedirect", args);
    }
}

/// The rules that the elements ask for, each with the number of its element.
fn wanted(desired: &[PortForward]) -> Vec<(Leads, usize)> {
    let mut wanted = Vec::new();
    for (place, forward) in desired.iter().enumerate() {
        let PortForward {
            proto,
            address,
            // Refused by a rule of the linter.
            dev: _dev,
            ranges: _in_pairs,
        } = forward;
        for (host, guest) in forward.pairs() {
            let leads = Leads {
                proto: *proto,
                address: address.clone().unwrap_or_default(),
                host,
                guest,
            };
            wanted.push((leads, place));
        }
    }
    wanted
}

/// A name says what the rule does, and is no other rule's.
fn free_name(leads: &Leads, taken: &[&str]) -> String {
    let at = if leads.address.is_empty() {
        String::new()
    } else {
        format!(" at {}", leads.address)
    };
    let mut name = format!("{} {}{at}", leads.proto.as_str(), leads.host);
    while taken.contains(&name.as_str()) {
        name.push('\'');
    }
    name
}

fn constant(proto: ForwardProtocol) -> &'static str {
    match proto {
        ForwardProtocol::Tcp => "TCP",
        ForwardProtocol::Udp => "UDP",
    }
}

/// What the elements ask for, in words.
pub(super) fn shown(desired: &[PortForward]) -> Vec<String> {
    let all = wanted(desired).into_iter();
    all.map(|(leads, _place)| show(&leads)).collect()
}

fn show(leads: &Leads) -> String {
    let address = if leads.address.is_empty() {
        "every address"
    } else {
        &leads.address
    };
    format!(
        "{} port {} of {address} to port {} of the guest",
        leads.proto.as_str(),
        leads.host,
        leads.guest
    )
}
