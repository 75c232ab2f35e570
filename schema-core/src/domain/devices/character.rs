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
    /// What is spoken on a TCP connection; bare bytes where it is absent.
    #[xml(child)]
    pub protocol: Option<CharacterProtocol>,
    /// Which port it is in the guest.
    #[xml(child)]
    pub target: Option<CharacterTarget>,
    /// The name by which other parts of the document refer to it.
    #[xml(child)]
    pub alias: Option<Alias>,
}

/// What of a [`CharacterDevice`] only serial ports have: a parallel port of VirtualBox's is a device of the host.
pub const SERIAL_ONLY: [&str; 4] = ["source/mode", "source/host", "source/service", "protocol"];

/// What stands behind a port on the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum CharacterType {
    /// A device of the host.
    #[default]
    Dev,
    /// A file that is written to.
    File,
    /// A named pipe; on Linux and macOS a local socket.
    Pipe,
    /// Nothing.
    Null,
    /// A local socket of the host, which VirtualBox calls a pipe.
    Unix,
    /// A TCP connection, of a serial port.
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
    /// Whether VirtualBox waits for a connection (`bind`) or makes one; it makes one where this is absent.
    #[xml(attribute)]
    pub mode: Option<SocketMode>,
    /// The absolute path.
    #[xml(attribute)]
    pub path: Option<String>,
    /// The host to connect to (type `tcp`). VirtualBox waits at every address of the host.
    #[xml(attribute)]
    pub host: Option<String>,
    /// The TCP port (type `tcp`).
    #[xml(attribute)]
    pub service: Option<String>,
}

/// Who makes a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum SocketMode {
    /// VirtualBox waits for one.
    Bind,
    /// VirtualBox makes one.
    Connect,
}

/// What is spoken on a TCP connection.
#[element("protocol")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CharacterProtocol {
    /// The protocol.
    #[xml(attribute = "type", default)]
    pub kind: ProtocolType,
}

/// A protocol on a TCP connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum ProtocolType {
    /// Bare bytes.
    #[default]
    Raw,
    /// One that VirtualBox does not speak.
    #[words("telnet", "telnets", "tls")]
    Other(&'static str),
}

/// Which port it is in the guest.
#[element("target")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CharacterTarget {
    /// The number, from 0 (COM1, LPT1); the next free one where it is absent.
    #[xml(attribute)]
    pub port: Option<u32>,
}
