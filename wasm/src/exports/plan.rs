//! What only some look at: what apply would do on a simulated VirtualBox 7.2, what comes of VirtualBox's own files, and the
//! JSON form.

use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use super::{given, value};
use crate::api;

/// What would be done.
#[wasm_bindgen(unchecked_return_type = "t.Planned")]
pub fn plan(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "t.PlanOptions")] options: &JsValue,
) -> Result<JsValue, JsError> {
    Ok(value(&api::plan(text, &given(options)?)))
}

/// What `boxwright plan --format json` prints, without the line end; nothing where there is no plan.
#[wasm_bindgen(js_name = planJson)]
pub fn plan_json(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "t.PlanOptions")] options: &JsValue,
) -> Result<Option<String>, JsError> {
    Ok(api::plan_json(text, &given(options)?))
}

/// What comes of a settings file of VirtualBox's (`.vbox`) or an OVF descriptor.
#[wasm_bindgen(js_name = importSettings, unchecked_return_type = "t.Imported")]
pub fn import_settings(text: &str) -> JsValue {
    value(&api::import_settings(text))
}

/// What comes of a document for another hypervisor: what `boxwright retarget` prints.
#[wasm_bindgen(unchecked_return_type = "t.Outcome<t.Retargeted>")]
pub fn retarget(text: &str, target: Option<String>) -> JsValue {
    value(&api::retarget(text, target))
}

/// The same domain as JSON: what `boxwright convert --to json` prints.
#[wasm_bindgen(js_name = toJson, unchecked_return_type = "t.Outcome<string>")]
pub fn to_json(text: &str) -> JsValue {
    value(&api::to_json(text))
}

/// The domain of a JSON form, as XML: what `boxwright convert --to xml` prints.
#[wasm_bindgen(js_name = fromJson, unchecked_return_type = "t.Outcome<string>")]
pub fn from_json(text: &str) -> JsValue {
    value(&api::from_json(text))
}
