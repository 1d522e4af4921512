//! The dispatcher over ports in memory: what a view gets, what is billed, and what a stopped worker leaves behind.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::{HttpFault, HttpResponse};
use link_lantern::policy::Sender;
use link_lantern::ports::{Area, PageScript, StoreFault, TabFault, Table};
use link_lantern::protocol::Request;
use memory::{Memory, Sent, World, own_view, poll};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article?utm_source=mail";

fn world() -> Rc<World> {
    let world = World::default();
    let rows = [
        ["a", "https://acme.example/x", "nofollow", "first", ""],
        ["a", "https://www.acme.example/x/", "", "second", ""],
        ["a", "/own", "", "own", ""],
        ["r", "http://[bad", "", "", ""],
    ];
    let packed = snapshot(PAGE, PAGE, &rows, &[]);
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, packed)])));
    world.sign_in("secret-canary-token");
    world
        .stored
        .borrow_mut()
        .insert((Area::Local, "aim".into()), r#"{"input":"acme.example/x","scope":"page"}"#.into());
    Rc::new(world)
}

fn answer(world: &World, status: u16, body: &str) {
    *world.answer.borrow_mut() = Some(Ok(HttpResponse::new(status, body)));
}

fn app(world: &Rc<World>) -> App<Memory> {
    App::new(Memory(Rc::clone(world)))
}

/// The reply as the view gets it; none if it is still awaited.
fn send(app: &App<Memory>, request: Value) -> Option<Value> {
    let request: Request = serde_json::from_value(request).expect("a request");
    poll(app.handle(&own_view(), request)).map(|reply| serde_json::to_value(reply).expect("JSON"))
}

fn report(app: &App<Memory>) -> Value {
    send(app, json!({"open": {"tab": 1}})).expect("a reply")["ok"]["report"].clone()
}

#[test]
fn opening_reads_judges_and_costs_nothing() {
    let world = world();
    let report = report(&app(&world));
    assert_eq!(report["page"]["totals"]["links"], 4);
    assert_eq!(report["page"]["totals"]["outbound"], 2);
    assert_eq!(report["page"]["totals"]["domains"], 1);
    assert_eq!(report["live"]["state"], "yes");
    assert_eq!(report["live"]["matches"], 2);
    assert_eq!(report["live"]["links"][0]["text"], "second", "the followed link is the better evidence");
    assert_eq!(report["index"]["state"], "none");
    assert_eq!(report["ask"]["rows"], 2);
    assert!(world.requests.borrow().is_empty());
}

