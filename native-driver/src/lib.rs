//! Plans and applies validated domains to VirtualBox, through VirtualBox's own API.
#![warn(missing_docs)]

pub mod backend;
pub mod typelib;
pub mod uri;
pub mod value;
