//! `<serial>` and `<parallel>`: ports that a character device of the host stands behind.

/// A serial or parallel port.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharacterDevice {
    /// What stands behind the port on the host.
    pub kind: CharacterType,
    /// Where that is.
    pub source: Option<CharacterSource>,
    /// Which port it is in the guest.
    pub target: Option<CharacterTarget>,
}

/// What stands behind a port on the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CharacterType {
    /// `dev`: a device of the host
    #[default]
    Dev,
    /// `file`
    File,
    /// `pipe`: a named pipe
    Pipe,
    /// `null`: nothing
    Null,
    /// `unix`
    Unix,
    /// `tcp`
    Tcp,
    /// `udp`
    Udp,
    /// `stdio`
    Stdio,
    /// `vc`
    Vc,
    /// `pty`
    Pty,
    /// Any other type that libvirt knows.
    Other(&'static str),
}

/// Where a port's data comes from on the host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharacterSource {
    /// The absolute path.
    pub path: Option<String>,
}

/// Which port it is in the guest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CharacterTarget {
    /// The number, from 0 (COM1, LPT1); the next free one where it is absent.
    pub port: Option<u32>,
}
