//! The port that tells the person: `extension/notice.js`, which the background puts there.

use wasm_bindgen::prelude::*;

use super::Browser;
use crate::ports::Notice;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = showBadge)]
    fn show_badge(unseen: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = notifyOfChanges)]
    fn notify_of_changes(changes: u32) -> Result<JsValue, JsValue>;
}

impl Notice for Browser {
    fn badge(&self, unseen: u32) {
        // Not shown there, it is shown in the list.
        let _ = show_badge(unseen);
    }

    fn notify(&self, changes: u32) {
        let _ = notify_of_changes(changes);
    }
}
