//! What came of reading a settings file of VirtualBox's, or an OVF descriptor.

use serde::Serialize;

use super::Found;

/// What became of a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "outcome", rename_all = "camelCase")]
pub enum Imported {
    /// It is a machine.
    Machine {
        /// The document.
        xml: String,
        /// The version of the settings, such as `1.19`.
        settings: String,
        /// What is wrong with the file.
        found: Vec<Found>,
        /// What became of each setting, in the order of the text.
        said: Vec<Said>,
    },
    /// It is something else.
    Other {
        /// What it is, and what to do, in words for people.
        message: String,
    },
}

/// What became of something that a file says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// The elements and the attribute, such as `Machine/Hardware/Memory/@RAMSize`.
    pub path: String,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The line, from 1.
    pub line: usize,
    /// What became of it.
    pub fate: Fate,
    /// What it is or why; empty where it is kept.
    pub note: String,
}

/// What became of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is in the document.
    Kept,
    /// Something near it is in the document.
    Approximated,
    /// A document has no words for it.
    NotExpressible,
    /// It belongs to something that is off.
    Idle,
    /// It cannot be read: another value is taken.
    Unreadable,
    /// VirtualBox itself makes nothing of it.
    Meaningless,
}
