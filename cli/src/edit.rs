//! `boxwright edit`: the browser editor, served to this computer alone, with a file or a machine at its back.

mod gate;
mod page;
mod server;
mod work;

pub(crate) use page::Page;
pub(crate) use server::Server;
pub(crate) use work::Work;
