//! Lists of sources over ports in memory: made, asked about, paused, stopped at any step, and billed once.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::similar_names, reason = "a list, and what is lost of it")]

mod memory;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_util::FutureExt;
use link_lantern::app::App;
use link_lantern::ledger::{Spent, spent};
use link_lantern::moz::{HttpFault, HttpResponse};
use link_lantern::ports::{Area, Table};
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, poll};
use proptest::prelude::*;
use serde_json::{Value, json};

fn world() -> Rc<World> {
    let world = World::default();
    world.sign_in("secret-canary-token");
    terms(&world, &json!({"plan": {"paid": 100}, "confirm_at": 1000}));
    Rc::new(world)
}

fn terms(world: &World, terms: &Value) {
    world.stored.borrow_mut().insert((Area::Local, "terms".into()), terms.to_string());
}

fn app(world: &Rc<World>) -> App<Memory> {
    App::new(Memory(Rc::clone(world)))
}

fn try_send(app: &App<Memory>, request: &Value) -> Option<Value> {
    let request: Request = serde_json::from_value(json!({"list": request})).expect("a request");
    poll(app.handle(&own_view(), request)).map(|reply| serde_json::to_value(reply).expect("JSON"))
}

fn send(app: &App<Memory>, request: &Value) -> Value {
    let reply = try_send(app, request).expect("a reply");
    assert!(reply["err"].is_null(), "{request}: {reply}");
    reply["ok"]["list"].clone()
}

fn fails(app: &App<Memory>, request: &Value) -> String {
    let reply = try_send(app, request).expect("a reply");
    reply["err"]["code"].as_str().unwrap_or_else(|| panic!("{reply}")).to_owned()
}

fn read(app: &App<Memory>, text: &str) -> Value {
    send(app, &json!({"read": {"from": {"text": text}, "separator": null}}))["draft"].clone()
}

fn aim(app: &App<Memory>, source: &str) -> Value {
    let aim = json!({"target": "acme.example", "source_scope": source, "target_scope": "root_domain"});
    send(app, &json!({"draft": {"aim": aim}}))["draft"].clone()
}

/// A list of so many sources, each on a host of its own.
fn listed(app: &App<Memory>, sources: usize) -> Value {
    let text = (0..sources).map(|n| format!("https://s{n}.example/{n}")).collect::<Vec<_>>().join("\n");
    read(app, &text);
    aim(app, "page");
    send(app, &json!({"save": {"title": "A list"}}))["one"].clone()
}

fn open(app: &App<Memory>, show: &str) -> Value {
    let query = json!({"show": show, "text": "", "sort": "line"});
    send(app, &json!({"open": {"id": 1, "query": query, "offset": 0, "limit": 500}}))["one"].clone()
}

fn run(app: &App<Memory>, rows: &Value) -> Value {
    send(app, &json!({"run": {"id": 1, "rows": rows}}))["one"].clone()
}

fn count(list: &Value, show: &str) -> u64 {
    let shows = list["shows"].as_array().expect("counts");
    shows.iter().find(|count| count["show"] == show).expect("a count")["rows"].as_u64().expect("a number")
}

/// The sources of a call of V2; none of any other.
fn sources(body: &str) -> Vec<String> {
    let body: Value = serde_json::from_str(body).expect("JSON");
    let sources = body["sources"].as_array().cloned().unwrap_or_default();
    sources.iter().map(|source| source.as_str().expect("a text").to_owned()).collect()
}

