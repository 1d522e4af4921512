//! What breaks, at which moment of a paid question: what the person sees, what it cost, and what the next press does. The
//! rows are in tests/data/faults.json; `UPDATE=1` writes them anew, to be read before they are believed.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::{HttpFault, HttpResponse};
use link_lantern::ports::{Area, StoreFault, Table};
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, poll};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";
const DAY: f64 = 86_400_000.0;
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/faults.json");

const FAULTS: [&str; 10] = [
    "worker stopped",
    "extension updated",
    "storage full",
    "storage failing",
    "database blocked",
    "database deleted",
    "network gone",
    "clock a day ahead",
    "clock a day back",
    "token removed",
];
/// Before anything is written down or sent; when Moz has the question, and its answer never comes; when the answer has come;
/// in the transaction that writes it down.
const MOMENTS: [&str; 4] = ["before", "sent", "answered", "writing"];

fn world() -> Rc<World> {
    let world = World::default();
    let packed = snapshot(PAGE, PAGE, &[["a", "https://acme.example/x", "", "first", ""]], &[]);
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, packed)])));
    let aim = r#"{"input":"acme.example/x","scope":"page"}"#;
    world.stored.borrow_mut().insert((Area::Local, "aim".into()), aim.into());
    world.stored.borrow_mut().insert((Area::Local, "terms".into()), r#"{"plan":{"paid":100}}"#.into());
    world.sign_in("secret-canary-token");
    // What was paid for before.
    let other = r#"{"asked":1789999000000,"rows":2,"answer":{"at":1789999000000,"exists":true,"rows":2}}"#;
    world.tables.borrow_mut().insert((Table::Answers, "pp other.example/ acme.example/x".into()), other.into());
    Rc::new(world)
}

fn request(app: &App<Memory>, request: Value) -> Option<Value> {
    let request: Request = serde_json::from_value(request).expect("a request");
    poll(app.handle(&own_view(), request)).map(|reply| serde_json::to_value(reply).expect("JSON"))
}

fn ask(world: &Rc<World>) -> Option<Value> {
    request(&App::new(Memory(Rc::clone(world))), json!({"ask": {"tab": 1, "rows": 2}}))
}

