//! The core, on whole documents.

mod corpus;
mod corpus_faults;
mod edit;
mod examples;
mod format;
mod one_declaration;
mod properties;
mod syntax;
