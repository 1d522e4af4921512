//! Verifying a placement, look-ups and lists over ports in memory: what is billed is what was shown, what is known is
//! free, and a worker that is stopped anywhere pays nothing twice unseen.

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

const PAGE: &str = "https://news.example/article?id=1";
const CANONICAL: &str = "https://news.example/article";

fn world() -> Rc<World> {
    let world = World::default();
    let link = ["a", "https://acme.example/x", "", "first", ""];
    let packed = snapshot(PAGE, PAGE, &[link], &[]) + "\u{1e}C\u{1f}" + CANONICAL;
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, packed)])));
    world.sign_in("a-token-for-tests");
    let aim = r#"{"input":"acme.example/x","scope":"page"}"#;
    world.stored.borrow_mut().insert((Area::Local, "aim".into()), aim.into());
    Rc::new(world)
}

/// What Moz keeps of a page.
fn page(name: &str, crawled: &str) -> Value {
    json!({"page": name, "title": "", "last_crawled": crawled, "http_code": 200, "page_authority": 25,
        "domain_authority": 41, "spam_score": 17})
}

/// A Moz that knows a redirect, if any, and a lost link, and that page and canonical page differ.
fn moz(world: &World, redirect: &'static str) {
    *world.moz.borrow_mut() = Some(Box::new(move |body| {
        let body: Value = serde_json::from_str(body).expect("JSON");
        let answer = if let Some(sources) = body.get("sources") {
            json!({"exists": [sources[0] == "news.example/article"]})
        } else if let Some(targets) = body.get("targets") {
            let targets = targets.as_array().expect("targets").iter();
            json!({"results": targets.map(|name| page(name.as_str().expect("a name"), "2026-09-01")).collect::<Vec<_>>()})
        } else if body.get("page").is_some() {
            json!({"page": redirect})
        } else if body.get("positive_targets").is_some() {
            json!({"results": [{"page": "a.example/", "domain_authority": 3, "matching_target_indexes": [0]}], "next_token": "more"})
        } else if body.get("source_root_domain").is_some() {
            json!({"results": [
                {"source": page("news.example/other", ""), "target": page("acme.example/x", ""), "date_last_seen": "2026-01-01"},
                {"source": page("news.example/article?id=1", "2026-09-02"), "target": page("acme.example/x", "2026-09-03"),
                 "anchor_text": "first", "date_first_seen": "2025-01-01", "date_last_seen": "2026-08-01",
                 "date_disappeared": "2026-09-02", "nofollow": false},
            ]})
        } else {
            json!({"results": [{"root_domain": "b.example", "domain_authority": 9, "spam_score": 1, "to_target": {"pages": 2}}]})
        };
        Ok(HttpResponse::new(200, answer.to_string()))
    }));
}

fn app(world: &Rc<World>) -> App<Memory> {
    App::new(Memory(Rc::clone(world)))
}

fn request(request: Value) -> Request {
    serde_json::from_value(request).expect("a request")
}

fn send(app: &App<Memory>, asked: Value) -> Option<Value> {
    poll(app.handle(&own_view(), request(asked))).map(|reply| serde_json::to_value(reply).expect("JSON"))
}

/// The report that a request returns.
fn told(app: &App<Memory>, asked: Value) -> Value {
    let reply = send(app, asked).expect("a reply");
    assert!(reply["ok"]["report"].is_object(), "{reply}");
    reply["ok"]["report"].clone()
}

fn report(app: &App<Memory>) -> Value {
    told(app, json!({"open": {"tab": 1}}))
}

/// Rows by the spend log: billed, and perhaps billed.
fn spent(world: &World) -> (u64, u64) {
    let tables = world.tables.borrow();
    let entries = tables.iter().filter(|((table, _), _)| *table == Table::Spent);
    let entries = entries.map(|(_, text)| serde_json::from_str::<Value>(text).expect("JSON"));
    entries.fold((0, 0), |(rows, maybe), entry| {
        (rows + entry["rows"].as_u64().expect("rows"), maybe + entry["maybe_rows"].as_u64().expect("rows"))
    })
}

