//! What goes in beside a text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How a document is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(Serialize, schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// The release of VirtualBox that the machine is for, such as `7.2`: what it cannot do is found too.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Option::is_none"))]
    pub target: Option<String>,
    /// The rules that are reported, by name or short id; all where there is none.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Vec::is_empty"))]
    pub select: Vec<String>,
    /// The rules that are not, of those.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Vec::is_empty"))]
    pub ignore: Vec<String>,
    /// The text of the project's `boxwright.toml`.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Option::is_none"))]
    pub project: Option<String>,
    /// The files beside that, by name, of which it may extend one.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub beside: BTreeMap<String, String>,
    /// The path of the document from the folder of `boxwright.toml`, which may ask for less there.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Option::is_none"))]
    pub file: Option<String>,
}

/// How a plan is made.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(Serialize, schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PlanOptions {
    /// A document of the machine as it is now; without, VirtualBox has only the machine `test`.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Option::is_none"))]
    pub against: Option<String>,
    /// The project of the document, whose policies have to be satisfied.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Option::is_none"))]
    pub options: Option<Options>,
}

/// Something that is wrong with a `boxwright.toml`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProjectFault {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What is wrong, and what to do.
    pub message: String,
}
