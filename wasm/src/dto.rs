//! What comes out, as JavaScript sees it: names in camel case, places in UTF-16 code units.

mod assist;
mod checked;
mod compared;
mod imported;
mod options;
mod plan;
mod retargeted;
mod vocabulary;

use serde::{Deserialize, Serialize};

pub use assist::{
    CodeAction, CodeActionKind, Completion, CompletionKind, Fold, Hover, Link, LinkTarget,
    OutlineEntry, Place, Renameable,
};
pub use checked::{
    Applicability, Attribute, Checked, Fix, Found, Node, Related, Severity, TextEdit,
};
pub use compared::{Difference, Exposure};
pub use imported::{Fate, Imported, Said};
pub use options::{Options, PlanOptions, ProjectFault};
pub use plan::{
    Action, Cause, Change, ChangeAction, Exposed, MachinePlan, Needs, Phase, Planned, Step,
};
pub use retargeted::{Done, Retargeted};
pub use vocabulary::{
    AttributeEntry, ChildEntry, ElementEntry, Kind, Occurs, Value, Vocabulary, Word,
};

/// A wish for another document, carried out as the smallest edits of the text.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(Serialize, schemars::JsonSchema))]
#[serde(tag = "op", rename_all = "camelCase")]
pub enum Wish {
    /// Gives an attribute or an element's text a value; what is missing on the way is made.
    Set {
        /// Where.
        path: String,
        /// The value, not escaped.
        value: String,
    },
    /// Takes the value at a place away, with elements that hold nothing any more.
    Clear {
        /// Where.
        path: String,
    },
    /// Puts an element where it belongs in another.
    Add {
        /// The element that gets it.
        parent: String,
        /// The element.
        xml: String,
    },
    /// Takes an element away.
    Remove {
        /// The element.
        path: String,
    },
}

/// What has two outcomes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "outcome", rename_all = "camelCase")]
pub enum Outcome<T> {
    /// It worked.
    Done {
        /// What came of it.
        result: T,
    },
    /// It did not, and why.
    Failed {
        /// Why, in words for people.
        message: String,
    },
}

impl<T> Outcome<T> {
    pub(crate) fn of<E: ToString>(result: Result<T, E>) -> Self {
        match result {
            Ok(result) => Self::Done { result },
            Err(error) => Self::Failed {
                message: error.to_string(),
            },
        }
    }
}

/// All types that come out, for the schema.
#[cfg(feature = "schema")]
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Everything {
    actions: Vec<CodeAction>,
    checked: Checked,
    completions: Vec<Completion>,
    differences: Outcome<Vec<Difference>>,
    edits: Outcome<Vec<TextEdit>>,
    exposure: Vec<Exposure>,
    faults: Vec<ProjectFault>,
    folds: Vec<Fold>,
    hover: Option<Hover>,
    imported: Imported,
    links: Vec<Link>,
    options: Options,
    outline: Vec<OutlineEntry>,
    place: Option<Place>,
    retargeted: Outcome<Retargeted>,
    plan_options: PlanOptions,
    planned: Planned,
    renameable: Option<Renameable>,
    text: Outcome<String>,
    vocabulary: Vocabulary,
    wish: Wish,
}
