//! `<vcpu>`.

/// The virtual processors of the guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vcpu {
    /// How many there are at most.
    pub count: u32,
    /// How many there are at start; VirtualBox has no other than all.
    pub current: Option<u32>,
}
