use super::draft::Draft;
use crate::domain::{Adjustment, ClockBasis, ClockOffset, Timer, TimerName, YesNo};

pub(super) fn run(draft: &mut Draft) {
    let clock = draft.domain.clock.get_or_insert_default();
    let seconds = match clock.adjustment.take() {
        Some(Adjustment::Seconds(seconds)) => seconds,
        Some(Adjustment::Reset) | None => 0,
    };
    let basis = match clock.offset {
        ClockOffset::Utc => Some(ClockBasis::Utc),
        ClockOffset::Localtime => Some(ClockBasis::Localtime),
        ClockOffset::Variable => Some(clock.basis.unwrap_or_default()),
        ClockOffset::Timezone | ClockOffset::Absolute => None,
    };
    match basis {
        Some(_) if seconds != 0 => {
            clock.offset = ClockOffset::Variable;
            clock.adjustment = Some(Adjustment::Seconds(seconds));
            clock.basis = basis;
        }
        Some(ClockBasis::Utc) => (clock.offset, clock.basis) = (ClockOffset::Utc, None),
        Some(ClockBasis::Localtime) => (clock.offset, clock.basis) = (ClockOffset::Localtime, None),
        None => clock.basis = None,
    }
    let has_hpet = clock
        .timers
        .iter()
        .rfind(|timer| timer.name == TimerName::Hpet)
        .is_some_and(|timer| timer.present != Some(YesNo::No));
    clock.timers = if has_hpet {
        vec![Timer {
            name: TimerName::Hpet,
            present: Some(YesNo::Yes),
        }]
    } else {
        Vec::new()
    };
}
