//! See `tests/corpus/properties.rs`.
#![no_main]

#[path = "../../tests/corpus/properties.rs"]
#[allow(dead_code, reason = "each target is one of them")]
mod properties;

libfuzzer_sys::fuzz_target!(|data: &[u8]| properties::table(data));
