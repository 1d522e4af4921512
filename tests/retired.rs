//! Old addresses, over ports in memory: where they lead, what that costs, and who still points at them.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::cell::Cell;
use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::HttpResponse;
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, run};
use serde_json::{Value, json};
use snapshot::snapshot;

fn ask(app: &App<Memory>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(run(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

/// A page at an address, which came from `end` in the end.
fn page(end: &str, links: &[[&str; 5]]) -> String {
    let others = vec![["a", "/more", "", "more", ""]; 6];
    let rows: Vec<[&str; 5]> = others.into_iter().chain(links.iter().copied()).collect();
    let page = snapshot(end, end, &rows, &[]);
    page.replacen("\u{1e}a", "\u{1e}S\u{1f}200\u{1f}network\u{1e}W\u{1f}0\u{1f}\u{1f}900\u{1e}a", 1)
}

fn stage() -> (App<Memory>, Rc<World>) {
    let world = Rc::new(World::default());
    world.granted.borrow_mut().push("*://*/*".into());
    *world.sites.borrow_mut() = Some(Box::new(|url| match url {
        _ if url.ends_with("/robots.txt") => Some(Ok("\u{1e}T\u{1f}404\u{1f}".into())),
        "https://acme.example/old" => Some(Ok(page("https://acme.example/new", &[]))),
        "https://acme.example/stays" => Some(Ok(page("https://www.acme.example/stays/", &[]))),
        "https://press.example/x" => Some(Ok(page(url, &[["a", "http://www.acme.example/old", "", "lamps", ""]]))),
        _ => Some(Ok(page(url, &[]))),
    }));
    (App::new(Memory(Rc::clone(&world))), world)
}

const OLDS: [&str; 3] = ["https://acme.example/old", "acme.example/stays", "no address"];

fn retired(reply: &Value) -> &Value {
    &reply["ok"]["retired"]
}

#[test]
fn their_own_sites_say_where_they_lead() {
    let (app, world) = stage();
    let before = ask(&app, json!({"retired": {"addresses": OLDS}}));
    assert_eq!(retired(&before)["olds"][2]["failure"]["code"], "target.spaces", "{before}");
    assert_eq!(world.fetched.borrow().len(), 0, "looking costs a press");
    let after = ask(&app, json!({"retired_look": {"addresses": OLDS, "run": 1}}));
    let olds = &retired(&after)["olds"];
    assert_eq!((&olds[0]["live"], &olds[0]["now"]["after"]), (&json!("yes"), &json!("/new")), "{after}");
    assert_eq!((&olds[1]["live"], &olds[1]["now"]), (&json!("no"), &Value::Null), "www and a slash are no other page");
    assert_eq!(retired(&after)["left"], 0);
}

#[test]
fn who_still_points_at_them_is_told_of_pages_that_were_looked_at() {
    let (app, _) = stage();
    let look = json!({"look": {"run": 1, "sources": ["https://press.example/x", "https://press.example/other"],
        "target": "acme.example", "scope": "root_domain", "again": false}});
    ask(&app, look);
    ask(&app, json!({"retired_look": {"addresses": OLDS, "run": 2}}));
    let reply = ask(&app, json!({"retired": {"addresses": OLDS}}));
    let view = retired(&reply);
    assert_eq!(view["total"], 1, "{reply}");
    assert_eq!(
        (&view["pointing"][0]["anchor"], &view["pointing"][0]["now"]["after"]),
        (&json!("lamps"), &json!("/new"))
    );
    let csv = view["csv"].as_str().expect("text");
    assert!(
        csv.contains("https://press.example/x,lamps,http://www.acme.example/old,https://acme.example/new,its site,"),
        "{csv}"
    );
}

#[test]
fn moz_is_asked_at_the_price_and_only_once() {
    let (app, world) = stage();
    world.sign_in("a-token-for-tests");
    world.later.set(1_000.0);
    let asked = Rc::new(Cell::new(0));
    let count = Rc::clone(&asked);
    *world.moz.borrow_mut() = Some(Box::new(move |body| {
        if !body.contains("acme.example") {
            return Ok(HttpResponse::new(200, br#"{"index_id":"i"}"#));
        }
        count.set(count.get() + 1);
        Ok(HttpResponse::new(200, br#"{"page":"acme.example/newest"}"#))
    }));
    let before = ask(&app, json!({"retired": {"addresses": OLDS}}));
    let rows = retired(&before)["price"]["rows"].as_u64().expect("a price");
    let refused = ask(&app, json!({"retired_ask": {"addresses": OLDS, "rows": rows + 1}}));
    assert_eq!((&refused["err"]["code"], asked.get()), (&json!("ask.price_changed"), 0));
    let after = ask(&app, json!({"retired_ask": {"addresses": OLDS, "rows": rows}}));
    assert_eq!((&retired(&after)["price"], asked.get()), (&Value::Null, 2), "{after}");
    assert_eq!(retired(&after)["olds"][0]["moz"], "yes", "{after}");
    let many: Vec<String> = (0..51).map(|number| format!("acme.example/{number}")).collect();
    assert_eq!(ask(&app, json!({"retired": {"addresses": many}}))["err"]["code"], "retired.too_many");
}
