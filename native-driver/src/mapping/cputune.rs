//! `<cputune>` is `IMachine::CPUExecutionCap`, which counts in hundredths.

use schema_core::domain::Cputune;
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_u32};
use crate::value::{Object, Value};

const CAP: &str = "CPUExecutionCap";
/// The period of the normal form.
const PERIOD: u64 = 100_000;
const ALL: u32 = 100;

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Option<Cputune>, Fault> {
    // 4.0 brought the cap.
    if !reader.has("IMachine", CAP) {
        return Ok(None);
    }
    let [cap] = reader.get(machine, [CAP])?;
    let hundredths = as_u32(&cap, "IMachine.CPUExecutionCap")?;
    Ok((hundredths < ALL).then(|| Cputune {
        period: Some(PERIOD),
        quota: i64::try_from(u64::from(hundredths) * (PERIOD / 100)).ok(),
    }))
}

pub(super) fn plan(
    desired: Option<Cputune>,
    current: Option<Cputune>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let (was, is) = (hundredths(current), hundredths(desired));
    let path = root.child("cputune");
    let at = if desired.is_some() {
        path.child("quota")
    } else {
        path
    };
    if out.differs(&at, Some(&was), &is, |cap| format!("{cap} %")) {
        out.set(Target::Machine, CAP, Value::Unsigned(u64::from(is)));
    }
}

fn hundredths(tuning: Option<Cputune>) -> u32 {
    let Some(Cputune { period, quota }) = tuning else {
        return ALL;
    };
    let quota = quota.and_then(|quota| u64::try_from(quota).ok());
    let period = period.filter(|period| *period > 0).unwrap_or(PERIOD);
    quota
        .map(|quota| quota.saturating_mul(100) / period)
        .and_then(|hundredths| u32::try_from(hundredths).ok())
        .map_or(ALL, |hundredths| hundredths.clamp(1, ALL))
}
