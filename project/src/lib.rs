//! What a project asks of the linter: its `boxwright.toml`, and which findings are reported.
//!
//! Text in, data out: finding and reading files is the caller's part.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod choice;
mod config;

pub use choice::{Choice, NoRule, release, rule};
pub use config::{Config, Draft, Fault, KEYS, NAME, schema};
