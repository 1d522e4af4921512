//! A link that leads to the target only through a wrapper, from the page to the reasons.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::HttpResponse;
use link_lantern::ports::Area;
use memory::{Memory, World, own_view, poll};
use serde_json::{Value, json};

const PAGE: &str = "https://news.example/article?id=1";
const MAIL: &str =
    "https://eur01.safelinks.protection.outlook.com/?data=05%7Cjane%40corp.example&url=https%3A%2F%2Facme.example%2Fx";

/// A page that shows `rows`, and Moz, that knows no link of it.
fn app(rows: &[[&str; 5]]) -> (App<Memory>, Rc<World>) {
    let world = World::default();
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, snapshot::snapshot(PAGE, PAGE, rows, &[]))])));
    let stored = [("token", "a-token-for-tests"), ("aim", r#"{"input":"acme.example/x","scope":"page"}"#)];
    for (key, value) in stored {
        world.stored.borrow_mut().insert((Area::Local, key.into()), value.into());
    }
    *world.answer.borrow_mut() = Some(Ok(HttpResponse::new(200, br#"{"exists":[false]}"#)));
    let world = Rc::new(world);
    (App::new(Memory(Rc::clone(&world))), world)
}

fn report(app: &App<Memory>, request: Value) -> Value {
    let request = serde_json::from_value(request).expect("a request");
    let reply = poll(app.handle(&own_view(), request)).expect("a reply");
    serde_json::to_value(reply).expect("JSON")["ok"]["report"].clone()
}

#[test]
fn it_counts_and_says_so() {
    let (app, world) = app(&[["a", MAIL, "", "from a mail", ""]]);
    let opened = report(&app, json!({"open": {"tab": 1}}));
    assert_eq!(opened["live"]["state"], "yes");
    let via = json!([{"text": "eur01.safelinks.protection.outlook.com"}]);
    assert_eq!(opened["live"]["chips"][1], json!({"key": "chip_through", "args": via}));
    let row = &opened["live"]["links"][0];
    assert_eq!(row["through"], json!({"key": "through_wrapper", "args": [{"text": "acme.example/x"}]}));
    assert_eq!(row["address"]["domain"], "outlook.com", "its own address stays");

    let asked = report(&app, json!({"ask": {"tab": 1, "rows": 2}}));
    assert_eq!(
        asked["reasons"][0],
        json!({"code": "wrapped", "says": {"key": "reason_wrapped", "args": via}, "next": null})
    );
    for memory::Sent { url, headers, body } in world.requests.borrow().iter() {
        assert!(!format!("{url} {headers:?} {body}").contains("jane"), "what the wrapper holds besides is not sent");
    }
}

#[test]
fn as_a_target_it_is_what_it_carries() {
    let (app, _) = app(&[["a", MAIL, "", "from a mail", ""]]);
    report(&app, json!({"open": {"tab": 1}}));
    let aimed = report(&app, json!({"aim": {"tab": 1, "pick": {"link": 0}, "scope": "page"}}));
    assert_eq!(aimed["aim"]["input"], "https://acme.example/x");
}

#[test]
fn share_buttons_and_short_links_do_not_count() {
    let share = "https://x.com/intent/post?url=https%3A%2F%2Facme.example%2Fx";
    let (app, world) = app(&[["a", share, "", "post", ""], ["a", "https://bit.ly/abc", "", "more", ""]]);
    let opened = report(&app, json!({"open": {"tab": 1}}));
    assert_eq!(opened["live"]["state"], "no");
    assert_eq!(opened["live"]["chips"], json!([{"key": "chip_hidden", "args": [{"count": 1}]}]));
    assert!(world.requests.borrow().is_empty(), "nobody is asked where they lead");
}
