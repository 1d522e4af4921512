//! What an organisation sets, over ports in memory.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::ports::Area;
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, run};
use serde_json::{Value, json};

fn managed(entries: &[(&str, Value)]) -> App<Memory> {
    let world = Rc::new(World::default());
    for (key, value) in entries {
        world.stored.borrow_mut().insert((Area::Managed, (*key).to_owned()), value.to_string());
    }
    App::new(Memory(world))
}

fn ask(app: &App<Memory>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(run(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

#[test]
fn values_are_where_people_begin() {
    let app = managed(&[
        ("daily_limit", json!(40)),
        ("days", json!(7)),
        ("targets", json!([{"address": "acme.example", "label": "Acme"}])),
    ]);
    assert_eq!(ask(&app, json!("options"))["ok"]["options"]["terms"]["daily_limit"], 40);
    let changed = ask(&app, json!({"change": {"setting": "daily_limit", "text": "5"}}));
    assert_eq!(changed["ok"]["options"]["terms"]["daily_limit"], 5, "{changed}");
    let targets = ask(&app, json!({"targets": {"change": null}}));
    assert_eq!(targets["ok"]["targets"]["targets"][0]["label"], "Acme", "{targets}");
    assert_eq!(
        (&targets["ok"]["targets"]["locked"], &targets["ok"]["targets"]["targets"][0]["is_default"]),
        (&json!(false), &json!(true))
    );
    let removed = ask(&app, json!({"targets": {"change": {"remove": {"id": 1}}}}));
    assert_eq!(removed["ok"]["targets"]["targets"], json!([]), "a person who removes all has none");
}

#[test]
fn what_is_locked_stays() {
    let app = managed(&[
        ("plan", json!("paid")),
        ("rate", json!(3)),
        ("targets", json!([{"address": "acme.example"}])),
        ("locked", json!(["plan", "targets"])),
    ]);
    for request in [
        json!({"change": {"setting": "plan", "text": "free"}}),
        json!({"change": {"setting": "rate", "text": "9"}}),
        json!({"targets": {"change": {"remove": {"id": 1}}}}),
    ] {
        assert_eq!(ask(&app, request.clone())["err"]["code"], "settings.managed", "{request}");
    }
    assert!(ask(&app, json!({"change": {"setting": "days", "text": "9"}}))["ok"].is_object());
    let options = ask(&app, json!("options"));
    assert_eq!(options["ok"]["options"]["terms"]["plan"], json!({"paid": 3}), "{options}");
    assert_eq!(options["ok"]["options"]["locked"], json!(["plan", "targets"]));
    assert_eq!(
        ask(&app, json!({"targets": {"change": null}}))["ok"]["targets"]["targets"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn what_does_not_fit_is_named() {
    let app = managed(&[("plan", json!("golden")), ("locked", json!(["plan"]))]);
    let options = ask(&app, json!("options"));
    assert_eq!(options["ok"]["options"]["ignored"], json!(["plan", "locked: plan"]), "{options}");
    assert!(ask(&app, json!({"change": {"setting": "plan", "text": "free"}}))["ok"].is_object());
}
