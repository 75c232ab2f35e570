//! What is wrong with a text, and what elements it has.

use serde::Serialize;

/// A text, looked at.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Checked {
    /// What was found, in the order of the text.
    pub found: Vec<Found>,
    /// The root element; `null` where the text is not well-formed.
    pub root: Option<Node>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The document cannot be planned.
    Error,
    /// The document works, likely not as was meant.
    Warning,
    /// Something to know.
    Note,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// The name of the rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The line, from 1.
    pub line: usize,
    /// What it is about, such as `/domain/devices/disk[1]/target/@dev`.
    pub path: String,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// Why, and what to do.
    pub notes: Vec<String>,
    /// What mends it, the best first.
    pub fixes: Vec<Fix>,
}

/// Another place that has to do with a finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Related {
    /// What is there.
    pub message: String,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// Whether a fix can be carried out unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Applicability {
    /// The result means what the document was meant to mean.
    Safe,
    /// The result is valid, and may mean something else.
    Unsafe,
}

/// What mends a fault.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What it does, as an order.
    pub title: String,
    /// Whether it can be carried out unseen.
    pub applicability: Applicability,
    /// The changes to the text, none of which sees another.
    pub edits: Vec<TextEdit>,
}

/// A change to the text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TextEdit {
    /// Where what is replaced begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What stands there afterwards.
    pub insert: String,
}

/// An element of the text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Node {
    /// The name as it is written.
    pub name: String,
    /// Its address.
    pub path: String,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Where its start tag ends.
    pub tag_to: usize,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Its own text, without blanks around it.
    pub text: String,
    /// Where its text begins, or its start tag where it has none.
    pub text_from: usize,
    /// Where that ends.
    pub text_to: usize,
    /// The elements inside.
    pub children: Vec<Self>,
}

/// An attribute of an element.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
    /// Where the value begins, behind its quote.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}
