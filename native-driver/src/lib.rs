//! Plans and applies validated domains to VirtualBox, through VirtualBox's own API.
#![warn(missing_docs)]

pub mod backend;
#[cfg(not(target_family = "wasm"))]
pub mod connect;
#[cfg(not(target_family = "wasm"))]
pub mod helper;
pub mod typelib;
pub mod uri;
pub mod value;
