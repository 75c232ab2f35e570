//! Plans and applies validated domains to VirtualBox, through VirtualBox's own API.
#![warn(missing_docs)]

pub mod adopt;
pub mod apply;
pub mod backend;
#[cfg(not(target_family = "wasm"))]
pub mod connect;
mod current;
mod document;
mod drift;
mod extra_data;
mod find;
#[cfg(not(target_family = "wasm"))]
pub mod helper;
pub mod journal;
pub mod machines;
mod mapping;
mod media;
pub mod obstacle;
pub mod plan;
pub mod planner;
mod reader;
mod room;
pub mod secret;
pub mod settings;
mod target;
pub mod typelib;
mod unmanaged;
pub mod uri;
pub mod value;
