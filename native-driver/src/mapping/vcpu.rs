//! `<vcpu>` is `IMachine::CPUCount`.

use schema_core::domain::Vcpu;
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_u32};
use crate::value::{Object, Value};

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Vcpu, Fault> {
    let [count] = reader.get(machine, ["CPUCount"])?;
    Ok(Vcpu {
        count: as_u32(&count, "IMachine.CPUCount")?,
        current: None,
    })
}

pub(super) fn plan(
    desired: Option<Vcpu>,
    before: Option<Vcpu>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let Some(Vcpu { count, current }) = desired else {
        return;
    };
    let path = root.child("vcpu");
    if current.is_some_and(|current| current != count) {
        out.not_applied_yet(
            &path.attribute("current"),
            "fewer processors at start than at most",
        );
    }
    let before = before.map(|vcpu| vcpu.count);
    if out.differs(&path, before.as_ref(), &count, u32::to_string) {
        out.set(
            Target::Machine,
            "CPUCount",
            Value::Unsigned(u64::from(count)),
        );
    }
}
