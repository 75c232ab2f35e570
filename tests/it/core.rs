//! The core, on whole documents.

mod corpus;
mod examples;
mod one_declaration;
mod properties;
