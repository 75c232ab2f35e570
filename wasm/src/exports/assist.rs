//! What an editor asks while somebody types. Places are counted in UTF-16 code units.

use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use super::{given, value, value_or_error};
use crate::api;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Math)]
    fn random() -> f64;
}

/// What may be written at a place, the best first.
#[wasm_bindgen(unchecked_return_type = "t.Completion[]")]
pub fn complete(
    text: &str,
    at: usize,
    #[wasm_bindgen(unchecked_optional_param_type = "t.Options")] options: &JsValue,
) -> Result<JsValue, JsError> {
    // Fresh addresses are made from a number that is another one each time; they are looked at, not kept secret.
    let seed = random().to_bits();
    value_or_error(api::complete(text, at, seed, &given(options)?))
}

/// What the thing at a place means.
#[wasm_bindgen(unchecked_return_type = "t.Hover | null")]
pub fn hover(
    text: &str,
    at: usize,
    #[wasm_bindgen(unchecked_optional_param_type = "t.Options")] options: &JsValue,
) -> Result<JsValue, JsError> {
    value_or_error(api::hover(text, at, &given(options)?))
}

/// What can be done about a part of a text, and last, where there is something, to mend everything that is safe to mend.
#[wasm_bindgen(unchecked_return_type = "t.CodeAction[]")]
pub fn actions(
    text: &str,
    from: usize,
    to: usize,
    #[wasm_bindgen(unchecked_optional_param_type = "t.Options")] options: &JsValue,
) -> Result<JsValue, JsError> {
    value_or_error(api::actions(text, from, to, &given(options)?))
}

/// The elements as a tree, also of a text that is not well-formed.
#[wasm_bindgen(unchecked_return_type = "t.OutlineEntry[]")]
pub fn outline(text: &str) -> JsValue {
    value(&api::outline(text))
}

/// What can be folded away: elements and comments of several lines.
#[wasm_bindgen(unchecked_return_type = "t.Fold[]")]
pub fn folds(text: &str) -> JsValue {
    value(&api::folds(text))
}

/// What a selection at a place grows to, the smallest first.
#[wasm_bindgen(unchecked_return_type = "t.Place[]")]
pub fn selections(text: &str, at: usize) -> JsValue {
    value(&api::selections(text, at))
}

/// The names of the start tag and the end tag of the element whose name is at a place; nothing elsewhere.
#[wasm_bindgen(unchecked_return_type = "t.Place[]")]
pub fn linked(text: &str, at: usize) -> JsValue {
    value(&api::linked(text, at))
}

/// What the thing at a place refers to: the controller of a disk, or the device that a name means.
#[wasm_bindgen(unchecked_return_type = "t.Place | null")]
pub fn definition(text: &str, at: usize) -> JsValue {
    value(&api::definition(text, at))
}

/// What refers to the thing at a place: the disks of a controller, or every place that has a device's name.
#[wasm_bindgen(unchecked_return_type = "t.Place[]")]
pub fn references(text: &str, at: usize) -> JsValue {
    value(&api::references(text, at))
}

/// The name of a device at a place, where it can be changed.
#[wasm_bindgen(unchecked_return_type = "t.Renameable | null")]
pub fn renameable(text: &str, at: usize) -> JsValue {
    value(&api::renameable(text, at))
}

/// The edits that give the device whose name is at a place another, wherever the name stands.
#[wasm_bindgen(unchecked_return_type = "t.Outcome<t.TextEdit[]>")]
pub fn rename(text: &str, at: usize, name: &str) -> JsValue {
    value(&api::rename(text, at, name))
}

/// The paths of the host and the rules that a text names.
#[wasm_bindgen(unchecked_return_type = "t.Link[]")]
pub fn links(text: &str) -> JsValue {
    value(&api::links(text))
}
