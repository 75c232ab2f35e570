//! What came of making a document of another hypervisor one for VirtualBox.

use serde::Serialize;

/// A document for VirtualBox, and what was done for that.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Retargeted {
    /// The document.
    pub xml: String,
    /// What was done, in the order of the text that it was made of.
    pub done: Vec<Done>,
    /// The commands that convert its disk images, for `sh`.
    pub commands: Vec<String>,
}

/// Something that was done.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Done {
    /// The line of the text before, from 1.
    pub line: usize,
    /// `changed`, `added`, `dropped`, or `attention` where somebody has to look after it.
    pub verb: String,
    /// To what, and why.
    pub message: String,
}
