//! The commands, one file each.

pub(crate) mod adopt;
pub(crate) mod apply;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod delete;
pub(crate) mod diff;
pub(crate) mod doctor;
pub(crate) mod dump;
pub(crate) mod edit;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod fmt;
pub(crate) mod import;
pub(crate) mod language_server;
pub(crate) mod lint;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod normalize;
pub(crate) mod plan;
pub(crate) mod retarget;
pub(crate) mod rules;
pub(crate) mod schema;
