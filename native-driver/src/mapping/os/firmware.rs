//! The firmware: BIOS or EFI, and whether EFI starts signed boot loaders only.

use schema_core::domain::{Feature, FeatureName, Firmware, OsFirmware, YesNo};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool};
use crate::typelib::Typelib;
use crate::value::{Object, Value};

const KIND: &str = "FirmwareType";

/// Which firmware there is, and what it can do.
type Said<'a> = (Option<Firmware>, Option<&'a OsFirmware>);

/// Where the kind of firmware is: 7.1 moved it to the firmware settings.
fn holder(typelib: &Typelib) -> Target {
    if typelib.has("IFirmwareSettings", "firmwareType") {
        Target::Firmware
    } else {
        Target::Machine
    }
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    left_alone: &mut Vec<String>,
) -> Result<(Option<Firmware>, Option<OsFirmware>), Fault> {
    // 3.1 brought EFI.
    if reader.typelib().enum_value(KIND, "EFI").is_none() {
        return Ok((None, None));
    }
    let holder = holder(reader.typelib());
    let holder = reader.part(machine, &holder)?;
    let [kind] = reader.get(holder, ["firmwareType"])?;
    let constant = reader.constant(KIND, &kind)?;
    if constant == "BIOS" {
        return Ok((None, None));
    }
    if constant != "EFI" {
        left_alone.push(format!("the kind of EFI, {constant}"));
    }
    let is_secure = is_secure(reader, machine)?;
    Ok((Some(Firmware::Efi), is_secure.then(secure)))
}

/// What a firmware with secure boot can do, in the normal form.
fn secure() -> OsFirmware {
    let yes = |name| Feature {
        enabled: YesNo::Yes,
        name,
    };
    OsFirmware {
        features: [FeatureName::EnrolledKeys, FeatureName::SecureBoot]
            .map(yes)
            .to_vec(),
    }
}

fn is_secure(reader: &mut Reader<'_>, machine: Object) -> Result<bool, Fault> {
    // 7.0 brought secure boot.
    if !reader.has("IMachine", "nonVolatileStore") {
        return Ok(false);
    }
    // A machine that never ran and was not given a store has none.
    let Ok(variables) = reader.part(machine, &Target::UefiVariables) else {
        return Ok(false);
    };
    // The machine in VirtualBox's list goes on saying what was stored when it was first asked; a session sees what is.
    let is_on = reader.shared(machine, |reader, machine| {
        let variables = reader.part(machine, &Target::UefiVariables)?;
        switch(reader, variables)
    })?;
    is_on.map_or_else(|| switch(reader, variables), Ok)
}

fn switch(reader: &mut Reader<'_>, variables: Object) -> Result<bool, Fault> {
    let [is_on] = reader.get(variables, ["secureBootEnabled"])?;
    as_bool(&is_on, "IUefiVariableStore.secureBootEnabled")
}

pub(super) fn plan(
    desired: Said<'_>,
    current: Option<Said<'_>>,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let (firmware, features) = desired;
    let (was, had) = current.unwrap_or((None, None));
    let at = path.attribute("firmware");
    let is_other = firmware != was;
    if is_other {
        out.change(&at, Some(word(was)), Some(word(firmware)));
        let constant = match firmware.unwrap_or_default() {
            Firmware::Bios => "BIOS",
            Firmware::Efi => "EFI",
        };
        let holder = holder(out.typelib);
        out.set(holder, "firmwareType", Value::constant(KIND, constant));
    }
    if firmware != Some(Firmware::Efi) {
        return;
    }
    let (wants, has) = (features.is_some(), had.is_some() && !is_other);
    // Where the firmware was another one, what it stores begins anew; for secure boot there has to be a store.
    let has_stores = out.typelib.has("IMachine", "nonVolatileStore");
    if (is_other && has_stores) || (wants && !has) {
        if !is_other {
            out.at(&path.child("firmware"));
        }
        let size = Value::Unsigned(0).into();
        out.call(Target::Nvram, "initUefiVariableStore", vec![size]);
    }
    if wants != has {
        secure_boot(wants, has, &path.child("firmware"), out);
    }
}

/// Switches secure boot, which VirtualBox does only where keys are enrolled.
fn secure_boot(wants: bool, has: bool, path: &Path, out: &mut Builder<'_>) {
    let word = |is: bool| (if is { "secure boot" } else { "no secure boot" }).to_owned();
    out.change(path, Some(word(has)), Some(word(wants)));
    if wants {
        for member in ["enrollOraclePlatformKey", "enrollDefaultMsSignatures"] {
            out.call(Target::UefiVariables, member, Vec::new());
        }
    }
    let value = Value::Bool(wants);
    out.set(Target::UefiVariables, "secureBootEnabled", value);
}

fn word(firmware: Option<Firmware>) -> String {
    firmware.unwrap_or_default().as_str().to_owned()
}
