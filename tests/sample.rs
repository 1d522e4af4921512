//! The sample: a full verdict by the ordinary code, of which nothing is left behind. And who is told how to begin.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::ports::Area;
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, run};
use serde_json::{Value, json};

fn send(world: &Rc<World>, request: Value) -> Value {
    let app = App::new(Memory(Rc::clone(world)));
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(run(app.handle(&own_view(), request))).expect("JSON")
}

#[test]
fn the_sample_is_a_full_verdict() {
    let world = Rc::new(World::default());
    let sample = send(&world, json!("sample"))["ok"]["sample"].clone();
    let report = &sample["report"];
    assert_eq!(report["page"]["failure"], Value::Null);
    assert_eq!(report["page"]["totals"]["links"], 10);
    assert_eq!(report["page"]["totals"]["outbound"], 6);
    assert_eq!(report["live"]["state"], "yes");
    assert_eq!(report["live"]["matches"], 2);
    assert_eq!(report["live"]["links"][0]["sight"]["visible"], true);
    assert_eq!(report["index"]["state"], "no");
    assert_eq!(report["index"]["chips"][1]["key"], "chip_cost");
    assert_eq!(report["ask"]["blocked"], Value::Null);
    assert_eq!(report["ask"]["rows"], 2);
    assert_eq!(report["verify"]["rows"], 1, "where the target redirects to is left to ask");
    let codes: Vec<&str> =
        report["reasons"].as_array().expect("reasons").iter().filter_map(|reason| reason["code"].as_str()).collect();
    assert_eq!(codes, ["minor", "fresh", "wider", "may_redirect", "lost"]);
    let follow: Vec<&str> =
        sample["links"].as_array().expect("links").iter().filter_map(|link| link["follow"]["key"].as_str()).collect();
    assert_eq!(follow.len(), 10);
    assert!(follow.iter().any(|key| *key != follow[0]), "{follow:?}");
    assert_eq!(sample["links"].as_array().expect("links").iter().filter(|link| link["through"].is_object()).count(), 1);
}

#[test]
fn it_sends_nothing_and_writes_nothing() {
    let world = Rc::new(World::default());
    send(&world, json!("sample"));
    assert!(world.requests.borrow().is_empty());
    assert!(world.fetched.borrow().is_empty());
    assert!(world.called.borrow().is_empty());
    assert!(world.stored.borrow().is_empty());
    assert!(world.tables.borrow().is_empty());
    assert_eq!(world.updates.get(), 0);
    assert!(world.alarm.get().is_none());
}

/// What the person has of their own, and a database that cannot be opened, are nothing to it.
#[test]
fn it_is_the_same_for_everybody() {
    let new = Rc::new(World::default());
    let old = Rc::new(World::default());
    old.sign_in("secret-canary-token");
    old.stored
        .borrow_mut()
        .insert((Area::Local, "aim".into()), r#"{"input":"mine.example","scope":"root_domain"}"#.into());
    *old.no_database.borrow_mut() = Some(link_lantern::ports::StoreFault::Failed("no".into()));
    assert_eq!(send(&new, json!("sample")), send(&old, json!("sample")));
}

#[test]
fn who_is_new_is_told_how_to_begin_until_they_have_read_it() {
    let world = Rc::new(World::default());
    let is_new = || send(&world, json!({"first_run": {"read": false}}))["ok"]["first_run"] == true;
    assert!(is_new());
    assert!(is_new(), "to be shown is not to be read");
    assert_eq!(send(&world, json!({"first_run": {"read": true}}))["ok"]["first_run"], false);
    assert!(!is_new());
}

#[test]
fn who_has_had_a_token_is_not_new() {
    let world = Rc::new(World::default());
    world.sign_in("a-token-for-tests");
    let is_new = || send(&world, json!({"first_run": {"read": false}}))["ok"]["first_run"] == true;
    assert!(!is_new());
    send(&world, json!("remove_token"));
    assert!(!is_new(), "though it was removed");
}

#[test]
fn who_has_picked_a_target_is_not_new() {
    let world = Rc::new(World::default());
    world.stored.borrow_mut().insert((Area::Local, "aim".into()), r#"{"input":"","scope":"page"}"#.into());
    assert_eq!(send(&world, json!({"first_run": {"read": false}}))["ok"]["first_run"], false);
}
