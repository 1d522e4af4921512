//! The port that tells the person: `extension/notice.js`, which the background puts there.

use wasm_bindgen::prelude::*;

use super::Browser;
use crate::ports::{Notice, Sign};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = showSign)]
    fn show_sign(tab: i32, sign: &str, target: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = showBadge)]
    fn show_badge(unseen: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = notifyOfChanges)]
    fn notify_of_changes(changes: u32) -> Result<JsValue, JsValue>;
}

impl Notice for Browser {
    fn sign(&self, tab: i32, sign: Sign, target: &str) {
        let sign = match sign {
            Sign::Yes => "yes",
            Sign::No => "no",
            Sign::Unknown => "unknown",
        };
        // A tab that is gone has no button.
        let _ = show_sign(tab, sign, target);
    }

    fn badge(&self, unseen: u32) {
        // Not shown there, it is shown in the list.
        let _ = show_badge(unseen);
    }

    fn notify(&self, changes: u32) {
        let _ = notify_of_changes(changes);
    }
}
