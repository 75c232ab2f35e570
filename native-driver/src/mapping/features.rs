//! `<features>`: processor and firmware switches. What is absent is off.

use schema_core::domain::{Features, OnOff, Switch};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool};
use crate::typelib::Typelib;
use crate::value::{Object, Value};

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Features, Fault> {
    let x86 = reader.part(machine, &Target::PlatformX86)?;
    let property = pae_property(reader.typelib());
    let pae = reader.invoke(x86, "getCPUProperty", vec![property])?;
    let firmware = reader.part(machine, &Target::Firmware)?;
    let [acpi, apic] = reader.get(firmware, ["ACPIEnabled", "IOAPICEnabled"])?;
    let hap = nested_paging(reader, x86)?;
    Ok(Features {
        pae: as_bool(&pae, "PAE")?,
        acpi: as_bool(&acpi, "ACPIEnabled")?,
        apic: as_bool(&apic, "IOAPICEnabled")?,
        hap: (!hap).then_some(Switch {
            state: Some(OnOff::Off),
        }),
    })
}

pub(super) fn plan(
    desired: Option<Features>,
    current: Option<Features>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let Features {
        pae,
        acpi,
        apic,
        hap,
    } = desired.unwrap_or_default();
    let path = root.child("features");
    if out.differs(
        &path.child("pae"),
        current.map(|was| was.pae).as_ref(),
        &pae,
        |is| on_off(*is),
    ) {
        let property = pae_property(out.typelib);
        out.call(
            Target::PlatformX86,
            "setCPUProperty",
            vec![property.into(), Value::Bool(pae).into()],
        );
    }
    if out.differs(
        &path.child("acpi"),
        current.map(|was| was.acpi).as_ref(),
        &acpi,
        |is| on_off(*is),
    ) {
        out.set(Target::Firmware, "ACPIEnabled", Value::Bool(acpi));
    }
    if out.differs(
        &path.child("apic"),
        current.map(|was| was.apic).as_ref(),
        &apic,
        |is| on_off(*is),
    ) {
        out.set(Target::Firmware, "IOAPICEnabled", Value::Bool(apic));
    }
    let is_on = |hap: Option<Switch>| hap.is_none_or(|Switch { state }| state != Some(OnOff::Off));
    // A new machine has nested paging.
    let (was, hap) = (current.is_none_or(|was| is_on(was.hap)), is_on(hap));
    if out.differs(&path.child("hap"), Some(&was), &hap, |is| on_off(*is)) {
        out.call(
            Target::PlatformX86,
            "setHWVirtExProperty",
            vec![
                Value::constant(VIRTUALIZATION, NESTED_PAGING).into(),
                Value::Bool(hap).into(),
            ],
        );
    }
}

const VIRTUALIZATION: &str = "HWVirtExPropertyType";
const NESTED_PAGING: &str = "NestedPaging";

/// 3.1 made the switches of hardware virtualization properties; what was before is left alone.
fn nested_paging(reader: &mut Reader<'_>, x86: Object) -> Result<bool, Fault> {
    if reader
        .typelib()
        .enum_value(VIRTUALIZATION, NESTED_PAGING)
        .is_none()
    {
        return Ok(true);
    }
    let property = Value::constant(VIRTUALIZATION, NESTED_PAGING);
    let is_on = reader.invoke(x86, "getHWVirtExProperty", vec![property])?;
    as_bool(&is_on, NESTED_PAGING)
}

/// A property of the processor, where there is such. 7.1 gave each platform an enum of its own for them.
pub(crate) fn cpu_property(typelib: &Typelib, name: &'static str) -> Option<Value> {
    ["CPUPropertyTypeX86", "CPUPropertyType"]
        .into_iter()
        .find(|of| typelib.enum_value(of, name).is_some())
        .map(|of| Value::constant(of, name))
}

fn pae_property(typelib: &Typelib) -> Value {
    cpu_property(typelib, "PAE").unwrap_or_else(|| Value::constant("CPUPropertyType", "PAE"))
}

fn on_off(is: bool) -> String {
    (if is { "on" } else { "off" }).to_owned()
}
