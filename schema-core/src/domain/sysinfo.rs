//! `<sysinfo>`: what the guest's hardware tables say.

use schema_derive::{Value, element};

/// What the hardware tables say that the firmware shows a guest. VirtualBox's own where an entry is absent.
#[element("sysinfo")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sysinfo {
    /// Which tables.
    #[xml(attribute = "type", default)]
    pub kind: SysinfoType,
    /// The firmware.
    #[xml(child)]
    pub bios: Option<SysinfoBlock>,
    /// The machine.
    #[xml(child)]
    pub system: Option<SysinfoBlock>,
    /// The main board.
    #[xml(child = "baseBoard")]
    pub base_board: Option<SysinfoBlock>,
    /// The case.
    #[xml(child)]
    pub chassis: Option<SysinfoBlock>,
}

/// Which tables a guest is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum SysinfoType {
    /// SMBIOS, also called DMI.
    #[default]
    Smbios,
    /// Tables that VirtualBox's firmware lacks.
    #[words("fwcfg")]
    Other(&'static str),
}

/// A part of the tables.
#[element("system")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SysinfoBlock {
    /// What they say of it.
    #[xml(children = "entry")]
    pub entries: Vec<SysinfoEntry>,
}

/// Something that the tables say.
#[element("entry")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SysinfoEntry {
    /// What it is, such as `serial`.
    #[xml(attribute)]
    pub name: String,
    /// The text.
    #[xml(text)]
    pub value: Option<String>,
}
