//! `<interface>`: a network adapter. VirtualBox has numbered slots; the format knows an interface by its MAC address,
//! or by its place among the others.

mod driver;
mod forward;
mod udp;

use std::collections::BTreeSet;

use schema_core::domain::Mac;
use schema_core::domain::devices::{
    Bandwidth, BandwidthLimit, Interface, InterfaceMac, InterfaceModel, InterfaceSource,
    InterfaceType, Link, LinkState,
};
use schema_core::domain::metadata::InterfaceSettings;
use schema_core::path::Path;

use super::bandwidth::{self, Group, Groups, Limit};
use crate::backend::{Fault, FaultKind};
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool, as_object, as_text};
use crate::value::{Name, Object, Value};
use driver::Driver;

/// An adapter that is switched on.
#[derive(Clone, Debug)]
pub(crate) struct CurrentInterface {
    pub(super) slot: u32,
    /// In the normal form's terms; `None` where the format cannot express it.
    pub(crate) interface: Option<Interface>,
    /// A constant of `NetworkAttachmentType`.
    attachment: Name,
    /// The driver, where only `<vbox:driver>` can name it.
    pub(super) driver: Option<String>,
    /// What the names of its forwarding rules are.
    rules: Vec<forward::Rule>,
    /// The bandwidth group that limits it.
    group: Option<Group>,
}

/// The format's spelling and VirtualBox's constant.
const MODELS: [(&str, &str); 15] = [
    ("Am79C970A", "Am79C970A"),
    ("Am79C973", "Am79C973"),
    ("82540EM", "I82540EM"),
    ("82543GC", "I82543GC"),
    ("82545EM", "I82545EM"),
    ("virtio", "Virtio"),
    ("Am79C960", "Am79C960"),
    ("NE2000", "NE2000"),
    ("NE1000", "NE1000"),
    ("WD8013", "WD8013"),
    ("WD8003", "WD8003"),
    ("3C503", "ELNK2"),
    ("3C501", "ELNK1"),
    ("usb-net", "UsbNet"),
    ("e1000e", "I82583V"),
];

const GETTER: &str = "getNetworkAdapter";
/// The result code where there is no such slot, `NS_ERROR_INVALID_ARG`.
const INVALID_ARG: u32 = 0x8007_0057;
/// How many slots every chipset has.
const USUAL_SLOTS: usize = 8;

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    slots: u32,
    groups: &Groups,
    left_alone: &mut Vec<String>,
) -> Result<Vec<CurrentInterface>, Fault> {
    let numbers: Vec<Vec<Value>> = (0..slots)
        .map(|slot| vec![Value::Unsigned(u64::from(slot))])
        .collect();
    let (usual, more) = numbers.split_at(numbers.len().min(USUAL_SLOTS));
    let mut adapters = reader.each(machine, GETTER, usual)?;
    // A machine that got its chipset a moment ago still has the adapters of the one before.
    match reader.each(machine, GETTER, more) {
        Ok(more) => adapters.extend(more),
        Err(fault) if fault.code == INVALID_ARG => {}
        Err(fault) => return Err(fault),
    }
    let adapters = adapters
        .iter()
        .map(|adapter| as_object(adapter, "IMachine.getNetworkAdapter"))
        .collect::<Result<Vec<_>, _>>()?;
    let enabled = reader.of_all(&adapters, "enabled")?;
    let mut found = Vec::new();
    for ((slot, adapter), enabled) in (0..slots).zip(adapters).zip(enabled) {
        if as_bool(&enabled, "INetworkAdapter.enabled")? {
            found.push(read_one(reader, adapter, slot, groups, left_alone)?);
        }
    }
    Ok(found)
}

