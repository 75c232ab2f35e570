//! `<vbox:recording>`: a film of the screen.

use schema_derive::element;

use crate::domain::value::YesNo;

/// Recording the screen while the machine runs.
#[element("vbox:recording")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recording {
    /// Whether it records; `no` on a new machine.
    #[xml(attribute, since = "6.0")]
    pub enabled: Option<YesNo>,
    /// How a screen is recorded.
    #[xml(children = "vbox:screen")]
    pub screens: Vec<RecordedScreen>,
}

/// How one screen is recorded.
#[element("vbox:screen")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedScreen {
    /// Which screen, from 0.
    #[xml(attribute, default)]
    pub number: u32,
    /// Whether it is recorded when the machine's screens are; `yes` on a new machine.
    #[xml(attribute, since = "6.0")]
    pub enabled: Option<YesNo>,
    /// The width of the film in pixels.
    #[xml(attribute, since = "6.0")]
    pub width: Option<u32>,
    /// The height of the film in pixels.
    #[xml(attribute, since = "6.0")]
    pub height: Option<u32>,
    /// How many pictures a second.
    #[xml(attribute, since = "6.0")]
    pub fps: Option<u32>,
    /// How many kilobits a second.
    #[xml(attribute, since = "6.0")]
    pub rate: Option<u32>,
    /// After how many seconds it ends; never at 0.
    #[xml(attribute, since = "6.0")]
    pub max_time: Option<u32>,
    /// After how many megabytes it ends; never at 0.
    #[xml(attribute, since = "6.0")]
    pub max_size: Option<u32>,
    /// Options, in VirtualBox's words.
    #[xml(attribute, since = "6.0")]
    pub options: Option<String>,
}
