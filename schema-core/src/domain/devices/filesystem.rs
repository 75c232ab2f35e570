//! `<filesystem>`: a folder of the host that the guest sees.

/// A folder of the host that the guest sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filesystem {
    /// How the folder is shared.
    pub kind: FilesystemType,
    /// The folder on the host.
    pub source: FilesystemSource,
    /// The name in the guest.
    pub target: FilesystemTarget,
    /// Whether the guest may only read.
    pub readonly: bool,
}

/// How a folder is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilesystemType {
    /// `mount`
    #[default]
    Mount,
    /// `file`
    File,
    /// `block`
    Block,
    /// `bind`
    Bind,
    /// `template`
    Template,
    /// `ram`
    Ram,
}

/// A folder on the host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesystemSource {
    /// The absolute path.
    pub dir: String,
}

/// The name of a shared folder in the guest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesystemTarget {
    /// The name of the share.
    pub dir: String,
}
