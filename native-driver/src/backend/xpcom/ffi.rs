//! All the unsafe: the library's function table, objects, and calls through their vtables.
//!
//! What is trusted here is the installed library and its own type library, which belong together. Everything else is
//! checked on this side of the border: arguments have the form that the type library says, counts come from the
//! arrays themselves, references are owned by [`ComPtr`], and memory of the library is copied and freed at once.
//! Nothing here can be sent to another thread, because XPCOM wants the thread that it was started on.

mod glue;
mod invoke;
mod marshal;
mod memory;
mod pointer;
#[cfg(test)]
mod tests;

pub(super) use glue::{Glue, Roots};
pub(super) use marshal::{Failure, In, Out, call};
#[cfg(test)]
use memory::Memory;
pub(super) use pointer::ComPtr;
