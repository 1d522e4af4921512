//! Clocks that are put back or jump: nothing waits for a clock to catch up, nothing is paid twice, no loss is sure too early.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::{HttpFault, HttpResponse};
use link_lantern::ports::Area;
use link_lantern::protocol::Request;
use link_lantern::verdict::{Finding, There};
use link_lantern::watch::{DAY, Event, LiveState, Standing};
use memory::{Memory, World, own_view, poll};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";
const NOW: f64 = 1_790_000_000_000.0;

fn world(terms: &Value) -> Rc<World> {
    let world = World::default();
    let packed = snapshot(PAGE, PAGE, &[["a", "https://acme.example/x", "", "first", ""]], &[]);
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, packed)])));
    let aim = r#"{"input":"acme.example/x","scope":"page"}"#;
    world.stored.borrow_mut().insert((Area::Local, "aim".into()), aim.into());
    world.stored.borrow_mut().insert((Area::Local, "terms".into()), terms.to_string());
    world.sign_in("secret-canary-token");
    Rc::new(world)
}

fn app(world: &Rc<World>) -> App<Memory> {
    App::new(Memory(Rc::clone(world)))
}

fn send(world: &Rc<World>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(poll(app(world).handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

fn list(world: &Rc<World>, request: &Value) -> Value {
    let reply = send(world, json!({"list": request}));
    assert!(reply["err"].is_null(), "{request}: {reply}");
    reply["ok"]["list"].clone()
}

/// Questions about links that Moz got.
fn questions(world: &World) -> usize {
    world.requests.borrow().iter().filter(|sent| sent.body.contains("\"sources\"")).count()
}

fn answer(body: &str) -> HttpResponse {
    let body: Value = serde_json::from_str(body).expect("JSON");
    match body["sources"].as_array() {
        Some(sources) => HttpResponse::new(200, json!({"exists": vec![true; sources.len()]}).to_string()),
        None => HttpResponse::new(200, r#"{"result":{"index_id":"one"}}"#),
    }
}

#[test]
fn a_question_that_waits_does_not_wait_for_the_clock_to_catch_up() {
    let world = world(&json!({"plan": {"paid": 100}}));
    let mut first = Some(HttpResponse { status: 429, retry_after: Some("60".into()), body: Vec::new() });
    *world.moz.borrow_mut() = Some(Box::new(move |body| {
        Ok(Some(body)
            .filter(|body| body.contains("sources"))
            .and_then(|_| first.take())
            .unwrap_or_else(|| answer(body)))
    }));
    let waiting = send(&world, json!({"ask": {"tab": 1, "rows": 2}}))["ok"]["report"]["index"].clone();
    assert_eq!(waiting["state"], "busy", "{waiting}");
    world.later.set(-DAY);
    let until = send(&world, json!({"open": {"tab": 1}}))["ok"]["report"]["index"]["until"].as_f64().expect("a time");
    assert!(until <= NOW - DAY + 61_000.0, "as long as before, by the new clock");
    // Whoever wakes has the alarm put right.
    poll(app(&world).wake()).expect("the end");
    assert!(world.alarm.get().expect("an alarm") <= until + 1_000.0);
    assert_eq!(questions(&world), 1);
    // The pace hears of the clock at its first turn, and waits once more.
    for minutes in 1..=2 {
        world.later.set(-DAY + f64::from(minutes) * 61_000.0);
        poll(app(&world).wake()).expect("the end");
    }
    assert_eq!(questions(&world), 2);
    assert_eq!(send(&world, json!({"open": {"tab": 1}}))["ok"]["report"]["index"]["state"], "yes");
}

/// A list of two sources, which Moz was asked about in vain.
fn lost() -> Rc<World> {
    let world = world(&json!({"plan": {"paid": 100}, "confirm_at": 1000}));
    *world.moz.borrow_mut() =
        Some(Box::new(|body| if body.contains("\"sources\"") { Err(HttpFault::Timeout) } else { Ok(answer(body)) }));
    let text = json!({"text": "https://one.example/\nhttps://two.example/"});
    let app = app(&world);
    let send = |request: Value| {
        let request: Request = serde_json::from_value(json!({"list": request})).expect("a request");
        serde_json::to_value(poll(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
    };
    send(json!({"read": {"from": text, "separator": null}}));
    send(json!({"draft": {"aim": {"target": "acme.example", "source_scope": "page", "target_scope": "root_domain"}}}));
    let saved = send(json!({"save": {"title": "A list"}}));
    assert!(saved["err"].is_null(), "{saved}");
    send(json!({"run": {"id": 1, "rows": 4}}));
    poll(app.work()).expect("the end");
    assert_eq!(questions(&world), 1);
    world.later.set(60_000.0);
    world
}

#[test]
fn a_list_that_is_asked_again_is_paid_once_whatever_the_clock_does_meanwhile() {
    for jump in [0.0, -5_000.0, -DAY, DAY] {
        let world = lost();
        let changed = Rc::clone(&world);
        *world.moz.borrow_mut() = Some(Box::new(move |body| {
            if body.contains("\"sources\"") {
                changed.later.set(60_000.0 + jump);
                return Err(HttpFault::Timeout);
            }
            Ok(answer(body))
        }));
        list(&world, &json!({"retry": {"id": 1, "rows": 4}}));
        for _ in 0..5 {
            poll(app(&world).work()).expect("the end");
            world.later.set(world.later.get() + 40_000.0);
        }
        assert_eq!(questions(&world), 2, "by {jump}: once at first, and once by the person's word");
    }
}

#[test]
fn a_list_that_waits_for_its_turn_goes_on_by_a_clock_that_was_put_back() {
    let world = lost();
    let mut refused = false;
    *world.moz.borrow_mut() = Some(Box::new(move |body| {
        if body.contains("\"sources\"") && !std::mem::replace(&mut refused, true) {
            return Ok(HttpResponse { status: 429, retry_after: Some("60".into()), body: Vec::new() });
        }
        Ok(answer(body))
    }));
    // Not those that were asked in vain, which a clock put back leaves to another run.
    let text = json!({"text": "https://three.example/\nhttps://four.example/"});
    let app_one = app(&world);
    for request in [
        json!({"read": {"from": text, "separator": null}}),
        json!({"draft": {"aim": {"target": "acme.example", "source_scope": "page", "target_scope": "root_domain"}}}),
        json!({"save": {"title": "Another"}}),
        json!({"run": {"id": 2, "rows": 4}}),
    ] {
        let request: Request = serde_json::from_value(json!({"list": request})).expect("a request");
        poll(app_one.handle(&own_view(), request)).expect("a reply");
    }
    poll(app_one.work()).expect("the end");
    assert_eq!(questions(&world), 2);
    world.later.set(-DAY);
    poll(app(&world).wake()).expect("the end");
    assert_eq!(questions(&world), 2, "not before its turn");
    for minutes in 1..=2 {
        world.later.set(-DAY + f64::from(minutes) * 61_000.0);
        poll(app(&world).wake()).expect("the end");
    }
    assert_eq!(questions(&world), 3);
}

fn found(at: f64, there: There) -> Finding {
    Finding { at, there, why: None, link: None, page: None }
}

#[test]
fn no_loss_is_sure_by_a_clock_that_jumped() {
    let mut state = LiveState::default();
    state.step(&found(NOW, There::Yes));
    state.step(&found(NOW + DAY, There::No));
    assert_eq!(state.standing, Standing::Suspected);
    // The clock is half a year ahead, minutes later.
    let jumped = NOW + 180.0 * DAY;
    assert_eq!(state.step(&found(jumped, There::No)), []);
    assert_eq!(state.standing, Standing::Suspected);
    assert_eq!(state.step(&found(jumped + DAY, There::No)), [Event::Lost(None)]);

    let mut state = LiveState::default();
    for at in [NOW, NOW + 60_000.0, jumped, jumped + 60_000.0] {
        assert_eq!(state.step(&found(at, There::Unknown)), [], "minutes are no week");
    }
}
