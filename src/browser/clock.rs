//! The clock port.

use super::Browser;
use crate::ports::Clock;

impl Clock for Browser {
    fn now(&self) -> f64 {
        js_sys::Date::now()
    }
}
