//! `<boot order='…'/>`: the place of a device in the boot order.

use schema_derive::element;

use crate::domain::value::BootOrder;

/// The place of a device in the boot order. VirtualBox orders kinds of devices, so that this becomes the order of kinds.
#[element("boot")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeviceBoot {
    /// The place, from 1.
    #[xml(attribute, codec = "BootOrder")]
    pub order: u32,
}
