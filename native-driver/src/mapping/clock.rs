//! `<clock>` is whether the real-time clock keeps UTC.

use schema_core::domain::{Clock, ClockOffset};
use schema_core::path::Path;

use crate::backend::Fault;
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool};
use crate::value::{Object, Value};

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Clock, Fault> {
    let platform = reader.part(machine, &Target::Platform)?;
    let [utc] = reader.get(platform, ["RTCUseUTC"])?;
    let offset = if as_bool(&utc, "RTCUseUTC")? {
        ClockOffset::Utc
    } else {
        ClockOffset::Localtime
    };
    Ok(Clock { offset })
}

pub(super) fn plan(
    desired: Option<Clock>,
    current: Option<Clock>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let Some(Clock { offset }) = desired else {
        return;
    };
    let path = root.child("clock").attribute("offset");
    let utc = match offset {
        ClockOffset::Utc => true,
        ClockOffset::Localtime => false,
        ClockOffset::Timezone | ClockOffset::Variable | ClockOffset::Absolute => {
            out.not_applied_yet(&path, "a clock other than `utc` and `localtime`");
            return;
        }
    };
    let before = current.map(|clock| clock.offset == ClockOffset::Utc);
    if out.differs(&path, before.as_ref(), &utc, |utc| {
        (if *utc { "utc" } else { "localtime" }).to_owned()
    }) {
        out.set(Target::Platform, "RTCUseUTC", Value::Bool(utc));
    }
}
