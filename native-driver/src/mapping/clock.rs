//! `<clock>`: whether the real-time clock keeps UTC, how far it is ahead, and whether there is an HPET.

use schema_core::domain::{Adjustment, Clock, ClockBasis, ClockOffset, Timer, TimerName, YesNo};
use schema_core::path::Path;

use crate::backend::{Fault, FaultKind};
use crate::plan::Target;
use crate::plan::builder::Builder;
use crate::reader::{Reader, as_bool};
use crate::target::interface;
use crate::value::{Object, Value};

const HPET: &str = "HPETEnabled";

pub(super) fn read(reader: &mut Reader<'_>, machine: Object) -> Result<Clock, Fault> {
    let platform = reader.part(machine, &Target::Platform)?;
    let [utc] = reader.get(platform, ["RTCUseUTC"])?;
    let is_utc = as_bool(&utc, "RTCUseUTC")?;
    let firmware = reader.part(machine, &Target::Firmware)?;
    let [ahead] = reader.get(firmware, ["timeOffset"])?;
    let seconds = milliseconds(&ahead)? / 1000;
    let (offset, basis) = if is_utc {
        (ClockOffset::Utc, ClockBasis::Utc)
    } else {
        (ClockOffset::Localtime, ClockBasis::Localtime)
    };
    let is_ahead = seconds != 0;
    Ok(Clock {
        offset: if is_ahead {
            ClockOffset::Variable
        } else {
            offset
        },
        adjustment: is_ahead.then_some(Adjustment::Seconds(seconds)),
        basis: is_ahead.then_some(basis),
        timers: if has_hpet(reader, machine)? {
            vec![THERE]
        } else {
            Vec::new()
        },
    })
}

const THERE: Timer = Timer {
    name: TimerName::Hpet,
    present: Some(YesNo::Yes),
};

fn has_hpet(reader: &mut Reader<'_>, machine: Object) -> Result<bool, Fault> {
    // 3.2 brought the HPET.
    if !reader.has(&interface(&Target::PlatformX86, reader.typelib()), HPET) {
        return Ok(false);
    }
    let x86 = reader.part(machine, &Target::PlatformX86)?;
    let [hpet] = reader.get(x86, [HPET])?;
    as_bool(&hpet, HPET)
}

fn milliseconds(value: &Value) -> Result<i64, Fault> {
    let number = if let Value::Int(number) = value {
        Some(*number)
    } else if let Value::Unsigned(number) = value {
        i64::try_from(*number).ok()
    } else {
        None
    };
    number.ok_or_else(|| {
        let text = format!("VirtualBox gave an unexpected value: {value:?}");
        Fault::new(FaultKind::Refused, "timeOffset", text)
    })
}

pub(super) fn plan(
    desired: Option<&Clock>,
    current: Option<&Clock>,
    root: &Path,
    out: &mut Builder<'_>,
) {
    let Some(clock) = desired else { return };
    let path = root.child("clock");
    let Some((is_utc, seconds)) = time(clock) else {
        out.not_applied_yet(
            &path.attribute("offset"),
            "a clock of a named zone or with a fixed time",
        );
        return;
    };
    let before = current.and_then(time);
    let was_utc = before.map(|(is_utc, _seconds)| is_utc);
    let at = match clock.offset {
        ClockOffset::Variable => path.attribute("basis"),
        ClockOffset::Utc
        | ClockOffset::Localtime
        | ClockOffset::Timezone
        | ClockOffset::Absolute => path.attribute("offset"),
    };
    if out.differs(&at, was_utc.as_ref(), &is_utc, |utc| {
        (if *utc { "utc" } else { "localtime" }).to_owned()
    }) {
        out.set(Target::Platform, "RTCUseUTC", Value::Bool(is_utc));
    }
    let was = before.map_or(0, |(_is_utc, seconds)| seconds);
    if out.differs(
        &path.attribute("adjustment"),
        Some(&was),
        &seconds,
        |seconds| format!("{seconds} s"),
    ) {
        let value = Value::Int(seconds.saturating_mul(1000));
        out.set(Target::Firmware, "timeOffset", value);
    }
    let hpet = |clock: &Clock| clock.timers.contains(&THERE);
    let (had, has) = (current.is_some_and(hpet), hpet(clock));
    let timer = path.item("timer", 0);
    if out.differs(&timer, Some(&had), &has, |is| {
        (if *is { "HPET" } else { "no HPET" }).to_owned()
    }) {
        out.set(Target::PlatformX86, HPET, Value::Bool(has));
    }
}

/// Whether a clock keeps UTC, and how many seconds it is ahead; `None` for one that VirtualBox lacks.
fn time(clock: &Clock) -> Option<(bool, i64)> {
    let Clock {
        offset,
        adjustment,
        basis,
        timers: _timers,
    } = clock;
    let seconds = match adjustment {
        Some(Adjustment::Seconds(seconds)) => *seconds,
        Some(Adjustment::Reset) | None => 0,
    };
    match offset {
        ClockOffset::Utc => Some((true, seconds)),
        ClockOffset::Localtime => Some((false, seconds)),
        ClockOffset::Variable => Some((*basis != Some(ClockBasis::Localtime), seconds)),
        ClockOffset::Timezone | ClockOffset::Absolute => None,
    }
}
