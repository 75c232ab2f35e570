//! `<audio>`: where sound goes on the host, and whether it comes from there.

use schema_derive::{Value, element};

/// The host's side of the sound card. Where the document has none, a machine keeps what it has; a new card plays, and does
/// not record.
#[element("audio")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Audio {
    /// The number by which a sound card refers to it; VirtualBox has one.
    #[xml(attribute)]
    pub id: u32,
    /// The host's sound system.
    #[xml(attribute = "type")]
    pub kind: AudioType,
    /// Whether the guest can record, from the host's microphone.
    #[xml(flag)]
    pub input: bool,
    /// Whether the guest can play; it can where there is neither this nor `<input>`.
    #[xml(flag)]
    pub output: bool,
}

/// A sound system of the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum AudioType {
    /// None: nothing is heard or recorded.
    #[default]
    None,
    /// ALSA, of Linux.
    Alsa,
    /// OSS, of Linux and BSD.
    Oss,
    /// `PulseAudio`, of Linux.
    Pulseaudio,
    /// Core Audio, of macOS.
    Coreaudio,
    /// A sound system that libvirt knows and VirtualBox has nothing for.
    #[words("jack", "sdl", "spice", "file", "dbus", "pipewire")]
    Other(&'static str),
}
