//! The port of chance, over `crypto.getRandomValues`.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::Browser;
use crate::moz::Random;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(array: &Uint8Array) -> Result<JsValue, JsValue>;
}

impl Random for Browser {
    fn bytes(&self) -> [u8; 16] {
        let array = Uint8Array::new_with_length(16);
        let mut bytes = [0; 16];
        // Refused for more than 65,536 bytes only. All it decides is how long to wait and how a request is named.
        if get_random_values(&array).is_ok() {
            array.copy_to(&mut bytes);
        }
        bytes
    }
}