fn sent(world: &World) -> Vec<String> {
    let requests = world.requests.borrow();
    requests.iter().map(|sent| sent.url.rsplit('/').next().unwrap_or_default().to_owned()).collect()
}

fn steps(report: &Value) -> Vec<String> {
    let steps = report["verify"]["steps"].as_array().expect("steps").iter();
    steps
        .map(|step| format!("{} {}", step["step"].as_str().expect("a step"), step["state"].as_str().expect("a state")))
        .collect()
}

fn reason<'a>(report: &'a Value, code: &str) -> Option<&'a Value> {
    report["reasons"].as_array().expect("reasons").iter().find(|reason| reason["code"] == code)
}

#[test]
fn the_steps_cost_what_was_said_and_once() {
    let world = world();
    moz(&world, "");
    let app = app(&world);
    let before = report(&app);
    assert_eq!((&before["verify"]["rows"], &before["verify"]["at_most"]), (&json!(3), &json!(true)));
    for rows in [1, 2, 4] {
        let reply = send(&app, json!({"verify": {"tab": 1, "rows": rows}})).expect("a reply");
        assert_eq!(reply["err"]["code"], "ask.price_changed");
    }
    let after = told(&app, json!({"verify": {"tab": 1, "rows": 3}}));
    assert_eq!(sent(&world), ["final_redirect", "link_status"]);
    assert_eq!(spent(&world), (3, 0));
    assert_eq!(steps(&after), ["clean done", "redirect done", "status done", "crawl open", "verdict done"]);
    assert_eq!((&after["verify"]["rows"], &after["verify"]["running"]), (&json!(0), &json!(false)));
    // A worker that starts anew knows it all.
    assert_eq!(report(&self::app(&world))["verify"]["rows"], 0);
    told(&app, json!({"verify": {"tab": 1, "rows": 0}}));
    assert_eq!(sent(&world).len(), 2);
}

#[test]
fn every_combination_of_steps_costs_what_it_says() {
    for bits in 0..8_u8 {
        let world = world();
        moz(&world, "");
        let app = app(&world);
        for (bit, step) in ["redirect", "status", "crawl"].iter().enumerate() {
            told(&app, json!({"set_step": {"tab": 1, "step": step, "on": bits & (1 << bit) > 0}}));
        }
        // Switches are remembered.
        let rows = report(&self::app(&world))["verify"]["rows"].as_u64().expect("rows");
        told(&app, json!({"verify": {"tab": 1, "rows": rows}}));
        assert_eq!(spent(&world), (rows, 0), "{bits:03b}");
        assert_eq!(report(&app)["verify"]["rows"], 0);
    }
}

#[test]
fn a_target_that_moved_stops_it_before_the_question_is_paid_for() {
    let world = world();
    moz(&world, "https://acme.example/new");
    let app = app(&world);
    let after = told(&app, json!({"verify": {"tab": 1, "rows": 3}}));
    assert_eq!(spent(&world), (1, 0));
    let step = &after["verify"]["steps"][1];
    assert_eq!(step["next"]["act"]["aim"]["pick"]["typed"], "https://acme.example/new");
    assert_eq!(
        (&after["verify"]["rows"], &after["verify"]["at_most"]),
        (&json!(2), &json!(false)),
        "who goes on, knows"
    );
    assert_eq!(after["verify"]["worth"], false, "the button for the question alone is enough");
    told(&app, json!({"verify": {"tab": 1, "rows": 2}}));
    assert_eq!(spent(&world), (3, 0));
    assert!(reason(&report(&app), "target_redirects").is_some());
    // The other address, right away.
    let act = step["next"]["act"].clone();
    assert_eq!(told(&app, act)["verify"]["rows"], 3);
    moz(&world, "");
    let there = told(&app, json!({"verify": {"tab": 1, "rows": 3}}));
    assert_eq!(steps(&there)[2], "status done");
}

