//! `<bandwidth>`: a group of its own for each adapter, because a group limits all that belong to it together.

use schema_core::domain::devices::{Bandwidth, BandwidthLimit};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_optional_object, as_text, as_unsigned};
use crate::value::{Object, Value};

/// A group that limits an adapter and nothing else.
#[derive(Clone, Debug)]
pub(super) struct Group {
    name: String,
    /// 0 where there is no limit.
    kib: u64,
}

impl Group {
    pub(super) fn element(&self) -> Option<Bandwidth> {
        (self.kib > 0).then_some(Bandwidth {
            outbound: Some(BandwidthLimit { average: self.kib }),
        })
    }
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    adapter: Object,
    slot: u32,
    left_alone: &mut Vec<String>,
) -> Result<Option<Group>, Fault> {
    if !reader.has("INetworkAdapter", "bandwidthGroup")
        || !reader.has("IBandwidthGroup", "maxBytesPerSec")
    {
        return Ok(None);
    }
    let [group] = reader.get(adapter, ["bandwidthGroup"])?;
    let Some(group) = as_optional_object(&group) else {
        return Ok(None);
    };
    let [name, reference, most] = reader.get(group, ["name", "reference", "maxBytesPerSec"])?;
    let name = as_text(&name, "IBandwidthGroup.name")?;
    if as_unsigned(&reference, "IBandwidthGroup.reference")? > 1 {
        left_alone.push(format!(
            "bandwidth group `{name}` of network adapter {slot}, which limits several devices"
        ));
        return Ok(None);
    }
    let bytes = as_unsigned(&most, "IBandwidthGroup.maxBytesPerSec")?;
    let kib = bytes.div_ceil(1024);
    Ok(Some(Group { name, kib }))
}

pub(super) fn plan(
    desired: Option<Bandwidth>,
    current: Option<&Group>,
    slot: u32,
    is_new: bool,
    at: &Path,
    out: &mut Builder<'_>,
) {
    let Bandwidth { outbound } = desired.unwrap_or_default();
    let wanted = outbound.map_or(0, |BandwidthLimit { average }| average);
    let was = current.map_or(0, |group| group.kib);
    if wanted == was {
        return;
    }
    let show = |kib: u64| (kib > 0).then(|| format!("{kib} KiB a second"));
    let path = at.child("bandwidth").child("outbound").attribute("average");
    if is_new {
        out.at(&path);
    } else {
        out.change(&path, show(was), show(wanted));
    }
    let bytes = i64::try_from(wanted.saturating_mul(1024)).unwrap_or(i64::MAX);
    if let Some(Group { name, kib: _was }) = current {
        let group = Target::BandwidthGroup(name.clone());
        out.set(group, "maxBytesPerSec", Value::Int(bytes));
        return;
    }
    let name = format!("network adapter {slot}");
    let args = vec![
        Value::text(&name).into(),
        Value::constant("BandwidthGroupType", "Network").into(),
        Value::Int(bytes).into(),
    ];
    out.call(Target::Bandwidth, "createBandwidthGroup", args);
    out.set_object(
        Target::Nic(slot),
        "bandwidthGroup",
        Target::BandwidthGroup(name),
    );
}
