//! `<interface>`: a network interface.

use crate::domain::value::Mac;

/// A network interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interface {
    /// What the interface is connected to.
    pub kind: InterfaceType,
    /// The hardware address; VirtualBox makes one where it is absent.
    pub mac: Option<Mac>,
    /// The network or host device that it is connected to.
    pub source: Option<InterfaceSource>,
    /// The hardware that is emulated.
    pub model: Option<InterfaceModel>,
    /// Whether the cable is plugged in.
    pub link: Option<Link>,
}

/// What a network interface is connected to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InterfaceType {
    /// `user`: NAT, private to the machine.
    #[default]
    User,
    /// `bridge`: a network device of the host.
    Bridge,
    /// `internal`: a network among machines of the host.
    Internal,
    /// `network`: a host-only network.
    Network,
    /// Any other type that libvirt knows and VirtualBox lacks.
    Other(&'static str),
}

/// The network or host device that an interface is connected to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterfaceSource {
    /// The network device of the host (type `bridge`).
    pub bridge: Option<String>,
    /// The host-only network (type `network`).
    pub network: Option<String>,
    /// The internal network (type `internal`).
    pub name: Option<String>,
}

/// The hardware of a network interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterfaceModel {
    /// The model, such as `82540EM`; compared without regard to case. In the normal form VirtualBox's spelling.
    pub kind: String,
}

/// Whether the cable is plugged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The state.
    pub state: LinkState,
}

/// The state of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// `up`
    Up,
    /// `down`
    Down,
}
