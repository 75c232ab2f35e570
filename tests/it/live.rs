//! Tests against a real VirtualBox; `cargo xtask lab` runs them. Without `BOXWRIGHT_LIVE=1` each says that it was skipped.

mod browser;
mod devices;
mod differential;
mod documented;
mod editors;
mod elements;
mod faults;
mod foreign;
mod instances;
mod lab;
mod metadata;
mod names;
mod obstacles;
mod phases;
mod retarget;
mod script;
mod support;
mod system;
mod xpcom;
