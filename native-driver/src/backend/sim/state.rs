//! What is kept of a simulated VirtualBox: the JSON behind `test:///PATH.json`.
//!
//! Only what VirtualBox would have written to disk is in it. Machines that were not registered, copies in sessions
//! and media that no machine refers to are gone when the service ends, as they are with a real one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::media::Medium;
use super::parts::Part;
use super::settings::Settings;
use super::value::Plain;
use crate::typelib::{Type, Typelib};

/// The version of the format.
pub(super) const VERSION: u32 = 1;

/// A state that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// It is not JSON, or not of this shape.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// It was written by another version of this program.
    #[error("it has version {0}, and only version 1 is known")]
    Version(u32),
    /// It says something that cannot be.
    #[error("{0}")]
    Wrong(String),
}

/// Everything that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct State {
    pub(super) version: u32,
    /// Where new machines go.
    #[serde(default = "machine_folder")]
    pub(super) machine_folder: String,
    /// Milliseconds since 1970; every change moves it on by one second.
    #[serde(default = "clock")]
    pub(super) clock: i64,
    /// How many UUIDs and MAC addresses were made.
    #[serde(default)]
    pub(super) made: u64,
    #[serde(default)]
    pub(super) host: Host,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) extra_data: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) media: Vec<Medium>,
    #[serde(default)]
    pub(super) machines: Vec<Machine>,
}

/// The files of the host. What is not named here is present, except under the machine folder, where nothing is but
/// what the simulation wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub(super) struct Host {
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) missing: BTreeSet<String>,
    /// Paths that cannot be read, with the reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) refused: BTreeMap<String, String>,
    /// Paths that are folders although they look like files.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) folders: BTreeSet<String>,
    /// Files that the simulation wrote.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) written: BTreeSet<String>,
    /// Whether it is any host there may be, which supports whatever one does; else it is like that of the tests.
    #[serde(skip)]
    pub(super) is_any: bool,
}

/// A registered machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Machine {
    pub(super) uuid: Uuid,
    pub(super) file: String,
    #[serde(default)]
    pub(super) power: Power,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) state_file: Option<String>,
    #[serde(default)]
    pub(super) last_state_change: i64,
    pub(super) settings: Settings,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) snapshots: Vec<Snapshot>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) current_snapshot: Option<Uuid>,
    /// Whether the settings were changed since the current snapshot.
    #[serde(default)]
    pub(super) changed_since: bool,
}

/// The states that a machine of the simulation can be in: it never runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Power {
    #[default]
    PoweredOff,
    Saved,
    Aborted,
    AbortedSaved,
}

impl Power {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::PoweredOff => "PoweredOff",
            Self::Saved => "Saved",
            Self::Aborted => "Aborted",
            Self::AbortedSaved => "AbortedSaved",
        }
    }

    pub(super) fn is_saved(self) -> bool {
        match self {
            Self::Saved | Self::AbortedSaved => true,
            Self::PoweredOff | Self::Aborted => false,
        }
    }
}

/// A snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Snapshot {
    pub(super) uuid: Uuid,
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    pub(super) time: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) state_file: Option<String>,
    pub(super) settings: Settings,
}

impl State {
    /// A VirtualBox in which nothing was made yet.
    pub(super) fn empty() -> Self {
        Self {
            version: VERSION,
            machine_folder: machine_folder(),
            clock: clock(),
            made: 0,
            host: Host::default(),
            extra_data: BTreeMap::new(),
            media: Vec::new(),
            machines: Vec::new(),
        }
    }

