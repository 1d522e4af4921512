//! The port that fetches pages, by `extension/check/fetcher.js`: it needs a `DOMParser`, which is elsewhere in each browser.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::Browser;
use crate::moz::Ticket;
use crate::ports::{Want, Web, WebFault};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = fetchPage)]
    async fn fetch_page(look: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = stopFetch)]
    async fn stop_fetch(ticket: u32) -> Result<JsValue, JsValue>;
}

/// What `check/look.js` is asked.
#[derive(Serialize)]
struct Look<'a> {
    ticket: u32,
    url: &'a str,
    want: &'static str,
    largest: u32,
    patience: u32,
}

impl Web for Browser {
    async fn fetch(&self, url: &str, want: Want, ticket: Ticket) -> Result<String, WebFault> {
        let (want, largest) = match want {
            Want::Page { largest } => ("page", largest),
            Want::End { largest } => ("end", largest),
            Want::Text { largest } => ("text", largest),
        };
        let look = Look { ticket, url, want, largest, patience: crate::ports::PATIENCE };
        let look = serde_wasm_bindgen::to_value(&look).map_err(|error| WebFault(error.to_string()))?;
        let packed = fetch_page(look).await.map_err(|error| WebFault(super::message_of(&error)))?;
        let packed = packed.dyn_into().map_err(|_| WebFault("no answer".to_owned()))?;
        super::tabs::utf8(&packed).ok_or_else(|| WebFault("no text".to_owned()))
    }

    async fn stop(&self, ticket: Ticket) {
        // What has ended meanwhile need not be stopped.
        let _ = stop_fetch(ticket).await;
    }
}
