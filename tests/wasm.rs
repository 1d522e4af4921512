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
fn robots() {
    cases::robots::robots();
}

#[wasm_bindgen_test]
fn robots_txt() {
    cases::robots_txt::robots_txt();
}

#[wasm_bindgen_test]
fn rel_notes() {
    cases::robots::rel_notes();
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

#[wasm_bindgen_test]
fn fixtures() {
    cases::fixtures::read();
}

#[wasm_bindgen_test]
fn cases_are_listed() {
    cases::fixtures::listed();
}

#[wasm_bindgen_test]
fn watch() {
    cases::watch::told();
}

#[wasm_bindgen_test]
fn warn() {
    cases::warn::said();
}

#[wasm_bindgen_test]
fn lists() {
    cases::lists::found();
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

/// Prints how long 15 turns of a work took.
async fn time(what: &str, work: impl AsyncFn(u32)) {
    let mut times = Vec::new();
    for turn in 0..15 {
        let start = js_sys::Date::now();
        work(turn).await;
        times.push(js_sys::Date::now() - start);
    }
    times.sort_by(f64::total_cmp);
    wasm_bindgen_test::console_log!("{what}: median {} ms, worst {} ms", times[7], times[14]);
}

/// No test but a measurement, for docs/decisions/0004-storage.md: `cargo test --release --target
/// wasm32-unknown-unknown --test wasm -- --include-ignored --nocapture hundred`.
#[wasm_bindgen_test]
#[ignore = "a measurement"]
async fn hundred_thousand_records() {
    let key = |n: u32| format!("pp site-{:05}.example/page/{n:06} acme-lamps.example/spring-range", n % 5000);
    let answer = r#"{"at":1790000000000.0,"exists":true,"rows":2,"flavour":"v2","index":"2026-09"}"#;
    let text = format!(r#"{{"v":2,"asked":1790000000000.0,"rows":2,"flavour":"v2","answer":{answer}}}"#);
    let records = |from: u32, count: u32| {
        (from..from + count).map(|n| Change::Put(Table::Answers, key(n), text.clone())).collect()
    };
    let db = Browser::default();
    db.clear_all().await.expect("cleared");
    let start = js_sys::Date::now();
    for piece in 0..100 {
        db.write(records(piece * 1000, 1000), Durability::Relaxed).await.expect("kept");
    }
    wasm_bindgen_test::console_log!("write 100,000 in 100 transactions: {} ms", js_sys::Date::now() - start);
    time("open, read 1", async |n| {
        assert!(Browser::default().get_one(Table::Answers, &key(n)).await.is_ok_and(|text| text.is_some()));
    })
    .await;
    time("read 9", async |n| {
        let keys: Vec<String> = (0..9).map(|m| key(n * 9 + m)).collect();
        assert!(db.get_many(Table::Answers, &keys).await.is_ok_and(|texts| texts.iter().all(Option::is_some)));
    })
    .await;
    for (what, durability, from) in [("relaxed", Durability::Relaxed, 200_000), ("strict", Durability::Strict, 300_000)]
    {
        for count in [1, 50] {
            time(&format!("append {count}, {what}"), async |n| {
                db.write(records(from + count * 1000 + n * count, count), durability).await.expect("kept");
            })
            .await;
        }
    }
    for order in [Order::Ascending, Order::Descending] {
        for limit in [100, 1000] {
            time(&format!("range of {limit}, {order:?}"), async |n| {
                let range = Range { table: Table::Answers, from: key(n * 100), to: "pq".into() };
                assert!(db.range(&range, order, limit).await.is_ok_and(|found| found.len() == limit as usize));
            })
            .await;
        }
    }
    let all = Range::all(Table::Answers);
    time("count all", async |_| assert!(db.count(&all).await.is_ok_and(|count| count > 100_000))).await;
    let start = js_sys::Date::now();
    let found = db.range(&all, Order::Ascending, 200_000).await.expect("read");
    wasm_bindgen_test::console_log!("range of all {}: {} ms", found.len(), js_sys::Date::now() - start);
    let start = js_sys::Date::now();
    db.clear_all().await.expect("cleared");
    wasm_bindgen_test::console_log!("clear all: {} ms", js_sys::Date::now() - start);
}
