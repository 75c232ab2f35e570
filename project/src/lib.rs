//! What a project says in its `boxwright.toml`: which findings are reported, what hosts call what documents name, and
//! which machines are made of one document.
//!
//! Text in, data out: finding and reading files is the caller's part.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod choice;
mod config;
mod host;
mod instance;

pub use choice::{Choice, NoRule, release, rule, unknown_release};
pub use config::{Config, Draft, Fault, KEYS, NAME, schema};
pub use host::Host;
pub use instance::{
    Instance, InstanceError, Instances, Maker, Names, Origin, Place, Setting, SharedImage,
    shared_images,
};
