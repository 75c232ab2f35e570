//! How a machine runs: `<vbox:paravirtualization>`, `<vbox:memory>`, `<vbox:cpu>`, `<vbox:autostart>`, `<vbox:teleporter>`.

use schema_derive::{Value, element};

use crate::domain::value::YesNo;

/// What the guest is told of the hypervisor, so that it can work with it.
#[element("vbox:paravirtualization")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paravirtualization {
    /// The interface that the guest sees; `default` on a new machine.
    #[xml(attribute, since = "5.0")]
    pub provider: Option<ParavirtProvider>,
    /// Options for debugging, in the words of the provider.
    #[xml(attribute, since = "5.1")]
    pub debug: Option<String>,
}

/// An interface between guest and hypervisor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum ParavirtProvider {
    /// None.
    None,
    /// The one that fits the operating system that the machine is set to.
    Default,
    /// What machines of releases before 5.0 had.
    Legacy,
    /// The frequency of the time stamp counter and of the APIC, for macOS.
    Minimal,
    /// Hyper-V's, for Windows.
    #[word("hyperv")]
    HyperV,
    /// KVM's, for Linux.
    Kvm,
}

/// How the memory of the guest is kept.
#[element("vbox:memory")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HostMemory {
    /// Whether pages that are the same in several machines are kept once; `no` on a new machine. Not all hosts can do it.
    #[xml(attribute, since = "3.2")]
    pub page_fusion: Option<YesNo>,
    /// How many MiB the guest gives back to the host, with the Guest Additions; 0 on a new machine.
    #[xml(attribute, since = "2.2")]
    pub balloon: Option<u32>,
}

/// What the guest is told of its processors.
#[element("vbox:cpu")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CpuSettings {
    /// The processor that the guest is told it has, such as `Intel 80386` or `host`; the host's own on a new machine.
    #[xml(attribute, since = "5.2")]
    pub profile: Option<String>,
    /// How much of the host's processor is hidden, so that a machine can be moved to an older one: from 0, nothing, to 3.
    #[xml(attribute, since = "5.0")]
    pub portability: Option<u32>,
    /// Whether processors can be added while the machine runs; `no` on a new machine.
    #[xml(attribute, since = "3.2")]
    pub hot_plug: Option<YesNo>,
}

/// Starting the machine with the host; the host's autostart database must be set up for it.
#[element("vbox:autostart")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Autostart {
    /// Whether the machine starts with the host; `no` on a new machine.
    #[xml(attribute, since = "4.2")]
    pub enabled: Option<YesNo>,
    /// How many seconds after the host; 0 on a new machine.
    #[xml(attribute, since = "4.2")]
    pub delay: Option<u32>,
    /// What happens to the machine when the host stops; `disabled` on a new machine.
    #[xml(attribute, since = "4.2")]
    pub stop: Option<Autostop>,
}

/// What happens to a machine when the host stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum Autostop {
    /// Nothing.
    Disabled,
    /// Its state is saved.
    SaveState,
    /// It is switched off.
    PowerOff,
    /// Its power button is pressed.
    AcpiShutdown,
}
