//! `<Network>`: the adapters, what they are attached to, and what they would be attached to else.

use schema_core::settings::Node;

use super::super::parts::Part;
use super::super::value::Plain;
use super::reading::Reading;
use super::row::Form;
use super::tables;

/// What an adapter can be attached to: the element, the constant, and the member that names it with its attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mode {
    pub(super) element: &'static str,
    pub(super) constant: &'static str,
    pub(super) member: &'static str,
    pub(super) attribute: &'static str,
    /// The first version that has it.
    pub(super) from: u16,
}

pub(super) const MODES: [Mode; 7] = [
    Mode {
        element: "NAT",
        constant: "NAT",
        member: "",
        attribute: "",
        from: 0,
    },
    Mode {
        element: "BridgedInterface",
        constant: "Bridged",
        member: "bridgedInterface",
        attribute: "name",
        from: 0,
    },
    Mode {
        element: "InternalNetwork",
        constant: "Internal",
        member: "internalNetwork",
        attribute: "name",
        from: 0,
    },
    Mode {
        element: "HostOnlyInterface",
        constant: "HostOnly",
        member: "hostOnlyInterface",
        attribute: "name",
        from: 7,
    },
    Mode {
        element: "GenericInterface",
        constant: "Generic",
        member: "genericDriver",
        attribute: "driver",
        from: 12,
    },
    Mode {
        element: "NATNetwork",
        constant: "NATNetwork",
        member: "NATNetwork",
        attribute: "name",
        from: 14,
    },
    Mode {
        element: "CloudNetwork",
        constant: "Cloud",
        member: "cloudNetwork",
        attribute: "name",
        from: 18,
    },
];

pub(super) const PROTOCOLS: Form = Form::Words("NATProtocol", &[("0", "UDP"), ("1", "TCP")]);

pub(super) fn adapters(reading: &mut Reading, network: &Node) {
    for adapter in network.all("Adapter") {
        reading.within(adapter, |reading| {
            if let Some(slot) = reading.slot(adapter, Part::Network.spec().count) {
                reading.rows(tables::ADAPTER, adapter, slot);
                let group =
                    reading.said(adapter, "bandwidthGroup", format!("networkGroup[{slot}]"));
                if let Some(group) = group.map(str::to_owned) {
                    reading.settings.network_groups.insert(slot, group);
                }
                modes(reading, adapter, slot, true);
                reading.inside(adapter, "DisabledModes", |reading, others| {
                    modes(reading, others, slot, false);
                });
                default_names(reading, slot);
            }
        });
    }
}

/// The names that VirtualBox fills in for an adapter that is attached to anything.
fn default_names(reading: &mut Reading, slot: u32) {
    if reading.settings.int(Part::Network, slot, "attachmentType") == 0 {
        return;
    }
    for (member, name) in [("internalNetwork", "intnet"), ("NATNetwork", "NatNetwork")] {
        if reading
            .settings
            .text(Part::Network, slot, member)
            .is_empty()
        {
            reading
                .settings
                .write(Part::Network, slot, member, Plain::Text(name.to_owned()));
        }
    }
}

fn modes(reading: &mut Reading, parent: &Node, slot: u32, is_on: bool) {
    for node in &parent.children {
        // Files of old releases call a bridge an interface of the host.
        let name = if node.name == "HostInterface" {
            "BridgedInterface"
        } else {
            &node.name
        };
        let Some(mode) = MODES.iter().find(|mode| mode.element == name) else {
            continue;
        };
        reading.within(node, |reading| attached(reading, node, mode, slot, is_on));
    }
}

fn attached(reading: &mut Reading, node: &Node, mode: &Mode, slot: u32, is_on: bool) {
    if is_on {
        let number = reading
            .typelib
            .enum_value("NetworkAttachmentType", mode.constant);
        let kind = Plain::Int(number.map_or(0, i64::from));
        reading
            .settings
            .write(Part::Network, slot, "attachmentType", kind);
    }
    if mode.member.is_empty() {
        reading.rows(tables::NAT, node, slot);
        aliases(reading, node, slot);
        forwards(reading, node, slot);
        return;
    }
    let key = format!("{}.{}", Part::Network.key(slot), mode.member);
    if let Some(name) = reading.said(node, mode.attribute, key).map(str::to_owned) {
        reading
            .settings
            .write(Part::Network, slot, mode.member, Plain::Text(name));
    }
    reading.properties(node, &Part::Network.key(slot));
}

/// The bits of `INATEngine::aliasMode`.
pub(super) const ALIASES: [(&str, i64); 3] =
    [("logging", 1), ("proxy-only", 2), ("use-same-ports", 4)];

fn aliases(reading: &mut Reading, nat: &Node, slot: u32) {
    reading.inside(nat, "Alias", |reading, alias| {
        let mut bits = 0;
        for (name, bit) in ALIASES {
            let key = format!("{}.aliasMode", Part::Nat.key(slot));
            if reading.flag(alias, name, key, false) {
                bits |= bit;
            }
        }
        reading
            .settings
            .write(Part::Nat, slot, "aliasMode", Plain::Int(bits));
    });
}

fn forwards(reading: &mut Reading, nat: &Node, slot: u32) {
    for rule in nat.all("Forwarding") {
        reading.within(rule, |reading| {
            let protocol =
                super::lists::constant(reading, rule, "proto", PROTOCOLS).unwrap_or_default();
            let mut word = |name: &str| reading.word(rule, name).unwrap_or_default().to_owned();
            let (host_ip, guest_ip) = (word("hostip"), word("guestip"));
            let port = |text: String| {
                if text.is_empty() {
                    "0".to_owned()
                } else {
                    text
                }
            };
            let (host_port, guest_port) = (port(word("hostport")), port(word("guestport")));
            let name = match word("name") {
                name if name.is_empty() => {
                    let kind = if protocol == 0 { "udp" } else { "tcp" };
                    format!("{kind}_{host_port}_{guest_port}")
                }
                name => name,
            };
            let text = format!("{name},{protocol},{host_ip},{host_port},{guest_ip},{guest_port}");
            let path = reading.path("");
            reading.places.push(super::Place {
                key: super::flat::forward_name(slot, &text),
                path,
                span: rule.tag_span.clone(),
            });
            reading
                .settings
                .redirects
                .entry(slot)
                .or_default()
                .insert(name, text);
        });
    }
}
