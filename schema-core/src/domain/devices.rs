//! `<devices>`.

pub mod character;
pub mod controller;
pub mod disk;
pub mod filesystem;
pub mod graphics;
pub mod hostdev;
pub mod interface;
pub mod sound;

pub use character::{CharacterDevice, CharacterSource, CharacterTarget, CharacterType};
pub use controller::{Controller, ControllerModel, ControllerType};
pub use disk::{
    AddressType, Disk, DiskBus, DiskDevice, DiskSource, DiskTarget, DiskType, DriveAddress,
};
pub use filesystem::{Filesystem, FilesystemSource, FilesystemTarget, FilesystemType};
pub use graphics::{Graphics, GraphicsType};
pub use hostdev::{Hostdev, HostdevMode, HostdevSource, HostdevType, UsbId};
pub use interface::{Interface, InterfaceModel, InterfaceSource, InterfaceType, Link, LinkState};
pub use sound::{Sound, SoundModel};

/// The devices of the machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Devices {
    /// Controllers: what disks are attached to.
    pub controllers: Vec<Controller>,
    /// Hard disks, optical drives and floppy drives.
    pub disks: Vec<Disk>,
    /// Folders of the host that the guest sees.
    pub filesystems: Vec<Filesystem>,
    /// Network interfaces.
    pub interfaces: Vec<Interface>,
    /// Serial ports.
    pub serials: Vec<CharacterDevice>,
    /// Parallel ports.
    pub parallels: Vec<CharacterDevice>,
    /// Ways to see the guest's screen.
    pub graphics: Vec<Graphics>,
    /// Sound cards.
    pub sounds: Vec<Sound>,
    /// Devices of the host that the guest gets.
    pub hostdevs: Vec<Hostdev>,
}
