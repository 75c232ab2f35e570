//! What two documents differ in, and what one gives away.

use serde::Serialize;

use super::ChangeAction;

/// A difference of two documents.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// The address, in normal form where both are for VirtualBox.
    pub path: String,
    /// What the second does to the first there.
    pub action: ChangeAction,
    /// What the first says.
    pub before: Option<String>,
    /// What the second says.
    pub after: Option<String>,
    /// The line of the first, from 1.
    pub before_line: Option<usize>,
    /// The line of the second, from 1.
    pub after_line: Option<usize>,
}

/// Something of the host that a document gives the guest or the network.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Exposure {
    /// The kind: the name of a rule, whose page says more.
    pub kind: &'static str,
    /// What is given away, in words.
    pub what: String,
    /// What gives it away.
    pub path: String,
    /// Where that begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The line, from 1.
    pub line: usize,
}
