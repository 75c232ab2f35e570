//! libvirt domain XML for VirtualBox: text in, data out.
//!
//! `parse` never fails; it gives what could be read, with diagnostics. `validate` is the only way to a
//! [`Validated`](validate::Validated) domain, `normalize` fills defaults in and puts everything in a fixed form and
//! order, `write` makes canonical XML of it.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod decode;
pub mod diagnostic;
pub mod domain;
pub mod fix;
pub mod path;
pub mod source;
pub mod span;
pub mod syntax;

pub use diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Severity};
pub use domain::Domain;
pub use path::Path;
pub use source::SourceMap;
pub use span::{LineIndex, Span};
