//! The tables again, in a service worker of a real browser; and whether Rust's URLs are the browser's.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod cases;
#[path = "cases/database.rs"]
mod database;
mod snapshot;

use link_lantern::browser::Browser;
use link_lantern::ports::{Change, Database, Durability, Order, Range, Table};
use wasm_bindgen::prelude::*;
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
fn reasons() {
    cases::reasons::reasons();
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

/// The browser's database does what the one in memory does.
#[wasm_bindgen_test]
async fn database() {
    database::keeps(&Browser::default()).await;
    database::changes_whole(&Browser::default()).await;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = indexedDB, js_name = deleteDatabase)]
    fn delete_database(name: &str) -> JsValue;
}

/// Deleted under an open connection: that gives way, and the next call makes a new database.
#[wasm_bindgen_test]
async fn database_deleted() {
    let db = Browser::default();
    for round in ["1", "2", "3"] {
        db.write(vec![Change::Put(Table::Facts, "round".into(), round.into())], Durability::Strict)
            .await
            .expect("kept");
        // Two connections, of which neither may stand in the way.
        let other = Browser::default();
        assert_eq!(other.get_one(Table::Facts, "round").await, Ok(Some(round.to_owned())));
        let request = delete_database("link-lantern");
        let deleted = js_sys::Promise::new(&mut |then, _| {
            js_sys::Reflect::set(&request, &"onsuccess".into(), &then).expect("a request");
        });
        wasm_bindgen_futures::JsFuture::from(deleted).await.expect("deleted");
        assert_eq!(db.get_one(Table::Facts, "round").await, Ok(None), "{round}");
        assert_eq!(other.get_one(Table::Facts, "round").await, Ok(None), "{round}");
    }
}

/// Twenty writers at once, each of which adds one to what it finds: none is lost.
#[wasm_bindgen_test]
async fn writers_wait_for_one_another() {
    let db = Browser::default();
    db.clear_all().await.expect("cleared");
    let add = async || {
        let place = [(Table::Facts, "n".to_owned())];
        let mut plan = |texts: Vec<Option<String>>| {
            let n = texts.first().and_then(Option::as_ref).map_or(0, |text| text.parse::<u32>().expect("a number"));
            Ok(vec![Change::Put(Table::Facts, "n".into(), (n + 1).to_string())])
        };
        db.update(&place, Durability::Relaxed, &mut plan).await
    };
    let added = futures_util::future::join_all((0..20).map(|_| add())).await;
    assert!(added.iter().all(Result::is_ok), "{added:?}");
    assert_eq!(db.get_one(Table::Facts, "n").await, Ok(Some("20".to_owned())));
    assert_eq!(db.count(&Range::all(Table::Facts)).await, Ok(1));
    assert_eq!(db.range(&Range::all(Table::Facts), Order::Ascending, 1).await.map(|found| found.len()), Ok(1));
}
