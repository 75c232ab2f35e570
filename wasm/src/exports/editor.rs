//! Everything about a document alone.

use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use super::{given, value, value_or_error};
use crate::api;

/// What is wrong with a text, and what elements it has.
#[wasm_bindgen(unchecked_return_type = "t.Checked")]
pub fn check(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "t.Options")] options: &JsValue,
) -> Result<JsValue, JsError> {
    value_or_error(api::check(text, &given(options)?))
}

/// What `boxwright lint --format json` prints about a text.
#[wasm_bindgen]
pub fn lint(
    file: &str,
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "t.Options")] options: &JsValue,
) -> Result<String, JsError> {
    api::lint(file, text, &given(options)?).map_err(|message| JsError::new(&message))
}

/// The page of a rule, in Markdown.
#[wasm_bindgen]
pub fn explain(rule: &str) -> Option<String> {
    api::explain(rule)
}

/// What is wrong with the text of a `boxwright.toml`.
#[wasm_bindgen(js_name = projectFaults, unchecked_return_type = "t.ProjectFault[]")]
pub fn project_faults(text: &str) -> JsValue {
    value(&api::project_faults(text))
}

/// What a document gives the guest, or the network, of the host.
#[wasm_bindgen(unchecked_return_type = "t.Exposure[]")]
pub fn exposure(text: &str) -> JsValue {
    value(&api::exposure(text))
}

/// The smallest edits that make wishes true, each of which sees the text that those before it left.
#[wasm_bindgen(unchecked_return_type = "t.Outcome<t.TextEdit[]>")]
pub fn wish(
    text: &str,
    #[wasm_bindgen(unchecked_param_type = "t.Wish[]")] wishes: &JsValue,
) -> Result<JsValue, JsError> {
    Ok(value(&api::wish(text, &given::<Vec<_>>(wishes)?)))
}

/// The edits that format a text.
#[wasm_bindgen(unchecked_return_type = "t.Outcome<t.TextEdit[]>")]
pub fn format(text: &str) -> JsValue {
    value(&api::format(text))
}

/// The edits that format the lines of a text that a part of it touches.
#[wasm_bindgen(js_name = formatRange, unchecked_return_type = "t.Outcome<t.TextEdit[]>")]
pub fn format_range(text: &str, from: usize, to: usize) -> JsValue {
    value(&api::format_range(text, from, to))
}

/// The text with its fixes carried out: those that keep its meaning, or also those that may not.
#[wasm_bindgen]
pub fn fix(
    text: &str,
    #[wasm_bindgen(js_name = unsafeToo)] unsafe_too: Option<bool>,
    #[wasm_bindgen(unchecked_optional_param_type = "t.Options")] options: &JsValue,
) -> Result<String, JsError> {
    let fixed = api::fix(text, unsafe_too.unwrap_or_default(), &given(options)?);
    fixed.map_err(|message| JsError::new(&message))
}

/// The same document with everything written out that its silence means: what `boxwright normalize` prints.
#[wasm_bindgen(unchecked_return_type = "t.Outcome<string>")]
pub fn normalize(text: &str) -> JsValue {
    value(&api::normalize(text))
}

/// What two documents differ in: by what they mean where both are for VirtualBox, else as they are written.
#[wasm_bindgen(unchecked_return_type = "t.Outcome<t.Difference[]>")]
pub fn diff(before: &str, after: &str) -> JsValue {
    value(&api::diff(before, after))
}

/// All that a document may say to VirtualBox.
#[wasm_bindgen(unchecked_return_type = "t.Vocabulary")]
pub fn vocabulary() -> JsValue {
    value(&api::vocabulary())
}
