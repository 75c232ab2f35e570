//! What an editor asks while somebody types.

use serde::Serialize;

use super::TextEdit;

/// Something that may be written at a place.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What it is, in a few words.
    pub detail: String,
    /// What it means, in Markdown.
    pub docs: String,
    /// What is written. Further lines are indented as if the first were not.
    pub edit: TextEdit,
    /// The same with places to fill in: `$1`, `${2:text}`, `${3|one,two|}`, `$0`.
    pub snippet: Option<String>,
    /// What is compared with what has been typed in the place of `edit`.
    pub filter: String,
    /// The lower the better.
    pub rank: u8,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CompletionKind {
    /// An element.
    Element,
    /// An end tag.
    EndTag,
    /// An attribute.
    Attribute,
    /// A word of a list.
    Word,
    /// A value that was made for this document.
    Fresh,
    /// A file of the host.
    File,
    /// A folder of the host.
    Folder,
    /// A rule of the linter.
    Rule,
}

/// What a place means.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Hover {
    /// Where the thing that is explained begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The explanation, in Markdown.
    pub docs: String,
}

/// Something that can be done about a part of the text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CodeAction {
    /// What it does, as an order.
    pub title: String,
    /// What it is.
    pub kind: CodeActionKind,
    /// The changes to the text.
    pub edits: Vec<TextEdit>,
    /// The finding that it is about, by its place in `found` of the same text.
    pub found: Option<usize>,
    /// Whether it is what most would choose.
    pub is_preferred: bool,
}

/// What an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CodeActionKind {
    /// It mends a fault.
    Fix,
    /// It mends everything that is safe to mend.
    FixAll,
    /// It accepts a finding, by a comment.
    Suppress,
    /// It says the same, or more, in other words.
    Rewrite,
}

/// An element in an outline.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OutlineEntry {
    /// Its name.
    pub name: String,
    /// What tells it from others of its name.
    pub detail: String,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Where its name begins.
    pub name_from: usize,
    /// Where its name ends.
    pub name_to: usize,
    /// What is inside.
    pub children: Vec<Self>,
}

/// A part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// What can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Fold {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Whether it is a comment; else it is an element.
    pub is_comment: bool,
}

/// A part of the text that leads somewhere.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Whereto.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum LinkTarget {
    /// To a file or folder of the host.
    File {
        /// Its path.
        path: String,
    },
    /// To the page of a rule.
    Rule {
        /// The name of the rule.
        name: &'static str,
    },
}

/// A name of a device that can be changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Renameable {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The name.
    pub name: String,
}
