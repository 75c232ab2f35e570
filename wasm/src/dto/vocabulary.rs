//! What a document may say to VirtualBox: what forms are rendered from.

use serde::Serialize;

/// The vocabulary. Elements can hold themselves, so they are in a list and named by their place in it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Vocabulary {
    /// All elements; the first is `<domain>`.
    pub elements: Vec<ElementEntry>,
    /// The releases of VirtualBox that a document can be checked for, oldest first.
    pub releases: Vec<String>,
}

/// An element.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ElementEntry {
    /// The name of the tag.
    pub name: &'static str,
    /// What it is for.
    pub docs: &'static str,
    /// Its attributes.
    pub attributes: Vec<AttributeEntry>,
    /// What its own text can be; `null` where it has none.
    pub text: Option<Value>,
    /// The elements inside.
    pub children: Vec<ChildEntry>,
}

/// An attribute.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AttributeEntry {
    /// The name.
    pub name: &'static str,
    /// What it is for.
    pub docs: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What its absence means, where that is a value.
    pub default: Option<String>,
    /// What it can be.
    pub value: Value,
    /// The first release of VirtualBox that has it, where that is not said elsewhere.
    pub since: Option<String>,
}

/// How often an element occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Occurs {
    /// Once.
    Required,
    /// Once or not at all.
    Optional,
    /// Any number of times.
    Repeated,
}

/// What an element inside another consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Attributes, text, elements.
    Element,
    /// Text.
    Value,
    /// Nothing: it is there or it is not.
    Flag,
}

/// An element inside another.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChildEntry {
    /// The name of the tag.
    pub name: &'static str,
    /// The name in JSON, which is another one where an attribute beside it has the name of the tag.
    pub json: &'static str,
    /// What it is for there.
    pub docs: &'static str,
    /// How often it occurs.
    pub occurs: Occurs,
    /// What it consists of.
    pub kind: Kind,
    /// Its place among all elements, where it is more than text.
    pub element: Option<usize>,
    /// What its text can be, where it is nothing but text.
    pub value: Option<Value>,
    /// The first release of VirtualBox that has it, where that is not said elsewhere.
    pub since: Option<String>,
}

/// What a value can be.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Value {
    /// What it is, such as `a whole number`.
    pub what: &'static str,
    /// The words that it can be; none where it is not a word of a list.
    pub words: Vec<Word>,
}

/// A word that a value can be.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Word {
    /// The word.
    pub word: &'static str,
    /// What it means.
    pub docs: &'static str,
    /// Whether libvirt knows it and VirtualBox has nothing of the kind.
    pub is_foreign: bool,
}
