//! Bandwidth groups: each limit has a group of its own, because a group limits all that belong to it together.

use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_objects, as_optional_object, as_text, as_unsigned};
use crate::value::{Object, Value};

/// A group of a machine.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    name: String,
    /// In bytes a second; 0 where there is no limit.
    pub(super) bytes: u64,
    /// How many devices it limits.
    devices: u64,
}

/// All groups of a machine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups(Vec<Group>);

impl Groups {
    pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Self, Fault> {
        if !reader.has("IMachine", "bandwidthControl")
            || !reader.has("IBandwidthGroup", "maxBytesPerSec")
        {
            return Ok(Self::default());
        }
        let control = reader.part(machine, &Target::Bandwidth)?;
        let [count] = reader.get(control, ["numGroups"])?;
        if as_unsigned(&count, "IBandwidthControl.numGroups")? == 0 {
            return Ok(Self::default());
        }
        let groups = reader.invoke(control, "getAllBandwidthGroups", Vec::new())?;
        let mut found = Vec::new();
        for group in as_objects(&groups, "IBandwidthControl.getAllBandwidthGroups")? {
            let members = ["name", "maxBytesPerSec", "reference"];
            let [name, most, devices] = reader.get(group, members)?;
            found.push(Group {
                name: as_text(&name, "IBandwidthGroup.name")?,
                bytes: as_unsigned(&most, "IBandwidthGroup.maxBytesPerSec")?,
                devices: as_unsigned(&devices, "IBandwidthGroup.reference")?,
            });
        }
        Ok(Self(found))
    }

    /// The group that limits a device and nothing else.
    pub(super) fn of(
        &self,
        reader: &mut Reader<'_>,
        device: Object,
        what: &str,
        left_alone: &mut Vec<String>,
    ) -> Result<Option<Group>, Fault> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let [group] = reader.get(device, ["bandwidthGroup"])?;
        let Some(group) = as_optional_object(&group) else {
            return Ok(None);
        };
        let [name] = reader.get(group, ["name"])?;
        let name = as_text(&name, "IBandwidthGroup.name")?;
        let group = self.0.iter().find(|group| group.name == name).cloned();
        if group.as_ref().is_some_and(|group| group.devices > 1) {
            left_alone.push(format!(
                "bandwidth group `{name}` of {what}, which limits several devices"
            ));
            return Ok(None);
        }
        Ok(group)
    }
}

/// A limit that a document says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit<'a> {
    /// A constant of `BandwidthGroupType`.
    pub(super) kind: &'static str,
    /// What it is in bytes a second, and in the unit of the document.
    pub(super) bytes: u64,
    pub(super) unit: (u64, &'static str),
    pub(super) path: &'a Path,
    /// Whether it is a part of a device that is new.
    pub(super) is_new: bool,
}

/// Plans a limit on a device that `current` limits now, or limited before it was attached anew; gives the group that the device has to be put into. `name` is for a
/// new one.
pub(super) fn plan(
    limit: Limit<'_>,
    current: Option<&Group>,
    groups: &Groups,
    name: &str,
    out: &mut Builder<'_>,
) -> Option<Target> {
    let (size, word) = limit.unit;
    let show =
        |bytes: u64| (bytes > 0).then(|| format!("{} {word} a second", bytes.div_ceil(size)));
    let was = current.map_or(0, |group| group.bytes);
    let is_same = was.div_ceil(size) == limit.bytes.div_ceil(size);
    if limit.is_new && limit.bytes == 0 || !limit.is_new && is_same {
        return None;
    }
    if limit.is_new {
        out.at(limit.path);
    } else {
        out.change(limit.path, show(was), show(limit.bytes));
    }
    let bytes = Value::Int(i64::try_from(limit.bytes).unwrap_or(i64::MAX));
    let of = |name: &str| Target::BandwidthGroup(name.to_owned());
    if let Some(group) = current {
        if !is_same {
            out.set(of(&group.name), "maxBytesPerSec", bytes);
        }
        return limit.is_new.then(|| of(&group.name));
    }
    let mut name = name.to_owned();
    let mut number = 2;
    while let Some(taken) = groups.0.iter().find(|group| group.name == name) {
        if taken.devices == 0 {
            // Left over from a device that went.
            out.set(of(&name), "maxBytesPerSec", bytes);
            return Some(of(&name));
        }
        name = format!("{name} {number}");
        number += 1;
    }
    let args = vec![
        Value::text(&name).into(),
        Value::constant("BandwidthGroupType", limit.kind).into(),
        bytes.into(),
    ];
    out.call(Target::Bandwidth, "createBandwidthGroup", args);
    Some(of(&name))
}
