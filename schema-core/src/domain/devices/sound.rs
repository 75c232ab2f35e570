//! `<sound>`.

/// A sound card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sound {
    /// The hardware that is emulated.
    pub model: SoundModel,
}

/// The hardware of a sound card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SoundModel {
    /// `sb16`
    Sb16,
    /// `ac97`
    #[default]
    Ac97,
    /// `ich6`: Intel HD Audio
    Ich6,
    /// `virtio`
    Virtio,
    /// Any other model that libvirt knows and VirtualBox lacks.
    Other(&'static str),
}
