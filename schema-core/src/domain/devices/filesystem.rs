//! `<filesystem>`: a folder of the host that the guest sees.

use schema_derive::{Value, element};

use super::alias::Alias;

/// A folder of the host that the guest sees.
#[element("filesystem")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filesystem {
    /// How the folder is shared.
    #[xml(attribute = "type", default)]
    pub kind: FilesystemType,
    /// The folder on the host.
    #[xml(child)]
    pub source: FilesystemSource,
    /// The name in the guest.
    #[xml(child)]
    pub target: FilesystemTarget,
    /// Whether the guest may only read.
    #[xml(flag)]
    pub readonly: bool,
    /// The name by which other parts of the document refer to it.
    #[xml(child)]
    pub alias: Option<Alias>,
}

/// How a folder is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum FilesystemType {
    /// A folder of the host.
    #[default]
    Mount,
    /// A file of the host with a file system in it.
    File,
    /// A block device of the host with a file system on it.
    Block,
    /// A folder that the guest already has, at another place.
    Bind,
    /// A template of OpenVZ.
    Template,
    /// A file system in memory.
    Ram,
}

/// A folder on the host.
#[element("source")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesystemSource {
    /// The absolute path; absent where the type is not `mount`.
    #[xml(attribute, default)]
    pub dir: String,
}

/// The name of a shared folder in the guest.
#[element("target")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesystemTarget {
    /// The name of the share.
    #[xml(attribute)]
    pub dir: String,
}
