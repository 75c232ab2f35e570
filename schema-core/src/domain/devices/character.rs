//! `<serial>` and `<parallel>`: ports that a character device of the host stands behind.

use schema_derive::{Value, element};

use super::alias::Alias;

/// A serial or parallel port.
#[element("serial")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharacterDevice {
    /// What stands behind the port on the host.
    #[xml(attribute = "type")]
    pub kind: CharacterType,
    /// Where that is.
    #[xml(child)]
    pub source: Option<CharacterSource>,
    /// Which port it is in the guest.
    #[xml(child)]
    pub target: Option<CharacterTarget>,
    /// The name by which other parts of the document refer to it.
    #[xml(child)]
    pub alias: Option<Alias>,
}

/// What stands behind a port on the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum CharacterType {
    /// A device of the host.
    #[default]
    Dev,
    /// A file that is written to.
    File,
    /// A named pipe.
    Pipe,
    /// Nothing.
    Null,
    /// A socket of the host.
    Unix,
    /// A TCP connection.
    Tcp,
    /// UDP packets.
    Udp,
    /// The standard streams of the hypervisor.
    Stdio,
    /// A virtual console.
    Vc,
    /// A pseudo terminal of the host.
    Pty,
    /// A type that libvirt knows and VirtualBox lacks.
    #[words("spicevmc", "spiceport", "nmdm", "qemu-vdagent", "dbus")]
    Other(&'static str),
}

/// Where a port's data comes from on the host.
#[element("source")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharacterSource {
    /// The absolute path.
    #[xml(attribute)]
    pub path: Option<String>,
}

/// Which port it is in the guest.
#[element("target")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CharacterTarget {
    /// The number, from 0 (COM1, LPT1); the next free one where it is absent.
    #[xml(attribute)]
    pub port: Option<u32>,
}
