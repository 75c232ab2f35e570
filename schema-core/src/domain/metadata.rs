//! `<metadata>`: what applications keep with the machine.

pub mod devices;
pub mod exchange;
pub mod execution;
pub mod extra_data;
pub mod foreign;
pub mod guard;
pub mod machine;
pub mod recording;
pub mod remote_display;
pub mod secret;
pub mod teleporter;

pub use devices::{
    ControllerSettings, DiskSettings, DriverProperty, FilesystemSettings, InterfaceSettings, Nat,
    NetworkDriver, Promiscuous, SerialSettings, Uart, UsbFilter,
};
pub use exchange::{Clipboard, DragAndDrop, Exchange};
pub use execution::{
    Autostart, Autostop, CpuSettings, HostMemory, ParavirtProvider, Paravirtualization,
};
pub use extra_data::ExtraData;
pub use foreign::Foreign;
pub use guard::{Part, Protect, Unmanaged};
pub use machine::{Group, Groups, Machine};
pub use recording::{RecordedScreen, Recording};
pub use remote_display::{AuthType, RemoteDisplay, Security, SecurityMethod, ServerProperty};
pub use secret::{Secret, SecretIs};
pub use teleporter::Teleporter;

use schema_derive::element;

/// What applications keep with the machine, each in a namespace of its own. What others than Boxwright put here is kept
/// as it is, in the machine as well.
#[element("metadata")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// What VirtualBox can do and libvirt has no words for. Its namespace is `urn:boxwright:vbox:1`.
    #[xml(child = "vbox:machine")]
    pub machine: Option<Machine>,
    /// The elements of other applications.
    #[xml(foreign)]
    pub foreign: Vec<Foreign>,
}
