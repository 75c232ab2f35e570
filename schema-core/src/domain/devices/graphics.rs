//! `<graphics>`: a way to see the guest's screen.

use schema_derive::{Value, element};

use crate::domain::metadata::Secret;
use crate::domain::value::YesNo;

/// A way to see the guest's screen.
#[element("graphics")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graphics {
    /// The kind.
    #[xml(attribute = "type")]
    pub kind: GraphicsType,
    /// The TCP port of `rdp`; -1 and absent with `autoport` mean one of 3389 to 3689.
    #[xml(attribute)]
    pub port: Option<i32>,
    /// Whether a free port is taken.
    #[xml(attribute)]
    pub autoport: Option<YesNo>,
    /// The address of the host that is listened at.
    #[xml(attribute)]
    pub listen: Option<String>,
    /// Whether several clients may be connected at once.
    #[xml(attribute)]
    pub multi_user: Option<YesNo>,
    /// Whether a new client takes the place of the one that is connected.
    #[xml(attribute)]
    pub replace_user: Option<YesNo>,
    /// Who is let in by `rdp`: VirtualBox asks for this name and the password then, and lets in nobody else.
    #[xml(attribute, since = "4.0")]
    pub username: Option<String>,
    /// The password of `username`; `env:NAME` and `file:PATH` name where it is.
    #[xml(attribute, since = "4.0")]
    pub passwd: Option<Secret>,
    /// The X display for `desktop` and `sdl`.
    #[xml(attribute)]
    pub display: Option<String>,
    /// The address that is listened at, in libvirt's newer form; it has to be the one of `listen`.
    #[xml(children = "listen", json = "listens")]
    pub listens: Vec<GraphicsListen>,
}

impl Graphics {
    /// The address that is listened at, in whichever form it is said.
    pub fn address(&self) -> Option<&str> {
        let newer = self
            .listens
            .iter()
            .filter(|listen| listen.kind == ListenType::Address)
            .filter_map(|listen| listen.address.as_deref());
        let mut all = self.listen.as_deref().into_iter().chain(newer);
        all.find(|address| !address.is_empty())
    }
}

/// Where a server listens.
#[element("listen")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GraphicsListen {
    /// What it listens at; VirtualBox listens at an address.
    #[xml(attribute = "type")]
    pub kind: ListenType,
    /// The address.
    #[xml(attribute)]
    pub address: Option<String>,
}

/// What a server listens at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum ListenType {
    /// An address of the host.
    #[default]
    Address,
    /// Something that VirtualBox cannot do.
    #[words("network", "socket", "none")]
    Other(&'static str),
}

/// The kind of a way to see the guest's screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Value)]
pub enum GraphicsType {
    /// A window of VirtualBox's own program.
    #[default]
    Desktop,
    /// A plain window.
    Sdl,
    /// VirtualBox's remote desktop server.
    Rdp,
    /// A VNC server.
    Vnc,
    /// A SPICE server.
    Spice,
    /// The screen on D-Bus.
    Dbus,
    /// OpenGL without a screen.
    EglHeadless,
}
