//! The firmware: which one it is, what it can do, what it stores.

use schema_derive::{Value, element};

use crate::domain::value::YesNo;

/// The firmware of a machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum Firmware {
    /// The BIOS.
    #[default]
    Bios,
    /// EFI.
    Efi,
}

/// What the firmware can do.
#[element("firmware")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OsFirmware {
    /// Features that the firmware has or lacks.
    #[xml(children = "feature")]
    pub features: Vec<Feature>,
}

/// A feature of the firmware.
#[element("feature")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Feature {
    /// Whether the firmware has it.
    #[xml(attribute)]
    pub enabled: YesNo,
    /// Which feature it is.
    #[xml(attribute)]
    pub name: FeatureName,
}

/// A feature that EFI firmware can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Value)]
pub enum FeatureName {
    /// The keys that sign the usual boot loaders are known to the firmware: Microsoft's, and a platform key.
    EnrolledKeys,
    /// Only signed boot loaders start. VirtualBox can do it with keys alone, so they are enrolled with it.
    #[default]
    SecureBoot,
}

/// The code of a firmware.
#[element("loader")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loader {
    /// Whether the guest may only read it.
    #[xml(attribute)]
    pub readonly: Option<YesNo>,
    /// Whether it starts signed boot loaders only.
    #[xml(attribute)]
    pub secure: Option<YesNo>,
    /// What the guest sees of it: EFI is in flash memory.
    #[xml(attribute = "type")]
    pub kind: Option<LoaderType>,
    /// The file with the code; not used, since VirtualBox brings its own.
    #[xml(text)]
    pub path: Option<String>,
}

/// What the guest sees of the firmware's code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum LoaderType {
    /// Read-only memory, where a BIOS is.
    #[default]
    Rom,
    /// Flash memory, where EFI is.
    Pflash,
}

/// The file with what the EFI firmware stores.
#[element("nvram")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nvram {
    /// The file that a new one is a copy of; VirtualBox makes an empty one.
    #[xml(attribute)]
    pub template: Option<String>,
    /// The file; VirtualBox chooses the place.
    #[xml(text)]
    pub path: Option<String>,
}