#[test]
fn an_answer_is_paid_once() {
    let world = world();
    answer(&world, 200, r#"{"exists":[false]}"#);
    let app = app(&world);
    report(&app);
    let asked = send(&app, json!({"ask": {"tab": 1, "rows": 2}})).expect("a reply");
    assert_eq!(asked["ok"]["report"]["index"]["state"], "no");
    assert_eq!(asked["ok"]["report"]["reasons"][0]["code"], "parameters");
    let requests = world.requests.borrow();
    let [Sent { url, headers, body }] = requests.as_slice() else { panic!("one request, not {}", requests.len()) };
    assert_eq!(url, "https://lsapi.seomoz.com/v2/link_status");
    assert_eq!(headers[0], ("x-moz-token".into(), "secret-canary-token".into()));
    let body: Value = serde_json::from_str(body).expect("JSON");
    let wanted = json!({
        "target": "acme.example/x", "target_scope": "page",
        "sources": ["news.example/article"], "source_scope": "page",
    });
    assert_eq!(body, wanted);
    drop(requests);
    // A worker that starts anew knows it still.
    assert_eq!(report(&self::app(&world))["index"]["state"], "no");
    assert_eq!(world.requests.borrow().len(), 1);
}

#[test]
fn another_price_than_shown_is_refused() {
    let world = world();
    let app = app(&world);
    for rows in [1, 3, 200] {
        let reply = send(&app, json!({"ask": {"tab": 1, "rows": rows}})).expect("a reply");
        assert_eq!(reply["err"]["code"], "ask.price_changed");
    }
    assert!(world.requests.borrow().is_empty());
}

/// A view that saw a question under way and comes too late to join it spends nothing and is told how matters stand.
#[test]
fn joining_too_late_is_no_failure() {
    let world = world();
    let app = app(&world);
    let reply = send(&app, json!({"ask": {"tab": 1, "rows": 0}})).expect("a reply");
    assert_eq!(reply["ok"]["report"]["index"]["state"], "none");
    assert!(world.requests.borrow().is_empty());
}

#[test]
fn a_question_under_way_is_joined_for_nothing() {
    let world = world();
    let app = app(&world);
    report(&app);
    let request = || serde_json::from_value(json!({"ask": {"tab": 1, "rows": 2}})).expect("a request");
    let sender = own_view();
    let mut first = Box::pin(app.handle(&sender, request()));
    assert!(poll(first.as_mut()).is_none());
    assert_eq!(report(&app)["index"]["state"], "busy");
    let mut second = Box::pin(app.handle(&sender, request()));
    assert!(poll(second.as_mut()).is_none());
    let mut cancel = Box::pin(app.handle(&sender, Request::Cancel { tab: 1 }));
    assert!(poll(cancel.as_mut()).is_none());
    assert_eq!(world.cancelled.borrow().len(), 1);
    drop(first);
    assert_eq!(world.requests.borrow().len(), 1, "nobody paid twice");
}

/// However far the worker gets before it is stopped, nothing is sent that was not written down first, and what was
/// sent is never sent again without the person's word.
#[test]
fn a_stopped_worker_never_pays_twice() {
    for steps in 0..80 {
        let world = world();
        answer(&world, 200, r#"{"exists":[true]}"#);
        world.steps_left.set(Some(steps));
        let finished = send(&app(&world), json!({"ask": {"tab": 1, "rows": 2}})).is_some();
        world.steps_left.set(None);
        let sent = world.requests.borrow().len();
        let after = report(&app(&world));
        assert_eq!(world.requests.borrow().len(), sent, "opening never sends");
        let state = after["index"]["state"].as_str().expect("a state");
        match (sent, finished) {
            (0, _) => assert!(["none", "unknown"].contains(&state), "{steps}: {state}"),
            (_, true) => assert_eq!(state, "yes", "{steps}"),
            (_, false) => assert!(["unknown", "yes"].contains(&state), "{steps}: {state}"),
        }
        if state == "unknown" {
            assert_eq!(after["index"]["chips"][1]["key"], "chip_maybe_billed", "{steps}");
            assert_eq!(after["ask"]["label"]["key"], "ask_label_again", "{steps}");
        }
        assert!(finished || steps < 79, "the loop reaches the end");
    }
}

#[test]
fn failures_are_told_and_leave_no_verdict() {
    for (status, body, code, billed) in [
        (403, r#"{"issue":"insufficient-quota"}"#, "moz.quota", false),
        (500, "", "moz.server", true),
        (200, "<html>", "moz.not_json", true),
        (200, r#"{"exists":[]}"#, "moz.length", true),
    ] {
        let world = world();
        answer(&world, status, body);
        let app = app(&world);
        let reply = send(&app, json!({"ask": {"tab": 1, "rows": 2}})).expect("a reply");
        let index = &reply["ok"]["report"]["index"];
        assert_eq!((&index["state"], &index["failure"]["code"]), (&json!("unknown"), &json!(code)));
        assert_eq!(index["failure"]["maybe_billed"], billed, "{code}");
        // A new worker remembers what matters: that it may have been billed.
        let after = report(&self::app(&world));
        assert_eq!(after["index"]["state"], if billed { "unknown" } else { "none" }, "{code}");
    }
}

#[test]
fn a_store_that_is_full_stops_the_question_before_it_is_sent() {
    let world = world();
    *world.store_fault.borrow_mut() = Some(StoreFault::Full);
    let reply = send(&app(&world), json!({"ask": {"tab": 1, "rows": 2}})).expect("a reply");
    assert_eq!(reply["err"]["code"], "storage.full");
    assert!(world.requests.borrow().is_empty());
}

#[test]
fn an_unreadable_page_says_why_and_is_never_no() {
    let world = world();
    let refusal = TabFault("Cannot access a chrome:// URL".into());
    world.pages.borrow_mut().insert(1, ("chrome://version/".into(), Err(refusal)));
    let report = report(&app(&world));
    assert_eq!(report["page"]["failure"]["code"], "page.browser");
    assert_eq!(report["live"]["state"], "unknown");
    assert_eq!(report["ask"]["rows"], 0);
    let pdf = snapshot(PAGE, PAGE, &[], &[]).replace("text/html", "application/pdf");
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, pdf)])));
    assert_eq!(self::report(&app(&world))["page"]["failure"]["code"], "page.pdf");
}

