//! The ledger over a database in memory: what is moved from older versions, what grows stale, what was spent, and
//! that no way of stopping the worker loses or doubles any of it.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "cases/database.rs"]
mod database;
mod memory;
mod snapshot;

use std::rc::Rc;

use futures_util::FutureExt;
use link_lantern::app::App;
use link_lantern::ledger::{Spent, import_old, learn_index, load_token, newest_index, note_index_asked, spent};
use link_lantern::moz::HttpResponse;
use link_lantern::ports::{Area, StoreFault, Table};
use link_lantern::protocol::Request;
use memory::{Memory, Sent, World, own_view, poll};
use proptest::prelude::*;
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";
const KEY: &str = "pp news.example/article acme.example/x";
const DAY: f64 = 86_400_000.0;

fn world() -> Rc<World> {
    let world = World::default();
    let packed = snapshot(PAGE, PAGE, &[["a", "https://acme.example/x", "", "first", ""]], &[]);
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, packed)])));
    world
        .stored
        .borrow_mut()
        .insert((Area::Local, "aim".into()), r#"{"input":"acme.example/x","scope":"page"}"#.into());
    Rc::new(world)
}

fn signed_in() -> Rc<World> {
    let world = world();
    world.sign_in("secret-canary-token");
    world
}

fn memory(world: &Rc<World>) -> Memory {
    Memory(Rc::clone(world))
}

fn answer(world: &World, status: u16, body: &str) {
    *world.answer.borrow_mut() = Some(Ok(HttpResponse::new(status, body.as_bytes())));
}

/// What a worker that has just started says; none if it was stopped.
fn send(world: &Rc<World>, request: Value) -> Option<Value> {
    let request: Request = serde_json::from_value(request).expect("a request");
    let reply = poll(App::new(memory(world)).handle(&own_view(), request))?;
    Some(serde_json::to_value(reply).expect("JSON")["ok"]["report"].clone())
}

fn report(world: &Rc<World>) -> Value {
    send(world, json!({"open": {"tab": 1}})).expect("a reply")
}

fn ask(world: &Rc<World>) -> Option<Value> {
    send(world, json!({"ask": {"tab": 1, "rows": 2}}))
}

fn spent_in(world: &Rc<World>, when: &str) -> Spent {
    spent(&memory(world), when).now_or_never().expect("at once").expect("a sum")
}

fn text(world: &World, table: Table, key: &str) -> Option<String> {
    world.tables.borrow().get(&(table, key.to_owned())).cloned()
}

fn chips(report: &Value) -> Vec<&str> {
    report["index"]["chips"]
        .as_array()
        .expect("chips")
        .iter()
        .map(|chip| chip["key"].as_str().expect("a key"))
        .collect()
}

#[test]
fn the_database_in_memory_does_what_every_database_does() {
    let world = world();
    database::keeps(&memory(&world)).now_or_never().expect("at once");
    database::changes_whole(&memory(&world)).now_or_never().expect("at once");
}

