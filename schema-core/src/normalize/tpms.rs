use super::draft::Draft;
use crate::domain::devices::{TpmBackend, TpmBackendType, TpmVersion};
use crate::path::Path;

pub(super) fn run(draft: &mut Draft) {
    let mut with_model = Vec::new();
    for (index, tpm) in draft.domain.devices.tpms.iter_mut().enumerate() {
        let TpmBackend { kind, version } = tpm.backend;
        tpm.backend.version = match kind {
            // A module of the host has the version that it has.
            TpmBackendType::Passthrough => None,
            TpmBackendType::Emulator => Some(version.unwrap_or(TpmVersion::V2_0)),
            TpmBackendType::External => version,
        };
        if tpm.model.take().is_some() {
            with_model.push(index);
        }
    }
    for index in with_model {
        draft.note(
            Path::device("tpm", index).attribute("model"),
            "the model of the module is left out".to_owned(),
            "VirtualBox decides itself how the guest talks to the module",
        );
    }
}
