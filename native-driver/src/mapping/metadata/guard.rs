//! `<vbox:protect>` and `<vbox:unmanaged>`: what Boxwright itself heeds, kept in the machine's extra data.

use schema_core::domain::Metadata;
use schema_core::domain::metadata::{Machine, Protect, Unmanaged};
use schema_core::parse::parse_as;
use schema_core::path::Path;
use schema_core::spec::Value as _;
use schema_core::write::write_as;

use crate::backend::Fault;
use crate::extra_data::ExtraData;
use crate::plan::builder::Builder;
use crate::reader::Reader;
use crate::value::Object;

/// The extra data key with the elements.
const KEY: &str = "Boxwright/Protect";

pub(super) fn read(
    reader: &mut Reader<'_>,
    object: Object,
    extra_data: &ExtraData,
) -> Result<(Option<Protect>, Vec<Unmanaged>), Fault> {
    let text = extra_data.get(reader, object, KEY)?;
    if text.is_empty() {
        return Ok((None, Vec::new()));
    }
    let (metadata, _diagnostics) = parse_as::<Metadata>(&text);
    let machine = metadata.machine.unwrap_or_default();
    Ok((machine.protect, machine.unmanaged))
}

/// What is kept: an element `<metadata>` with those two, or nothing.
fn kept(protect: Option<Protect>, unmanaged: &[Unmanaged]) -> String {
    let machine = Machine {
        protect,
        unmanaged: unmanaged.to_vec(),
        ..Machine::default()
    };
    if machine == Machine::default() {
        return String::new();
    }
    write_as(&Metadata {
        machine: Some(machine),
        foreign: Vec::new(),
    })
}

/// What the document does not say of protection stays as it is; which parts are unmanaged, the document says alone.
pub(super) fn plan(
    wanted: Option<&Machine>,
    was: Option<&Machine>,
    path: &Path,
    out: &mut Builder<'_>,
) {
    let protected = was.and_then(|was| was.protect);
    let unmanaged = was.map(|was| was.unmanaged.as_slice()).unwrap_or_default();
    let protect = match wanted.and_then(|wanted| wanted.protect) {
        Some(protect) => Some(protect.or(protected.unwrap_or_default())),
        None => protected,
    };
    let left = wanted
        .map(|wanted| wanted.unmanaged.as_slice())
        .unwrap_or_default();
    if protect != protected {
        let show = |protect: Protect| {
            let words = [("machine", protect.machine), ("disks", protect.disks)];
            let said = words
                .iter()
                .filter_map(|(name, value)| Some(format!("{name} {}", (*value)?.as_str())));
            said.collect::<Vec<_>>().join(", ")
        };
        out.change(
            &path.child("vbox:protect"),
            protected.map(show),
            protect.map(show),
        );
    }
    if left != unmanaged {
        let show = |all: &[Unmanaged]| {
            let names: Vec<_> = all.iter().map(|one| one.path.text()).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        out.change(&path.item("vbox:unmanaged", 0), show(unmanaged), show(left));
    }
    let (before, after) = (kept(protected, unmanaged), kept(protect, left));
    if before != after {
        out.extra_data(KEY, &before, &after);
    }
}