#[test]
fn nonsense_is_told_at_the_field_and_forgets_nothing() {
    let world = world();
    let app = app(&world);
    let pick = json!({"typed": "two words"});
    let reply = send(&app, json!({"aim": {"tab": 1, "pick": pick, "scope": "page"}})).expect("a reply");
    assert_eq!(reply["ok"]["report"]["aim"]["failure"]["code"], "target.spaces");
    assert_eq!(reply["ok"]["report"]["live"]["state"], "none");
    assert_eq!(report(&app)["aim"]["input"], "acme.example/x");
}

#[test]
fn a_link_can_be_the_target_and_windows_hold_what_was_asked() {
    let world = world();
    let app = app(&world);
    let pick = json!({"link": 1});
    let reply = send(&app, json!({"aim": {"tab": 1, "pick": pick, "scope": "root_domain"}})).expect("a reply");
    assert_eq!(reply["ok"]["report"]["aim"]["sent"]["domain"], "acme.example");
    let list = |show: &str, text: &str, offset: u32, limit: u32| {
        let query = json!({"show": show, "text": text});
        let request = json!({"links": {"tab": 1, "query": query, "offset": offset, "limit": limit}});
        send(&app, request).expect("a reply")["ok"]["links"].clone()
    };
    let all = list("outbound", "", 0, 10);
    assert_eq!((&all["total"], &all["links"]), (&json!(3), &json!(2)));
    assert_eq!(all["rows"][0]["group"]["name"]["args"][0]["text"], "acme.example");
    assert_eq!(all["rows"][1]["link"]["matches"], true);
    assert_eq!(list("outbound", "SECOND", 0, 10)["links"], 1);
    assert_eq!(list("unusable", "", 0, 10)["rows"][0]["link"]["why"]["key"], "why_bad_host");
    assert_eq!(list("all", "", 2, 2)["rows"].as_array().map(Vec::len), Some(2));
}

