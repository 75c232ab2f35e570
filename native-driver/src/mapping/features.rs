//! `<features>`: processor and firmware switches. What is absent is off.

use schema_core::domain::Features;
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool};
use crate::typelib::Typelib;
use crate::value::{Name, Object, Value};

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Features, Fault> {
    let x86 = reader.part(machine, &Target::PlatformX86)?;
    let property = pae_property(reader.backend().typelib());
    let pae = reader.invoke(x86, "getCPUProperty", vec![property])?;
    let firmware = reader.part(machine, &Target::Firmware)?;
    let [acpi, apic] = reader.get(firmware, ["ACPIEnabled", "IOAPICEnabled"])?;
    Ok(Features {
        pae: as_bool(&pae, "PAE")?,
        acpi: as_bool(&acpi, "ACPIEnabled")?,
        apic: as_bool(&apic, "IOAPICEnabled")?,
    })
}

pub(super) fn plan(
    desired: Option<Features>,
    current: Option<Features>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let Features { pae, acpi, apic } = desired.unwrap_or_default();
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
}

/// 7.1 gave the processor properties an enum for each platform.
fn pae_property(typelib: &Typelib) -> Value {
    let of = if typelib.enum_value("CPUPropertyTypeX86", "PAE").is_some() {
        "CPUPropertyTypeX86"
    } else {
        "CPUPropertyType"
    };
    Value::Enum {
        of: Name::Borrowed(of),
        is: Name::Borrowed("PAE"),
    }
}

fn on_off(is: bool) -> String {
    (if is { "on" } else { "off" }).to_owned()
}