fn read_one(
    reader: &mut Reader<'_>,
    adapter: Object,
    slot: u32,
    groups: &Groups,
    left_alone: &mut Vec<String>,
) -> Result<CurrentInterface, Fault> {
    let members = [
        "attachmentType",
        "adapterType",
        "MACAddress",
        "cableConnected",
    ];
    let [attachment, model, mac, cable] = reader.get(adapter, members)?;
    let attachment = reader.constant("NetworkAttachmentType", &attachment)?;
    let model = reader.constant("NetworkAdapterType", &model)?;
    let mut current = CurrentInterface {
        slot,
        interface: None,
        attachment,
        driver: None,
        rules: Vec::new(),
        group: None,
    };
    let Some(way) = WAYS.iter().find(|way| way.constant == current.attachment) else {
        left_alone.push(format!(
            "network adapter {slot}, attached to {}",
            current.attachment
        ));
        return Ok(current);
    };
    let Some((model, _constant)) = MODELS.iter().find(|(_word, constant)| *constant == model)
    else {
        left_alone.push(format!("network adapter {slot}, a {model}"));
        return Ok(current);
    };
    let source = match way.member {
        None => None,
        Some(member) => {
            let [name] = reader.get(adapter, [member])?;
            Some(as_text(&name, member)?)
        }
    };
    // What has no name to lead to leads nowhere.
    let (way, source) = if source.as_deref() == Some("") {
        left_alone.push(format!(
            "network adapter {slot}, a {} to nothing that is named",
            way.word
        ));
        current.attachment = Name::Borrowed(NOTHING.constant);
        (&NOTHING, None)
    } else if way.kind == InterfaceType::Udp {
        let driver = source.unwrap_or_default();
        match udp::read(reader, adapter, &driver)? {
            Some(tunnel) => (way, Some(tunnel)),
            None => {
                current.driver = Some(driver);
                (&driver::WAY, None)
            }
        }
    } else {
        (way, source.map(|name| way.source(name)))
    };
    if way.kind == InterfaceType::User {
        current.rules = forward::read(reader, adapter, slot, left_alone)?;
    }
    let what = format!("network adapter {slot}");
    current.group = groups.of(reader, adapter, &what, left_alone)?;
    current.interface = Some(Interface {
        kind: way.kind,
        mac: Some(InterfaceMac {
            address: parse_mac(&as_text(&mac, "INetworkAdapter.MACAddress")?)?,
        }),
        source,
        model: Some(InterfaceModel {
            kind: (*model).to_owned(),
        }),
        link: (!as_bool(&cable, "INetworkAdapter.cableConnected")?).then_some(Link {
            state: LinkState::Down,
        }),
        bandwidth: current.group.as_ref().and_then(limited),
        port_forwards: forward::elements(&current.rules),
        boot: None,
        alias: None,
    });
    Ok(current)
}

/// What a group limits an adapter to.
fn limited(group: &Group) -> Option<Bandwidth> {
    (group.bytes > 0).then_some(Bandwidth {
        outbound: Some(BandwidthLimit {
            average: group.bytes.div_ceil(1024),
        }),
    })
}

/// A way to be connected that both the format and VirtualBox have.
struct Way {
    kind: InterfaceType,
    /// A constant of `NetworkAttachmentType`.
    constant: &'static str,
    /// The attribute with the name of what it is connected to.
    member: Option<&'static str>,
    word: &'static str,
}

/// Connected to nothing.
const NOTHING: Way = Way {
    kind: InterfaceType::Null,
    constant: "Null",
    member: None,
    word: "nothing",
};

const WAYS: [Way; 8] = [
    Way {
        kind: InterfaceType::User,
        constant: "NAT",
        member: None,
        word: "user",
    },
    Way {
        kind: InterfaceType::Bridge,
        constant: "Bridged",
        member: Some("bridgedInterface"),
        word: "bridge",
    },
    Way {
        kind: InterfaceType::Internal,
        constant: "Internal",
        member: Some("internalNetwork"),
        word: "internal",
    },
    Way {
        kind: InterfaceType::Network,
        constant: "HostOnly",
        member: Some("hostOnlyInterface"),
        word: "network",
    },
    Way {
        kind: InterfaceType::Network,
        constant: "NATNetwork",
        member: Some("NATNetwork"),
        word: "NAT network",
    },
    Way {
        kind: InterfaceType::Network,
        constant: "HostOnlyNetwork",
        member: Some("hostOnlyNetwork"),
        word: "host-only network",
    },
    Way {
        kind: InterfaceType::Udp,
        constant: "Generic",
        member: Some("genericDriver"),
        word: "UDP tunnel",
    },
    NOTHING,
];

/// How a network of that name is reached: VirtualBox keeps three kinds of them apart, and the format has one.
fn way(
    interface: &Interface,
    driver: Option<&Driver<'_>>,
    out: &Builder<'_>,
) -> Option<&'static Way> {
    if driver.is_some() {
        return Some(&driver::WAY);
    }
    let constant = match interface.kind {
        InterfaceType::User => "NAT",
        InterfaceType::Bridge => "Bridged",
        InterfaceType::Internal => "Internal",
        InterfaceType::Network => {
            let name = interface.source.as_ref()?.network.as_deref()?;
            out.media.network(name).constant()
        }
        InterfaceType::Udp => "Generic",
        InterfaceType::Null => "Null",
        // The normal form has those of `direct` as `bridge`.
        InterfaceType::Direct => return None,
        InterfaceType::Other(_word) => return None,
    };
    WAYS.iter().find(|way| way.constant == constant)
}

