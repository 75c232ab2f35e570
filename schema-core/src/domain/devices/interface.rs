//! `<interface>`: a network interface.

use schema_derive::{Value, element};

use crate::domain::devices::boot::DeviceBoot;
use crate::domain::value::Mac;

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
    /// A host-only network.
    Network,
    /// A type that libvirt knows and VirtualBox lacks.
    #[words(
        "ethernet",
        "vhostuser",
        "direct",
        "mcast",
        "client",
        "udp",
        "server",
        "hostdev",
        "vdpa",
        "dummy",
        "vds",
        "null"
    )]
    Other(&'static str),
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
    /// The host-only network (type `network`).
    #[xml(attribute)]
    pub network: Option<String>,
    /// The internal network (type `internal`).
    #[xml(attribute)]
    pub name: Option<String>,
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
