//! The protocol as golden JSON: one of each request, sent in turn, and every reply to the letter.
//! `UPDATE=1 cargo test` writes the replies anew; the change then shows in review.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::fs;
use std::path::Path;
use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::HttpResponse;
use link_lantern::ports::PageScript;
use link_lantern::protocol::Request;
use memory::{Memory, Sent, World, own_view, run};
use serde_json::{Value, json};

const PAGE: &str = "https://news.example/article";

#[test]
fn replies_are_as_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protocol");
    let requests = fs::read_to_string(folder.join("requests.json")).expect("the requests");
    let requests: Vec<Value> = serde_json::from_str(&requests).expect("JSON");

    let world = Rc::new(World::default());
    let rows = [
        ["a", "https://acme.example/x", "nofollow", "lamps", ""],
        ["a", "https://other.example/", "", "", "ia picture"],
        ["a", "tel:1", "", "call", ""],
    ];
    let packed = snapshot::snapshot(PAGE, PAGE, &rows, &[]);
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, packed)])));
    let html = snapshot::snapshot(PAGE, PAGE, &[rows[0], ["a", "https://gone.example/", "", "gone", ""]], &[]);
    let html = html.replacen("\u{1e}a", "\u{1e}S\u{1f}200\u{1f}cache\u{1e}H\u{1f}x-robots-tag\u{1f}noindex\u{1e}a", 1);
    world.sources.borrow_mut().insert((1, false), html);
    let answer = HttpResponse::new(200, br#"{"exists":[true],"rows_consumed":7,"results":[{"root_domain":"b.example"}],"page":"https://acme.example/new"}"#);
    *world.answer.borrow_mut() = Some(Ok(answer));
    // The token is there before it is saved, so that the requests can stay in the order of a visit.
    world.sign_in("a-token-for-tests");
    *world.scripts.borrow_mut() = Some(Box::new(|script, _, _| {
        let said = match script {
            PageScript::Evidence => json!([{"why": "", "before": "See ", "link": "lamps", "after": " here."}]),
            PageScript::Light => json!([[true, ""], [false, "display"], null]),
            PageScript::Dark => Value::Null,
            PageScript::Pulse => json!({"url": PAGE, "links": 12, "lit": true}),
        };
        Some(said.to_string())
    }));
    world.granted.borrow_mut().push("https://granted.example/*".into());
    let looked = snapshot::snapshot("https://granted.example/x", "https://granted.example/x", &rows, &[]);
    *world.sites.borrow_mut() = Some(Box::new(move |url| {
        let rules = "\u{1e}T\u{1f}200\u{1f}User-agent: *".to_owned();
        Some(Ok(if url.ends_with("/robots.txt") { rules } else { looked.clone() }))
    }));
    let app = App::new(Memory(Rc::clone(&world)));

    let replies = requests.iter().map(|request| {
        let parsed: Request = serde_json::from_value(request.clone()).expect("a request of the protocol");
        let reply = run(app.handle(&own_view(), parsed)).expect("a reply at once");
        let mut reply = serde_json::to_value(reply).expect("JSON");
        // The one value that changes without the protocol changing.
        if let Some(options) = reply.pointer_mut("/ok/options") {
            options["suffix_list_date"] = json!("a date");
            options["suffix_list_rules"] = json!(1);
        }
        json!({ "request": request, "reply": reply })
    });
    let replies: Vec<Value> = replies.collect();
    for Sent { url, headers, body } in world.requests.borrow().iter() {
        assert!(url.starts_with("https://lsapi.seomoz.com/v2/"), "{url}");
        assert_eq!(headers[0], ("x-moz-token".into(), "a-token-for-tests".into()));
        assert!(serde_json::from_str::<Value>(body).is_ok_and(|body| body.is_object()), "{body}");
    }
    let written = serde_json::to_string_pretty(&replies).expect("JSON") + "\n";
    let file = folder.join("replies.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &written).expect("the file can be written");
    }
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == written,
        "the protocol has changed: `UPDATE=1 cargo test`"
    );
}

#[test]
fn what_is_no_request_is_refused() {
    for not_one in [
        json!(null),
        json!("open"),
        json!({}),
        json!({"options": {}, "open": {"tab": 1}}),
        json!({"open": {}}),
        json!({"open": {"tab": "1"}}),
        json!({"open": {"tab": 1.5}}),
        json!({"kind": "open", "tab": 1}),
        json!({"fetch": {"url": "https://evil.test/"}}),
        json!({"aim": {"tab": 1, "pick": {"typed": "x"}, "scope": "universe"}}),
        json!({"ask": {"tab": 1, "rows": -2}}),
    ] {
        assert!(serde_json::from_value::<Request>(not_one.clone()).is_err(), "{not_one}");
    }
}
