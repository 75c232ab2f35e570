//! `<vbox:machine>`: what VirtualBox can do and libvirt has no words for.

use schema_derive::element;

use super::devices::{
    ControllerSettings, DiskSettings, FilesystemSettings, InterfaceSettings, SerialSettings,
    UsbFilter,
};
use super::exchange::{Clipboard, DragAndDrop};
use super::execution::{Autostart, CpuSettings, HostMemory, Paravirtualization};
use super::extra_data::ExtraData;
use super::guard::{Protect, Unmanaged};
use super::recording::Recording;
use super::remote_display::RemoteDisplay;
use super::teleporter::Teleporter;

/// What VirtualBox can do and libvirt has no words for. What is not mentioned here stays as it is.
#[element("vbox:machine")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// The guest's operating system by VirtualBox's name for it, such as `Ubuntu_64`; `VBoxManage list ostypes` lists
    /// them. VirtualBox derives what it recommends from it and shows its icon.
    #[xml(leaf, since = "2.2")]
    pub os_type: Option<String>,
    /// The groups in which VirtualBox's own program shows the machine; none is `/`.
    #[xml(child, since = "4.2")]
    pub groups: Option<Groups>,
    /// The clipboard that host and guest share.
    #[xml(child)]
    pub clipboard: Option<Clipboard>,
    /// Drag and drop between host and guest.
    #[xml(child)]
    pub drag_and_drop: Option<DragAndDrop>,
    /// What the guest is told of the hypervisor.
    #[xml(child)]
    pub paravirtualization: Option<Paravirtualization>,
    /// How the memory of the guest is kept.
    #[xml(child = "vbox:memory")]
    pub host_memory: Option<HostMemory>,
    /// What the guest is told of its processors.
    #[xml(child)]
    pub cpu: Option<CpuSettings>,
    /// Starting the machine with the host.
    #[xml(child)]
    pub autostart: Option<Autostart>,
    /// Waiting for a running machine from another host.
    #[xml(child)]
    pub teleporter: Option<Teleporter>,
    /// Recording the screen while the machine runs.
    #[xml(child)]
    pub recording: Option<Recording>,
    /// Details of the remote desktop server.
    #[xml(child)]
    pub remote_display: Option<RemoteDisplay>,
    /// What libvirt cannot say of a storage controller.
    #[xml(children = "vbox:controller")]
    pub controllers: Vec<ControllerSettings>,
    /// What libvirt cannot say of a disk.
    #[xml(children = "vbox:disk")]
    pub disks: Vec<DiskSettings>,
    /// What libvirt cannot say of a shared folder.
    #[xml(children = "vbox:filesystem")]
    pub filesystems: Vec<FilesystemSettings>,
    /// What libvirt cannot say of a network interface.
    #[xml(children = "vbox:interface")]
    pub interfaces: Vec<InterfaceSettings>,
    /// What libvirt cannot say of a serial port.
    #[xml(children = "vbox:serial")]
    pub serials: Vec<SerialSettings>,
    /// USB devices of the host that the guest gets, beyond those of `<hostdev>`.
    #[xml(children = "vbox:usbFilter")]
    pub usb_filters: Vec<UsbFilter>,
    /// What VirtualBox keeps by keys.
    #[xml(children = "vbox:extraData")]
    pub extra_data: Vec<ExtraData>,
    /// What is taken from the machine by no plan and no command.
    #[xml(child)]
    pub protect: Option<Protect>,
    /// Parts of the document that count only when the machine is made.
    #[xml(children = "vbox:unmanaged")]
    pub unmanaged: Vec<Unmanaged>,
}

/// The groups of the machine.
#[element("vbox:groups")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// A group, such as `/lab/web`.
    #[xml(children = "vbox:group")]
    pub groups: Vec<Group>,
}

/// A group in which VirtualBox's own program shows the machine.
#[element("vbox:group")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The name, from the outermost group on; it begins with a slash.
    #[xml(text)]
    pub name: String,
}
