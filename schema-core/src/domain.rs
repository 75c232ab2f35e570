//! The domain: a virtual machine as libvirt's domain XML describes it, one file an element.

pub mod clock;
pub mod cpu;
pub mod cputune;
pub mod devices;
pub mod features;
pub mod memory;
pub mod metadata;
pub mod os;
pub mod sysinfo;
pub mod value;
pub mod vcpu;

pub use clock::{Clock, ClockBasis, ClockOffset, Timer, TimerName};
pub use cpu::{Cpu, CpuFeature, CpuMode, CpuModel, CpuTopology, FeaturePolicy};
pub use cputune::Cputune;
pub use devices::Devices;
pub use features::{Features, Switch};
pub use memory::Memory;
pub use metadata::Metadata;
pub use os::{
    Arch, Boot, BootDevice, Bootmenu, Feature, FeatureName, Firmware, Loader, LoaderType, Nvram,
    Os, OsFirmware, OsType, Smbios, SmbiosMode,
};
pub use sysinfo::{Sysinfo, SysinfoBlock, SysinfoEntry, SysinfoType};
pub use value::{Adjustment, Hex16, Mac, OnOff, SizeUnit, YesNo};
pub use vcpu::Vcpu;

use schema_derive::{Value, element};
use uuid::Uuid;

/// A virtual machine.
#[element("domain")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Domain {
    /// The hypervisor that runs the machine.
    #[xml(attribute = "type")]
    pub kind: DomainType,
    /// The name of the machine, unique on a host.
    #[xml(leaf)]
    pub name: String,
    /// The identity of the machine.
    #[xml(leaf)]
    pub uuid: Option<Uuid>,
    /// What the machine is for, in a few words.
    #[xml(leaf)]
    pub title: Option<String>,
    /// What the machine is for, in words.
    #[xml(leaf)]
    pub description: Option<String>,
    /// What applications keep with the machine, Boxwright among them.
    #[xml(child)]
    pub metadata: Option<Metadata>,
    /// The memory of the guest.
    #[xml(child, default)]
    pub memory: Memory,
    /// The memory that the guest has at start; VirtualBox has no other than `memory`.
    #[xml(child)]
    pub current_memory: Option<Memory>,
    /// The virtual processors.
    #[xml(child)]
    pub vcpu: Option<Vcpu>,
    /// How much of the host's processors the guest may use.
    #[xml(child)]
    pub cputune: Option<Cputune>,
    /// What the guest's hardware tables say, where `<smbios mode='sysinfo'/>` in `<os>` asks for it.
    #[xml(children = "sysinfo")]
    pub sysinfos: Vec<Sysinfo>,
    /// What boots, and from where.
    #[xml(child)]
    pub os: Option<Os>,
    /// Features of the machine that a guest can see.
    #[xml(child)]
    pub features: Option<Features>,
    /// The processor that the guest sees.
    #[xml(child)]
    pub cpu: Option<Cpu>,
    /// What time the guest's real-time clock keeps.
    #[xml(child)]
    pub clock: Option<Clock>,
    /// The devices.
    #[xml(child, default)]
    pub devices: Devices,
}

impl Domain {
    /// What it says of VirtualBox beyond libvirt's words.
    pub fn own(&self) -> Option<&metadata::Machine> {
        self.metadata.as_ref()?.machine.as_ref()
    }
}

/// The hypervisor that a domain is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum DomainType {
    /// VirtualBox.
    #[default]
    Vbox,
    /// Any other hypervisor that libvirt knows: such a document can be checked, not planned.
    #[words(
        "qemu", "kqemu", "kvm", "xen", "lxc", "uml", "openvz", "test", "vmware", "hyperv", "phyp",
        "vz", "bhyve", "hvf"
    )]
    Other(&'static str),
}
