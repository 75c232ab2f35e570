//! The domain: a virtual machine as libvirt's domain XML describes it, one file an element.

pub mod clock;
pub mod devices;
pub mod features;
pub mod memory;
pub mod os;
pub mod value;
pub mod vcpu;

pub use clock::{Clock, ClockOffset};
pub use devices::Devices;
pub use features::Features;
pub use memory::Memory;
pub use os::{Boot, BootDevice, Os, OsType};
pub use value::{Mac, YesNo};
pub use vcpu::Vcpu;

use uuid::Uuid;

/// A virtual machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Domain {
    /// The hypervisor that runs the machine.
    pub kind: DomainType,
    /// The name of the machine, unique on a host.
    pub name: String,
    /// The identity of the machine.
    pub uuid: Option<Uuid>,
    /// What the machine is for, in words.
    pub description: Option<String>,
    /// The memory of the guest.
    pub memory: Memory,
    /// The memory that the guest has at start; VirtualBox has no other than `memory`.
    pub current_memory: Option<Memory>,
    /// The virtual processors.
    pub vcpu: Option<Vcpu>,
    /// What boots, and from where.
    pub os: Option<Os>,
    /// Features of the machine that a guest can see.
    pub features: Option<Features>,
    /// What time the guest's real-time clock keeps.
    pub clock: Option<Clock>,
    /// The devices.
    pub devices: Devices,
}

/// The hypervisor that a domain is for (`domain/@type`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DomainType {
    /// VirtualBox.
    #[default]
    Vbox,
    /// Any other hypervisor that libvirt knows: such a document can be checked, not planned.
    Other(&'static str),
}
