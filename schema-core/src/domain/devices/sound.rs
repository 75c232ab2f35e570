//! `<sound>`.

use schema_derive::{Value, element};

/// A sound card.
#[element("sound")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sound {
    /// The hardware that is emulated.
    #[xml(attribute)]
    pub model: SoundModel,
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
    /// virtio sound.
    Virtio,
    /// A model that libvirt knows and VirtualBox lacks.
    #[words("es1370", "pcspk", "ich7", "ich9", "usb")]
    Other(&'static str),
}
