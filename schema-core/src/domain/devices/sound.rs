//! `<sound>`.

use schema_derive::{Value, element};

/// A sound card.
#[element("sound")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sound {
    /// The hardware that is emulated.
    #[xml(attribute)]
    pub model: SoundModel,
    /// Which `<audio>` it belongs to, where there are several.
    #[xml(child)]
    pub audio: Option<SoundAudio>,
}

/// Which `<audio>` a sound card belongs to.
#[element("audio")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SoundAudio {
    /// The number of that.
    #[xml(attribute)]
    pub id: u32,
}

/// The hardware of a sound card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum SoundModel {
    /// Sound Blaster 16.
    Sb16,
    /// Intel AC'97.
    #[default]
    Ac97,
    /// Intel HD Audio.
    Ich6,
    /// Intel HD Audio of a later chipset; VirtualBox has one kind.
    Ich7,
    /// Intel HD Audio of a still later chipset; VirtualBox has one kind.
    Ich9,
    /// virtio sound.
    Virtio,
    /// A model that libvirt knows and VirtualBox lacks.
    #[words("es1370", "pcspk", "usb")]
    Other(&'static str),
}
