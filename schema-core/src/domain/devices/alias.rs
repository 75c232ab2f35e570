//! `<alias>`: the name of a device.

use schema_derive::element;

/// The name of a device, by which other parts of the document refer to it; a machine has no place for it.
#[element("alias")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alias {
    /// The name; one of a user's own begins with `ua-`.
    #[xml(attribute)]
    pub name: String,
}
