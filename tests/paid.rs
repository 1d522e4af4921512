//! The one way to Moz: what is refused before it is sent, what is waited for, what survives the worker's end, and that
//! nothing is paid twice.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use futures_util::FutureExt;
use link_lantern::app::App;
use link_lantern::ledger::{Spent, spent};
use link_lantern::moz::HttpResponse;
use link_lantern::ports::{Area, Table};
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, poll};
use proptest::prelude::*;
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";
const KEY: &str = "pp news.example/article acme.example/x";
const NOW: f64 = 1_790_000_000_000.0;

fn world() -> Rc<World> {
    let world = World::default();
    let packed = snapshot(PAGE, PAGE, &[["a", "https://acme.example/x", "", "first", ""]], &[]);
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, packed)])));
    world
        .stored
        .borrow_mut()
        .insert((Area::Local, "aim".into()), r#"{"input":"acme.example/x","scope":"page"}"#.into());
    world.sign_in("secret-canary-token");
    Rc::new(world)
}

fn app(world: &Rc<World>) -> App<Memory> {
    App::new(Memory(Rc::clone(world)))
}

/// Sets the terms on which Moz is asked.
fn terms(world: &World, terms: &Value) {
    world.stored.borrow_mut().insert((Area::Local, "terms".into()), terms.to_string());
}

fn send(app: &App<Memory>, request: Value) -> Option<Value> {
    let request: Request = serde_json::from_value(request).expect("a request");
    poll(app.handle(&own_view(), request)).map(|reply| serde_json::to_value(reply).expect("JSON"))
}

fn report(world: &Rc<World>) -> Value {
    send(&app(world), json!({"open": {"tab": 1}})).expect("a reply")["ok"]["report"].clone()
}

fn ask(world: &Rc<World>, rows: u32) -> Value {
    send(&app(world), json!({"ask": {"tab": 1, "rows": rows}})).expect("a reply")
}

/// A worker that the alarm has started; none if it was stopped.
fn wake(world: &Rc<World>) -> Option<()> {
    poll(app(world).wake())
}

fn answer(world: &World, status: u16, retry_after: Option<&str>, body: &str) {
    let retry_after = retry_after.map(str::to_owned);
    *world.answer.borrow_mut() = Some(Ok(HttpResponse { status, retry_after, body: body.into() }));
}

/// Moz answers each of these in turn, and a yes when they are used up.
fn answers(world: &World, first: Vec<HttpResponse>) {
    let mut first = first.into_iter();
    *world.moz.borrow_mut() = Some(Box::new(move |body| Ok(first.next().unwrap_or_else(|| yes(body)))));
}

fn yes(body: &str) -> HttpResponse {
    let body: Value = serde_json::from_str(body).expect("JSON");
    let result = match body["method"].as_str() {
        None => json!({"exists": [true]}),
        Some("quota.lookup") => json!({"result": {"quota": {"allotted": 50, "used": 7}}}),
        Some("metadata.index.fetch") => json!({"result": {"index_id": "two"}}),
        Some(_) => json!({"result": {"exists": true}}),
    };
    HttpResponse::new(200, result.to_string())
}

fn slow(seconds: u32) -> HttpResponse {
    HttpResponse { status: 429, retry_after: Some(seconds.to_string()), body: Vec::new() }
}

fn questions(world: &World) -> usize {
    let asks = |body: &str| body.contains("exists") || body.contains("link_status") || body.contains("source");
    world.requests.borrow().iter().filter(|sent| asks(&sent.body)).count()
}

fn today(world: &Rc<World>) -> Spent {
    spent(&Memory(Rc::clone(world)), "2026-09-21").now_or_never().expect("at once").expect("a sum")
}