#[test]
fn a_target_that_redirects_to_itself_has_not_moved() {
    let world = world();
    moz(&world, "http://acme.example/x/");
    let after = told(&app(&world), json!({"verify": {"tab": 1, "rows": 3}}));
    assert_eq!(steps(&after)[2], "status done");
}

/// However far the worker gets, nothing is sent that was not written down first, nothing is forgotten, and nothing is sent
/// again without the person's word.
#[test]
fn a_stopped_worker_pays_nothing_twice_unseen() {
    let mut ended = false;
    for steps in 0..400 {
        let world = world();
        moz(&world, "");
        let app = app(&world);
        told(&app, json!({"set_step": {"tab": 1, "step": "crawl", "on": true}}));
        world.steps_left.set(Some(steps));
        ended = send(&app, json!({"verify": {"tab": 1, "rows": 4}})).is_some();
        world.steps_left.set(None);
        let prices = |name: &String| if name == "link_status" { 2 } else { 1 };
        let calls = sent(&world);
        let cost: u64 = calls.iter().map(prices).sum();
        let (rows, maybe) = spent(&world);
        assert!(rows + maybe >= cost && rows <= cost, "{steps}: {calls:?} {rows} {maybe}");
        let after = report(&self::app(&world));
        assert_eq!(sent(&world), calls, "opening never sends");
        let left = after["verify"]["rows"].as_u64().expect("rows");
        // What is known to be billed is known; all else is left, with its price on the button.
        assert_eq!(left, 4 - rows, "{steps}");
        told(&self::app(&world), json!({"verify": {"tab": 1, "rows": left}}));
        assert_eq!(report(&self::app(&world))["verify"]["rows"], 0);
        if ended {
            break;
        }
    }
    assert!(ended, "the loop reaches the end");
}

#[test]
fn a_failure_ends_it_and_what_was_answered_stays() {
    let world = world();
    moz(&world, "");
    let mut good = world.moz.borrow_mut().take().expect("a Moz");
    *world.moz.borrow_mut() =
        Some(Box::new(move |body| if body.contains("sources") { Ok(HttpResponse::new(503, "")) } else { good(body) }));
    let app = app(&world);
    let after = told(&app, json!({"verify": {"tab": 1, "rows": 3}}));
    assert_eq!(steps(&after)[1..3], ["redirect done", "status failed"]);
    assert_eq!(spent(&world), (1, 2), "an error of the server may have been billed");
    assert_eq!(after["verify"]["rows"], 2);
}

#[test]
fn cancelling_ends_it_where_it_is() {
    let world = world();
    *world.answer.borrow_mut() = None;
    let app = app(&world);
    report(&app);
    let sender = own_view();
    let mut run = Box::pin(app.handle(&sender, request(json!({"verify": {"tab": 1, "rows": 3}}))));
    assert!(poll(run.as_mut()).is_none());
    let during = report(&app);
    assert_eq!((&during["verify"]["running"], &steps(&during)[1]), (&json!(true), &"redirect busy".to_owned()));
    // Another window joins it for nothing, and one waits for its next step.
    let mut joined = Box::pin(app.handle(&sender, request(json!({"verify": {"tab": 1, "rows": 0}}))));
    let mut progress = Box::pin(app.handle(&sender, request(json!({"progress": {"tab": 1}}))));
    assert!(poll(joined.as_mut()).is_none());
    assert!(poll(progress.as_mut()).is_none());
    let mut cancel = Box::pin(app.handle(&sender, request(json!({"cancel": {"tab": 1}}))));
    assert!(poll(cancel.as_mut()).is_none());
    assert_eq!(world.cancelled.borrow().len(), 1);
    drop(run);
    assert_eq!(sent(&world), ["final_redirect"]);
}

