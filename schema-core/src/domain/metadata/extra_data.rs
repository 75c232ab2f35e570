//! `<vbox:extraData>`: what VirtualBox keeps by keys.

use schema_derive::element;

/// A value that VirtualBox keeps by a key: settings of its own programs, and internal ones, which begin with
/// `VBoxInternal`.
#[element("vbox:extraData")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExtraData {
    /// The key.
    #[xml(attribute)]
    pub key: String,
    /// The value; an empty one removes the key.
    #[xml(attribute)]
    pub value: String,
}
