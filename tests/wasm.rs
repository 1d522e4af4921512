//! The tables again, in a service worker of a real browser; and whether Rust's URLs are the browser's.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod cases;
mod snapshot;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_service_worker);

#[wasm_bindgen_test]
fn clean() {
    cases::clean();
}

#[wasm_bindgen_test]
fn suffix() {
    cases::suffix();
}

#[wasm_bindgen_test]
fn classify() {
    cases::classify();
}

#[wasm_bindgen_test]
fn matching() {
    cases::matching();
}

#[wasm_bindgen_test]
fn rel() {
    cases::rel();
}

#[wasm_bindgen_test]
fn answers() {
    cases::answers();
}

#[wasm_bindgen_test]
fn wrappers() {
    cases::wrappers::carried();
}

#[wasm_bindgen_test]
fn long_wrappers() {
    cases::wrappers::long();
}

#[wasm_bindgen_test]
fn judged_wrappers() {
    cases::wrappers::judged();
}

#[wasm_bindgen_test]
fn warn() {
    cases::warn::said();
}

/// Rust resolves each href of the table as the browser itself does, the unusable ones included.
#[wasm_bindgen_test]
fn agrees_with_the_browser() {
    let cases::LinkTable { base, links, .. } = cases::links();
    let ours = url::Url::parse(&base).expect("a base");
    for link in &links {
        let browser = web_sys::Url::new_with_base(&link.href, &base).map(|url| url.href()).ok();
        let rust = ours.join(&link.href).map(String::from).ok();
        // Fails too when a difference is gone, so that none is claimed that is not there.
        assert_eq!(rust != browser, link.browser_differs.is_some(), "{}: {rust:?} {browser:?}", link.href);
    }
}