#[test]
fn look_ups_cost_what_came_and_what_came_along_is_free() {
    let world = world();
    moz(&world, "");
    let app = app(&world);
    told(&app, json!({"ask": {"tab": 1, "rows": 2}}));
    let next = reason(&report(&app), "lost").expect("a reason")["next"].clone();
    assert_eq!((&next["rows"], &next["at_most"]), (&json!(10), &json!(true)));
    assert_eq!(reason(&report(&app), "fresh").expect("a reason")["next"]["rows"], 2);
    let after = told(&app, next["act"].clone());
    assert_eq!(spent(&world), (2 + 2, 0), "two links came, and two were billed");
    let lost = reason(&after, "lost_on").expect("it was lost");
    assert_eq!(lost["says"]["args"][0]["day"], "2026-09-02");
    assert!(reason(&after, "fresh").is_none(), "both pages came along");
    assert_eq!(after["kept"]["parts"][0]["pages"][3]["source"]["args"][0]["day"], "2026-09-02");
    assert_eq!(after["kept"]["parts"][0]["next"], Value::Null);
    let reply = send(&app, json!({"look_up": {"tab": 1, "what": "record", "rows": 10}})).expect("a reply");
    assert_eq!(reply["err"]["code"], "ask.price_changed", "what is known is not paid for again");
    // Older than answers hold: all of it is shown as old, and offered again.
    told(&app, json!({"look_up": {"tab": 1, "what": "redirect", "rows": 1}}));
    world.later.set(31.0 * 86_400_000.0);
    let old = report(&app);
    let redirect = &old["kept"]["parts"][2];
    assert_eq!(redirect["chips"][2]["key"], "chip_stale_age");
    assert_eq!(redirect["next"]["rows"], 1);
}

#[test]
fn the_canonical_page_is_asked_for_itself() {
    let world = world();
    moz(&world, "");
    let app = app(&world);
    let asked = told(&app, json!({"ask": {"tab": 1, "rows": 2}}));
    assert_eq!(asked["canonical"], Value::Null);
    let next = reason(&asked, "canonical").expect("a reason")["next"].clone();
    assert_eq!(next["rows"], 2);
    let after = told(&app, next["act"].clone());
    assert_eq!((&after["index"]["state"], &after["canonical"]["state"]), (&json!("no"), &json!("yes")));
    assert_eq!(reason(&after, "canonical").expect("a reason")["next"], Value::Null, "nothing is left to ask");
    assert_eq!(spent(&world), (4, 0));
}

#[test]
fn lists_cost_what_came() {
    let world = world();
    moz(&world, "");
    let app = app(&world);
    let costs = &report(&app)["more"];
    assert_eq!((&costs["linking"]["rows"], &costs["rivals"]["rows"]), (&json!(10), &json!(25)));
    let linking = send(&app, json!({"linking_sites": {"tab": 1, "next": null, "rows": 10}})).expect("a reply");
    assert_eq!(linking["ok"]["sites"]["sites"][0]["name"], "b.example");
    assert_eq!((&linking["ok"]["sites"]["rows"], &linking["ok"]["sites"]["next"]), (&json!(1), &Value::Null));
    let rivals = json!({"rival_sites": {"tab": 1, "rivals": ["lumen.example", " "], "next": null, "rows": 25}});
    let rivals = send(&app, rivals).expect("a reply");
    assert_eq!((&rivals["ok"]["sites"]["rows"], &rivals["ok"]["sites"]["next"]), (&json!(5), &json!("more")));
    assert_eq!(spent(&world), (6, 0));
    for (asked, code) in [
        (json!({"linking_sites": {"tab": 1, "next": null, "rows": 1}}), "ask.price_changed"),
        (json!({"rival_sites": {"tab": 1, "rivals": [], "next": null, "rows": 25}}), "ask.rivals"),
        (json!({"rival_sites": {"tab": 1, "rivals": ["two words"], "next": null, "rows": 25}}), "target.spaces"),
        (
            json!({"rival_sites": {"tab": 1, "rivals": ["a.example", "b.example", "c.example", "d.example", "e.example", "f.example"], "next": null, "rows": 25}}),
            "ask.rivals",
        ),
    ] {
        assert_eq!(send(&app, asked).expect("a reply")["err"]["code"], code);
    }
    assert_eq!(spent(&world), (6, 0));
}