/// Every third source is in the index.
fn answer(body: &str) -> HttpResponse {
    let sources = sources(body);
    if sources.is_empty() {
        return HttpResponse::new(200, r#"{"result":{"index_id":"one"}}"#);
    }
    let exists: Vec<bool> = sources.iter().map(|source| is_known(source)).collect();
    HttpResponse::new(200, json!({"exists": exists}).to_string())
}

fn is_known(source: &str) -> bool {
    source.bytes().map(usize::from).sum::<usize>() % 3 == 0
}

type Answer = Result<HttpResponse, HttpFault>;

/// Moz does this in turn with calls of link status, and answers when it is used up.
fn moz(world: &World, first: Vec<Answer>) {
    let mut first = first.into_iter();
    *world.moz.borrow_mut() = Some(Box::new(move |body| match sources(body).len() {
        0 => Ok(answer(body)),
        _ => first.next().unwrap_or_else(|| Ok(answer(body))),
    }));
}

/// How often each source was sent.
fn sent(world: &World) -> BTreeMap<String, usize> {
    let mut sent = BTreeMap::new();
    for source in world.requests.borrow().iter().flat_map(|one| sources(&one.body)) {
        *sent.entry(source).or_default() += 1;
    }
    sent
}

fn calls(world: &World) -> usize {
    world.requests.borrow().iter().filter(|one| !sources(&one.body).is_empty()).count()
}

fn today(world: &Rc<World>) -> Spent {
    spent(&Memory(Rc::clone(world)), "2026-09-21").now_or_never().expect("at once").expect("a sum")
}

/// Workers that the alarm starts, one after the other, until nothing is under way.
fn until_rest(world: &Rc<World>) -> Value {
    for _ in 0..100 {
        let app = app(world);
        poll(app.wake()).expect("the end");
        let list = open(&app, "all");
        if matches!(list["run"]["state"].as_str(), Some("idle" | "paused")) {
            return list;
        }
        world.later.set(world.later.get() + 31_000.0);
    }
    panic!("it never ends");
}

/// Every source has exactly one verdict, and it is the right one or says that it cannot be told and why.
fn every_source_has_a_verdict(list: &Value, sources: usize) {
    let rows = list["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), sources);
    for row in rows {
        let source = format!("{}{}{}", text(row, "before"), text(row, "domain"), text(row, "after"));
        match row["index"].as_str().expect("a verdict") {
            "yes" => assert!(is_known(&source), "{row}"),
            "no" => assert!(!is_known(&source), "{row}"),
            "unknown" => assert!(row["failure"]["code"].is_string(), "{row}"),
            other => panic!("{other}: {row}"),
        }
    }
}

fn text<'a>(row: &'a Value, part: &str) -> &'a str {
    row["source"][part].as_str().expect("a text")
}

/// What is shown as spent is what was billed: each source that was sent, but those of which it is said that they may have
/// been.
fn the_bill_is_what_is_shown(world: &Rc<World>, list: &Value) {
    let (rows, maybe) = (&list["run"]["rows"], &list["run"]["maybe_rows"]);
    let (rows, maybe) = (rows.as_u64().expect("rows"), maybe.as_u64().expect("rows"));
    let billed = 2 * sent(world).values().sum::<usize>() as u64;
    assert!((rows..=rows + maybe).contains(&billed), "{rows} and {maybe}, billed {billed}");
    assert_eq!(2 * (count(list, "yes") + count(list, "no")), rows);
    let today = today(world);
    assert_eq!((u64::from(today.rows), u64::from(today.maybe_rows)), (rows, maybe));
}

#[test]
fn a_list_is_made_and_asked_about_in_batches_of_fifty() {
    let world = world();
    moz(&world, Vec::new());
    let app = app(&world);
    let made = listed(&app, 120);
    assert_eq!((&made["price"]["rows"], &made["run"]["state"]), (&json!(240), &json!("idle")));
    let started = run(&app, &json!(240));
    assert_eq!((&started["run"]["state"], calls(&world)), (&json!("running"), 0));
    poll(app.work()).expect("the end");
    let list = open(&app, "all");
    assert_eq!((&list["run"]["state"], calls(&world)), (&json!("idle"), 3));
    assert!(sent(&world).values().all(|times| *times == 1));
    every_source_has_a_verdict(&list, 120);
    the_bill_is_what_is_shown(&world, &list);
    assert_eq!((&list["price"]["rows"], &list["retry"]), (&json!(0), &json!(null)));
    // Another list of the same costs nothing.
    listed(&app, 120);
    let twin = send(
        &app,
        &json!({"open": {"id": 2, "query": {"show": "all", "text": "", "sort": "line"}, "offset": 0, "limit": 0}}),
    );
    assert_eq!(twin["one"]["price"]["rows"], 0);
}

