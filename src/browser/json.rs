//! Values cross to JS and back as JSON text. Chromium clones messages as JSON anyway; and to walk the objects of JS would
//! need a second copy of everything that reads and writes the protocol, beside the one for JSON.

use js_sys::JSON;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// What a value of JS holds; none if that is something else.
pub(super) fn from_js<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    let text = JSON::stringify(value).ok()?.as_string()?;
    serde_json::from_slice(text.as_bytes()).ok()
}

/// The value as JS has it.
pub(super) fn to_js<T: Serialize>(value: &T) -> Option<JsValue> {
    JSON::parse(&serde_json::to_string(value).ok()?).ok()
}
