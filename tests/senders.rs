//! Every kind of request by every kind of sender: who is obeyed is in `tests/data/senders.json`, and nothing a refused one
//! sends leaves a trace. A request that is new stands in no row, and fails here until it does.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::policy::Sender;
use link_lantern::protocol::{Reply, Request};
use memory::{Memory, World, run};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Table {
    requests: BTreeMap<String, BTreeSet<String>>,
    senders: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    may: String,
    sender: Value,
}

/// The kinds that there are, as the protocol itself tells when it is asked for one that there is not.
fn kinds() -> BTreeSet<String> {
    let names = |unknown: Value| {
        let error = serde_json::from_value::<Request>(unknown).expect_err("no such request").to_string();
        let (_, known) = error.split_once("expected one of ").unwrap_or_else(|| panic!("{error}"));
        known.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
    };
    let lists = names(json!({ "list": { "?": {} } })).into_iter().map(|name| format!("list.{name}"));
    names(json!({ "?": {} })).into_iter().filter(|name| name != "list").chain(lists).collect()
}

/// The name of a request's kind.
fn kind(request: &Value) -> String {
    let name = |value: &Value| match value {
        Value::Object(fields) => fields.keys().next().cloned(),
        other => other.as_str().map(str::to_owned),
    };
    match name(request) {
        Some(list) if list == "list" => format!("list.{}", name(&request["list"]).unwrap_or_default()),
        other => other.unwrap_or_default(),
    }
}

fn sender(facts: &Value) -> Sender {
    let mut whole = json!({ "own_id": "own", "own_base": "chrome-extension://own/" });
    let fields = whole.as_object_mut().expect("an object");
    fields.extend(facts.as_object().expect("facts").clone());
    serde_json::from_value(whole).expect("a sender")
}

#[test]
fn every_request_by_every_sender() {
    let table: Table = serde_json::from_str(include_str!("data/senders.json")).expect("the table");
    let requests: Vec<Value> = serde_json::from_str(include_str!("protocol/requests.json")).expect("the requests");
    let known = kinds();
    let judged: BTreeSet<String> = table.requests.values().flatten().cloned().collect();
    assert_eq!(known, judged, "tests/data/senders.json says of each request whose it is");
    let examples: BTreeSet<String> = requests.iter().map(kind).collect();
    assert_eq!(known, examples, "tests/protocol/requests.json has one of each");

    let none = BTreeSet::new();
    let mut pairs = 0;
    for row in &table.senders {
        let may = table.requests.get(&row.may).unwrap_or(&none);
        assert!(row.may == "none" || !may.is_empty(), "{}: no such group", row.name);
        for request in &requests {
            let world = Rc::new(World::default());
            world.sign_in("a-token-for-tests");
            let before = (world.stored.borrow().clone(), world.tables.borrow().clone());
            let app = App::new(Memory(Rc::clone(&world)));
            let parsed = serde_json::from_value(request.clone()).expect("a request of the protocol");
            // One that waits for something is obeyed.
            let reply = run(app.handle(&sender(&row.sender), parsed));
            let refused = matches!(&reply, Some(Reply::Err(failure)) if failure.code == "request.refused");
            assert_eq!(refused, !may.contains(&kind(request)), "{}: {request}", row.name);
            if refused {
                assert!(!serde_json::to_string(&reply).expect("JSON").contains("a-token"), "{}: {request}", row.name);
                assert_eq!(before, (world.stored.borrow().clone(), world.tables.borrow().clone()), "{request}");
                assert!(world.requests.borrow().is_empty() && world.fetched.borrow().is_empty(), "{request}");
                assert!(world.called.borrow().is_empty() && world.reread.borrow().is_empty(), "{request}");
            }
            pairs += 1;
        }
    }
    assert_eq!(pairs, requests.len() * table.senders.len());
}

#[test]
fn a_sender_that_cannot_be_read_is_nobody() {
    // As the browser's side does with what is no object of that shape.
    assert!(!Sender::default().is_own_view());
    assert_eq!(Sender::default().own_script(), None);
}
