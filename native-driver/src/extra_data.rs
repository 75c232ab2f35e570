//! Extra data of a machine: the keys in one call, so that values are asked for only where there are some.

use std::collections::BTreeSet;

use crate::backend::Fault;
use crate::reader::{Reader, as_list, as_text};
use crate::value::{Object, Value};

/// The keys that a machine has.
#[derive(Clone, Debug, Default)]
pub(crate) struct ExtraData {
    /// `None` where a release cannot list them.
    keys: Option<BTreeSet<String>>,
}

impl ExtraData {
    pub(crate) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Self, Fault> {
        // 3.1 added the list.
        if !reader.has("IMachine", "getExtraDataKeys") {
            return Ok(Self::default());
        }
        let [keys] = reader.get(machine, ["extraDataKeys"])?;
        let keys = as_list(&keys, "IMachine.extraDataKeys")?
            .iter()
            .map(|key| as_text(key, "IMachine.extraDataKeys"))
            .collect::<Result<_, _>>()?;
        Ok(Self { keys: Some(keys) })
    }

    /// The keys, where a release can list them.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().flatten().map(String::as_str)
    }

    /// The value of a key; empty where there is none.
    pub(crate) fn get(
        &self,
        reader: &mut Reader<'_>,
        machine: Object,
        key: &str,
    ) -> Result<String, Fault> {
        if self.keys.as_ref().is_some_and(|keys| !keys.contains(key)) {
            return Ok(String::new());
        }
        let value = reader.invoke(machine, "getExtraData", vec![Value::text(key)])?;
        as_text(&value, "IMachine.getExtraData")
    }
}
