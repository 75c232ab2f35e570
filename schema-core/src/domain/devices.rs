//! `<devices>`.

pub mod alias;
pub mod audio;
pub mod boot;
pub mod character;
pub mod controller;
pub mod disk;
pub mod filesystem;
pub mod graphics;
pub mod hostdev;
pub mod input;
pub mod interface;
pub mod sound;
pub mod tpm;
pub mod video;

pub use alias::Alias;
pub use audio::{Audio, AudioType};
pub use boot::DeviceBoot;
pub use character::{
    CharacterDevice, CharacterProtocol, CharacterSource, CharacterTarget, CharacterType,
    ProtocolType, SocketMode,
};
pub use controller::{Controller, ControllerModel, ControllerType};
pub use disk::{
    AddressType, Discard, Disk, DiskBus, DiskDevice, DiskDriver, DiskSource, DiskTarget, DiskType,
    DriveAddress, DrivePlace, Iotune,
};
pub use filesystem::{Filesystem, FilesystemSource, FilesystemTarget, FilesystemType};
pub use graphics::{Graphics, GraphicsListen, GraphicsType, ListenType};
pub use hostdev::{Hostdev, HostdevMode, HostdevSource, HostdevType, UsbId};
pub use input::{Input, InputBus, InputType};
pub use interface::{
    Bandwidth, BandwidthLimit, ForwardProtocol, Interface, InterfaceLocal, InterfaceMac,
    InterfaceModel, InterfaceSource, InterfaceType, Link, LinkState, PortForward, PortRange,
    SourceMode,
};
pub use sound::{Sound, SoundAudio, SoundModel};
pub use tpm::{Tpm, TpmBackend, TpmBackendType, TpmModel, TpmVersion};
pub use video::{Video, VideoAcceleration, VideoModel, VideoType};

use schema_derive::element;

/// The devices of the machine.
#[element("devices")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Devices {
    /// Controllers: what disks are attached to.
    #[xml(children = "controller")]
    pub controllers: Vec<Controller>,
    /// Hard disks, optical drives and floppy drives.
    #[xml(children = "disk")]
    pub disks: Vec<Disk>,
    /// Folders of the host that the guest sees.
    #[xml(children = "filesystem")]
    pub filesystems: Vec<Filesystem>,
    /// Network interfaces.
    #[xml(children = "interface")]
    pub interfaces: Vec<Interface>,
    /// Serial ports.
    #[xml(children = "serial")]
    pub serials: Vec<CharacterDevice>,
    /// Parallel ports.
    #[xml(children = "parallel")]
    pub parallels: Vec<CharacterDevice>,
    /// Ways to see the guest's screen.
    #[xml(children = "graphics")]
    pub graphics: Vec<Graphics>,
    /// Sound cards.
    #[xml(children = "sound")]
    pub sounds: Vec<Sound>,
    /// Where the sound goes on the host.
    #[xml(children = "audio")]
    pub audios: Vec<Audio>,
    /// The graphics card.
    #[xml(children = "video")]
    pub videos: Vec<Video>,
    /// A trusted platform module.
    #[xml(children = "tpm")]
    pub tpms: Vec<Tpm>,
    /// Mice, tablets and keyboards.
    #[xml(children = "input")]
    pub inputs: Vec<Input>,
    /// Devices of the host that the guest gets.
    #[xml(children = "hostdev")]
    pub hostdevs: Vec<Hostdev>,
}