#[test]
fn the_draft_says_what_it_read_and_what_it_costs() {
    let world = world();
    let app = app(&world);
    let text = "url;anchor\nhttps://a.example/1;x\nhttps://a.example/1#top;y\nhttps://a.example/2;z\nwhat is this;\nhttp://192.0.2.1/;\n";
    let draft = read(&app, text);
    assert_eq!((&draft["sources"], &draft["separator"]), (&json!(3), &json!("semicolon")));
    assert_eq!(draft["says"][1], json!({"key": "list_duplicates", "args": [{"count": 1}]}));
    assert_eq!(
        (&draft["problems"][0]["line"], &draft["problems"][0]["failure"]["code"]),
        (&json!(5), &json!("target.spaces"))
    );
    assert_eq!(draft["price"], json!(null), "there is no target yet");
    assert_eq!(aim(&app, "page")["price"]["rows"], 6);
    let folded = aim(&app, "root_domain")["price"].clone();
    assert_eq!((&folded["rows"], &folded["says"][0]["key"]), (&json!(2), &json!("list_folded")));
    assert_eq!(folded["says"][1], json!({"key": "list_without", "args": [{"count": 1}]}));
    // Another worker still has it, and it can be discarded.
    assert_eq!(send(&self::app(&world), &json!("all"))["all"]["draft"]["sources"], 3);
    assert_eq!(send(&app, &json!("drop"))["all"]["draft"], json!(null));
    assert_eq!(fails(&self::app(&world), &json!({"save": {"title": "x"}})), "list.no_draft");
}

#[test]
fn bad_files_are_refused_whole() {
    let world = world();
    let app = app(&world);
    let file = |size: f64, bytes: Option<&str>| json!({"read": {"from": {"file": {"name": "a.csv", "size": size, "bytes": bytes}}, "separator": null}});
    for (request, code) in [
        (file(52_428_800.0, None), "list.too_large"),
        (file(9.0, Some("PK\u{3}\u{4}\u{0}\u{0}\u{8}\u{0}x")), "list.binary"),
        (file(3.0, Some("\n\n ")), "list.empty"),
        (file(2.0, Some("\u{100}")), "request.malformed"),
        (
            json!({"read": {"from": {"text": (0..10_001).map(|n| format!("a.example/{n}")).collect::<Vec<_>>().join("\n")}, "separator": null}}),
            "list.too_many",
        ),
    ] {
        assert_eq!(fails(&app, &request), code);
    }
    assert!(world.tables.borrow().keys().all(|(table, _)| *table == Table::Secrets), "nothing is half taken");
    let utf16: String = "a.example/ä\n".encode_utf16().flat_map(u16::to_le_bytes).map(char::from).collect();
    let draft = send(&app, &file(24.0, Some(&utf16)))["draft"].clone();
    assert_eq!((&draft["sources"], &draft["title"]), (&json!(1), &json!("a.csv")));
}

#[test]
fn a_batch_that_fails_leaves_its_rows_untold_and_is_retried_alone() {
    let world = world();
    moz(&world, vec![Err(HttpFault::Network)]);
    let app = app(&world);
    listed(&app, 120);
    run(&app, &json!(240));
    poll(app.work()).expect("the end");
    let list = open(&app, "all");
    assert_eq!((count(&list, "unknown"), count(&list, "open")), (50, 0));
    every_source_has_a_verdict(&list, 120);
    assert_eq!(list["rows"][0]["failure"]["code"], "moz.network");
    assert_eq!((&list["price"]["rows"], &list["retry"]["rows"]), (&json!(0), &json!(100)));
    the_bill_is_what_is_shown(&world, &list);
    // Not by itself.
    poll(self::app(&world).wake()).expect("the end");
    assert_eq!(calls(&world), 3);
    assert_eq!(fails(&app, &json!({"retry": {"id": 1, "rows": 98}})), "ask.price_changed");
    send(&app, &json!({"retry": {"id": 1, "rows": 100}}));
    poll(app.work()).expect("the end");
    let list = open(&app, "all");
    assert_eq!((count(&list, "unknown"), calls(&world), &list["retry"]), (0, 4, &json!(null)));
    every_source_has_a_verdict(&list, 120);
}