/// What versions before the database left.
fn old(world: &World) {
    let mut stored = world.stored.borrow_mut();
    let mut put = |key: &str, text: &str| stored.insert((Area::Local, key.to_owned()), text.to_owned());
    put("token", "secret-canary-token");
    put(
        &format!("answer1 {KEY}"),
        r#"{"asked":1789999999000.0,"rows":2,"answer":{"at":1789999999000.0,"exists":true}}"#,
    );
    put("answer1 pr news.example/article acme.example", r#"{"asked":5.0,"rows":2}"#);
    put("answer1 rr news.example acme.example", "no JSON");
}

/// Stopped after any step, however often, and started anew: what is moved is the same in the end.
#[test]
fn moving_old_records_can_be_stopped_anywhere() {
    let whole = world();
    old(&whole);
    import_old(&memory(&whole)).now_or_never().expect("at once").expect("moved");
    assert_eq!(whole.tables.borrow().len(), 4);
    assert_eq!(text(&whole, Table::Secrets, "token").as_deref(), Some("\"secret-canary-token\""));
    assert_eq!(
        text(&whole, Table::Aside, "storage.local answer1 rr news.example acme.example").as_deref(),
        Some("no JSON")
    );
    assert_eq!(whole.stored.borrow().keys().map(|(_, key)| key.as_str()).collect::<Vec<_>>(), ["aim"]);
    for first in 0..12 {
        for second in 0..12 {
            let world = world();
            old(&world);
            for steps in [first, second] {
                world.steps_left.set(Some(steps));
                let _ = poll(import_old(&memory(&world)));
            }
            world.steps_left.set(None);
            import_old(&memory(&world)).now_or_never().expect("at once").expect("moved");
            assert_eq!(world.tables, whole.tables, "{first} {second}");
            assert_eq!(world.stored, whole.stored, "{first} {second}");
        }
    }
    let after = report(&whole);
    assert_eq!((&after["index"]["state"], &after["ask"]["needs_token"]), (&json!("yes"), &json!(false)));
    assert!(whole.requests.borrow().is_empty());
}

#[test]
fn what_is_newer_than_the_old_record_stays() {
    let world = signed_in();
    old(&world);
    world.stored.borrow_mut().insert((Area::Local, "token".into()), "an-older-token".into());
    let newer = r#"{"v":2,"asked":1789999999500.0,"rows":2,"flavour":"v2"}"#;
    world.tables.borrow_mut().insert((Table::Answers, KEY.into()), newer.into());
    world.tables.borrow_mut().insert((Table::Answers, "pr news.example/article acme.example".into()), "broken".into());
    import_old(&memory(&world)).now_or_never().expect("at once").expect("moved");
    assert_eq!(text(&world, Table::Answers, KEY).as_deref(), Some(newer));
    assert_eq!(text(&world, Table::Aside, "answers pr news.example/article acme.example").as_deref(), Some("broken"));
    let (token, _) = load_token(&memory(&world)).now_or_never().expect("at once").expect("read").expect("a token");
    assert_eq!(token.reveal(), "secret-canary-token");
}

/// A token that is removed while an older version's copy waits to be moved is gone from both places.
#[test]
fn a_removed_token_does_not_come_back() {
    let world = world();
    old(&world);
    send(&world, json!("remove_token"));
    send(&world, json!("options"));
    report(&world);
    assert!(!world.stored.borrow().values().any(|text| text.contains("canary")));
    assert!(!world.tables.borrow().values().any(|text| text.contains("canary")));
}

#[test]
fn a_record_that_cannot_be_read_counts_as_nothing_and_is_kept() {
    let world = signed_in();
    answer(&world, 200, r#"{"exists":[true]}"#);
    let later = r#"{"v":9,"asked":1.0,"rows":2,"flavour":"v3"}"#;
    world.tables.borrow_mut().insert((Table::Answers, KEY.into()), later.into());
    world.tables.borrow_mut().insert((Table::Spent, "2026-09-21 link_status".into()), "?".into());
    assert_eq!(report(&world)["index"]["state"], "none");
    assert_eq!(ask(&world).expect("a reply")["index"]["state"], "yes");
    assert_eq!(text(&world, Table::Aside, &format!("answers {KEY}")).as_deref(), Some(later));
    assert_eq!(text(&world, Table::Aside, "spent 2026-09-21 link_status").as_deref(), Some("?"));
    assert_eq!(spent_in(&world, "2026-09-21"), Spent { rows: 2, maybe_rows: 0, calls: 1 });
}

#[test]
fn an_answer_goes_stale_with_its_index_and_with_its_age() {
    let world = signed_in();
    let learn = |id: &str| learn_index(&memory(&world), id, 1.0).now_or_never().expect("at once").expect("learnt");
    note_index_asked(&memory(&world), 1_790_000_000_000.0).now_or_never().expect("at once").expect("noted");
    learn("one");
    answer(&world, 200, r#"{"exists":[true]}"#);
    let fresh = ask(&world).expect("a reply");
    assert_eq!(chips(&fresh), ["chip_asked", "chip_cost"]);
    assert_eq!((&fresh["ask"]["main"], &fresh["ladder"]["open"]), (&json!(false), &json!(0)));
    learn("one");
    let index = newest_index(&memory(&world)).now_or_never().expect("at once").expect("read").expect("one");
    assert_eq!(json!(index.at), json!(1.0), "heard of again, it is no newer");

    learn("two");
    let stale = report(&world);
    assert_eq!(stale["index"]["state"], "yes", "it is still shown");
    assert_eq!(chips(&stale), ["chip_asked", "chip_cost", "chip_stale_index"]);
    assert_eq!((&stale["ask"]["main"], &stale["ask"]["label"]["key"]), (&json!(true), &json!("ask_label_again")));
    assert_eq!(stale["ladder"]["open"], 9, "and implies nothing");
    let rungs = stale["ladder"]["rungs"].as_array().expect("rungs");
    assert!(rungs.iter().all(|rung| rung["rows"] == 2 && rung["implied"] == false));
    assert_eq!(world.requests.borrow().len(), 1, "nothing is asked by itself");
    assert_eq!(ask(&world).expect("a reply")["ladder"]["open"], 0);

    let text = text(&world, Table::Answers, KEY).expect("a record");
    let mut record: Value = serde_json::from_str(&text).expect("JSON");
    let long_ago = json!(1_790_000_000_000.0 - 31.0 * DAY);
    (record["asked"], record["answer"]["at"]) = (long_ago.clone(), long_ago);
    world.tables.borrow_mut().insert((Table::Answers, KEY.into()), record.to_string());
    assert_eq!(chips(&report(&world)), ["chip_asked", "chip_cost", "chip_stale_age"]);
}

/// A no at the widest scope of the newest index outweighs a yes of an older one, also where that yes was asked.
#[test]
fn a_fresh_answer_speaks_where_a_stale_one_contradicts_it() {
    let world = signed_in();
    let record = |exists: bool, index: &str| {
        let at = 1_789_999_999_000.0;
        json!({"v": 2, "asked": at, "rows": 2, "flavour": "v2",
               "answer": {"at": at, "exists": exists, "rows": 2, "flavour": "v2", "index": index}})
        .to_string()
    };
    let mut tables = world.tables.borrow_mut();
    tables.insert((Table::Facts, "index".into()), r#"{"id":"two","at":1.0}"#.into());
    tables.insert((Table::Answers, KEY.into()), record(true, "one"));
    tables.insert((Table::Answers, "rr news.example acme.example".into()), record(false, "two"));
    drop(tables);
    let report = report(&world);
    assert_eq!((&report["index"]["state"], &report["ladder"]["open"]), (&json!("no"), &json!(0)));
    assert_eq!(chips(&report), ["chip_implied"]);
}

#[test]
fn what_was_spent_is_told_by_day_and_month() {
    let world = signed_in();
    answer(&world, 200, r#"{"exists":[true]}"#);
    ask(&world);
    answer(&world, 500, "");
    ask(&world);
    answer(&world, 400, "");
    ask(&world);
    assert_eq!(spent_in(&world, "2026-09-21"), Spent { rows: 2, maybe_rows: 2, calls: 3 });
    let entries = [("2026-09-30 link_status", 5), ("2026-09-30 link_list", 7), ("2026-10-01 link_status", 11)];
    for (key, rows) in entries {
        let entry = json!({"rows": rows, "maybe_rows": 0, "calls": 1}).to_string();
        world.tables.borrow_mut().insert((Table::Spent, key.into()), entry);
    }
    assert_eq!(spent_in(&world, "2026-09-30").rows, 12);
    assert_eq!(spent_in(&world, "2026-09").rows, 14);
    assert_eq!(spent_in(&world, "2026-10").rows, 11);
    assert_eq!(spent_in(&world, "2026-11"), Spent::default());
}

/// Refused in between, a question that may have been billed is so still.
#[test]
fn a_refusal_takes_back_its_own_question_only() {
    let world = signed_in();
    answer(&world, 500, "");
    ask(&world);
    let before = text(&world, Table::Answers, KEY);
    answer(&world, 400, "");
    ask(&world);
    assert_eq!(text(&world, Table::Answers, KEY), before);
    assert_eq!(chips(&report(&world)), ["chip_asked", "chip_maybe_billed"]);
}

/// A transaction that is aborted leaves neither half: the answer and what it cost stand or fall together.
#[test]
fn an_aborted_transaction_leaves_nothing_of_itself() {
    for number in 0..2 {
        let world = signed_in();
        answer(&world, 200, r#"{"exists":[true]}"#);
        world.abort_at.set(Some(number));
        let told = ask(&world).expect("a reply");
        let (sent, state, cost) = match number {
            // Not written down, so not sent.
            0 => (0, "none", Spent::default()),
            // Sent and paid for, and not known to be.
            _ => (1, "unknown", Spent { rows: 0, maybe_rows: 2, calls: 1 }),
        };
        assert_eq!(world.requests.borrow().len(), sent);
        assert_eq!(told["index"]["state"], if number == 0 { json!(null) } else { json!("yes") });
        assert_eq!((report(&world)["index"]["state"].as_str(), spent_in(&world, "2026-09")), (Some(state), cost));
    }
}

#[test]
fn without_a_database_the_page_is_told_and_nothing_is_asked() {
    for (fault, code) in [
        (StoreFault::Newer, "storage.newer"),
        (StoreFault::Blocked, "storage.blocked"),
        (StoreFault::Slow, "storage.slow"),
        (StoreFault::Unavailable("private".into()), "storage.unavailable"),
        (StoreFault::Failed("?".into()), "storage.failed"),
    ] {
        let world = world();
        *world.no_database.borrow_mut() = Some(fault);
        let report = report(&world);
        assert_eq!(report["live"]["state"], "yes");
        assert_eq!((&report["index"]["state"], &report["index"]["failure"]["code"]), (&json!("unknown"), &json!(code)));
        assert_eq!((&report["ask"]["rows"], &report["ask"]["blocked"]["key"]), (&json!(0), &json!("blocked_storage")));
        assert_eq!(ask(&world), Some(Value::Null), "refused");
        assert!(world.requests.borrow().is_empty());
        *world.no_database.borrow_mut() = None;
        assert_eq!(self::report(&world)["index"]["state"], "none", "and it works once there is one");
    }
}

proptest! {
    /// However often and wherever the worker is stopped: a press of the button sends one question at most, nothing
    /// else sends any, and the log knows of every row that Moz has billed.
    #[test]
    fn no_row_is_spent_unseen(visits in prop::collection::vec((any::<bool>(), prop::option::of(0_u32..30), 0_usize..3), 1..12)) {
        let world = signed_in();
        let mut presses = 0;
        let mut billed = 0;
        for (press, steps, end) in visits {
            answer(&world, [200, 500, 400][end], r#"{"exists":[true]}"#);
            let before = world.requests.borrow().len();
            world.steps_left.set(steps);
            if press {
                presses += 1;
                let _ = ask(&world);
            } else {
                let _ = send(&world, json!({"open": {"tab": 1}}));
            }
            world.steps_left.set(None);
            let sent = world.requests.borrow().len() - before;
            prop_assert!(sent <= usize::from(press));
            if sent == 1 && end == 0 {
                billed += 2;
            }
        }
        for Sent { url, headers, body } in world.requests.borrow().iter() {
            prop_assert!(url.ends_with("/link_status") && headers.len() == 2 && body.contains("acme.example/x"));
        }
        let requests = world.requests.borrow().len();
        prop_assert!(requests <= presses);
        let spent = spent_in(&world, "2026-09-21");
        prop_assert!(spent.most() >= billed, "{spent:?} {billed}");
        prop_assert!(spent.most() as usize <= 2 * requests + 2 * presses);
        // Sent and not told: never forgotten.
        let state = report(&world)["index"]["state"].clone();
        prop_assert!(billed == 0 || state != "none");
    }
}