impl Way {
    fn source(&self, name: String) -> InterfaceSource {
        let mut source = InterfaceSource::default();
        match self.kind {
            InterfaceType::Bridge => source.bridge = Some(name),
            InterfaceType::Network => source.network = Some(name),
            InterfaceType::Internal => source.name = Some(name),
            InterfaceType::User
            | InterfaceType::Direct
            | InterfaceType::Udp
            | InterfaceType::Null => {}
            InterfaceType::Other(_word) => {}
        }
        source
    }

    fn name<'s>(&self, source: Option<&'s InterfaceSource>) -> Option<&'s str> {
        let InterfaceSource {
            bridge,
            network,
            name,
            dev: _of_direct,
            mode: _mode,
            address: _of_udp,
            port: _of_udp_too,
            local: _and_this,
        } = source?;
        match self.kind {
            InterfaceType::Bridge => bridge.as_deref(),
            InterfaceType::Network => network.as_deref(),
            InterfaceType::Internal => name.as_deref(),
            InterfaceType::Udp => Some(udp::DRIVER),
            InterfaceType::User | InterfaceType::Direct | InterfaceType::Null => None,
            InterfaceType::Other(_word) => None,
        }
    }
}

fn parse_mac(text: &str) -> Result<Mac, Fault> {
    let octets: Option<Vec<u8>> = (0..6)
        .map(|place| {
            text.get(place * 2..place * 2 + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        })
        .collect();
    octets
        .and_then(|octets| <[u8; 6]>::try_from(octets).ok())
        .map(Mac)
        .ok_or_else(|| {
            Fault::new(
                FaultKind::Refused,
                "INetworkAdapter.MACAddress",
                format!("`{text}` is no MAC address"),
            )
        })
}

pub(super) fn plan(
    desired: &[Interface],
    settings: &[InterfaceSettings],
    current: &[CurrentInterface],
    (slots, groups): (u32, &Groups),
    path: &Path,
    out: &mut Builder<'_>,
) {
    // A chipset with fewer slots takes the others away.
    let (current, beyond): (Vec<_>, Vec<_>) = current.iter().partition(|there| there.slot < slots);
    for gone in beyond.into_iter().filter_map(CurrentInterface::shown) {
        out.change(path, Some(gone), None);
    }
    let pairs = pair(desired, &current);
    let mut taken: Vec<u32> = current
        .iter()
        .filter(|there| there.interface.is_none() || pairs.contains(&Some(there.slot)))
        .map(|there| there.slot)
        .collect();
    // Removals come first, so that an address that moves is free again.
    for gone in current.iter().filter(|there| !taken.contains(&there.slot)) {
        let Some(shown) = gone.shown() else {
            continue;
        };
        out.change(path, Some(shown), None);
        out.set(Target::Nic(gone.slot), "enabled", Value::Bool(false));
    }
    for ((place, interface), slot) in desired.iter().enumerate().zip(&pairs) {
        let at = path.item("interface", place);
        let there = slot.and_then(|slot| current.iter().copied().find(|there| there.slot == slot));
        let slot = slot.or_else(|| (0..slots).find(|slot| !taken.contains(slot)));
        let Some(slot) = slot else {
            out.not_applied_yet(&at, &format!("a network interface beyond {slots}"));
            continue;
        };
        taken.push(slot);
        out.placed(&at, Target::Nic(slot));
        let driver = Driver::of(interface, settings);
        plan_one(interface, driver.as_ref(), there, slot, &at, out);
        let rules = there.map_or(&[][..], |there| &there.rules);
        let is_new = there.is_none();
        forward::plan(&interface.port_forwards, rules, slot, is_new, &at, out);
        let group = there.and_then(|there| there.group.as_ref());
        limit(interface.bandwidth, (group, groups), slot, is_new, &at, out);
    }
}

/// What the guest may send.
fn limit(
    desired: Option<Bandwidth>,
    (group, groups): (Option<&Group>, &Groups),
    slot: u32,
    is_new: bool,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let Bandwidth { outbound } = desired.unwrap_or_default();
    let kib = outbound.map_or(0, |BandwidthLimit { average }| average);
    let limit = Limit {
        kind: "Network",
        bytes: kib.saturating_mul(1024),
        unit: (1024, "KiB"),
        path: &at.child("bandwidth").child("outbound").attribute("average"),
        is_new,
    };
    let name = format!("network adapter {slot}");
    if let Some(group) = bandwidth::plan(limit, group, groups, &name, out) {
        out.set_object(Target::Nic(slot), "bandwidthGroup", group);
    }
}

/// The slot of each interface of the document that is there already: by MAC address, then by order.
fn pair(desired: &[Interface], current: &[&CurrentInterface]) -> Vec<Option<u32>> {
    let mac_of =
        |there: &CurrentInterface| there.interface.as_ref().and_then(|interface| interface.mac);
    // Several can have one address: each is paired once.
    let mut taken = BTreeSet::new();
    let mut pairs: Vec<Option<u32>> = desired
        .iter()
        .map(|wanted| {
            let mac = wanted.mac?;
            current
                .iter()
                .filter(|there| mac_of(there) == Some(mac))
                .map(|there| there.slot)
                .find(|slot| taken.insert(*slot))
        })
        .collect();
    let rest: Vec<u32> = current
        .iter()
        .filter(|there| there.interface.is_some() && !pairs.contains(&Some(there.slot)))
        .map(|there| there.slot)
        .collect();
    let open = pairs.iter_mut().filter(|pair| pair.is_none());
    for (pair, slot) in open.zip(rest) {
        *pair = Some(slot);
    }
    pairs
}

fn plan_one(
    interface: &Interface,
    driver: Option<&Driver<'_>>,
    there: Option<&CurrentInterface>,
    slot: u32,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let before = there.and_then(|there| there.interface.as_ref());
    let Interface {
        kind: _kind,
        mac,
        source: _source,
        model,
        link,
        bandwidth: _bandwidth,
        port_forwards: _port_forwards,
        alias: _alias,
        boot,
    } = interface;
    if boot.is_some() {
        // The normal form has the order of kinds of devices in `<os>`.
        out.not_applied_yet(
            &at.child("boot"),
            "the place of an interface in the boot order",
        );
    }
    let Some(way) = way(interface, driver, out) else {
        out.not_applied_yet(&at.attribute("type"), "an interface of this type");
        return;
    };
    let wanted_model = model.as_ref().map(|InterfaceModel { kind }| kind.as_str());
    let Some((_word, adapter_type)) = MODELS.iter().find(|(word, _constant)| {
        wanted_model.is_some_and(|wanted| wanted.eq_ignore_ascii_case(word))
    }) else {
        out.not_applied_yet(&at.child("model").attribute("type"), "this network card");
        return;
    };
    let target = || Target::Nic(slot);
    let up = link.is_none_or(|Link { state }| state == LinkState::Up);
    let new = before.is_none();
    if new {
        out.change(at, None, Some(show(interface, driver.map(Driver::name))));
    }
    let model_before = before
        .and_then(|before| before.model.as_ref())
        .map(|model| model.kind.as_str());
    if model_before != wanted_model {
        part(
            new,
            &at.child("model").attribute("type"),
            model_before,
            wanted_model,
            out,
        );
        out.set(
            target(),
            "adapterType",
            Value::constant("NetworkAdapterType", adapter_type),
        );
    }
    if let Some(mac) = mac.filter(|mac| before.and_then(|before| before.mac) != Some(*mac)) {
        let was = before
            .and_then(|before| before.mac)
            .map(|mac| mac.address.to_string());
        part(
            new,
            &at.child("mac").attribute("address"),
            was.as_deref(),
            Some(&mac.address.to_string()),
            out,
        );
        out.set(
            target(),
            "MACAddress",
            Value::text(mac.address.to_string().replace(':', "").to_uppercase()),
        );
    }
    plan_connection((interface, driver), there, way, slot, at, out);
    let up_before = before.map(|before| {
        before
            .link
            .is_none_or(|Link { state }| state == LinkState::Up)
    });
    if up_before != Some(up) {
        let word = |up: bool| if up { "up" } else { "down" };
        part(
            new,
            &at.child("link").attribute("state"),
            up_before.map(word),
            Some(word(up)),
            out,
        );
        out.set(target(), "cableConnected", Value::Bool(up));
    }
    if new {
        out.set(target(), "enabled", Value::Bool(true));
    }
}

/// What the interface is connected to, unless it is connected to that already.
fn plan_connection(
    (interface, driver): (&Interface, Option<&Driver<'_>>),
    there: Option<&CurrentInterface>,
    way: &Way,
    slot: u32,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let before = there.and_then(|there| there.interface.as_ref());
    let (kind, source) = (interface.kind, interface.source.as_ref());
    let driver_name = driver.map(Driver::name);
    let driver_before = there.and_then(|there| there.driver.as_deref());
    let connected = |there: &CurrentInterface| {
        there.attachment == way.constant
            && driver_before == driver_name
            && there
                .interface
                .as_ref()
                .is_some_and(|before| before.kind == kind && before.source.as_ref() == source)
    };
    if there.is_some_and(connected) {
        return;
    }
    let was = before.map(|before| connection(before, driver_before));
    let same_kind = before.is_some_and(|before| before.kind == kind);
    let path = match driver {
        Some(driver) => driver.path.clone(),
        None if same_kind && kind != InterfaceType::Null => at.child("source"),
        None => at.attribute("type"),
    };
    part(
        before.is_none(),
        &path,
        was.as_deref(),
        Some(&connection(interface, driver_name)),
        out,
    );
    if let Some(driver) = driver {
        out.at(&driver.path);
    }
    attach(way, driver_name.or_else(|| way.name(source)), slot, out);
    if before.is_none() {
        out.at(at);
    }
    if way.kind == InterfaceType::Udp {
        udp::plan(source, slot, out);
    }
}

/// A change of its own, but for a new interface, which is one change as a whole.
fn part(new: bool, path: &Path, before: Option<&str>, after: Option<&str>, out: &mut Builder<'_>) {
    if !new {
        out.change(path, before.map(str::to_owned), after.map(str::to_owned));
    }
}

/// Until 4.1 each way to be connected was a call of its own.
fn attach(way: &Way, name: Option<&str>, slot: u32, out: &mut Builder<'_>) {
    let target = || Target::Nic(slot);
    let attachment = Value::constant("NetworkAttachmentType", way.constant);
    let settable = out.typelib.has_setter("INetworkAdapter", "attachmentType");
    if settable {
        out.set(target(), "attachmentType", attachment);
    }
    if let (Some(member), Some(name)) = (way.member, name) {
        let is_of_host = [InterfaceType::Bridge, InterfaceType::Network].contains(&way.kind);
        let member = if is_of_host && !settable {
            "hostInterface"
        } else {
            member
        };
        out.set(target(), Name::Borrowed(member), Value::text(name));
    }
    if !settable {
        let method = match way.kind {
            InterfaceType::User => "attachToNAT",
            InterfaceType::Bridge => "attachToBridgedInterface",
            InterfaceType::Internal => "attachToInternalNetwork",
            InterfaceType::Network => "attachToHostOnlyInterface",
            InterfaceType::Udp | InterfaceType::Null | InterfaceType::Direct => "detach",
            InterfaceType::Other(_word) => "detach",
        };
        out.call(target(), method, Vec::new());
    }
}

fn connection(interface: &Interface, driver: Option<&str>) -> String {
    if let Some(driver) = driver {
        return format!("{} {driver}", driver::WAY.word);
    }
    let Some(way) = WAYS.iter().find(|way| way.kind == interface.kind) else {
        return "unknown".to_owned();
    };
    if way.kind == InterfaceType::Udp {
        return format!("{} {}", way.word, udp::show(interface.source.as_ref()));
    }
    match way.name(interface.source.as_ref()) {
        Some(name) => format!("{} {name}", way.word),
        None => way.word.to_owned(),
    }
}

impl CurrentInterface {
    fn shown(&self) -> Option<String> {
        let interface = self.interface.as_ref()?;
        Some(show(interface, self.driver.as_deref()))
    }
}

fn show(interface: &Interface, driver: Option<&str>) -> String {
    let model = interface
        .model
        .as_ref()
        .map_or("card", |model| model.kind.as_str());
    let mac = interface
        .mac
        .map(|mac| format!(" {}", mac.address))
        .unwrap_or_default();
    let mut shown = vec![format!("{} {model}{mac}", connection(interface, driver))];
    let is_down = |link: &Link| link.state == LinkState::Down;
    if interface.link.as_ref().is_some_and(is_down) {
        shown.push("unplugged".to_owned());
    }
    let limit = interface.bandwidth.and_then(|it| it.outbound);
    if let Some(limit) = limit {
        shown.push(format!("at most {} KiB/s out", limit.average));
    }
    shown.extend(forward::shown(&interface.port_forwards));
    shown.join(", ")
}
