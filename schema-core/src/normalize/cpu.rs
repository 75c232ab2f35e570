use super::draft::Draft;
use crate::domain::{Cpu, CpuFeature, CpuMode, FeaturePolicy};
use crate::path::Path;

/// What nested virtualization is called on Intel's processors, and here on others as well.
const NESTED: &str = "vmx";

pub(super) fn run(draft: &mut Draft) {
    let Some(cpu) = draft.domain.cpu.take() else {
        return;
    };
    let path = Path::root().child("cpu");
    if cpu.model.as_ref().is_some_and(|model| model.name.is_some()) {
        draft.note(
            path.child("model"),
            "the model of the processor is left out".to_owned(),
            "a guest of VirtualBox sees the processor of the host",
        );
    }
    if cpu
        .topology
        .is_some_and(|topology| topology.sockets != 1 || topology.threads != 1)
    {
        draft.note(
            path.child("topology"),
            "the topology is left out".to_owned(),
            "a guest of VirtualBox sees one socket with all cores",
        );
    }
    let is_on = nested_by(&cpu).is_some();
    draft.domain.cpu = is_on.then(|| Cpu {
        mode: Some(CpuMode::HostPassthrough),
        features: vec![CpuFeature {
            policy: Some(FeaturePolicy::Require),
            name: NESTED.to_owned(),
        }],
        ..Cpu::default()
    });
}

/// Which of its features switches nested virtualization on; the last word counts. `svm` is the same on the processors of
/// the other maker.
pub(crate) fn nested_by(cpu: &Cpu) -> Option<usize> {
    let mut features = cpu.features.iter().enumerate();
    let said = features.rfind(|(_, feature)| is_nested(&feature.name));
    let (index, feature) = said?;
    match feature.policy.unwrap_or_default() {
        FeaturePolicy::Force | FeaturePolicy::Require | FeaturePolicy::Optional => Some(index),
        FeaturePolicy::Disable | FeaturePolicy::Forbid => None,
    }
}

/// Whether a feature of a processor is nested virtualization.
fn is_nested(feature: &str) -> bool {
    [NESTED, "svm"].contains(&feature.trim())
}