#[test]
fn the_daily_limit_refuses_before_anything_is_sent() {
    let world = world();
    terms(&world, &json!({"daily_limit": 3}));
    answers(&world, Vec::new());
    assert_eq!(ask(&world, 2)["ok"]["report"]["index"]["state"], "yes");
    let refused = ask(&world, 2);
    assert_eq!(refused["err"]["code"], "ask.daily_limit");
    assert_eq!(refused["err"]["says"]["args"], json!([{"count": 2}, {"count": 2}, {"count": 3}]));
    assert_eq!(questions(&world), 1);
    assert_eq!(today(&world), Spent { rows: 2, maybe_rows: 0, calls: 1 });
    assert_eq!(report(&world)["quota"]["limit"], json!({"key": "limit_rest", "args": [{"count": 1}, {"count": 3}]}));
    // What may have been billed counts, whatever endpoint it was of.
    let other = r#"{"rows":0,"maybe_rows":3,"calls":1}"#;
    world.tables.borrow_mut().insert((Table::Spent, "2026-09-21 url_metrics".into()), other.into());
    terms(&world, &json!({"daily_limit": 6}));
    assert_eq!(ask(&world, 2)["err"]["code"], "ask.daily_limit");
}

#[test]
fn a_refusal_for_pace_is_waited_out() {
    let world = world();
    terms(&world, &json!({"plan": {"paid": 100}}));
    answers(&world, vec![yes(r#"{"method":"metadata.index.fetch"}"#), slow(9)]);
    assert_eq!(ask(&world, 2)["ok"]["report"]["index"]["state"], "yes");
    assert!((9_000..25_000).contains(&world.slept.get()), "{}", world.slept.get());
    assert_eq!(questions(&world), 2);
    assert_eq!(today(&world), Spent { rows: 2, maybe_rows: 0, calls: 3 });
    // Refused for ever, it is given up.
    let world = self::world();
    terms(&world, &json!({"plan": {"paid": 100}}));
    answer(&world, 429, None, "");
    for _ in 0..8 {
        ask(&world, 2);
        world.later.set(world.later.get() + 300_000.0);
        if report(&world)["index"]["state"] != "busy" {
            break;
        }
    }
    assert_eq!(today(&world).most(), 0, "nothing was billed");
}

#[test]
fn the_free_plan_is_asked_once_in_ten_seconds() {
    let world = world();
    terms(&world, &json!({"plan": "free"}));
    answers(&world, Vec::new());
    ask(&world, 2);
    assert_eq!(world.slept.get(), 0);
    ask(&world, 2);
    assert!((10_000..11_000).contains(&world.slept.get()), "{}", world.slept.get());
    assert_eq!(questions(&world), 2);
}

/// Sixty seconds: written down, the worker is gone, the alarm brings it back, and it is paid once.
#[test]
fn a_long_wait_outlives_the_worker() {
    let world = world();
    answers(&world, vec![slow(60)]);
    let waiting = ask(&world, 2)["ok"]["report"].clone();
    assert_eq!(waiting["index"]["state"], "busy");
    assert_eq!(waiting["index"]["title"]["key"], "index_title_waiting");
    let until = waiting["index"]["until"].as_f64().expect("a time");
    assert!((NOW + 60_000.0..NOW + 61_000.0).contains(&until), "{until}");
    assert_eq!(world.alarm.get(), Some(until));
    assert_eq!(today(&world).most(), 0);
    assert_eq!(report(&world)["index"]["until"], until, "another worker says the same");

    // Rung early, it waits on.
    wake(&world).expect("the end");
    assert_eq!((questions(&world), world.alarm.get()), (1, Some(until)));
    world.later.set(60_000.0);
    wake(&world).expect("the end");
    assert_eq!((questions(&world), world.alarm.get()), (2, None));
    assert_eq!(report(&world)["index"]["state"], "yes");
    wake(&world).expect("the end");
    assert_eq!(today(&world), Spent { rows: 2, maybe_rows: 0, calls: 2 });
}

/// A window that is open need not wait for the alarm.
#[test]
fn a_view_takes_up_what_waits() {
    let world = world();
    answers(&world, vec![slow(60)]);
    ask(&world, 2);
    assert_eq!(ask(&world, 0)["ok"]["report"]["index"]["state"], "busy", "too early");
    world.later.set(61_000.0);
    assert_eq!(ask(&world, 0)["ok"]["report"]["index"]["state"], "yes");
    assert_eq!(questions(&world), 2);
}

#[test]
fn what_waits_is_not_sent_at_another_price_nor_the_next_day_nor_beyond_the_limit() {
    for (change, code) in [
        (json!({"flavour": "json_rpc"}), Some("ask.price_changed")),
        (json!({"daily_limit": 1}), Some("ask.daily_limit")),
        (json!(null), None),
    ] {
        let world = world();
        answers(&world, vec![slow(60)]);
        ask(&world, 2);
        world.later.set(61_000.0);
        if change.is_null() {
            world.later.set(4_000_000.0);
            assert_eq!(report(&world)["index"]["state"], "none", "it is too late by now");
        } else {
            terms(&world, &change);
        }
        let app = app(&world);
        poll(app.wake()).expect("the end");
        assert_eq!(questions(&world), 1);
        let after = send(&app, json!({"open": {"tab": 1}})).expect("a reply")["ok"]["report"].clone();
        assert_eq!(after["index"]["failure"]["code"].as_str(), code);
        assert!(!world.tables.borrow().keys().any(|(table, _)| *table == Table::Waiting));
    }
}

#[test]
fn cancelled_while_it_waits_nothing_is_sent() {
    // Written down as waiting.
    let world = world();
    answers(&world, vec![slow(60)]);
    ask(&world, 2);
    let cancelled = send(&app(&world), json!({"cancel": {"tab": 1}})).expect("a reply");
    assert_eq!(cancelled["ok"]["report"]["index"]["state"], "none");
    world.later.set(61_000.0);
    wake(&world).expect("the end");
    assert_eq!(questions(&world), 1);

    // Slept through.
    let world = self::world();
    answers(&world, Vec::new());
    let app = app(&world);
    send(&app, json!({"ask": {"tab": 1, "rows": 2}}));
    world.sleepless.set(true);
    let request = serde_json::from_value(json!({"ask": {"tab": 1, "rows": 2}})).expect("a request");
    let sender = own_view();
    let mut asking = Box::pin(app.handle(&sender, request));
    assert!(poll(asking.as_mut()).is_none());
    let glance = send(&app, json!({"open": {"tab": 1}})).expect("a reply");
    assert_eq!(glance["ok"]["report"]["index"]["title"]["key"], "index_title_waiting");
    let cancel = serde_json::from_value(json!({"cancel": {"tab": 1}})).expect("a request");
    let mut cancel = Box::pin(app.handle(&sender, cancel));
    assert!(poll(cancel.as_mut()).is_none());
    assert!(poll(asking.as_mut()).is_some());
    let after = serde_json::to_value(poll(cancel.as_mut()).expect("a reply")).expect("JSON");
    assert_eq!(after["ok"]["report"]["index"]["state"], "yes", "the answer from before");
    assert_eq!(questions(&world), 1);
    assert_eq!(today(&world), Spent { rows: 2, maybe_rows: 0, calls: 1 });
}

#[test]
fn by_json_rpc_the_verdict_is_the_same_at_half_the_price() {
    let [v2, rpc] = [("v2", 2), ("json_rpc", 1)].map(|(flavour, rows)| {
        let world = world();
        terms(&world, &json!({"flavour": flavour}));
        answers(&world, Vec::new());
        assert_eq!(report(&world)["ask"]["rows"], rows);
        assert_eq!(report(&world)["ladder"]["most_rows"], 6 * rows);
        let after = ask(&world, rows)["ok"]["report"].clone();
        assert_eq!(today(&world).rows, rows);
        assert_eq!(after["index"]["chips"][1], json!({"key": "chip_cost", "args": [{"count": rows}]}));
        assert_eq!(after["quota"]["last"]["args"], json!([{"count": rows}, {"count": rows}]));
        let told = |name: &str| after[name].clone();
        (after["index"]["state"].clone(), told("live"), told("reasons"), after["ladder"]["open"].clone())
    });
    assert_eq!(v2, rpc);
    assert_eq!(v2.0, "yes");
}

/// An account that V2 does not take: the failure says so, and the other API is a button away, never taken by itself.
#[test]
fn the_other_api_is_offered() {
    let world = world();
    *world.moz.borrow_mut() = Some(Box::new(|body| {
        let v2 = body.contains("\"sources\"");
        Ok(if v2 { HttpResponse::new(401, "") } else { yes(body) })
    }));
    let app = app(&world);
    let told = send(&app, json!({"ask": {"tab": 1, "rows": 2}})).expect("a reply")["ok"]["report"].clone();
    assert_eq!(told["index"]["failure"]["code"], "moz.no_links_api");
    assert_eq!(told["offer"]["flavour"], "json_rpc");
    let other = json!({"use_flavour": {"tab": 1, "flavour": "json_rpc"}});
    let other = send(&app, other).expect("a reply")["ok"]["report"].clone();
    assert_eq!((&other["ask"]["rows"], &other["offer"]), (&json!(1), &json!(null)));
    assert_eq!(questions(&world), 1, "nothing is asked by itself");
    let told = send(&app, json!({"ask": {"tab": 1, "rows": 1}})).expect("a reply")["ok"]["report"].clone();
    assert_eq!(told["index"]["state"], "yes");
}

#[test]
fn what_is_left_is_asked_once_an_hour_and_brought_up_to_date_by_what_is_spent() {
    let world = world();
    answers(&world, Vec::new());
    assert_eq!(report(&world)["quota"]["left"]["key"], "quota_unknown");
    let app = app(&world);
    let left = |quota: &Value| quota["left"]["args"][0]["count"].clone();
    let quota = send(&app, json!("quota")).expect("a reply")["ok"]["quota"].clone();
    assert_eq!((left(&quota), &quota["fresh"]), (json!(43), &json!(true)));
    ask(&world, 2);
    assert_eq!(left(&report(&world)["quota"]), 41);
    send(&app, json!("quota"));
    let asked = || world.requests.borrow().iter().filter(|sent| sent.body.contains("quota.lookup")).count();
    assert_eq!(asked(), 1);
    world.later.set(3_700_000.0);
    send(&app, json!("quota"));
    assert_eq!(asked(), 2);
    // It fails quietly, and another account's figure is none of this one's.
    answers(&world, vec![HttpResponse::new(400, "")]);
    send(&app, json!({"save_token": {"token": "another-token", "keep": "device"}}));
    let quota = send(&app, json!("quota")).expect("a reply")["ok"]["quota"].clone();
    assert_eq!((&quota["left"]["key"], &quota["known"]), (&json!("quota_failed"), &json!(false)));
}

#[test]
fn the_index_is_asked_once_a_day_and_in_company_only() {
    let asked = |world: &World| {
        world.requests.borrow().iter().filter(|sent| sent.body.contains("metadata.index.fetch")).count()
    };
    // A fast plan: before the question.
    let world = world();
    terms(&world, &json!({"plan": {"paid": 50}}));
    answers(&world, Vec::new());
    report(&world);
    assert_eq!(asked(&world), 0);
    ask(&world, 2);
    ask(&world, 2);
    assert_eq!(asked(&world), 1);
    // Since then there is a newer one.
    world.tables.borrow_mut().insert((Table::Facts, "index".into()), r#"{"id":"one","at":1.0}"#.into());
    let stale = report(&world)["index"]["chips"].to_string();
    assert!(stale.contains("chip_stale_index"), "{stale}");
    // A slow one: when the alarm rings.
    let world = self::world();
    answers(&world, Vec::new());
    ask(&world, 2);
    assert_eq!(asked(&world), 0);
    assert!(world.alarm.get().is_some());
    wake(&world).expect("the end");
    wake(&world).expect("the end");
    assert_eq!((asked(&world), world.alarm.get()), (1, None));
    assert_eq!(report(&world)["index"]["state"], "yes");
}

#[test]
fn settings_hold_at_once_and_nonsense_does_not() {
    let world = world();
    let app = app(&world);
    let change =
        |setting: &str, text: &str| send(&app, json!({"change": {"setting": setting, "text": text}})).expect("a reply");
    for (setting, text, wanted) in [
        ("flavour", "json_rpc", Some(json!("json_rpc"))),
        ("flavour", "v3", None),
        ("plan", "free", Some(json!("free"))),
        ("plan", "paid", Some(json!({"paid": 2}))),
        ("rate", "7", Some(json!({"paid": 7}))),
        ("rate", "0", None),
        ("rate", "101", None),
        ("rate", "2.5", None),
        ("daily_limit", " 10 ", Some(json!(10))),
        ("daily_limit", "-1", None),
        ("daily_limit", "", Some(json!(null))),
        ("days", "366", None),
        ("days", "7", Some(json!(7))),
        ("confirm_at", "1", Some(json!(1))),
        ("confirm_at", "", None),
    ] {
        let reply = change(setting, text);
        match wanted {
            Some(wanted) => {
                let name = if setting == "rate" { "plan" } else { setting };
                assert_eq!(reply["ok"]["options"]["terms"][name], wanted, "{setting} {text}");
            }
            None => assert!(reply["err"]["code"].is_string(), "{setting} {text}: {reply}"),
        }
    }
    assert_eq!(report(&world)["ask"]["confirm"], true);
    let kept = send(&self::app(&world), json!("options")).expect("a reply")["ok"]["options"]["terms"].clone();
    let wanted = json!({"flavour": "json_rpc", "plan": {"paid": 7}, "daily_limit": null, "days": 7, "confirm_at": 1});
    assert_eq!(kept, wanted);
}

#[test]
fn the_token_is_in_no_key_and_no_record() {
    let world = world();
    answers(&world, vec![slow(60)]);
    ask(&world, 2);
    let tables = world.tables.borrow();
    let leaks = tables
        .iter()
        .filter(|((table, key), text)| *table != Table::Secrets && (key.contains("canary") || text.contains("canary")));
    assert_eq!(leaks.count(), 0);
    assert!(tables.keys().any(|(table, key)| *table == Table::Facts && key.starts_with("pace ")));
}

proptest! {
    /// Stopped at any step, however often, while it asks, waits, is woken or cancelled: a press of the button is paid for
    /// once at most, and no row is spent that the log does not know of.
    #[test]
    fn a_press_pays_once(visits in prop::collection::vec((0_u8..4, prop::option::of(0_u32..40), 0_u8..3), 1..14)) {
        let world = world();
        let (mut presses, mut billed) = (0, 0);
        for (what, steps, end) in visits {
            answers(&world, match end {
                0 => Vec::new(),
                1 => vec![slow(60)],
                _ => vec![HttpResponse::new(500, "")],
            });
            let before = questions(&world);
            world.steps_left.set(steps);
            match what {
                0 => {
                    presses += 1;
                    let _ = send(&app(&world), json!({"ask": {"tab": 1, "rows": 2}}));
                }
                1 => drop(wake(&world)),
                2 => drop(send(&app(&world), json!({"ask": {"tab": 1, "rows": 0}}))),
                _ => drop(send(&app(&world), json!({"cancel": {"tab": 1}}))),
            }
            world.steps_left.set(None);
            world.later.set(world.later.get() + 45_000.0);
            let sent = questions(&world) - before;
            prop_assert!(what != 3 || sent == 0, "a cancel sends nothing");
            // What is refused for its pace was not billed, so it may be sent again.
            let paid = sent - usize::from(end == 1 && sent > 0);
            prop_assert!(paid <= 1);
            billed += 2 * paid;
        }
        world.later.set(world.later.get() + 200_000.0);
        answers(&world, Vec::new());
        let before = questions(&world);
        wake(&world).expect("the end");
        billed += 2 * (questions(&world) - before);
        prop_assert!(billed <= 2 * presses, "{billed} rows for {presses} presses");
        let spent = today(&world);
        prop_assert!(spent.most() as usize >= billed.min(2 * presses), "{spent:?} {billed}");
        prop_assert!(!world.tables.borrow().keys().any(|(table, key)| *table == Table::Waiting && key == KEY));
    }
}