#[test]
fn the_token_is_never_said() {
    let world = world();
    answer(&world, 200, r#"{"rows_consumed":12}"#);
    let app = app(&world);
    let save = json!({"save_token": {"token": " secret-canary-token\n", "keep": "session"}});
    let said = [
        send(&app, save),
        send(&app, json!("options")),
        send(&app, json!("check_token")),
        send(&app, json!({"open": {"tab": 1}})),
        send(&app, json!({"save_token": {"token": "secret-canary token", "keep": "device"}})),
    ];
    for reply in &said {
        assert!(!reply.as_ref().expect("a reply").to_string().contains("secret-canary"), "{reply:?}");
    }
    let [_, options, check, _, malformed] = said.map(|reply| reply.expect("a reply"));
    assert_eq!(options["ok"]["options"]["masked"], "••••••••oken");
    assert_eq!(check["ok"]["token_check"]["says"]["args"][0]["count"], 12);
    assert_eq!(malformed["err"]["code"], "token.malformed");
    let stored = world.stored.borrow();
    assert!(stored.contains_key(&(Area::Session, "token".into())));
    assert!(!world.tables.borrow().contains_key(&(Table::Secrets, "token".into())), "kept for the session only");
    drop(stored);
    send(&app, json!("remove_token"));
    assert!(!world.stored.borrow().values().any(|value| value.contains("secret-canary")));
}

#[test]
fn only_own_views_are_served() {
    let world = world();
    let app = app(&world);
    let web_page = Sender { url: Some(PAGE.into()), ..own_view() };
    let other = Sender { id: Some("other".into()), ..own_view() };
    let look_alike = Sender { url: Some("chrome-extension://own.evil.example/views/".into()), ..own_view() };
    for sender in [
        web_page,
        other,
        look_alike,
        Sender { id: None, ..own_view() },
        Sender { url: None, ..own_view() },
        Sender::default(),
    ] {
        for request in [json!("options"), json!({"open": {"tab": 1}}), json!("check_token")] {
            let request: Request = serde_json::from_value(request).expect("a request");
            let reply = poll(app.handle(&sender, request)).expect("a reply");
            assert_eq!(serde_json::to_value(reply).expect("JSON")["err"]["code"], "request.refused", "{sender:?}");
        }
    }
    assert!(world.requests.borrow().is_empty());
}

#[test]
fn a_broken_connection_is_perhaps_billed() {
    let world = world();
    *world.answer.borrow_mut() = Some(Err(HttpFault::Network));
    let reply = send(&app(&world), json!({"ask": {"tab": 1, "rows": 2}})).expect("a reply");
    assert_eq!(reply["ok"]["report"]["index"]["failure"]["code"], "moz.network");
    assert_eq!(report(&app(&world))["index"]["chips"][1]["key"], "chip_maybe_billed");
}

/// A Moz that knows a link at some scopes and not at others, and bills.
fn moz_knows(world: &World, truth: impl Fn(&str, &str) -> bool + 'static) {
    *world.moz.borrow_mut() = Some(Box::new(move |body| {
        let body: Value = serde_json::from_str(body).expect("JSON");
        let scope = |name: &str| body[name].as_str().expect("a scope").to_owned();
        let exists = truth(&scope("source_scope"), &scope("target_scope"));
        Ok(HttpResponse::new(200, json!({"exists": [exists]}).to_string()))
    }));
}

#[test]
fn settling_asks_the_fewest_and_spends_no_more_than_was_said() {
    let world = world();
    moz_knows(&world, |source, target| source != "page" && target == "root_domain");
    let app = app(&world);
    let most = &report(&app)["ladder"]["most_rows"];
    assert_eq!(most, 12);
    let settled = send(&app, json!({"settle": {"tab": 1, "rows": most}})).expect("a reply")["ok"]["report"].clone();
    assert_eq!((&settled["ladder"]["open"], &settled["ladder"]["most_rows"]), (&json!(0), &json!(0)));
    assert_eq!(settled["index"]["state"], "no");
    assert_eq!(settled["reasons"][0]["code"], "elsewhere", "Moz knows a link from another page of the host");
    let rungs = settled["ladder"]["rungs"].as_array().expect("rungs");
    assert_eq!(rungs.iter().filter(|rung| rung["state"] == "yes").count(), 2);
    assert!(rungs.iter().all(|rung| rung["rows"] == 0));
    assert!(world.requests.borrow().len() <= 5);
    // Less than the price said: as many questions as that pays for, and no more.
    let world = self::world();
    moz_knows(&world, |_, _| false);
    send(&self::app(&world), json!({"settle": {"tab": 1, "rows": 3}}));
    assert_eq!(world.requests.borrow().len(), 1);
}

#[test]
fn what_follows_costs_nothing_and_says_from_what() {
    let world = world();
    moz_knows(&world, |_, _| true);
    let app = app(&world);
    send(&app, json!({"ask": {"tab": 1, "rows": 2}}));
    let wider = json!({"aim": {"tab": 1, "pick": {"typed": "acme.example/x"}, "scope": "root_domain"}});
    let report = send(&app, wider).expect("a reply")["ok"]["report"].clone();
    assert_eq!(report["index"]["state"], "yes");
    assert_eq!(report["index"]["chips"][0]["key"], "chip_implied");
    assert_eq!(world.requests.borrow().len(), 1);
}

#[test]
fn a_paid_answer_that_cannot_be_kept_is_shown_all_the_same() {
    let world = world();
    let full = Rc::clone(&world);
    *world.moz.borrow_mut() = Some(Box::new(move |_| {
        *full.store_fault.borrow_mut() = Some(StoreFault::Full);
        Ok(HttpResponse::new(200, br#"{"exists":[true]}"#))
    }));
    let reply = send(&app(&world), json!({"ask": {"tab": 1, "rows": 2}})).expect("a reply");
    assert_eq!(reply["ok"]["report"]["index"]["state"], "yes");
}

#[test]
fn asking_again_in_vain_loses_no_answer() {
    for (status, billed) in [(400, false), (503, true)] {
        let world = world();
        answer(&world, 200, r#"{"exists":[true]}"#);
        send(&app(&world), json!({"ask": {"tab": 1, "rows": 2}}));
        answer(&world, status, "");
        let told = send(&app(&world), json!({"ask": {"tab": 1, "rows": 2}})).expect("a reply");
        assert_eq!(told["ok"]["report"]["index"]["state"], "unknown", "the failure is told at first");
        let after = report(&app(&world));
        assert_eq!(after["index"]["state"], "yes", "{status}");
        let chips = after["index"]["chips"].as_array().expect("chips");
        assert_eq!(chips.iter().any(|chip| chip["key"] == "chip_asked_again"), billed, "{status}");
    }
}

/// What scripts in the page say: of link 1 of two matching ones that it is hidden.
fn page_says(world: &World) {
    *world.scripts.borrow_mut() = Some(Box::new(|script, _, ask| {
        let asked: Value = serde_json::from_str(ask).unwrap_or_default();
        let each = |said: fn(&Value) -> Value| asked["links"].as_array().expect("links").iter().map(said).collect();
        let said: Value = match script {
            PageScript::Evidence => each(|link| {
                let why = if link[0] == 1 { "collapsed" } else { "" };
                json!({"why": why, "before": "See ", "link": "it", "after": "."})
            }),
            PageScript::Light => each(|link| json!([link[0] != 1, if link[0] == 1 { "collapsed" } else { "" }])),
            PageScript::Still => serde_json::json!(true),
            PageScript::Dark => Value::Null,
            PageScript::Pulse => json!({"url": PAGE, "links": 0, "lit": true}),
        };
        Some(said.to_string())
    }));
}

fn two_followed() -> Rc<World> {
    let world = world();
    let rows = [
        ["a", "/own", "", "own", ""],
        ["a", "https://acme.example/x", "", "hidden", ""],
        ["a", "https://acme.example/x", "", "shown", ""],
        ["a", "https://acme.example/x", "nofollow", "shown, not followed", ""],
    ];
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, snapshot(PAGE, PAGE, &rows, &[]))])));
    page_says(&world);
    world
}

