//! Saved targets, how addresses are compared, and the matrix, over ports in memory.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::HttpResponse;
use link_lantern::ports::{Area, TabFault};
use link_lantern::protocol::Request;
use memory::{Memory, Sent, World, own_view, poll};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";

fn start() -> (Rc<World>, App<Memory>) {
    let world = Rc::new(World::default());
    let links = [
        ["a", "https://rival.example/x", "nofollow", "a rival", ""],
        ["a", "https://www.rival.example/", "", "home", ""],
        ["a", "https://acme.example/x?ref=1", "", "acme", ""],
    ];
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, snapshot(PAGE, PAGE, &links, &[]))])));
    world.stored.borrow_mut().insert((Area::Local, "token".into()), "a-token-for-tests".into());
    (Rc::clone(&world), App::new(Memory(world)))
}

fn send(app: &App<Memory>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(poll(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

fn change(app: &App<Memory>, change: &Value) -> Value {
    send(app, json!({"targets": {"change": change}}))
}

fn add(app: &App<Memory>, input: &str, kind: &str, scope: &str) -> Value {
    let add = json!({"input": input, "label": "", "kind": kind, "scope": scope, "at": null, "is_default": false});
    change(app, &json!({"add": add}))
}

fn inputs(reply: &Value) -> Vec<&str> {
    let targets = reply["ok"]["targets"]["targets"].as_array().expect("targets");
    targets.iter().map(|target| target["input"].as_str().expect("an input")).collect()
}

#[test]
fn targets_outlive_the_worker_in_the_order_given() {
    let (world, app) = start();
    for input in ["a.example", "b.example", "c.example"] {
        add(&app, input, "mine", "page");
    }
    assert_eq!(inputs(&change(&app, &json!({"move": {"id": 3, "to": 0}}))), ["c.example", "a.example", "b.example"]);
    assert_eq!(inputs(&change(&app, &json!({"move": {"id": 3, "to": 99}}))), ["a.example", "b.example", "c.example"]);
    change(&app, &json!({"default": {"id": 2}}));
    let removed = change(&app, &json!({"remove": {"id": 2}}));
    assert_eq!(inputs(&removed), ["a.example", "c.example"]);
    assert_eq!(removed["ok"]["targets"]["targets"][0]["is_default"], false);
    let undo = json!({"add": {"input": "b.example", "label": "B", "kind": "mine", "scope": "page", "at": 1, "is_default": true}});
    change(&app, &undo);
    let after = send(&App::new(Memory(world)), json!({"targets": {"change": null}}));
    assert_eq!(inputs(&after), ["a.example", "b.example", "c.example"]);
    assert_eq!(after["ok"]["targets"]["targets"][1]["is_default"], true);
    assert_eq!(after["ok"]["targets"]["targets"][1]["label"], "B");
}

#[test]
fn what_is_no_target_or_there_already_is_refused_with_words() {
    let (_, app) = start();
    let saved = add(&app, "https://Acme.example/x?utm_source=y#z", "mine", "page");
    let target = &saved["ok"]["targets"]["targets"][0];
    assert_eq!((&target["shown"]["domain"], &target["shown"]["after"]), (&json!("acme.example"), &json!("/x")));
    assert_eq!(target["notes"].as_array().map(Vec::len), Some(3));
    assert_eq!(add(&app, "http://acme.example/x", "competitor", "page")["err"]["code"], "target.duplicate");
    assert!(add(&app, "acme.example/x", "mine", "root_domain")["ok"].is_object(), "wider is another target");
    assert_eq!(add(&app, "two words", "mine", "page")["err"]["code"], "target.spaces");
    assert_eq!(add(&app, "co.uk", "mine", "root_domain")["err"]["code"], "target.suffix");
    let edit = json!({"edit": {"id": 2, "label": "", "kind": "mine", "scope": "page"}});
    assert_eq!(change(&app, &edit)["err"]["code"], "target.duplicate");
    let edit = json!({"edit": {"id": 7, "label": "", "kind": "mine", "scope": "page"}});
    assert_eq!(change(&app, &edit)["err"]["code"], "target.gone");
    for at in 0..198 {
        add(&app, &format!("t{at}.example"), "mine", "page");
    }
    assert_eq!(add(&app, "more.example", "mine", "page")["err"]["code"], "target.too_many");
}

#[test]
fn the_default_is_for_when_none_is_picked() {
    let (_, app) = start();
    add(&app, "rival.example", "competitor", "root_domain");
    change(&app, &json!({"default": {"id": 1}}));
    let open = || send(&app, json!({"open": {"tab": 1}}))["ok"]["report"].clone();
    assert_eq!(open()["aim"]["sent"]["domain"], "rival.example");
    assert_eq!(open()["live"]["matches"], 2);
    send(&app, json!({"aim": {"tab": 1, "pick": {"typed": "acme.example"}, "scope": "page"}}));
    assert_eq!(open()["aim"]["sent"]["domain"], "acme.example", "what was picked goes before");
}

#[test]
fn own_rules_hold_for_the_verdict_and_for_what_is_sent() {
    let (world, app) = start();
    *world.answer.borrow_mut() = Some(Ok(HttpResponse::new(200, br#"{"exists":[true]}"#)));
    let aim = |input: &str| {
        let aim = json!({"aim": {"tab": 1, "pick": {"typed": input}, "scope": "page"}});
        send(&app, aim)["ok"]["report"].clone()
    };
    assert_eq!(aim("acme.example/x")["live"]["state"], "no");
    let kept = send(&app, json!({"matching": {"change": {"strict": ["www"], "tracking": ["?Ref=5"]}}}));
    assert_eq!(kept["ok"]["matching"], json!({"strict": ["www"], "tracking": ["ref"]}));
    assert_eq!(aim("acme.example/x?ref=7")["live"]["state"], "yes");
    send(&app, json!({"ask": {"tab": 1, "rows": 2}}));
    let requests = world.requests.borrow();
    let [Sent { url, headers, body }] = requests.as_slice() else { panic!("one request, not {}", requests.len()) };
    assert_eq!((url.as_str(), headers[0].0.as_str()), ("https://lsapi.seomoz.com/v2/link_status", "x-moz-token"));
    let body: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(body["target"], "acme.example/x");
    drop(requests);
    assert_eq!(aim("rival.example/")["live"]["state"], "no", "www. makes another page now");
    send(&app, json!({"matching": {"change": {"strict": [], "tracking": []}}}));
    assert_eq!(aim("rival.example/")["live"]["state"], "yes");
}

#[test]
fn the_matrix_shows_competitors_that_are_ahead_and_costs_nothing() {
    let (world, app) = start();
    let matrix = || send(&app, json!({"matrix": {"tab": 1}}))["ok"]["matrix"].clone();
    assert_eq!(matrix(), json!({"rows": [], "says": null, "gaps": 0}));
    add(&app, "rival.example", "competitor", "root_domain");
    assert_eq!(matrix()["gaps"], 0, "without one's own there is nothing to be ahead of");
    add(&app, "mine.example", "mine", "root_domain");
    add(&app, "other.example", "competitor", "root_domain");
    let all = matrix();
    assert_eq!((&all["gaps"], &all["says"]["key"]), (&json!(1), &json!("matrix_gaps")));
    let row = &all["rows"][0];
    assert_eq!((&row["live"], &row["links"], &row["is_gap"]), (&json!("yes"), &json!(2), &json!(true)));
    assert_eq!(row["says"]["args"][2]["text"], "home", "the followed link is the better evidence");
    assert_eq!((&row["index"], &row["rows"]), (&json!("none"), &json!(2)));
    assert_eq!(all["rows"][2]["is_gap"], false);
    assert!(world.requests.borrow().is_empty());
    // What is asked for one is known in its row.
    *world.answer.borrow_mut() = Some(Ok(HttpResponse::new(200, br#"{"exists":[true]}"#)));
    send(&app, json!({"aim": {"tab": 1, "pick": {"typed": "rival.example"}, "scope": "root_domain"}}));
    send(&app, json!({"ask": {"tab": 1, "rows": 2}}));
    let row = &matrix()["rows"][0];
    assert_eq!((&row["index"], &row["rows"], &row["is_picked"]), (&json!("yes"), &json!(0), &json!(true)));
    // One's own link ends the lead.
    add(&app, "acme.example", "mine", "root_domain");
    assert_eq!((&matrix()["gaps"], &matrix()["says"]["key"]), (&json!(0), &json!("matrix_linked")));
}

#[test]
fn a_page_that_could_not_be_read_is_not_said_to_link_to_none() {
    let (world, app) = start();
    add(&app, "mine.example", "mine", "root_domain");
    let says = || send(&app, json!({"matrix": {"tab": 1}}))["ok"]["matrix"]["says"].clone();
    assert_eq!(says()["key"], "matrix_linked");
    let fault = TabFault("Frame with ID 0 is showing error page".into());
    world.pages.borrow_mut().insert(1, (PAGE.into(), Err(fault)));
    send(&app, json!({"open": {"tab": 1}}));
    assert_eq!(says(), json!({"key": "lamp_unknown", "args": []}));
}
