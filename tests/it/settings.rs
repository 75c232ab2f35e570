//! VirtualBox's settings files: what is read of those of others and of ours, and that what is written reads back.

mod commands;
pub(crate) mod corpus;
pub(crate) mod documents;
mod everywhere;
mod files;
mod round_trip;
