//! The protocol, by the names that this crate uses for it: the only module that names the crates it comes from.

pub use lsp_server::Message;
pub(crate) use lsp_server::{Connection, ErrorCode, RequestId, Response};
pub(crate) use lsp_server::{Notification as RawNotification, Request as RawRequest};

pub(crate) use gen_lsp_types::Message as MessageText;
pub(crate) use gen_lsp_types::*;