#[test]
fn a_second_look_orders_the_evidence_and_is_remembered() {
    let world = two_followed();
    let app = app(&world);
    let first = report(&app);
    assert_eq!(first["live"]["links"][0]["text"], "hidden");
    assert_eq!(first["live"]["links"][0]["sight"], Value::Null);
    assert!(world.called.borrow().is_empty(), "the first report waits for nothing");
    let reply = send(&app, json!({"evidence": {"tab": 1, "links": [1, 2, 3, 99]}})).expect("a reply");
    let evidence = &reply["ok"]["evidence"];
    assert_eq!(evidence["links"].as_array().map(Vec::len), Some(3));
    assert_eq!(evidence["links"][0]["sight"]["says"]["args"][0]["phrase"]["key"], "hidden_collapsed");
    let texts = |report: &Value| -> Vec<Value> {
        report["live"]["links"].as_array().expect("links").iter().map(|link| link["text"].clone()).collect()
    };
    assert_eq!(texts(&evidence["report"]), ["shown", "hidden", "shown, not followed"], "followed goes before seen");
    assert_eq!(evidence["report"]["live"]["state"], "yes");
    let place = &evidence["report"]["live"]["says"]["args"][1]["phrase"];
    assert_eq!(
        (&place["key"], &place["args"][1]["phrase"]["key"]),
        (&json!("place_and_sight"), &json!("sight_visible"))
    );
    // Another target and back: known still.
    send(&app, json!({"aim": {"tab": 1, "pick": {"typed": "other.example"}, "scope": "page"}}));
    let back = send(&app, json!({"aim": {"tab": 1, "pick": {"typed": "acme.example/x"}, "scope": "page"}}));
    assert_eq!(texts(&back.expect("a reply")["ok"]["report"])[0], "shown");
    assert_eq!(world.called.borrow().len(), 1);
    // Read anew, all is as on the first day.
    assert_eq!(report(&app)["live"]["links"][0]["sight"], Value::Null);
}

