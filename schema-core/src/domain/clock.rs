//! `<clock>`.

use schema_derive::{Value, element};

/// What time the guest's real-time clock keeps.
#[element("clock")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The zone of the real-time clock.
    #[xml(attribute, default)]
    pub offset: ClockOffset,
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
    /// A time that the guest sets, relative to the host's.
    Variable,
    /// A fixed time at start.
    Absolute,
}
