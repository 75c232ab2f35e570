//! libvirt domain XML for VirtualBox: text in, data out.
//!
//! `parse` never fails; it gives what could be read, with diagnostics. `validate` is the only way to a
//! [`Validated`](validate::Validated) domain, `normalize` fills defaults in and puts everything in a fixed form and
//! order, `write` makes canonical XML of it.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod domain;
pub mod path;
