//! What breaks, at which moment of a list's first batch of two: what the list says, and that no source is paid for twice
//! without the person's word. The rows are in tests/data/faults-lists.json; `UPDATE=1` writes them anew, to be read before
//! they are believed.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;

use std::collections::BTreeMap;
use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::{HttpFault, HttpResponse};
use link_lantern::ports::{Area, StoreFault, Table};
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, poll};
use serde_json::{Value, json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/faults-lists.json");
const SOURCES: usize = 60;
const DAY: f64 = 86_400_000.0;

const FAULTS: [&str; 8] = [
    "worker stopped",
    "storage full",
    "storage failing",
    "database blocked",
    "network gone",
    "clock a day ahead",
    "clock a day back",
    "token removed",
];
const MOMENTS: [&str; 4] = ["before", "sent", "answered", "writing"];

fn sources(body: &str) -> Vec<String> {
    let body: Value = serde_json::from_str(body).expect("JSON");
    let sources = body["sources"].as_array().cloned().unwrap_or_default();
    sources.iter().map(|source| source.as_str().expect("a text").to_owned()).collect()
}

fn answer(body: &str) -> HttpResponse {
    match sources(body).len() {
        0 => HttpResponse::new(200, r#"{"result":{"index_id":"one"}}"#),
        count => HttpResponse::new(200, json!({"exists": vec![true; count]}).to_string()),
    }
}

/// How often each source was asked about.
fn asked(world: &World) -> BTreeMap<String, u32> {
    let mut asked = BTreeMap::new();
    for source in world.requests.borrow().iter().flat_map(|sent| sources(&sent.body)) {
        *asked.entry(source).or_default() += 1;
    }
    asked
}

fn app(world: &Rc<World>) -> App<Memory> {
    App::new(Memory(Rc::clone(world)))
}

fn list(app: &App<Memory>, request: &Value) -> Option<Value> {
    let request: Request = serde_json::from_value(json!({"list": request})).expect("a request");
    poll(app.handle(&own_view(), request)).map(|reply| serde_json::to_value(reply).expect("JSON"))
}

fn world() -> Rc<World> {
    let world = World::default();
    world.sign_in("secret-canary-token");
    let terms = r#"{"plan":{"paid":100},"confirm_at":1000}"#;
    world.stored.borrow_mut().insert((Area::Local, "terms".into()), terms.into());
    *world.moz.borrow_mut() = Some(Box::new(|body| Ok(answer(body))));
    let world = Rc::new(world);
    let app = app(&world);
    let text = (0..SOURCES).map(|n| format!("https://s{n}.example/{n}")).collect::<Vec<_>>().join("\n");
    let aim = json!({"target": "acme.example", "source_scope": "page", "target_scope": "root_domain"});
    for request in [
        json!({"read": {"from": {"text": text}, "separator": null}}),
        json!({"draft": {"aim": aim}}),
        json!({"save": {"title": "A list"}}),
    ] {
        assert!(list(&app, &request).expect("a reply")["err"].is_null());
    }
    world
}

fn strike(world: &World, fault: &str) {
    match fault {
        "worker stopped" => world.steps_left.set(Some(0)),
        "storage full" => *world.store_fault.borrow_mut() = Some(StoreFault::Full),
        "storage failing" => *world.store_fault.borrow_mut() = Some(StoreFault::Failed("disk".into())),
        "database blocked" => *world.no_database.borrow_mut() = Some(StoreFault::Blocked),
        "network gone" => *world.moz.borrow_mut() = Some(Box::new(|_| Err(HttpFault::Network))),
        "clock a day ahead" => world.later.set(DAY),
        "clock a day back" => world.later.set(-DAY),
        "token removed" => drop(world.tables.borrow_mut().remove(&(Table::Secrets, "token".into()))),
        other => panic!("{other}"),
    }
}

fn heal(world: &World) {
    world.steps_left.set(None);
    *world.store_fault.borrow_mut() = None;
    *world.no_database.borrow_mut() = None;
    *world.moz.borrow_mut() = Some(Box::new(|body| Ok(answer(body))));
    world.sign_in("secret-canary-token");
}

/// How the list stands: its state, why it paused, and what its sources know.
fn stands(world: &Rc<World>) -> Value {
    let query = json!({"show": "all", "text": "", "sort": "line"});
    let open = json!({"open": {"id": 1, "query": query, "offset": 0, "limit": 1}});
    let one = list(&app(world), &open).expect("a reply")["ok"]["list"]["one"].clone();
    let run = &one["run"];
    let count = |show: &str| {
        let shows = one["shows"].as_array().expect("counts");
        shows.iter().find(|count| count["show"] == show).map_or(Value::Null, |count| count["rows"].clone())
    };
    json!({
        "run": run["state"],
        "why": run["failure"]["code"],
        "answered": count("yes"),
        "may_have_been_billed": run["maybe_rows"],
        "open": count("open"),
        "may_be_asked_again_for": one["retry"]["rows"],
    })
}

fn row(fault: &'static str, moment: &str) -> Value {
    let world = world();
    let at = Rc::clone(&world);
    let moment_is = moment.to_owned();
    let mut struck = false;
    *world.moz.borrow_mut() = Some(Box::new(move |body| {
        if sources(body).is_empty() || std::mem::replace(&mut struck, true) {
            return Ok(answer(body));
        }
        match moment_is.as_str() {
            "sent" if fault == "network gone" => Err(HttpFault::Network),
            "sent" => {
                strike(&at, fault);
                Err(HttpFault::Timeout)
            }
            "answered" if fault == "network gone" => Err(HttpFault::Truncated),
            "answered" => {
                strike(&at, fault);
                Ok(answer(body))
            }
            "writing" => {
                if fault == "worker stopped" {
                    at.steps_left.set(Some(1));
                } else {
                    at.abort_at.set(Some(at.updates.get()));
                }
                Ok(answer(body))
            }
            _ => Ok(answer(body)),
        }
    }));
    let worker = app(&world);
    let begun = list(&worker, &json!({"run": {"id": 1, "rows": 2 * SOURCES}})).expect("a reply");
    assert!(begun["err"].is_null(), "{begun}");
    if moment == "before" {
        strike(&world, fault);
    }
    poll(worker.work());
    let first = asked(&world);
    // Gone for an hour at most, as when the browser is started anew.
    heal(&world);
    world.later.set(world.later.get() + 60_000.0);
    let next = app(&world);
    poll(next.start_up()).expect("the end");
    poll(next.work()).expect("the end");
    let all = asked(&world);
    json!({
        "fault": fault,
        "moment": moment,
        "asked_at_first": first.len(),
        "asked_in_the_end": all.len(),
        "asked_twice": all.values().filter(|times| **times > 1).count(),
        "stands": stands(&world),
    })
}

#[test]
fn each_fault_at_each_moment_of_a_batch() {
    let rows: Vec<Value> =
        FAULTS.iter().flat_map(|fault| MOMENTS.iter().map(move |moment| row(fault, moment))).collect();
    for row in &rows {
        assert_eq!(row["asked_twice"], 0, "{row}");
    }
    let lines: Vec<String> = rows.iter().map(|row| format!("  {row}")).collect();
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &text).expect("written");
    }
    let table = std::fs::read_to_string(FILE).expect("tests/data/faults-lists.json");
    for (known, now) in table.lines().zip(text.lines()) {
        assert_eq!(known, now);
    }
    assert_eq!(table.lines().count(), text.lines().count());
}
