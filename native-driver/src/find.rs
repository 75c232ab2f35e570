//! Finding a machine: by UUID, without one by name.

use uuid::Uuid;

use crate::backend::Fault;
use crate::reader::{Reader, as_objects, as_text};
use crate::value::{Object, Value};

/// The result code of `findMachine` when there is no such machine, `VBOX_E_OBJECT_NOT_FOUND`.
const NOT_FOUND: u32 = 0x80bb_0001;

/// The machine with this UUID.
pub(crate) fn by_uuid(reader: &mut Reader<'_>, uuid: Uuid) -> Result<Option<Object>, Fault> {
    find(reader, &uuid.hyphenated().to_string(), "getMachine")
}

/// The machine with this name.
pub(crate) fn by_name(reader: &mut Reader<'_>, name: &str) -> Result<Option<Object>, Fault> {
    // A name that reads as a UUID would find the machine with that UUID.
    if Uuid::try_parse(name).is_err() {
        return find(reader, name, "findMachine");
    }
    let virtual_box = reader.backend().virtual_box();
    let [machines] = reader.get(virtual_box, ["machines"])?;
    let machines = as_objects(&machines, "IVirtualBox.machines")?;
    for machine in machines {
        let [found] = reader.get(machine, ["name"])?;
        if as_text(&found, "IMachine.name")? == name {
            return Ok(Some(machine));
        }
    }
    Ok(None)
}

/// The machine that a user names: by UUID where the word is one, else by name.
pub(crate) fn by_word(reader: &mut Reader<'_>, word: &str) -> Result<Option<Object>, Fault> {
    if let Ok(uuid) = Uuid::try_parse(word)
        && let Some(machine) = by_uuid(reader, uuid)?
    {
        return Ok(Some(machine));
    }
    by_name(reader, word)
}

/// Until 3.2 the call for UUIDs was another one.
fn find(
    reader: &mut Reader<'_>,
    word: &str,
    old_member: &'static str,
) -> Result<Option<Object>, Fault> {
    let virtual_box = reader.backend().virtual_box();
    let member = if reader.has("IVirtualBox", old_member) {
        old_member
    } else {
        "findMachine"
    };
    match reader.invoke(virtual_box, member, vec![Value::text(word)]) {
        Ok(Value::Object(machine)) => Ok(Some(machine)),
        Ok(_nothing) => Ok(None),
        Err(fault) if fault.code == NOT_FOUND => Ok(None),
        Err(fault) => Err(fault),
    }
}
