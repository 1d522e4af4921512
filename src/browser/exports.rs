//! What JS can call.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::{Browser, json};
use crate::app::App;
use crate::phrase::{Failure, Retry};
use crate::policy::{Sender, is_own_alarm};
use crate::protocol::{Item, Reply, Request};

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
    // Small and flat, so it is read as the object that it is.
    let sender: Sender = serde_wasm_bindgen::from_value(sender).unwrap_or_default();
    // A list that was under way when the last worker ended goes on with the first message that starts this one.
    go_on(&app);
    let reply = match json::from_js::<Request>(&message) {
        Some(request) => app.handle(&sender, request).await,
        None => Reply::Err(Failure::new("request.malformed", Retry::Never)),
    };
    go_on(&app);
    json::to_js(&reply).unwrap_or(JsValue::NULL)
}

/// Does what is to be done when nobody waits for it.
fn go_on(app: &Rc<App<Browser>>) {
    let app = Rc::clone(app);
    wasm_bindgen_futures::spawn_local(async move { app.work().await });
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
    APP.with(Rc::clone).start_up().await;
}

/// Does what was chosen in the menu of a page, or of a link on it: `item` is one of [`Item`]'s names, `link` the link's
/// address or nothing. It never spends anything.
#[wasm_bindgen]
pub async fn choose(tab: i32, item: String, link: String) {
    if let Some(item) = Item::named(&item) {
        APP.with(Rc::clone).choose(tab, item, &link).await;
    }
}
