//! The core, on whole documents.

mod corpus;
mod corpus_faults;
mod corpus_places;
mod edit;
mod examples;
mod format;
pub(crate) mod mutants;
mod one_declaration;
mod properties;
mod retarget;
mod syntax;
mod ten_faults;