#[test]
fn links_are_lit_frame_by_frame_and_what_is_not_is_said() {
    let world = two_followed();
    let inner = "https://news.example/inner";
    let frame = snapshot(inner, inner, &[["a", "https://acme.example/x", "", "framed", ""]], &[]);
    world.pages.borrow_mut().get_mut(&1).expect("the page").1.as_mut().expect("frames").push((7, frame));
    let app = app(&world);
    report(&app);
    let light = send(&app, json!({"light_target": {"tab": 1}})).expect("a reply")["ok"]["light"].clone();
    assert_eq!(light["lit"], 3);
    let says: Vec<&Value> = light["says"].as_array().expect("phrases").iter().map(|says| &says["key"]).collect();
    assert_eq!(says, ["light_lit", "light_unseen"]);
    let called = world.called.borrow().clone();
    let order: Vec<_> = called.iter().map(|(script, frame, _)| (*script, *frame)).collect();
    assert_eq!(order, [(PageScript::Dark, None), (PageScript::Light, Some(7)), (PageScript::Light, Some(0))]);
    let top: Value = serde_json::from_str(&called[2].2).expect("JSON");
    assert_eq!((&top["elsewhere"], &top["shared"], &top["jump"]), (&json!(1), &json!(true), &json!(true)));
    assert!(world.shown.borrow().is_empty(), "a popup stands beside its page");
    // A view in a tab of its own hides the page.
    let in_tab = Sender { tab: Some(5), ..own_view() };
    let request = Request::Light { tab: 1, links: vec![1] };
    let reply = serde_json::to_value(poll(app.handle(&in_tab, request)).expect("a reply")).expect("JSON");
    assert_eq!(reply["ok"]["light"]["says"][0]["key"], "light_sight");
    assert_eq!(*world.shown.borrow(), [1]);
}

#[test]
fn a_script_in_a_page_may_put_out_its_own_light_and_no_more() {
    let world = two_followed();
    let app = app(&world);
    let script = Sender { url: Some(PAGE.into()), tab: Some(1), ..own_view() };
    let refused = |sender: &Sender, request: Value| {
        let request: Request = serde_json::from_value(request).expect("a request");
        let reply = poll(app.handle(sender, request)).expect("a reply");
        serde_json::to_value(reply).expect("JSON")["err"]["code"] == "request.refused"
    };
    assert!(!refused(&script, json!("put_out")));
    for request in [json!({"dark": {"tab": 2}}), json!({"light": {"tab": 1, "links": []}}), json!("options")] {
        assert!(refused(&script, request));
    }
    let stranger = Sender { id: Some("other".into()), ..script.clone() };
    let nowhere = Sender { tab: None, ..script };
    assert!(refused(&stranger, json!("put_out")) && refused(&nowhere, json!("put_out")));
}

#[test]
fn a_page_that_cannot_be_reached_any_more_is_told() {
    let world = world();
    let app = app(&world);
    report(&app);
    for request in [json!({"evidence": {"tab": 1, "links": [0]}}), json!({"light": {"tab": 1, "links": [0]}})] {
        assert_eq!(send(&app, request).expect("a reply")["err"]["code"], "page.left");
    }
    let changed = send(&app, json!({"changed": {"tab": 1}})).expect("a reply")["ok"]["changed"].clone();
    assert_eq!((&changed["says"]["key"], &changed["left"]), (&json!("changed_left"), &json!(true)));
    world.pages.borrow_mut().clear();
    let changed = send(&app, json!({"changed": {"tab": 1}})).expect("a reply")["ok"]["changed"].clone();
    assert_eq!(changed["says"]["key"], "changed_gone");
    // A background that started anew has nothing to compare with, and reads nothing unasked.
    let changed = send(&self::app(&world), json!({"changed": {"tab": 1}})).expect("a reply")["ok"]["changed"].clone();
    assert_eq!(changed["says"], Value::Null);
}

#[test]
fn frames_that_a_permission_would_open_are_named() {
    let world = world();
    let rows = "\u{1e}F\u{1f}https://one.example/x\u{1e}F\u{1f}http://two.example:8080/\u{1e}F\u{1f}https://one.example/y\u{1e}F\u{1f}data:text/html,x";
    let top = snapshot(PAGE, PAGE, &[], &[]).replace("A title\u{1f}0\u{1f}0", "A title\u{1f}0\u{1f}4") + rows;
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, top)])));
    let unread = report(&app(&world))["page"]["unread"].clone();
    assert_eq!((&unread["says"]["key"], &unread["says"]["args"][0]["count"]), (&json!("unread_frames"), &json!(4)));
    assert_eq!(unread["hosts"], json!(["one.example", "two.example"]));
    assert_eq!(unread["patterns"], json!(["https://one.example/*", "http://two.example/*"]));
    *world.granted.borrow_mut() = vec!["https://one.example/*".into(), "http://two.example/*".into()];
    let unread = report(&app(&world))["page"]["unread"].clone();
    assert_eq!((&unread["says"]["key"], &unread["patterns"]), (&json!("unread_closed"), &json!([])));
}
