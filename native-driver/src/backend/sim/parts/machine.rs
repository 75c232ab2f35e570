//! `IMachine`: its plain attributes.

use uuid::Uuid;

use super::super::fault::{Code, Refusal};
use super::super::value::Plain;
use super::{Attribute, Change, Fresh, Part, Spec, any, fixed, flag, int, text};
use crate::backend::sim::os_types;
use crate::backend::sim::world::Level::{
    Mutable, MutableOrRunning, MutableOrSaved, MutableOrSavedOrRunning,
};

pub(super) static SPEC: Spec = Spec {
    interface: "IMachine",
    component: "MachineWrap",
    count: 1,
    attributes: ATTRIBUTES,
};

const ATTRIBUTES: &[Attribute] = &[
    flag("CPUHotPlugEnabled", false, Mutable),
    flag("IOCacheEnabled", true, Mutable),
    flag("allowTracingToAccessVM", false, Mutable),
    flag("clipboardFileTransfersEnabled", false, MutableOrRunning),
    flag("emulatedUSBCardReaderEnabled", false, MutableOrSaved),
    flag("teleporterEnabled", false, Mutable),
    flag("tracingEnabled", false, Mutable),
    Attribute {
        name: "autostartEnabled",
        fresh: Fresh::Bool(false),
        set: super::Set::To(MutableOrSavedOrRunning, no_autostart),
    },
    Attribute {
        name: "pageFusionEnabled",
        fresh: Fresh::Bool(false),
        set: super::Set::To(Mutable, no_page_fusion),
    },
    int("CPUCount", 1, Mutable, cpu_count),
    int("CPUExecutionCap", 100, Mutable, execution_cap),
    int("CPUIDPortabilityLevel", 0, Mutable, any),
    int("IOCacheSize", 5, Mutable, any),
    int("VMExecutionEngine", 1, MutableOrSaved, any),
    int("VMProcessPriority", 1, MutableOrSavedOrRunning, any),
    int("autostartDelay", 0, MutableOrSavedOrRunning, any),
    int("autostopType", 1, MutableOrSavedOrRunning, no_autostop),
    int("clipboardMode", 0, MutableOrRunning, any),
    int("dnDMode", 0, MutableOrRunning, any),
    int("keyboardHIDType", 2, Mutable, any),
    int("memoryBalloonSize", 0, MutableOrRunning, balloon),
    int("memorySize", 1024, Mutable, memory),
    int("paravirtProvider", 1, Mutable, any),
    int("pointingHIDType", 2, Mutable, any),
    int("teleporterPort", 0, MutableOrSaved, teleporter_port),
    text("CPUProfile", "host", Mutable, cpu_profile),
    text("OSTypeId", "Other", Mutable, os_type),
    text("defaultFrontend", "", MutableOrSaved, any),
    text("description", "", MutableOrSavedOrRunning, any),
    text("hardwareUUID", "", Mutable, hardware_uuid),
    text("hardwareVersion", "2", Mutable, hardware_version),
    text("paravirtDebug", "", Mutable, any),
    text("snapshotFolder", "", Mutable, any),
    text("teleporterAddress", "", MutableOrSaved, any),
    text("teleporterPassword", "", MutableOrSaved, any),
    text("tracingConfig", "", Mutable, any),
    fixed("USBProxyAvailable", Fresh::Bool(true)),
    fixed("accessible", Fresh::Bool(true)),
    fixed("logKeyId", Fresh::Text("")),
    fixed("logKeyStore", Fresh::Text("")),
    fixed("settingsAuxFilePath", Fresh::Missing),
    fixed("stateKeyId", Fresh::Text("")),
    fixed("stateKeyStore", Fresh::Text("")),
];

fn memory(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(4, 2_097_152, |size| {
        format!("Invalid RAM size: {size} MB (must be in range [4, 2097152] MB)")
    })
}

fn balloon(change: &Change<'_>) -> Result<Plain, Refusal> {
    // The guest keeps a tenth of its memory.
    let most = change.settings.int(Part::Machine, 0, "memorySize") * 9 / 10;
    change.range(0, most, |size| {
        format!("Invalid memory balloon size: {size} MB (must be in range [0, {most}] MB)")
    })
}

fn cpu_count(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(1, 64, |count| {
        format!("Invalid virtual CPU count: {count} (must be in range [1, 64])")
    })
}

fn execution_cap(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(1, 100, |cap| {
        format!("Invalid CPU execution cap value: {cap} (must be in range [1, 100])")
    })
}

fn teleporter_port(change: &Change<'_>) -> Result<Plain, Refusal> {
    change.range(0, 65535, |port| format!("Invalid port number {port}"))
}

fn cpu_profile(change: &Change<'_>) -> Result<Plain, Refusal> {
    if change.value.text().is_empty() {
        Ok(Plain::Text("host".into()))
    } else {
        change.keep()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a rule, and others refuse")]
fn os_type(change: &Change<'_>) -> Result<Plain, Refusal> {
    // An unknown type is kept as it is; a known one gets its own spelling.
    let asked = change.value.text();
    Ok(Plain::Text(
        os_types::find(asked)
            .map_or(asked, |known| known.id)
            .to_owned(),
    ))
}

fn hardware_uuid(change: &Change<'_>) -> Result<Plain, Refusal> {
    let asked = change.value.text();
    if asked.is_empty() {
        return change.keep();
    }
    let uuid = Uuid::try_parse(asked).map_err(|_| Refusal::bare(Code::InvalidArg))?;
    Ok(Plain::Text(uuid.to_string()))
}

fn hardware_version(change: &Change<'_>) -> Result<Plain, Refusal> {
    let asked = change.value.text();
    if matches!(asked, "1" | "2") {
        return change.keep();
    }
    Err(change.invalid(format!("Invalid hardware version: {asked}\n")))
}

fn no_page_fusion(change: &Change<'_>) -> Result<Plain, Refusal> {
    if change.any_host {
        return change.keep();
    }
    let text = "Page fusion is only supported on 64-bit hosts";
    Err(Refusal::new(Code::NotImplemented, change.component, text))
}

fn no_autostart(change: &Change<'_>) -> Result<Plain, Refusal> {
    without_database(change, change.value.flag())
}

fn no_autostop(change: &Change<'_>) -> Result<Plain, Refusal> {
    without_database(change, change.value.int() != 1)
}

fn without_database(change: &Change<'_>, is_asked: bool) -> Result<Plain, Refusal> {
    if is_asked && !change.any_host {
        let text = "The path to the autostart database is not set";
        return Err(Refusal::new(Code::Fail, change.component, text));
    }
    change.keep()
}
