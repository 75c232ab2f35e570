//! `<description>` is `IMachine::description`; silence leaves it as it is.

use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_text};
use crate::value::{Object, Value};

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Option<String>, Fault> {
    let [description] = reader.get(machine, ["description"])?;
    let description = as_text(&description, "IMachine.description")?;
    Ok((!description.is_empty()).then_some(description))
}

pub(super) fn plan(
    desired: Option<&str>,
    before: Option<&str>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let Some(desired) = desired else { return };
    if before != Some(desired) {
        out.change(
            &root.child("description"),
            before.map(str::to_owned),
            Some(desired.to_owned()),
        );
        out.set(Target::Machine, "description", Value::text(desired));
    }
}
