//! `<features>`: what is absent is off.

use schema_derive::element;

use crate::domain::value::OnOff;

/// Features of the machine that a guest can see; what is absent is off.
#[element("features")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Physical address extension.
    #[xml(flag)]
    pub pae: bool,
    /// ACPI.
    #[xml(flag)]
    pub acpi: bool,
    /// The I/O APIC.
    #[xml(flag)]
    pub apic: bool,
    /// Nested paging; on where it is absent.
    #[xml(child)]
    pub hap: Option<Switch>,
}

/// A feature that has a state.
#[element("hap")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switch {
    /// The state; on where it is absent.
    #[xml(attribute)]
    pub state: Option<OnOff>,
}
