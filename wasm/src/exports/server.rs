//! The language server, message by message.

use std::fmt;

use wasm_bindgen::prelude::wasm_bindgen;

/// A language server for one client.
#[wasm_bindgen]
pub struct Server(lsp::Server);

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[wasm_bindgen]
impl Server {
    /// Fresh addresses are made from the seed.
    #[wasm_bindgen(constructor)]
    pub fn new(seed: u32) -> Self {
        Self(lsp::Server::new(Box::new(lsp::Bare::new(seed.into()))))
    }

    /// What is to be sent to the client for one of its messages: a list.
    pub fn handle(&mut self, message: &str) -> String {
        // Nothing of ours has keys that are no text, which is all that can go wrong.
        serde_json::to_string(&self.0.handle_json(message)).unwrap_or_default()
    }
}