#[test]
fn what_is_wrong_with_the_account_pauses_and_says_so() {
    let quota = || Ok(HttpResponse::new(403, r#"{"issue":"insufficient-quota"}"#));
    for (answers, code) in [
        (vec![Ok(answer_of(50)), quota()], "moz.quota"),
        (vec![Ok(answer_of(50)), Ok(HttpResponse::new(403, "{}"))], "moz.forbidden"),
        (vec![Ok(answer_of(50)), Err(HttpFault::Network), Err(HttpFault::Network)], "moz.network"),
    ] {
        let world = world();
        let lost = answers.len() - 2;
        moz(&world, answers);
        let app = app(&world);
        listed(&app, 200);
        run(&app, &json!(400));
        poll(app.work()).expect("the end");
        let list = open(&app, "all");
        assert_eq!((&list["run"]["state"], &list["run"]["failure"]["code"]), (&json!("paused"), &json!(code)));
        let lost = if code == "moz.network" { 50 * (lost as u64 + 1) } else { 0 };
        assert_eq!((count(&list, "unknown"), count(&list, "open")), (lost, 150 - lost), "{code}");
        // Resumed at the price that is left.
        let rows = list["price"]["rows"].clone();
        assert_eq!(rows, 2 * (150 - lost));
        run(&app, &rows);
        poll(app.work()).expect("the end");
        let list = open(&app, "all");
        assert_eq!((&list["run"]["state"], count(&list, "open")), (&json!("idle"), 0));
        assert!(sent(&world).values().all(|times| *times == 1) || code != "moz.network");
    }
}

/// The right answer to the first so many sources of a list.
fn answer_of(count: usize) -> HttpResponse {
    let sources: Vec<String> = (0..count).map(|n| format!("s{n}.example/{n}")).collect();
    answer(&json!({"sources": sources}).to_string())
}

#[test]
fn the_daily_limit_pauses_until_tomorrow() {
    let world = world();
    terms(&world, &json!({"plan": {"paid": 100}, "daily_limit": 150}));
    moz(&world, Vec::new());
    let app = app(&world);
    listed(&app, 120);
    run(&app, &json!(240));
    poll(app.work()).expect("the end");
    let list = open(&app, "all");
    assert_eq!((&list["run"]["failure"]["code"], calls(&world)), (&json!("list.daily_limit"), 1));
    let until = list["run"]["until"]["args"][0]["date"].as_f64().expect("a time");
    assert_eq!(link_lantern::day::second(until), "2026-09-22T00:00:00Z");
}

#[test]
fn paused_and_cancelled_nothing_more_is_sent() {
    for (stop, state) in [("pause", "paused"), ("cancel", "idle")] {
        let world = world();
        moz(&world, Vec::new());
        let app = app(&world);
        listed(&app, 120);
        run(&app, &json!(240));
        // The worker hangs in the middle of the second batch.
        world.steps_left.set(Some(0));
        assert!(poll(app.work()).is_none());
        world.steps_left.set(None);
        let app = self::app(&world);
        let stopped = send(&app, &json!({stop: {"id": 1}}))["one"].clone();
        assert_eq!(stopped["run"]["state"], state);
        poll(app.wake()).expect("the end");
        assert_eq!(calls(&world), 0, "{stop}");
        assert_eq!(open(&app, "all")["price"]["rows"], 240);
    }
}

#[test]
fn one_list_at_a_time_and_only_at_its_price() {
    let world = world();
    moz(&world, Vec::new());
    let app = app(&world);
    listed(&app, 60);
    assert_eq!(fails(&app, &json!({"run": {"id": 1, "rows": 122}})), "ask.price_changed");
    run(&app, &json!(120));
    read(&app, "https://other.example/1");
    aim(&app, "page");
    send(&app, &json!({"save": {"title": "Another"}}));
    assert_eq!(fails(&app, &json!({"run": {"id": 2, "rows": 2}})), "list.busy");
    // The price has changed since: nothing is spent at another.
    terms(&world, &json!({"plan": {"paid": 100}, "flavour": "json_rpc"}));
    poll(app.work()).expect("the end");
    let list = open(&app, "all");
    assert_eq!((&list["run"]["failure"]["code"], calls(&world)), (&json!("ask.price_changed"), 0));
    assert_eq!(fails(&app, &json!({"run": {"id": 9, "rows": 2}})), "list.gone");
}

#[test]
fn a_long_wait_is_slept_by_the_alarm_and_a_long_absence_asks_first() {
    let slow = || Ok(HttpResponse { status: 429, retry_after: Some("60".into()), body: Vec::new() });
    for (away, state, asked) in [(61_000.0, "idle", 4), (7_200_000.0, "paused", 1)] {
        let world = world();
        moz(&world, vec![slow()]);
        let app = app(&world);
        listed(&app, 120);
        run(&app, &json!(240));
        poll(app.work()).expect("the end");
        let list = open(&app, "all");
        assert_eq!((&list["run"]["state"], calls(&world)), (&json!("waiting"), 1));
        assert!(world.alarm.get().is_some());
        world.later.set(away);
        let list = until_rest(&world);
        assert_eq!((&list["run"]["state"], calls(&world)), (&json!(state), asked));
        if state == "paused" {
            assert_eq!(list["run"]["failure"]["code"], "list.away");
        }
    }
}

#[test]
fn a_deleted_list_comes_back_and_is_gone_after_an_hour() {
    let world = world();
    let app = app(&world);
    listed(&app, 3);
    let lists = |reply: Value| reply["all"]["lists"].as_array().map(Vec::len);
    assert_eq!(lists(send(&app, &json!({"delete": {"id": 1, "undo": false}}))), Some(0));
    assert_eq!(fails(&app, &json!({"pause": {"id": 7}})), "list.gone");
    assert_eq!(lists(send(&app, &json!({"delete": {"id": 1, "undo": true}}))), Some(1));
    send(&app, &json!({"delete": {"id": 1, "undo": false}}));
    world.later.set(3_700_000.0);
    send(&app, &json!("all"));
    assert!(!world.tables.borrow().keys().any(|(table, _)| *table == Table::ListItems || *table == Table::Lists));
}

#[test]
fn rows_are_narrowed_ordered_and_written() {
    let world = world();
    moz(&world, Vec::new());
    let app = app(&world);
    listed(&app, 30);
    run(&app, &json!(60));
    poll(app.work()).expect("the end");
    let query = |show: &str, text: &str, sort: &str| json!({"show": show, "text": text, "sort": sort});
    let list = |query: Value| {
        send(&app, &json!({"open": {"id": 1, "query": query, "offset": 0, "limit": 500}}))["one"].clone()
    };
    let yes = list(query("yes", "", "line"));
    assert_eq!(yes["total"].as_u64(), Some(count(&yes, "yes")));
    assert_eq!(list(query("all", "S12 .EXAMPLE", "line"))["total"], 1);
    let sorted = list(query("all", "", "verdict"));
    let verdicts: Vec<&str> =
        sorted["rows"].as_array().expect("rows").iter().filter_map(|row| row["index"].as_str()).collect();
    assert!(verdicts.is_sorted(), "no, then yes: {verdicts:?}");
    for (format, first) in
        [("csv", "line,source,"), ("json_lines", "{\"line\":\"1\",\"source\":"), ("markdown", "| line | source |")]
    {
        let file =
            send(&app, &json!({"export": {"id": 1, "query": query("all", "", "line"), "format": format, "offset": 0}}));
        let text = file["exported"]["text"].as_str().expect("a text");
        assert!(text.starts_with(first), "{text}");
        assert_eq!(
            (text.lines().count(), &file["exported"]["next"]),
            (30 + usize::from(format == "csv") + 2 * usize::from(format == "markdown"), &json!(null))
        );
    }
}

/// The worker is stopped at every step there is, once; and goes on by the alarm.
#[test]
fn stopped_at_any_step_nothing_is_billed_twice() {
    let whole = {
        let world = world();
        moz(&world, Vec::new());
        let app = app(&world);
        listed(&app, 120);
        run(&app, &json!(240));
        world.steps_left.set(Some(10_000));
        poll(app.work()).expect("the end");
        10_000 - world.steps_left.get().expect("a count")
    };
    assert!((50..1_000).contains(&whole), "{whole} steps");
    for steps in 0..whole {
        let world = world();
        moz(&world, Vec::new());
        let app = app(&world);
        listed(&app, 120);
        run(&app, &json!(240));
        world.steps_left.set(Some(steps));
        assert!(poll(app.work()).is_none(), "{steps}");
        world.steps_left.set(None);
        drop(app);
        world.later.set(31_000.0);
        let list = until_rest(&world);
        assert_eq!(list["run"]["state"], "idle", "{steps}");
        assert!(sent(&world).values().all(|times| *times == 1), "{steps}");
        every_source_has_a_verdict(&list, 120);
        the_bill_is_what_is_shown(&world, &list);
        let lost = count(&list, "unknown");
        assert!(lost == 0 || lost == 50 || lost == 20, "{steps}: {lost}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever Moz and the browser do, in whatever order.
    #[test]
    fn every_source_ends_with_one_verdict_and_every_row_is_accounted_for(
        stops in prop::collection::vec(0_u32..120, 0..12),
        answers in prop::collection::vec(0_u8..8, 0..16),
    ) {
        let world = world();
        let answers = answers.iter().map(|kind| match kind {
            0 => Some(Err(HttpFault::Network)),
            1 => Some(Ok(HttpResponse::new(500, ""))),
            2 => Some(Ok(HttpResponse { status: 429, retry_after: None, body: Vec::new() })),
            3 => Some(Ok(HttpResponse { status: 429, retry_after: Some("40".into()), body: Vec::new() })),
            4 => Some(Ok(HttpResponse::new(200, r#"{"exists":[true]}"#))),
            _ => None,
        });
        let mut answers = answers.collect::<Vec<_>>().into_iter();
        let refused = Rc::new(RefCell::new(BTreeMap::<String, usize>::new()));
        let refusals = Rc::clone(&refused);
        *world.moz.borrow_mut() = Some(Box::new(move |body| {
            if sources(body).is_empty() {
                Ok(answer(body))
            } else {
                let answer = answers.next().flatten().unwrap_or_else(|| Ok(answer(body)));
                if answer.as_ref().is_ok_and(|answer| answer.status == 429) {
                    for one in sources(body) {
                        *refusals.borrow_mut().entry(one).or_default() += 1;
                    }
                }
                answer
            }
        }));
        let first = app(&world);
        listed(&first, 170);
        run(&first, &json!(340));
        for steps in stops {
            world.steps_left.set(Some(steps));
            let _ = poll(app(&world).wake());
            world.steps_left.set(None);
            world.later.set(world.later.get() + 31_000.0);
        }
        let mut pressed = 0;
        let list = loop {
            let list = until_rest(&world);
            if list["run"]["state"] == "idle" {
                break list;
            }
            pressed += 1;
            prop_assert!(pressed < 30, "{}", list["run"]);
            run(&app(&world), &list["price"]["rows"]);
        };
        every_source_has_a_verdict(&list, 170);
        // Refused for its pace, a call was not billed and may be sent again; nothing else is sent twice.
        for (source, times) in sent(&world) {
            let refused = refused.borrow().get(&source).copied().unwrap_or(0);
            prop_assert!(times - refused <= 1, "{source}: {times} times, refused {refused}");
        }
        let today = today(&world);
        prop_assert_eq!(u64::from(today.rows), list["run"]["rows"].as_u64().expect("rows"));
        prop_assert_eq!(u64::from(today.maybe_rows), list["run"]["maybe_rows"].as_u64().expect("rows"));
        prop_assert!(today.most() <= 340);
        prop_assert_eq!(2 * (count(&list, "yes") + count(&list, "no")), u64::from(today.rows));
    }
}
