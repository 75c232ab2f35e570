//! `<cpu>`: whether the guest can be a hypervisor itself. The rest of it the normal form has not.

use schema_core::domain::{Cpu, CpuFeature, CpuMode, FeaturePolicy};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::mapping::cpu_property;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool};
use crate::value::{Object, Value};

const NESTED: &str = "HWVirt";

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Option<Cpu>, Fault> {
    // 6.0 brought nested virtualization.
    let Some(property) = cpu_property(reader.typelib(), NESTED) else {
        return Ok(None);
    };
    let x86 = reader.part(machine, &Target::PlatformX86)?;
    let is_on = reader.invoke(x86, "getCPUProperty", vec![property])?;
    Ok(as_bool(&is_on, NESTED)?.then(nested))
}

/// A processor with nested virtualization, in the normal form.
fn nested() -> Cpu {
    Cpu {
        mode: Some(CpuMode::HostPassthrough),
        features: vec![CpuFeature {
            policy: Some(FeaturePolicy::Require),
            name: "vmx".to_owned(),
        }],
        ..Cpu::default()
    }
}

pub(super) fn plan(
    desired: Option<&Cpu>,
    current: Option<&Cpu>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let path = root.child("cpu");
    if let Some(Cpu {
        mode: _mode,
        model,
        topology,
        features: _features,
    }) = desired
    {
        if model.is_some() {
            out.not_applied_yet(&path.child("model"), "a model of a processor");
        }
        if topology.is_some() {
            out.not_applied_yet(&path.child("topology"), "a topology of processors");
        }
    }
    let (had, has) = (current.is_some(), desired.is_some());
    let at = if has { path.item("feature", 0) } else { path };
    if out.differs(&at, Some(&had), &has, |is| {
        (if *is {
            "nested virtualization"
        } else {
            "no nested virtualization"
        })
        .to_owned()
    }) {
        let property = cpu_property(out.typelib, NESTED)
            .unwrap_or_else(|| Value::constant("CPUPropertyType", NESTED));
        let args = vec![property.into(), Value::Bool(has).into()];
        out.call(Target::PlatformX86, "setCPUProperty", args);
    }
}
