//! `<interface>`: a network interface.

use schema_derive::{Value, element};

use crate::domain::devices::alias::Alias;
use crate::domain::devices::boot::DeviceBoot;
use crate::domain::value::{Mac, Port, YesNo};

/// A network interface.
#[element("interface")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interface {
    /// What the interface is connected to.
    #[xml(attribute = "type")]
    pub kind: InterfaceType,
    /// The hardware address; VirtualBox makes one where it is absent.
    #[xml(child)]
    pub mac: Option<InterfaceMac>,
    /// The network or host device that it is connected to.
    #[xml(child)]
    pub source: Option<InterfaceSource>,
    /// The hardware that is emulated.
    #[xml(child)]
    pub model: Option<InterfaceModel>,
    /// Whether the cable is plugged in.
    #[xml(child)]
    pub link: Option<Link>,
    /// The place of the interface in the boot order.
    #[xml(child)]
    pub boot: Option<DeviceBoot>,
    /// How much the guest may send and receive.
    #[xml(child)]
    pub bandwidth: Option<Bandwidth>,
    /// Ports of the host that lead to the guest (type `user`).
    #[xml(children = "portForward")]
    pub port_forwards: Vec<PortForward>,
    /// The name by which other parts of the document refer to it.
    #[xml(child)]
    pub alias: Option<Alias>,
}

/// What a network interface is connected to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum InterfaceType {
    /// NAT, private to the machine.
    #[default]
    User,
    /// A network device of the host.
    Bridge,
    /// A network among machines of the host.
    Internal,
    /// A host-only network, or a NAT network of VirtualBox's.
    Network,
    /// A network device of the host, as `bridge` but by its `dev`.
    Direct,
    /// Another machine, by UDP packets that carry the network.
    Udp,
    /// Nothing.
    Null,
    /// A type that libvirt knows and VirtualBox lacks.
    #[words(
        "ethernet",
        "vhostuser",
        "mcast",
        "client",
        "server",
        "hostdev",
        "vdpa",
        "dummy",
        "vds"
    )]
    Other(&'static str),
}

impl InterfaceType {
    /// The attribute of `<source>` that says what it is connected to, where one does.
    pub(crate) const fn source_attribute(self) -> Option<&'static str> {
        match self {
            Self::Bridge => Some("bridge"),
            Self::Internal => Some("name"),
            Self::Network => Some("network"),
            Self::Direct => Some("dev"),
            Self::User | Self::Udp | Self::Null | Self::Other(_) => None,
        }
    }
}

/// The hardware address of a network interface.
#[element("mac")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InterfaceMac {
    /// The address, six octets.
    #[xml(attribute)]
    pub address: Mac,
}

/// The network or host device that an interface is connected to.
#[element("source")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterfaceSource {
    /// The network device of the host (type `bridge`).
    #[xml(attribute)]
    pub bridge: Option<String>,
    /// The host-only network or NAT network (type `network`).
    #[xml(attribute)]
    pub network: Option<String>,
    /// The internal network (type `internal`).
    #[xml(attribute)]
    pub name: Option<String>,
    /// The network device of the host (type `direct`).
    #[xml(attribute)]
    pub dev: Option<String>,
    /// How the device is shared (type `direct`); VirtualBox can `bridge`.
    #[xml(attribute)]
    pub mode: Option<SourceMode>,
    /// The host that packets go to (type `udp`).
    #[xml(attribute)]
    pub address: Option<String>,
    /// The UDP port of that host (type `udp`).
    #[xml(attribute)]
    pub port: Option<Port>,
    /// The UDP port of this host (type `udp`).
    #[xml(child)]
    pub local: Option<InterfaceLocal>,
}

/// Where packets from the other machine arrive.
#[element("local")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterfaceLocal {
    /// The address; VirtualBox takes packets at every one.
    #[xml(attribute)]
    pub address: Option<String>,
    /// The UDP port.
    #[xml(attribute)]
    pub port: Option<Port>,
}

/// How a network device of the host is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum SourceMode {
    /// As a port of a switch that the host is on as well.
    Bridge,
    /// In a way that VirtualBox lacks, or that belongs to another type of interface.
    #[words("vepa", "private", "passthrough", "server", "client")]
    Other(&'static str),
}

/// The hardware of a network interface.
#[element("model")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterfaceModel {
    /// The model, such as `82540EM`; compared without regard to case. In the normal form VirtualBox's spelling.
    #[xml(attribute = "type")]
    pub kind: String,
}

/// Whether the cable is plugged in.
#[element("link")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The state.
    #[xml(attribute)]
    pub state: LinkState,
}

/// The state of a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum LinkState {
    /// Plugged in.
    #[default]
    Up,
    /// Not plugged in.
    Down,
}

/// How much the guest may send and receive.
#[element("bandwidth")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bandwidth {
    /// What the guest may send.
    #[xml(child)]
    pub outbound: Option<BandwidthLimit>,
}

/// A limit on traffic.
#[element("outbound")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BandwidthLimit {
    /// How many KiB a second.
    #[xml(attribute)]
    pub average: u64,
}

/// Ports of the host that lead to the guest.
#[element("portForward")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortForward {
    /// The protocol.
    #[xml(attribute)]
    pub proto: ForwardProtocol,
    /// The address of the host that is listened at; every one where it is absent.
    #[xml(attribute)]
    pub address: Option<String>,
    /// The device of the host that is listened at, which VirtualBox cannot choose.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// Which ports; VirtualBox forwards those that are named, one by one.
    #[xml(children = "range")]
    pub ranges: Vec<PortRange>,
}

/// A protocol whose ports are forwarded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Value)]
pub enum ForwardProtocol {
    /// TCP.
    #[default]
    Tcp,
    /// UDP.
    Udp,
}

/// A range of ports.
#[element("range")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PortRange {
    /// The first port of the host.
    #[xml(attribute)]
    pub start: Option<Port>,
    /// The last port of the host; the first where it is absent.
    #[xml(attribute)]
    pub end: Option<Port>,
    /// The port of the guest that the first one leads to; the same where it is absent.
    #[xml(attribute)]
    pub to: Option<Port>,
    /// Whether the ports are left out instead.
    #[xml(attribute)]
    pub exclude: Option<YesNo>,
}

impl PortForward {
    /// The pairs of ports, of the host and of the guest, in their order; ports that are left out are.
    pub fn pairs(&self) -> Vec<(u16, u16)> {
        let all = self.pairs_of_ranges().into_iter();
        all.map(|(_range, host, guest)| (host, guest)).collect()
    }

    /// The same, each with the number of its range before it.
    pub fn pairs_of_ranges(&self) -> Vec<(usize, u16, u16)> {
        let last = |range: &PortRange, first: Port| range.end.unwrap_or(first).0;
        let excluded = |port: u16| {
            let mut all = self.ranges.iter();
            all.any(|range| {
                range.exclude == Some(YesNo::Yes)
                    && range
                        .start
                        .is_some_and(|first| (first.0..=last(range, first)).contains(&port))
            })
        };
        let mut pairs = Vec::new();
        for (index, range) in self.ranges.iter().enumerate() {
            let Some(first) = range.start.filter(|_| range.exclude != Some(YesNo::Yes)) else {
                continue;
            };
            let to = range.to.unwrap_or(first).0;
            for port in first.0..=last(range, first) {
                let guest = to.checked_add(port - first.0);
                if let Some(guest) = guest.filter(|_| !excluded(port)) {
                    pairs.push((index, port, guest));
                }
            }
        }
        pairs
    }
}
