//! The functions that JavaScript calls, as TypeScript sees them. Values cross as JSON.
//!
//! A wrong option is the caller's fault and throws; whatever is in a document does not.
#![cfg_attr(
    any(feature = "editor", feature = "plan"),
    expect(unreachable_pub, reason = "JavaScript reaches them")
)]
#![cfg_attr(
    not(any(feature = "editor", feature = "plan")),
    expect(dead_code, reason = "the language server speaks in texts of its own")
)]

#[cfg(feature = "editor")]
mod assist;
#[cfg(feature = "editor")]
mod editor;
#[cfg(feature = "plan")]
mod plan;
#[cfg(feature = "server")]
mod server;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// What declarations call the types of `dto`.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type * as t from \"./types.js\";";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON)]
    fn parse(text: &str) -> JsValue;

    #[wasm_bindgen(js_namespace = JSON)]
    fn stringify(value: &JsValue) -> Option<String>;
}

/// A value for JavaScript.
fn value(value: &impl Serialize) -> JsValue {
    // Nothing of ours has keys that are no text, which is all that can go wrong.
    parse(&serde_json::to_string(value).unwrap_or_default())
}

/// The same, or what is wrong with the options that it was made with.
#[cfg(feature = "editor")]
fn value_or_error<T: Serialize>(result: Result<T, String>) -> Result<JsValue, JsError> {
    match result {
        Ok(result) => Ok(value(&result)),
        Err(message) => Err(JsError::new(&message)),
    }
}

/// What JavaScript gives; the default where that is `undefined`.
fn given<T: DeserializeOwned + Default>(value: &JsValue) -> Result<T, JsError> {
    match stringify(value) {
        None => Ok(T::default()),
        Some(text) => serde_json::from_str(&text).map_err(|error| JsError::new(&error.to_string())),
    }
}
