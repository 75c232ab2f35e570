//! `<tpm>`: a trusted platform module.

use schema_derive::{Value, element};

/// A trusted platform module.
#[element("tpm")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tpm {
    /// How the guest talks to the module; VirtualBox decides that itself.
    #[xml(attribute)]
    pub model: Option<TpmModel>,
    /// What the module is made of.
    #[xml(child, default)]
    pub backend: TpmBackend,
}

/// How a guest talks to a trusted platform module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum TpmModel {
    /// Registers and a buffer.
    #[default]
    TpmTis,
    /// Commands and answers in memory.
    TpmCrb,
    /// A way that only machines of other architectures have.
    #[words("tpm-spapr", "spapr-tpm-proxy")]
    Other(&'static str),
}

/// What a trusted platform module is made of.
#[element("backend")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TpmBackend {
    /// The kind.
    #[xml(attribute = "type")]
    pub kind: TpmBackendType,
    /// The version of the module; 2.0 where it is absent.
    #[xml(attribute)]
    pub version: Option<TpmVersion>,
}

/// The kind of backend of a trusted platform module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum TpmBackendType {
    /// A module of the host, which the guest gets for itself.
    Passthrough,
    /// A module that VirtualBox emulates, with a memory in the machine's folder.
    #[default]
    Emulator,
    /// A program outside that emulates a module.
    External,
}

/// The version of a trusted platform module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum TpmVersion {
    /// Version 1.2.
    #[word("1.2")]
    V1_2,
    /// Version 2.0.
    #[default]
    #[word("2.0")]
    V2_0,
}
