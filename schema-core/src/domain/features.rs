//! `<features>`: what is absent is off.

/// Features of the machine that a guest can see; what is absent is off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Physical address extension.
    pub pae: bool,
    /// ACPI.
    pub acpi: bool,
    /// The I/O APIC.
    pub apic: bool,
}
