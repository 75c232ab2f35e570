//! `<cpu>`: the processor that the guest sees.

use schema_derive::{Value, element};

/// The processor that the guest sees. VirtualBox shows that of the host, as one socket with all cores.
#[element("cpu")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cpu {
    /// Where the model of the processor comes from; VirtualBox takes it from the host.
    #[xml(attribute)]
    pub mode: Option<CpuMode>,
    /// The model of the processor; not used.
    #[xml(child)]
    pub model: Option<CpuModel>,
    /// How processors are grouped; their number has to be that of `<vcpu>`.
    #[xml(child)]
    pub topology: Option<CpuTopology>,
    /// Features of the processor. `vmx` and `svm` are nested virtualization, which is off where both are absent.
    #[xml(children = "feature")]
    pub features: Vec<CpuFeature>,
}

/// Where the model of a processor comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum CpuMode {
    /// From the document.
    Custom,
    /// From the host, as a named model.
    HostModel,
    /// From the host, as it is.
    #[default]
    HostPassthrough,
    /// Everything that the hypervisor can do.
    Maximum,
}

/// The model of a processor.
#[element("model")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CpuModel {
    /// The name.
    #[xml(text)]
    pub name: Option<String>,
}

/// How processors are grouped.
#[element("topology")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CpuTopology {
    /// How many sockets there are.
    #[xml(attribute)]
    pub sockets: u32,
    /// How many dies a socket has; 1 where it is absent.
    #[xml(attribute)]
    pub dies: Option<u32>,
    /// How many clusters a die has; 1 where it is absent.
    #[xml(attribute)]
    pub clusters: Option<u32>,
    /// How many cores a die, or a cluster, has.
    #[xml(attribute)]
    pub cores: u32,
    /// How many threads a core has.
    #[xml(attribute)]
    pub threads: u32,
}

impl CpuTopology {
    /// How many processors there are in all.
    pub fn count(&self) -> u64 {
        let Self {
            sockets,
            dies,
            clusters,
            cores,
            threads,
        } = *self;
        [
            sockets,
            dies.unwrap_or(1),
            clusters.unwrap_or(1),
            cores,
            threads,
        ]
        .into_iter()
        .map(u64::from)
        .fold(1, u64::saturating_mul)
    }
}

/// A feature of a processor.
#[element("feature")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CpuFeature {
    /// Whether the guest sees the feature.
    #[xml(attribute)]
    pub policy: Option<FeaturePolicy>,
    /// The name of the feature.
    #[xml(attribute)]
    pub name: String,
}

/// Whether a guest sees a feature of the processor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum FeaturePolicy {
    /// It does, whatever the host has.
    Force,
    /// It does, or there is no guest.
    #[default]
    Require,
    /// It does where the host has it.
    Optional,
    /// It does not.
    Disable,
    /// There is no guest where the host has it.
    Forbid,
}