    /// What `test:///default` starts with: the machine that libvirt's test driver has.
    pub(super) fn fresh() -> Self {
        let mut settings = Settings::fresh("test");
        settings.write(Part::Machine, 0, "memorySize", Plain::Int(8192));
        settings.write(Part::Machine, 0, "CPUCount", Plain::Int(2));
        let folder = machine_folder();
        let file = format!("{folder}/test/test.vbox");
        Self {
            host: Host {
                written: BTreeSet::from([file.clone()]),
                ..Host::default()
            },
            machines: vec![Machine {
                uuid: Uuid::from_u128(0x6695_eb01_f6a4_8304_79aa_97f2_502e_193f),
                file,
                power: Power::PoweredOff,
                state_file: None,
                last_state_change: clock(),
                settings,
                snapshots: Vec::new(),
                current_snapshot: None,
                changed_since: false,
            }],
            ..Self::empty()
        }
    }

    pub(super) fn parse(text: &str, typelib: &Typelib) -> Result<Self, StateError> {
        /// What every version has, read before anything else so that a newer file is named as such.
        #[derive(Deserialize)]
        struct Header {
            version: u32,
        }
        let header: Header = serde_json::from_str(text)?;
        if header.version != VERSION {
            return Err(StateError::Version(header.version));
        }
        let state: Self = serde_json::from_str(text)?;
        state.check(typelib)?;
        Ok(state)
    }

    pub(super) fn print(&self) -> Result<String, StateError> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }

    fn check(&self, typelib: &Typelib) -> Result<(), StateError> {
        let mut uuids = BTreeSet::new();
        let media: BTreeSet<Uuid> = self.media.iter().map(|medium| medium.uuid).collect();
        let wrong = |text: String| Err(StateError::Wrong(text));
        for medium in &self.media {
            if medium.parent.is_some_and(|parent| !media.contains(&parent)) {
                return wrong(format!(
                    "medium `{}` has a parent that is not there",
                    medium.location
                ));
            }
        }
        for machine in &self.machines {
            let name = &machine.settings.name;
            if !uuids.insert(machine.uuid) {
                return wrong(format!("two machines have the UUID {}", machine.uuid));
            }
            let all = machine.snapshots.iter().map(|snapshot| &snapshot.settings);
            for settings in all.chain([&machine.settings]) {
                check_settings(settings, typelib).map_err(StateError::Wrong)?;
                if let Some(uuid) = settings.media().find(|uuid| !media.contains(uuid)) {
                    return wrong(format!(
                        "machine `{name}` has a medium {uuid} that is not there"
                    ));
                }
            }
        }
        Ok(())
    }
}

fn check_settings(settings: &Settings, typelib: &Typelib) -> Result<(), String> {
    let name = &settings.name;
    for (key, bag) in &settings.parts {
        let (part, _) =
            Part::parse(key).ok_or_else(|| format!("machine `{name}` has no part `{key}`"))?;
        for (attribute, value) in bag {
            let known = part.spec().find(attribute).filter(|known| known.is_kept());
            let kind = known.and_then(|_| part.spec().kind(typelib, attribute));
            let Some(kind) = kind else {
                return Err(format!(
                    "`{key}` of machine `{name}` has no attribute `{attribute}`"
                ));
            };
            if !fits(value, kind) {
                return Err(format!(
                    "`{key}.{attribute}` of machine `{name}` has another type"
                ));
            }
        }
    }
    Ok(())
}

fn fits(value: &Plain, kind: &Type) -> bool {
    match (value, kind) {
        (Plain::Bool(_), Type::Bool) | (Plain::Text(_), Type::WString) => true,
        (Plain::Int(number), Type::U8 | Type::U16 | Type::U32) => u32::try_from(*number).is_ok(),
        (Plain::Int(_), Type::I16 | Type::I32 | Type::I64 | Type::U64) => true,
        (Plain::List(items), Type::Array { of, .. }) => items.iter().all(|item| fits(item, of)),
        (Plain::Bool(_) | Plain::Int(_) | Plain::Text(_) | Plain::List(_), _) => false,
    }
}

fn machine_folder() -> String {
    "/home/test/VirtualBox VMs".to_owned()
}

fn clock() -> i64 {
    1_700_000_000_000
}
