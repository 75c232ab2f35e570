//! What an attachment of a hard disk has beside its place: whether nothing turns, whether freed blocks are freed in the
//! image, and the most that is read and written. An attachment that is made anew has none of it.

use schema_core::domain::devices::{Discard, Disk, DiskDriver, Iotune};
use schema_core::path::Path;

use super::Slot;
use crate::backend::Fault;
use crate::mapping::devices::bandwidth::{self, Group, Groups, Limit};
use crate::plan::builder::Builder;
use crate::plan::{Arg, Phase, Target};
use crate::reader::{Reader, as_bool};
use crate::value::{Object, Value};

pub(super) fn read(
    reader: &mut Reader<'_>,
    attachment: Object,
    groups: &Groups,
    disk: &mut Disk,
    left_alone: &mut Vec<String>,
) -> Result<Option<Group>, Fault> {
    let members = ["nonRotational", "discard"];
    let values = reader.those(attachment, "IMediumAttachment", &members)?;
    let mut values = values.iter().map(|value| match value {
        Some(value) => as_bool(value, "IMediumAttachment.nonRotational"),
        None => Ok(false),
    });
    if values.next().transpose()? == Some(true) {
        disk.target.rotation_rate = Some(1);
    }
    if values.next().transpose()? == Some(true) {
        disk.driver = Some(DiskDriver {
            discard: Some(Discard::Unmap),
        });
    }
    let group = groups.of(reader, attachment, "a disk", left_alone)?;
    let bytes = group.as_ref().map_or(0, |group| group.bytes);
    disk.iotune = (bytes > 0).then_some(Iotune {
        total_bytes_sec: Some(bytes),
    });
    Ok(group)
}

/// Plans them for a disk that stays where it is, or for one that is attached: then there was nothing before, but for the
/// group of the disk whose place it takes.
pub(super) fn plan(
    disk: &Disk,
    was: Option<&Disk>,
    (group, groups): (Option<&Group>, &Groups),
    slot: &Slot,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let switches = [
        (
            "nonRotationalDevice",
            at.child("target").attribute("rotation_rate"),
            is_solid_state as fn(&Disk) -> bool,
        ),
        (
            "setAutoDiscardForDevice",
            at.child("driver").attribute("discard"),
            is_discarding,
        ),
    ];
    for (method, path, is) in switches {
        let (before, after) = (was.is_some_and(is), is(disk));
        if before == after {
            continue;
        }
        if was.is_some() {
            let word = |is: bool| Some((if is { "on" } else { "off" }).to_owned());
            out.change(&path, word(before), word(after));
        } else {
            out.at(&path);
        }
        call(slot, method, Value::Bool(after).into(), out);
    }
    let limit = Limit {
        kind: "Disk",
        bytes: most(disk),
        unit: (1, "bytes"),
        path: &at.child("iotune").child("total_bytes_sec"),
        is_new: was.is_none(),
    };
    let name = format!("{} {}:{}", slot.controller, slot.port, slot.device);
    if let Some(group) = bandwidth::plan(limit, group, groups, &name, out) {
        call(slot, "setBandwidthGroupForDevice", Arg::Object(group), out);
    }
}

fn is_solid_state(disk: &Disk) -> bool {
    disk.target.is_solid_state()
}

fn is_discarding(disk: &Disk) -> bool {
    let discard = disk.driver.and_then(|DiskDriver { discard }| discard);
    discard.is_some_and(|discard| match discard {
        Discard::Unmap => true,
        Discard::Ignore => false,
    })
}

fn most(disk: &Disk) -> u64 {
    let most = disk
        .iotune
        .and_then(|Iotune { total_bytes_sec }| total_bytes_sec);
    most.unwrap_or_default()
}

fn call(slot: &Slot, method: &'static str, value: Arg, out: &mut Builder<'_>) {
    let args = vec![
        Value::text(&slot.controller).into(),
        Value::Int(i64::from(slot.port)).into(),
        Value::Int(i64::from(slot.device)).into(),
        value,
    ];
    out.call_in(Phase::Attach, Target::Machine, method, args);
}
