//! `<memory>` is `IMachine::memorySize`, which counts in MiB.

use schema_core::domain::Memory;
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_unsigned};
use crate::value::{Object, Value};

const KIB_PER_MIB: u64 = 1024;

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Memory, Fault> {
    let [size] = reader.get(machine, ["memorySize"])?;
    Ok(Memory {
        kib: as_unsigned(&size, "IMachine.memorySize")? * KIB_PER_MIB,
    })
}

/// The normal form has whole MiB, and the same amount at start.
pub(super) fn plan(
    desired: Memory,
    at_start: Option<Memory>,
    current: Option<Memory>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    if at_start.is_some_and(|at_start| at_start != desired) {
        out.not_applied_yet(
            &root.child("currentMemory"),
            "less memory at start than at most",
        );
    }
    let show = |Memory { kib }: &Memory| format!("{} MiB", kib / KIB_PER_MIB);
    if out.differs(&root.child("memory"), current.as_ref(), &desired, show) {
        let Memory { kib } = desired;
        out.set(
            Target::Machine,
            "memorySize",
            Value::Unsigned(kib / KIB_PER_MIB),
        );
    }
}
