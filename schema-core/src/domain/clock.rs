//! `<clock>`.

/// What time the guest's real-time clock keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The zone of the real-time clock.
    pub offset: ClockOffset,
}

/// The zone of the guest's real-time clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockOffset {
    /// `utc`
    #[default]
    Utc,
    /// `localtime`
    Localtime,
    /// `timezone`
    Timezone,
    /// `variable`
    Variable,
    /// `absolute`
    Absolute,
}
