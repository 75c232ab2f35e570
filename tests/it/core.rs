//! The core, on whole documents.

mod corpus;
mod examples;
