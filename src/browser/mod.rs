//! The browser's side: exports to JS, and one adapter file for each port. Decides nothing.

mod alarm;
mod clock;
mod connection;
mod database;
mod exports;
mod http;
mod json;
mod notice;
mod random;
mod storage;
mod tabs;
mod web;

use std::cell::RefCell;

use web_sys::AbortController;

/// All ports, by the browser's own means.
#[derive(Default)]
pub struct Browser {
    /// What cancels the requests under way.
    requests: RefCell<Vec<(crate::moz::Ticket, AbortController)>>,
    /// The database, if it is open.
    connection: connection::Connection,
}

/// What an error says, whatever kind of value was thrown.
fn message_of(error: &wasm_bindgen::JsValue) -> String {
    use wasm_bindgen::JsCast;
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_else(|| "no reason given".to_owned()),
    }
}
