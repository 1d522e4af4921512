//! Settings and records that cannot be read: the page is read all the same, nothing is paid for by mistake, and what is
//! there is put aside before anything takes its place.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::HttpResponse;
use link_lantern::ports::{Area, Table};
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, poll};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";
/// What is found in place of what was written.
const DAMAGE: [&str; 6] = ["", "{", "null", "[1", "\"\u{fffd}\"", "{\"list\":7}"];

fn world() -> Rc<World> {
    let world = World::default();
    let packed = snapshot(PAGE, PAGE, &[["a", "https://acme.example/x", "", "first", ""]], &[]);
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, packed)])));
    world.sign_in("secret-canary-token");
    *world.answer.borrow_mut() = Some(Ok(HttpResponse::new(200, r#"{"exists":[true]}"#)));
    Rc::new(world)
}

fn send(world: &Rc<World>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    let app = App::new(Memory(Rc::clone(world)));
    serde_json::to_value(poll(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

fn stored(world: &World, key: &str) -> Option<String> {
    world.stored.borrow().get(&(Area::Local, key.to_owned())).cloned()
}

fn aim(world: &Rc<World>) -> Value {
    send(world, json!({"aim": {"tab": 1, "pick": {"typed": "acme.example/x"}, "scope": "page"}}))
}

#[test]
fn a_page_is_read_whatever_setting_is_damaged() {
    for key in ["aim", "steps", "targets", "sameness", "terms", "always", "watching", "first_run_read"] {
        for damage in DAMAGE {
            let world = world();
            world.stored.borrow_mut().insert((Area::Local, key.into()), damage.into());
            let opened = send(&world, json!({"open": {"tab": 1}}));
            assert!(opened["err"].is_null(), "{key} {damage}: {opened}");
            assert_eq!(aim(&world)["ok"]["report"]["live"]["state"], "yes", "{key} {damage}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_put_beside_what_takes_its_place() {
    let add =
        json!({"input": "mine.example", "label": "", "kind": "mine", "scope": "page", "at": null, "is_default": false});
    let cases = [
        ("targets", json!({"targets": {"change": {"add": add}}})),
        ("sameness", json!({"matching": {"change": {"strict": ["www"], "tracking": []}}})),
        ("aim", json!({"aim": {"tab": 1, "pick": {"typed": "acme.example/x"}, "scope": "page"}})),
    ];
    for (key, change) in cases {
        for damage in ["", "{", "[1", "{\"list\":7,\"strict\":7,\"input\":7}"] {
            let world = world();
            world.stored.borrow_mut().insert((Area::Local, key.into()), damage.into());
            let reply = send(&world, change.clone());
            assert!(reply["err"].is_null(), "{key}: {reply}");
            assert_ne!(stored(&world, key).as_deref(), Some(damage), "{key} is set");
            assert_eq!(stored(&world, &format!("damaged {key}")).as_deref(), Some(damage), "{key} is kept");
        }
    }
    // What can be read is replaced, as ever.
    let world = world();
    aim(&world);
    aim(&world);
    assert_eq!(stored(&world, "damaged aim"), None);
}

#[test]
fn what_is_damaged_in_the_ledger_is_asked_anew_only_by_the_persons_word() {
    let world = world();
    aim(&world);
    send(&world, json!({"ask": {"tab": 1, "rows": 2}}));
    let whole = world.tables.borrow().clone();
    let questions = || world.requests.borrow().iter().filter(|sent| sent.body.contains("sources")).count();
    assert_eq!(questions(), 1);
    for (table, key) in whole.keys().filter(|(table, _)| *table != Table::Secrets) {
        for damage in DAMAGE {
            whole.clone_into(&mut world.tables.borrow_mut());
            world.tables.borrow_mut().insert((*table, key.clone()), damage.into());
            let opened = send(&world, json!({"open": {"tab": 1}}));
            let state = &opened["ok"]["report"]["index"]["state"];
            assert!(
                ["yes", "none"].contains(&state.as_str().unwrap_or_default()),
                "{table:?} {key} {damage}: {opened}"
            );
            poll(App::new(Memory(Rc::clone(&world))).wake()).expect("the end");
            assert_eq!(questions(), 1, "{table:?} {key} {damage}");
        }
    }
    // The question itself, asked again.
    let key = "pp news.example/article acme.example/x";
    whole.clone_into(&mut world.tables.borrow_mut());
    world.tables.borrow_mut().insert((Table::Answers, key.into()), "{".into());
    world.later.set(60_000.0);
    assert_eq!(send(&world, json!({"ask": {"tab": 1, "rows": 2}}))["ok"]["report"]["index"]["state"], "yes");
    assert!(world.tables.borrow().iter().any(|((table, _), text)| *table == Table::Aside && text.contains('{')));
}
