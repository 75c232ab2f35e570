//! The functions that JavaScript calls; what they give is JSON.

use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(any(feature = "editor", feature = "plan"))]
use crate::api;

fn json(value: &impl Serialize) -> String {
    // Nothing of ours has keys that are no text, which is all that can go wrong.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(feature = "editor")]
#[expect(unreachable_pub, reason = "JavaScript reaches them")]
mod editor {
    use super::{api, json, wasm_bindgen};

    #[wasm_bindgen]
    pub fn check(text: &str, target: Option<String>) -> String {
        json(&api::check(text, target.as_deref()))
    }

    #[wasm_bindgen]
    pub fn lint(file: &str, text: &str, target: Option<String>) -> String {
        api::lint(file, text, target.as_deref()).unwrap_or_default()
    }

    #[wasm_bindgen]
    pub fn explain(rule: &str) -> Option<String> {
        api::explain(rule).map(str::to_owned)
    }

    #[wasm_bindgen]
    pub fn wish(text: &str, wish: &str) -> String {
        let outcome = match serde_json::from_str(wish) {
            Ok(wish) => api::wish(text, &wish),
            Err(error) => crate::dto::Outcome::Failed {
                message: error.to_string(),
            },
        };
        json(&outcome)
    }

    #[wasm_bindgen]
    pub fn format(text: &str) -> String {
        json(&api::format(text))
    }

    #[wasm_bindgen]
    pub fn fix(text: &str, unsafe_too: bool) -> String {
        api::fix(text, unsafe_too)
    }

    #[wasm_bindgen]
    pub fn normalize(text: &str) -> String {
        json(&api::normalize(text))
    }

    #[wasm_bindgen]
    pub fn convert(text: &str, to_json: bool) -> String {
        json(&api::convert(text, to_json))
    }

    #[wasm_bindgen]
    pub fn vocabulary() -> String {
        json(&api::vocabulary())
    }
}

#[cfg(feature = "server")]
mod server {
    use std::fmt;

    use super::wasm_bindgen;

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
            super::json(&self.0.handle_json(message))
        }
    }
}

#[cfg(feature = "plan")]
#[expect(unreachable_pub, reason = "JavaScript reaches them")]
mod plan {
    use super::{api, json, wasm_bindgen};

    #[wasm_bindgen]
    pub fn plan(text: &str, uuid: &str) -> String {
        json(&api::plan(text, uuid))
    }

    #[wasm_bindgen(js_name = planJson)]
    pub fn plan_json(text: &str, uuid: &str) -> Option<String> {
        api::plan_json(text, uuid)
    }
}
