//! `<name>` and `<uuid>`: who the machine is.

use schema_core::path::Path;
use uuid::Uuid;

use crate::backend::{Fault, FaultKind};
use crate::current::Current;
use crate::obstacle;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_text};
use crate::value::{Object, Value};

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<(String, Uuid), Fault> {
    let [name, id] = reader.get(machine, ["name", "id"])?;
    let id = as_text(&id, "IMachine.id")?;
    let uuid = Uuid::parse_str(&id).map_err(|error| {
        Fault::new(
            FaultKind::Refused,
            "IMachine.id",
            format!("`{id}` is no UUID: {error}"),
        )
    })?;
    Ok((as_text(&name, "IMachine.name")?, uuid))
}

/// A new machine gets its name and UUID when it is made; of a machine that exists only the name can differ.
pub(super) fn plan(
    name: &str,
    uuid: Option<&Uuid>,
    current: Option<&Current>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let Some(current) = current else { return };
    if name != current.domain.name {
        out.change(
            &root.child("name"),
            Some(current.domain.name.clone()),
            Some(name.to_owned()),
        );
        out.set(Target::Machine, "name", Value::text(name));
    }
    if uuid.is_some_and(|uuid| Some(*uuid) != current.domain.uuid) {
        out.refuse(
            &obstacle::NAME_OF_ANOTHER_MACHINE,
            &root.child("uuid"),
            format!("the machine named `{name}` has another UUID than the document"),
            "give the document that machine's UUID, or another name".to_owned(),
        );
    }
}
