//! What the objects that are given out stand for.

use uuid::Uuid;

use super::parts::Part;

/// What an object stands for. It stays valid as a value when the thing is gone; the next call says that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Handle {
    VirtualBox,
    SystemProperties,
    PlatformProperties,
    Host,
    Session(u64),
    Machine(Of),
    /// Settings of a machine with an interface of their own.
    Part(Of, Part, u32),
    Controller(Of, u64),
    Attachment(Of, u64),
    UsbController(Of, u64),
    UsbFilters(Of),
    UsbFilter(Of, u64),
    SharedFolder(Of, u64),
    AudioSettings(Of),
    BandwidthControl(Of),
    BandwidthGroup(Of, u64),
    UefiVariables(Of),
    Medium(Uuid),
    MediumFormat(&'static str),
    Snapshot(u64, Uuid),
    Progress(u64),
    /// What an `IProgress` failed with.
    Error(u64),
    GuestOsType(&'static str),
}

/// Whose settings an object belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The machine itself, by its number.
    Machine(u64),
    /// The copy that a lock holds, by the lock's number.
    Lock(u64),
    /// A snapshot of a machine.
    Snapshot(u64, Uuid),
}

impl Of {
    /// The component that speaks for a machine.
    pub(super) fn component(self) -> &'static str {
        match self {
            Self::Machine(_) => "MachineWrap",
            Self::Lock(_) => "SessionMachine",
            Self::Snapshot(..) => "SnapshotMachine",
        }
    }
}

impl Handle {
    /// The interface that it is given out with.
    pub(super) fn interface(&self) -> &'static str {
        match self {
            Self::VirtualBox => "IVirtualBox",
            Self::SystemProperties => "ISystemProperties",
            Self::PlatformProperties => "IPlatformProperties",
            Self::Host => "IHost",
            Self::Session(_) => "ISession",
            Self::Machine(_) => "IMachine",
            Self::Part(_, part, _) => part.spec().interface,
            Self::Controller(..) => "IStorageController",
            Self::Attachment(..) => "IMediumAttachment",
            Self::UsbController(..) => "IUSBController",
            Self::UsbFilters(_) => "IUSBDeviceFilters",
            Self::UsbFilter(..) => "IUSBDeviceFilter",
            Self::SharedFolder(..) => "ISharedFolder",
            Self::AudioSettings(_) => "IAudioSettings",
            Self::BandwidthControl(_) => "IBandwidthControl",
            Self::BandwidthGroup(..) => "IBandwidthGroup",
            Self::UefiVariables(_) => "IUefiVariableStore",
            Self::Medium(_) => "IMedium",
            Self::MediumFormat(_) => "IMediumFormat",
            Self::Snapshot(..) => "ISnapshot",
            Self::Progress(_) => "IProgress",
            Self::Error(_) => "IVirtualBoxErrorInfo",
            Self::GuestOsType(_) => "IGuestOSType",
        }
    }
}
