//! `<video>`: the graphics card.

use schema_derive::{Value, element};

use crate::domain::value::YesNo;

/// The graphics card. Where the document has none, a machine keeps the one that it has.
#[element("video")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Video {
    /// Which card, how much memory it has and how many screens.
    #[xml(child, default)]
    pub model: VideoModel,
}

/// Which graphics card it is.
#[element("model")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VideoModel {
    /// The hardware that is emulated.
    #[xml(attribute = "type", default)]
    pub kind: VideoType,
    /// The memory of the card in KiB, whole MiB with VirtualBox; 8192 for `vbox` and 16384 for others where it is absent.
    #[xml(attribute)]
    pub vram: Option<u32>,
    /// How many screens there are; 1 where it is absent.
    #[xml(attribute)]
    pub heads: Option<u32>,
    /// What the host's graphics card accelerates; nothing where it is absent.
    #[xml(child)]
    pub acceleration: Option<VideoAcceleration>,
}

/// The hardware of a graphics card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum VideoType {
    /// VirtualBox's own card, `VBoxVGA`.
    #[default]
    Vbox,
    /// The card of `VMware`, VMSVGA.
    Vmvga,
    /// `VBoxSVGA`, which guests see as `VBoxVGA` and which works as VMSVGA does.
    Vga,
    /// A plain frame buffer.
    Ramfb,
    /// No card.
    None,
    /// A card that libvirt knows and VirtualBox lacks.
    #[words("cirrus", "xen", "virtio", "gop", "bochs", "qxl")]
    Other(&'static str),
}

/// What the host's graphics card accelerates.
#[element("acceleration")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VideoAcceleration {
    /// Drawing in three dimensions.
    #[xml(attribute)]
    pub accel3d: Option<YesNo>,
    /// Scaling and colours of moving pictures; VirtualBox had that until 7.1.
    #[xml(attribute)]
    pub accel2d: Option<YesNo>,
}
