//! The clock port.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::Browser;
use crate::ports::Clock;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    pub(super) fn set_timeout(then: &Function, milliseconds: u32);
}

impl Clock for Browser {
    fn now(&self) -> f64 {
        js_sys::Date::now()
    }

    async fn sleep(&self, milliseconds: u32) {
        let elapsed = Promise::new(&mut |then, _| set_timeout(&then, milliseconds));
        // It is never rejected.
        let _ = JsFuture::from(elapsed).await;
    }
}
