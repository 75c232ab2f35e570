use std::collections::BTreeMap;

use super::draft::Draft;
use crate::domain::devices::{
    Bandwidth, Interface, InterfaceLocal, InterfaceModel, InterfaceSource, InterfaceType,
    LinkState, PortForward, PortRange,
};
use crate::domain::value::Port;
use crate::path::Path;

/// The models in VirtualBox's spelling, or in libvirt's where it has a name of its own for one.
pub(crate) const MODELS: [&str; 15] = [
    "Am79C970A",
    "Am79C973",
    "82540EM",
    "82543GC",
    "82545EM",
    "virtio",
    "e1000e",
    "usb-net",
    "Am79C960",
    "NE1000",
    "NE2000",
    "WD8003",
    "WD8013",
    "3C501",
    "3C503",
];

/// Other words for the same models.
const SYNONYMS: [(&str, &str); 3] = [
    ("e1000", "82540EM"),
    ("virtio-transitional", "virtio"),
    ("virtio-non-transitional", "virtio"),
];

/// The address that stands for all of them.
const EVERY: &str = "0.0.0.0";

/// The model of an interface that says none.
const DEFAULT: &str = "Am79C973";

/// The normal form's spelling of a model; `None` where VirtualBox has none like that.
pub(crate) fn nic_model(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let meant = SYNONYMS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(name))
        .map_or(name, |(_, model)| model);
    MODELS
        .into_iter()
        .find(|model| model.eq_ignore_ascii_case(meant))
}

/// The model that is most like one of another hypervisor, where one is.
pub(crate) fn nic_like(name: &str) -> Option<&'static str> {
    match name {
        "rtl8139" | "ne2k_pci" | "ne2k_isa" | "pcnet" | "lance" | "vlance" => Some("Am79C973"),
        "e1000e" | "igb" | "vmxnet" | "vmxnet2" | "vmxnet3" => Some("82545EM"),
        _other => None,
    }
}

/// Every name of a model: those of the normal form, then what other hypervisors call them.
pub(crate) fn nic_names() -> impl Iterator<Item = &'static str> {
    let others = SYNONYMS.iter().map(|(word, _)| *word);
    MODELS.into_iter().chain(others)
}

pub(super) fn run(draft: &mut Draft) {
    let mut bridged = Vec::new();
    for (index, interface) in draft.domain.devices.interfaces.iter_mut().enumerate() {
        let model = interface.model.as_ref().map_or(DEFAULT, |model| {
            nic_model(&model.kind).unwrap_or(&model.kind)
        });
        interface.model = Some(InterfaceModel {
            kind: model.to_owned(),
        });
        if interface.kind == InterfaceType::Direct {
            interface.kind = InterfaceType::Bridge;
            let source = interface.source.get_or_insert_default();
            source.bridge = source.dev.take();
            bridged.push(index);
        }
        keep_source_of_type(interface);
        // A cable is plugged in unless the document says otherwise.
        interface.link = interface.link.filter(|link| link.state == LinkState::Down);
        interface.bandwidth = interface.bandwidth.and_then(limited);
        interface.port_forwards = match interface.kind {
            InterfaceType::User => settle_forwards(&interface.port_forwards),
            InterfaceType::Bridge
            | InterfaceType::Internal
            | InterfaceType::Network
            | InterfaceType::Direct
            | InterfaceType::Udp
            | InterfaceType::Null
            | InterfaceType::Other(_) => Vec::new(),
        };
    }
    for index in bridged {
        draft.note(
            Path::device("interface", index).attribute("type"),
            "the interface of type `direct` becomes one of type `bridge`".to_owned(),
            "VirtualBox bridges a network device of the host in one way",
        );
    }
}

/// A limit of 0 is none.
fn limited(bandwidth: Bandwidth) -> Option<Bandwidth> {
    let outbound = bandwidth.outbound.filter(|limit| limit.average > 0);
    outbound.map(|outbound| Bandwidth {
        outbound: Some(outbound),
    })
}

/// One element for each protocol and address, with as few ranges as there can be, all of them sorted.
fn settle_forwards(forwards: &[PortForward]) -> Vec<PortForward> {
    let mut pairs = BTreeMap::new();
    for forward in forwards {
        let address = forward
            .address
            .as_deref()
            .filter(|address| !matches!(*address, "" | "0.0.0.0"));
        for (host, guest) in forward.pairs() {
            // The first of two for one port of the host is the one that counts.
            pairs.entry((forward.proto, address, host)).or_insert(guest);
        }
    }
    let mut settled: Vec<PortForward> = Vec::new();
    let mut last: Option<(u16, u16)> = None;
    for ((proto, address, host), guest) in pairs {
        let is_same =
            |forward: &PortForward| (forward.proto, forward.address.as_deref()) == (proto, address);
        if !settled.last().is_some_and(is_same) {
            settled.push(PortForward {
                proto,
                address: address.map(str::to_owned),
                dev: None,
                ranges: Vec::new(),
            });
            last = None;
        }
        let Some(forward) = settled.last_mut() else {
            continue;
        };
        let follows = last.is_some_and(|(before, to)| {
            (before.checked_add(1), to.checked_add(1)) == (Some(host), Some(guest))
        });
        last = Some((host, guest));
        match forward.ranges.last_mut() {
            Some(range) if follows => range.end = Some(Port(host)),
            Some(_) | None => forward.ranges.push(PortRange {
                start: Some(Port(host)),
                end: None,
                to: (guest != host).then_some(Port(guest)),
                exclude: None,
            }),
        }
    }
    settled
}

fn keep_source_of_type(interface: &mut Interface) {
    let Some(source) = interface.source.take() else {
        return;
    };
    let InterfaceSource {
        bridge,
        network,
        name,
        dev: _dev,
        mode: _mode,
        address,
        port,
        local,
    } = source;
    let mut kept = InterfaceSource::default();
    match interface.kind {
        InterfaceType::Bridge => kept.bridge = bridge,
        InterfaceType::Network => kept.network = network,
        InterfaceType::Internal => kept.name = name,
        InterfaceType::Udp => {
            kept.address = address;
            kept.port = port;
            // Packets are taken at every address.
            kept.local = local.map(|InterfaceLocal { address: _, port }| InterfaceLocal {
                address: Some(EVERY.to_owned()),
                port,
            });
        }
        InterfaceType::User
        | InterfaceType::Direct
        | InterfaceType::Null
        | InterfaceType::Other(_) => {}
    }
    interface.source = (kept != InterfaceSource::default()).then_some(kept);
}
