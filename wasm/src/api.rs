//! What there is for JavaScript, as plain functions.

mod check;
mod edit;
#[cfg(feature = "plan")]
mod plan;
mod vocabulary;

pub use check::{check, explain, lint};
pub use edit::{convert, fix, format, normalize, wish};
#[cfg(feature = "plan")]
pub use plan::{plan, plan_json};
pub use vocabulary::vocabulary;
