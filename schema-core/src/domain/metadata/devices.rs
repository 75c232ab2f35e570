//! What `<vbox:machine>` says of devices that stand in `<devices>`, each named by its address, target, number or alias.

use schema_derive::{Value, element};

use crate::domain::devices::ControllerType;
use crate::domain::value::{Hex16, Mac, YesNo};

/// What VirtualBox can do with a network interface beyond libvirt's words.
#[element("vbox:interface")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterfaceSettings {
    /// Which interface it is: the address in its `<mac>`.
    #[xml(attribute)]
    pub mac: Option<Mac>,
    /// Which interface it is: the name in its `<alias>`, instead of `mac`.
    #[xml(attribute)]
    pub alias: Option<String>,
    /// Whose packets the adapter sees beside its own; `deny` on a new machine.
    #[xml(attribute, since = "4.1")]
    pub promiscuous: Option<Promiscuous>,
    /// How an interface of type `user` translates addresses.
    #[xml(child)]
    pub nat: Option<Nat>,
    /// The driver that carries the packets of an interface of type `null`.
    #[xml(child)]
    pub driver: Option<NetworkDriver>,
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
    #[xml(attribute, since = "3.2")]
    pub network: Option<String>,
    /// The address of the host that connections go out from; any where it is empty.
    #[xml(attribute, since = "3.2")]
    pub host_address: Option<String>,
    /// Whether the guest is told the domain of the host; `yes` on a new machine.
    #[xml(attribute, since = "3.2")]
    pub pass_domain: Option<YesNo>,
    /// Whether the guest asks VirtualBox for names, which asks the host's servers; `no` on a new machine.
    #[xml(attribute, since = "3.2")]
    pub dns_proxy: Option<YesNo>,
    /// Whether names are looked up as the host's programs do; `no` on a new machine.
    #[xml(attribute, since = "3.2")]
    pub host_resolver: Option<YesNo>,
    /// Whether the guest reaches the loopback address of the host by that of the gateway; `no` on a new machine.
    #[xml(attribute, since = "7.0")]
    pub localhost_reachable: Option<YesNo>,
    /// The folder of what the guest can get by TFTP, to boot from the network; the one in VirtualBox's own where it is empty.
    #[xml(attribute, since = "3.2")]
    pub tftp_prefix: Option<String>,
    /// The file that it boots then; one named after the machine where it is empty.
    #[xml(attribute, since = "3.2")]
    pub tftp_boot_file: Option<String>,
    /// The server that it gets it from; VirtualBox itself where it is empty.
    #[xml(attribute, since = "3.2")]
    pub tftp_next_server: Option<String>,
}

/// A driver that carries the packets of an interface of type `null`, which for libvirt leads nowhere: one that VirtualBox
/// knows by name, such as `VDE`. `UDPTunnel` is what an interface of type `udp` has.
#[element("vbox:driver")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkDriver {
    /// VirtualBox's name of the driver.
    #[xml(attribute, since = "4.1")]
    pub name: String,
    /// What the driver is told.
    #[xml(children = "vbox:property")]
    pub properties: Vec<DriverProperty>,
}

/// Something that a driver is told, in its own words.
#[element("vbox:property")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DriverProperty {
    /// The name, such as `network` for `VDE`.
    #[xml(attribute)]
    pub name: String,
    /// The value; an empty one removes it.
    #[xml(attribute)]
    pub value: String,
}

/// What VirtualBox can do with a shared folder beyond libvirt's words.
#[element("vbox:filesystem")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesystemSettings {
    /// Which folder it is: the `dir` of its `<target>`.
    #[xml(attribute)]
    pub target: Option<String>,
    /// Which folder it is: the name in its `<alias>`, instead of `target`.
    #[xml(attribute)]
    pub alias: Option<String>,
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

/// What VirtualBox can do with a disk beyond libvirt's words.
#[element("vbox:disk")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskSettings {
    /// Which disk it is: the `dev` of its `<target>`.
    #[xml(attribute)]
    pub target: Option<String>,
    /// Which disk it is: the name in its `<alias>`, instead of `target`.
    #[xml(attribute)]
    pub alias: Option<String>,
    /// Whether the guest is told that it can be taken out while it runs, on SATA; `no` for a new disk.
    #[xml(attribute, since = "4.3")]
    pub hot_pluggable: Option<YesNo>,
    /// Whether a drive of the host gets the guest's commands as they are; `no` for a new drive.
    #[xml(attribute, since = "3.1")]
    pub passthrough: Option<YesNo>,
    /// Whether a medium that the guest ejects is there again at the next start; `no` for a new drive.
    #[xml(attribute, since = "4.1")]
    pub temporary_eject: Option<YesNo>,
}

/// What VirtualBox can do with a serial port beyond libvirt's words.
#[element("vbox:serial")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SerialSettings {
    /// Which port it is: the `port` of its `<target>`.
    #[xml(attribute)]
    pub port: u32,
    /// The chip; `16550a` on a new machine.
    #[xml(attribute, since = "6.0")]
    pub uart: Option<Uart>,
}

/// The chip of a serial port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Value)]
pub enum Uart {
    /// One without a buffer.
    #[word("16450")]
    U16450,
    /// One with 16 bytes of buffer.
    #[word("16550a")]
    U16550A,
    /// One with 64 bytes of buffer.
    #[word("16750")]
    U16750,
}

/// A filter of USB devices that says more than the vendor and product of a `<hostdev>`: the guest gets every device of the
/// host that it fits. What it does not say fits all.
#[element("vbox:usbFilter")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsbFilter {
    /// The name, by which VirtualBox's own program shows it.
    #[xml(attribute)]
    pub name: String,
    /// Whether it counts; it does where this is absent.
    #[xml(attribute, since = "2.2")]
    pub active: Option<YesNo>,
    /// The vendor.
    #[xml(attribute, since = "2.2")]
    pub vendor_id: Option<Hex16>,
    /// The product.
    #[xml(attribute, since = "2.2")]
    pub product_id: Option<Hex16>,
    /// The revision.
    #[xml(attribute, since = "2.2")]
    pub revision: Option<Hex16>,
    /// The port of the host's controller.
    #[xml(attribute, since = "2.2")]
    pub port: Option<Hex16>,
    /// The name of the maker.
    #[xml(attribute, since = "2.2")]
    pub manufacturer: Option<String>,
    /// The name of the product.
    #[xml(attribute, since = "2.2")]
    pub product: Option<String>,
    /// The serial number.
    #[xml(attribute, since = "2.2")]
    pub serial_number: Option<String>,
    /// Whether only devices of a client of the remote display fit, or only those of the host.
    #[xml(attribute, since = "2.2")]
    pub remote: Option<YesNo>,
}
