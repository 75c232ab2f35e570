//! `<title>`: VirtualBox has none, so it is kept as extra data. Silence leaves it as it is.

use schema_core::path::Path;

use crate::backend::Fault;
use crate::extra_data::ExtraData;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

const KEY: &str = "Boxwright/Title";

pub(super) fn read(
    reader: &mut Reader<'_>,
    machine: Object,
    extra_data: &ExtraData,
) -> Result<Option<String>, Fault> {
    let title = extra_data.get(reader, machine, KEY)?;
    Ok((!title.is_empty()).then_some(title))
}

pub(super) fn plan(
    desired: Option<&str>,
    before: Option<&str>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let Some(desired) = desired else { return };
    if before != Some(desired) {
        let path = root.child("title");
        out.change(&path, before.map(str::to_owned), Some(desired.to_owned()));
        out.extra_data(KEY, before.unwrap_or_default(), desired);
    }
}
