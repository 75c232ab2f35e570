//! Tests against a real VirtualBox; `cargo xtask lab` runs them. Without `BOXWRIGHT_LIVE=1` each says that it was skipped.

mod adopt;
mod boot;
mod browser;
mod devices;
mod differential;
mod documented;
mod edit;
mod editors;
mod elements;
mod faults;
mod foreign;
mod host_drives;
mod instances;
mod lab;
mod metadata;
mod names;
mod obstacles;
mod phases;
mod remote_users;
mod retarget;
mod script;
mod settings;
mod support;
mod system;
mod xpcom;