fn answer(body: &str) -> HttpResponse {
    let is_question = body.contains("\"sources\"");
    HttpResponse::new(200, if is_question { r#"{"exists":[true]}"# } else { r#"{"result":{"index_id":"one"}}"# })
}

fn questions(world: &World) -> usize {
    world.requests.borrow().iter().filter(|sent| sent.body.contains("\"sources\"")).count()
}

/// Lets it happen.
fn strike(world: &World, fault: &str) {
    let failing = || StoreFault::Failed("disk".into());
    match fault {
        "worker stopped" | "extension updated" => world.steps_left.set(Some(0)),
        "storage full" => *world.store_fault.borrow_mut() = Some(StoreFault::Full),
        "storage failing" => *world.store_fault.borrow_mut() = Some(failing()),
        "database blocked" => *world.no_database.borrow_mut() = Some(StoreFault::Blocked),
        "database deleted" => world.tables.borrow_mut().clear(),
        "network gone" => *world.moz.borrow_mut() = Some(Box::new(|_| Err(HttpFault::Network))),
        "clock a day ahead" => world.later.set(DAY),
        "clock a day back" => world.later.set(-DAY),
        "token removed" => drop(world.tables.borrow_mut().remove(&(Table::Secrets, "token".into()))),
        other => panic!("{other}"),
    }
}

/// All is well again, as far as it can be.
fn heal(world: &World) {
    world.steps_left.set(None);
    *world.store_fault.borrow_mut() = None;
    *world.no_database.borrow_mut() = None;
    *world.moz.borrow_mut() = Some(Box::new(|body| Ok(answer(body))));
    world.abort_at.set(None);
    world.sign_in("secret-canary-token");
}

/// What the person reads: a state of the index, with its failure's code, or the failure of the request.
fn seen(reply: Option<&Value>) -> String {
    let Some(reply) = reply else { return "nothing: the background is gone".into() };
    if let Some(code) = reply["err"]["code"].as_str() {
        let billed = if reply["err"]["maybe_billed"] == true { ", may have been billed" } else { "" };
        return format!("{code}{billed}");
    }
    let index = &reply["ok"]["report"]["index"];
    let state = index["state"].as_str().unwrap_or("?");
    let failure = &index["failure"];
    let code = failure["code"].as_str().map_or(String::new(), |code| format!(", {code}"));
    let billed = if failure["maybe_billed"] == true { ", may have been billed" } else { "" };
    format!("{state}{code}{billed}")
}

fn row(fault: &'static str, moment: &str) -> Value {
    let world = world();
    let at = Rc::clone(&world);
    let moment_is = moment.to_owned();
    *world.moz.borrow_mut() = Some(Box::new(move |body| {
        if !body.contains("\"sources\"") {
            return Ok(answer(body));
        }
        match moment_is.as_str() {
            "sent" => {
                if fault != "network gone" {
                    strike(&at, fault);
                }
                Err(HttpFault::Network)
            }
            "answered" if fault != "network gone" => {
                strike(&at, fault);
                Ok(answer(body))
            }
            "answered" => Err(HttpFault::Truncated),
            "writing" => {
                match fault {
                    // One step more: the transaction is done, and nobody is there to say so.
                    "worker stopped" | "extension updated" => at.steps_left.set(Some(1)),
                    _ => at.abort_at.set(Some(at.updates.get())),
                }
                Ok(answer(body))
            }
            _ => Ok(answer(body)),
        }
    }));
    if moment == "before" {
        strike(&world, fault);
    }
    let told = ask(&world);
    if moment == "writing" && fault != "network gone" && !fault.starts_with("worker") && !fault.starts_with("ext") {
        strike(&world, fault);
    }
    let at_once = questions(&world);
    heal(&world);
    let worker = App::new(Memory(Rc::clone(&world)));
    poll(worker.start_up()).expect("the end");
    let later = request(&worker, json!({"open": {"tab": 1}}));
    let by_itself = questions(&world) - at_once;
    let kept = world.tables.borrow().keys().any(|(_, key)| key.contains("other.example"));
    world.later.set(world.later.get() + 60_000.0);
    let pressed = ask(&world);
    json!({
        "fault": fault,
        "moment": moment,
        "told": seen(told.as_ref()),
        "sent": at_once,
        "by_itself": by_itself,
        "later": seen(later.as_ref()),
        "older_answers": if kept { "kept" } else { "lost with the database" },
        "next_press": seen(pressed.as_ref()),
    })
}

#[test]
fn each_fault_at_each_moment() {
    let rows: Vec<Value> =
        FAULTS.iter().flat_map(|fault| MOMENTS.iter().map(move |moment| row(fault, moment))).collect();
    for row in &rows {
        let name = format!("{} {}", row["fault"], row["moment"]);
        assert!(row["sent"].as_u64() <= Some(1), "{name}: one press, one question at most");
        assert_eq!(row["by_itself"], 0, "{name}: nothing is sent without a press");
        let gone = row["fault"] == "database deleted";
        assert_eq!(row["older_answers"] == "kept", !gone || row["moment"] == "none", "{name}: nothing else is lost");
        let next = row["next_press"].as_str().expect("a text");
        assert!(next == "yes", "{name}: the next press works: {next}");
    }
    let lines: Vec<String> = rows.iter().map(|row| format!("  {row}")).collect();
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &text).expect("written");
    }
    let table = std::fs::read_to_string(FILE).expect("tests/data/faults.json");
    for (known, now) in table.lines().zip(text.lines()) {
        assert_eq!(known, now);
    }
    assert_eq!(table.lines().count(), text.lines().count());
}
