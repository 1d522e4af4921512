//! What JS can call.

use std::rc::Rc;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::Browser;
use crate::app::App;
use crate::phrase::{Failure, Retry};
use crate::policy::{Sender, is_own_alarm};
use crate::protocol::{Reply, Request};

thread_local! {
    static APP: Rc<App<Browser>> = Rc::new(App::new(Browser::default()));
}

/// Makes a panic, which should not be, say where it happened.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Answers a message. `sender` holds what the browser says of who sent it (see [`Sender`]).
#[wasm_bindgen]
pub async fn handle(message: JsValue, sender: JsValue) -> JsValue {
    let app = APP.with(Rc::clone);
    let sender: Sender = serde_wasm_bindgen::from_value(sender).unwrap_or_default();
    let reply = match serde_wasm_bindgen::from_value::<Request>(message) {
        Ok(request) => app.handle(&sender, request).await,
        Err(_) => Reply::Err(Failure::new("request.malformed", Retry::Never)),
    };
    // Chromium clones messages as JSON, so no Map and no BigInt.
    reply.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Goes on where a wait for Moz was too long for a worker. `alarm` is the name of the alarm that rang.
#[wasm_bindgen]
pub async fn wake(alarm: String) {
    if is_own_alarm(&alarm) {
        APP.with(Rc::clone).wake().await;
    }
}

/// Goes on after the browser, or the extension, was started anew: alarms and badge may be gone.
#[wasm_bindgen]
pub async fn start_up() {
    APP.with(Rc::clone).wake().await;
}
