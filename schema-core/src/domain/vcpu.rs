//! `<vcpu>`.

use schema_derive::element;

/// The virtual processors of the guest.
#[element("vcpu")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vcpu {
    /// How many there are at most.
    #[xml(text)]
    pub count: u32,
    /// How many there are at start; VirtualBox has no other than all.
    #[xml(attribute)]
    pub current: Option<u32>,
}
