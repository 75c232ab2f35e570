//! libvirt domain XML for VirtualBox: text in, data out.
//!
//! `parse` never fails; it gives what could be read, with diagnostics. `validate` is the only way to a
//! [`Validated`](validate::Validated) domain, `normalize` fills defaults in and puts everything in a fixed form and
//! order, `write` makes canonical XML of it.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

// The declarations of elements name this crate, so that they work outside of it as well.
extern crate self as schema_core;

pub mod assist;
pub mod decode;
pub mod diagnostic;
pub mod diff;
pub mod domain;
pub mod edit;
pub mod elements;
pub mod exposure;
pub mod fix;
pub mod format;
pub mod identity;
pub mod json;
pub mod lint;
pub mod normalize;
mod order;
pub mod parse;
pub mod path;
pub mod policy;
pub mod report;
pub mod retarget;
#[cfg(feature = "schema")]
pub mod schema;
pub mod settings;
pub mod source;
pub mod span;
pub mod spec;
pub mod support;
pub mod syntax;
pub mod validate;
pub mod visible;
pub mod vocabulary;
pub mod write;

pub use diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Severity};
pub use domain::Domain;
pub use path::Path;
pub use source::SourceMap;
pub use span::{LineIndex, Span};
