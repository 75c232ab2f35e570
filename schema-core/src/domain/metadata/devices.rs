//! What `<vbox:machine>` says of devices that stand in `<devices>`, each named by its address, target, number or alias.

use schema_derive::{Value, element};

use crate::domain::devices::ControllerType;
use crate::domain::value::{Mac, YesNo};

/// What VirtualBox can do with a network interface beyond libvirt's words.
#[element("vbox:interface")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterfaceSettings {
    /// Which interface it is: the address in its `<mac>`.
    #[xml(attribute)]
    pub mac: Mac,
    /// Whose packets the adapter sees beside its own; `deny` on a new machine.
    #[xml(attribute, since = "4.1")]
    pub promiscuous: Option<Promiscuous>,
    /// How an interface of type `user` translates addresses.
    #[xml(child)]
    pub nat: Option<Nat>,
}

/// Whose packets an adapter sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum Promiscuous {
    /// Its own.
    Deny,
    /// Also those of other machines on the same network.
    AllowMachines,
    /// Also those of the host and of everything else on the network.
    AllowAll,
}

/// How addresses are translated.
#[element("vbox:nat")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nat {
    /// The guest's network, such as `10.0.5.0/24`; the default `10.0.2.0/24` where it is empty.
    #[xml(attribute, since = "4.3")]
    pub network: Option<String>,
    /// The address of the host that connections go out from; any where it is empty.
    #[xml(attribute, since = "4.3")]
    pub host_address: Option<String>,
    /// Whether the guest is told the domain of the host; `yes` on a new machine.
    #[xml(attribute, since = "4.3")]
    pub pass_domain: Option<YesNo>,
    /// Whether the guest asks VirtualBox for names, which asks the host's servers; `no` on a new machine.
    #[xml(attribute, since = "4.3")]
    pub dns_proxy: Option<YesNo>,
    /// Whether names are looked up as the host's programs do; `no` on a new machine.
    #[xml(attribute, since = "4.3")]
    pub host_resolver: Option<YesNo>,
    /// Whether the guest reaches the loopback address of the host by that of the gateway; `no` on a new machine.
    #[xml(attribute, since = "7.0")]
    pub localhost_reachable: Option<YesNo>,
}

/// What VirtualBox can do with a shared folder beyond libvirt's words.
#[element("vbox:filesystem")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesystemSettings {
    /// Which folder it is: the `dir` of its `<target>`.
    #[xml(attribute)]
    pub target: String,
    /// Whether the Guest Additions mount it by themselves; `no` for a new folder.
    #[xml(attribute, since = "6.0")]
    pub automount: Option<YesNo>,
    /// Where they mount it: a path or a drive letter, chosen by the Guest Additions where it is empty.
    #[xml(attribute, since = "6.0")]
    pub mount_point: Option<String>,
}

/// What VirtualBox can do with a storage controller beyond libvirt's words.
#[element("vbox:controller")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ControllerSettings {
    /// Which controller it is: its `type`.
    #[xml(attribute = "type")]
    pub kind: ControllerType,
    /// Which controller of that type it is: its `index`.
    #[xml(attribute, default)]
    pub index: u32,
    /// Whether the host caches what the guest reads and writes; `yes` for a new IDE or floppy controller, `no` for others.
    #[xml(attribute, since = "3.2")]
    pub host_cache: Option<YesNo>,
}
