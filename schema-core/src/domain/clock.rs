//! `<clock>`.

use schema_derive::{Value, element};

use crate::domain::value::{Adjustment, YesNo};

/// What time the guest's real-time clock keeps.
#[element("clock")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The zone of the real-time clock.
    #[xml(attribute, default)]
    pub offset: ClockOffset,
    /// How many seconds the clock is ahead of its basis.
    #[xml(attribute)]
    pub adjustment: Option<Adjustment>,
    /// What a clock with offset `variable` is compared with; UTC where it is absent.
    #[xml(attribute)]
    pub basis: Option<ClockBasis>,
    /// The timers that the guest sees. VirtualBox can switch the HPET, which is off where it is absent.
    #[xml(children = "timer")]
    pub timers: Vec<Timer>,
}

/// The zone of the guest's real-time clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum ClockOffset {
    /// Coordinated universal time.
    #[default]
    Utc,
    /// The time of the host.
    Localtime,
    /// The time of a named zone.
    Timezone,
    /// A time that is some seconds ahead of its basis.
    Variable,
    /// A fixed time at start.
    Absolute,
}

/// What a clock is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum ClockBasis {
    /// Coordinated universal time.
    #[default]
    Utc,
    /// The time of the host.
    Localtime,
}

/// A timer that the guest sees.
#[element("timer")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timer {
    /// Which timer it is.
    #[xml(attribute)]
    pub name: TimerName,
    /// Whether the guest sees it; it does where nothing is said.
    #[xml(attribute)]
    pub present: Option<YesNo>,
}

/// A timer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Value)]
pub enum TimerName {
    /// The high precision event timer.
    #[default]
    Hpet,
    /// A timer that VirtualBox has no switch for.
    #[words(
        "platform",
        "rtc",
        "tsc",
        "pit",
        "armvtimer",
        "kvmclock",
        "hypervclock"
    )]
    Other(&'static str),
}
