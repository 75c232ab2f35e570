//! `<graphics>`: a way to see the guest's screen.

use crate::domain::value::YesNo;

/// A way to see the guest's screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graphics {
    /// The kind.
    pub kind: GraphicsType,
    /// The TCP port of `rdp`; -1 and absent with `autoport` mean one of 3389 to 3689.
    pub port: Option<i32>,
    /// Whether a free port is taken.
    pub autoport: Option<YesNo>,
    /// The address of the host that is listened at.
    pub listen: Option<String>,
    /// Whether several clients may be connected at once.
    pub multi_user: Option<YesNo>,
    /// Whether a new client takes the place of the one that is connected.
    pub replace_user: Option<YesNo>,
    /// The X display for `desktop` and `sdl`.
    pub display: Option<String>,
}

/// The kind of a way to see the guest's screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GraphicsType {
    /// `desktop`: a window of VirtualBox's own program
    #[default]
    Desktop,
    /// `sdl`
    Sdl,
    /// `rdp`: VirtualBox's remote desktop server
    Rdp,
    /// `vnc`
    Vnc,
    /// `spice`
    Spice,
    /// `dbus`
    Dbus,
    /// `egl-headless`
    EglHeadless,
}
