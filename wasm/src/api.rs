//! What there is for JavaScript, as plain functions.

mod assist;
mod check;
mod edit;
mod forms;
#[cfg(feature = "plan")]
mod import;
#[cfg(feature = "plan")]
mod json;
mod options;
#[cfg(feature = "plan")]
mod plan;
#[cfg(feature = "plan")]
mod retarget;
mod vocabulary;

pub use assist::{
    actions, complete, definition, folds, hover, linked, links, outline, references, rename,
    renameable, selections,
};
pub use check::{check, explain, exposure, lint};
pub use edit::{fix, format, format_range, wish};
pub use forms::{diff, normalize};
#[cfg(feature = "plan")]
pub use import::import_settings;
#[cfg(feature = "plan")]
pub use json::{from_json, to_json};
pub use options::project_faults;
#[cfg(feature = "plan")]
pub use plan::{plan, plan_json};
#[cfg(feature = "plan")]
pub use retarget::retarget;
pub use vocabulary::vocabulary;
