//! The core, on whole documents.

mod corpus;
mod corpus_faults;
mod examples;
mod one_declaration;
mod properties;
mod syntax;
