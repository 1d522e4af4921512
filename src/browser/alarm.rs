//! The alarm port, over `chrome.alarms`.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use super::Browser;
use crate::policy::ALARM;
use crate::ports::Alarm;

/// The shortest time between two alarms that Chromium grants, in minutes.
const PERIOD: f64 = 0.5;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "alarms"])]
    fn create(name: &str, when: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "alarms"])]
    fn clear(name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "alarms"], js_name = clearAll)]
    fn clear_all() -> Result<JsValue, JsValue>;
}

impl Alarm for Browser {
    fn set_alarm(&self, at: Option<f64>) {
        // Refused, it leaves the waiting to a view that is open, which asks for itself.
        let _ = match at {
            None => clear(ALARM),
            Some(at) => {
                let when = Object::new();
                let set = |key: &str, value: f64| Reflect::set(&when, &key.into(), &value.into());
                set("when", at).and_then(|_| set("periodInMinutes", PERIOD)).and_then(|_| create(ALARM, &when))
            }
        };
    }

    fn clear_alarms(&self) {
        // One that rings all the same finds nothing to do.
        let _ = clear_all();
    }
}
