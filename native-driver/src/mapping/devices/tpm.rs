//! `<tpm>`: a trusted platform module, emulated by VirtualBox or that of the host. Where the document has none, the
//! machine has none.

use schema_core::domain::devices::{Tpm, TpmBackend, TpmBackendType, TpmVersion};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_text};
use crate::value::{Object, Value};

const KIND: &str = "TpmType";

const MODULES: [(TpmBackend, &str); 3] = [
    (emulated(TpmVersion::V1_2), "v1_2"),
    (emulated(TpmVersion::V2_0), "v2_0"),
    (
        TpmBackend {
            kind: TpmBackendType::Passthrough,
            version: None,
        },
        "Host",
    ),
];

const fn emulated(version: TpmVersion) -> TpmBackend {
    TpmBackend {
        kind: TpmBackendType::Emulator,
        version: Some(version),
    }
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<Vec<Tpm>, Fault> {
    // 7.0 brought the module.
    if !reader.has("IMachine", "trustedPlatformModule") {
        return Ok(Vec::new());
    }
    let module = reader.part(machine, &Target::Tpm)?;
    let [kind] = reader.get(module, ["type"])?;
    let constant = reader.constant(KIND, &kind)?;
    if constant == "None" {
        return Ok(Vec::new());
    }
    let known = MODULES.iter().find(|(_backend, known)| *known == constant);
    let Some((backend, _constant)) = known else {
        let [location] = reader.get(module, ["location"])?;
        let location = as_text(&location, "ITrustedPlatformModule.location")?;
        left_alone.push(format!(
            "the trusted platform module, {constant} at `{location}`"
        ));
        return Ok(Vec::new());
    };
    Ok(vec![Tpm {
        model: None,
        backend: *backend,
    }])
}

pub(super) fn plan(desired: &[Tpm], current: &[Tpm], path: &Path, out: &mut Builder<'_>) {
    let before = current.first().map(|tpm| tpm.backend);
    let Some(Tpm { model, backend }) = desired.first() else {
        if let Some(before) = before {
            out.change(path, Some(show(before)), None);
            out.set(Target::Tpm, "type", Value::constant(KIND, "None"));
        }
        return;
    };
    let at = path.item("tpm", 0);
    if model.is_some() {
        // The normal form has none.
        out.not_applied_yet(&at.attribute("model"), "the model of a module");
    }
    if before.as_ref() == Some(backend) {
        return;
    }
    let Some((_backend, constant)) = MODULES.iter().find(|(known, _constant)| known == backend)
    else {
        out.not_applied_yet(
            &at.child("backend").attribute("type"),
            "a module outside, which VirtualBox reaches over the network only,",
        );
        return;
    };
    let place = match before {
        None => at,
        Some(_) => at.child("backend"),
    };
    out.change(&place, before.map(show), Some(show(*backend)));
    out.set(Target::Tpm, "type", Value::constant(KIND, constant));
}

fn show(backend: TpmBackend) -> String {
    let TpmBackend {
        kind,
        version: standard,
    } = backend;
    match standard {
        Some(standard) => format!("TPM {} {}", standard.as_str(), kind.as_str()),
        None => format!("TPM {}", kind.as_str()),
    }
}
