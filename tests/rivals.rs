//! A list's sources against competitors, over ports in memory.

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

/// Whom the page of each host links to.
const LINKS: [(&str, &[&str]); 5] = [
    ("both", &["acme.example", "lumen.example"]),
    ("theirs", &["lumen.example"]),
    ("mine", &["acme.example"]),
    ("none", &[]),
    ("closed", &[]),
];

fn ask(app: &App<Memory>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(run(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

/// A list of those sources for acme.example, and two competitors saved.
fn stage() -> (App<Memory>, Rc<World>) {
    let world = Rc::new(World::default());
    world.granted.borrow_mut().push("*://*/*".into());
    *world.sites.borrow_mut() = Some(Box::new(|url| {
        if url.ends_with("/robots.txt") {
            return Some(Ok("\u{1e}T\u{1f}404\u{1f}".into()));
        }
        let (_, targets) = LINKS.iter().find(|(host, _)| url.contains(&format!("{host}.example")))?;
        if url.contains("closed") {
            return Some(Ok("\u{1e}N\u{1f}status\u{1f}403\u{1f}".into()));
        }
        let hrefs: Vec<String> = targets.iter().map(|target| format!("https://{target}/")).collect();
        let others = vec![["a", "/more", "", "more", ""]; 6];
        let links = hrefs.iter().map(|href| ["a", href.as_str(), "", "lamps", ""]);
        let rows: Vec<[&str; 5]> = others.into_iter().chain(links).collect();
        let page = snapshot(url, url, &rows, &[]);
        Some(Ok(page.replacen("\u{1e}a", "\u{1e}S\u{1f}200\u{1f}network\u{1e}W\u{1f}0\u{1f}\u{1f}900\u{1e}a", 1)))
    }));
    let app = App::new(Memory(Rc::clone(&world)));
    for (input, kind) in [("acme.example", "mine"), ("lumen.example", "competitor"), ("glow.example", "competitor")] {
        let add = json!({"add": {"input": input, "label": "", "kind": kind, "scope": "root_domain", "at": null, "is_default": false}});
        ask(&app, json!({"targets": {"change": add}}));
    }
    let sources: Vec<String> = LINKS.iter().map(|(host, _)| format!("https://{host}.example/x")).collect();
    let text = sources.join("\n");
    ask(&app, json!({"list": {"read": {"from": {"text": text}, "separator": null}}}));
    let aim = json!({"target": "acme.example", "source_scope": "page", "target_scope": "root_domain"});
    ask(&app, json!({"list": {"draft": {"aim": aim}}}));
    ask(&app, json!({"list": {"save": {"title": "Spring"}}}));
    (app, world)
}

fn rivals(app: &App<Memory>, show: &str) -> Value {
    ask(app, json!({"list": {"rivals": {"id": 1, "show": show, "offset": 0, "limit": 100, "again": show == "all"}}}))["ok"]["list"]["rivals"]
        .clone()
}

fn shows(view: &Value) -> Vec<(String, u64)> {
    let one = |show: &Value| (show["show"].as_str().expect("a name").to_owned(), show["rows"].as_u64().expect("rows"));
    view["shows"].as_array().expect("shows").iter().map(one).collect()
}

#[test]
fn one_look_tells_of_all_targets() {
    let (app, world) = stage();
    let before = rivals(&app, "all");
    assert_eq!(before["columns"].as_array().map(Vec::len), Some(3), "the list's own is not there twice: {before}");
    assert_eq!(before["rows"][0]["cells"][1]["live"], "none");
    ask(&app, json!({"list": {"look": {"id": 1, "run": 1, "offset": 0, "again": false}}}));
    let pages = world.fetched.borrow().iter().filter(|url| !url.ends_with("robots.txt")).count();
    assert_eq!(pages, 5, "each page once");
    let after = rivals(&app, "all");
    let counts: Vec<u64> = shows(&after).into_iter().map(|(_, rows)| rows).collect();
    // All, to them and not to me, both, to me only, neither, not known.
    assert_eq!(counts, [5, 1, 1, 1, 1, 1], "{after}");
    let gap = rivals(&app, "gap");
    assert_eq!((&gap["total"], &gap["rows"][0]["source"]["domain"]), (&json!(1), &json!("theirs.example")), "{gap}");
    // Once more today, nothing is fetched.
    ask(&app, json!({"list": {"look": {"id": 1, "run": 2, "offset": 0, "again": false}}}));
    assert_eq!(world.fetched.borrow().iter().filter(|url| !url.ends_with("robots.txt")).count(), pages);
}

#[test]
fn what_the_index_has_counts_where_the_page_was_not_read() {
    let (app, world) = stage();
    world.sign_in("a-token-for-tests");
    let asked = Rc::new(Cell::new(0));
    let count = Rc::clone(&asked);
    *world.moz.borrow_mut() = Some(Box::new(move |body| {
        if !body.contains("sources") {
            return Ok(HttpResponse::new(200, br#"{"index_id":"i"}"#));
        }
        count.set(count.get() + 1);
        Ok(HttpResponse::new(200, br#"{"exists":[true,true,false,false,false]}"#))
    }));
    let view = rivals(&app, "all");
    assert_eq!(view["columns"][1]["price"]["rows"], 10, "{view}");
    let made = ask(&app, json!({"list": {"rival_list": {"id": 1, "target": 2}}}))["ok"]["list"]["one"].clone();
    assert_eq!((&made["head"]["id"], &made["price"]["rows"], asked.get()), (&json!(2), &json!(10), 0), "{made}");
    let again = ask(&app, json!({"list": {"rival_list": {"id": 1, "target": 2}}}))["ok"]["list"]["one"].clone();
    assert_eq!(again["head"]["id"], 2, "the same, not another");
    ask(&app, json!({"list": {"run": {"id": 2, "rows": 10}}}));
    for _ in 0..3 {
        ask(&app, json!({"list": {"progress": {"id": 2}}}));
        world.later.set(world.later.get() + 60_000.0);
        run(app.wake()).expect("awake");
    }
    assert_eq!(asked.get(), 1);
    let after = rivals(&app, "all");
    assert_eq!(
        (&after["rows"][0]["cells"][1]["index"], &after["columns"][1]["price"]["rows"]),
        (&json!("yes"), &json!(0)),
        "{after}"
    );
    // Of one's own nothing is known, so that nobody is said to be linked in one's place.
    assert_eq!(shows(&after)[1], ("gap".to_owned(), 0));
}

#[test]
fn as_text_a_row_for_each_source_and_target() {
    let (app, _) = stage();
    ask(&app, json!({"list": {"look": {"id": 1, "run": 1, "offset": 0, "again": false}}}));
    let export = |show: &str, format: &str| {
        let wish = json!({"list": {"rivals_export": {"id": 1, "show": show, "format": format, "offset": 0}}});
        ask(&app, wish)["ok"]["list"]["exported"]["text"].as_str().expect("text").to_owned()
    };
    let csv = export("gap", "csv");
    assert_eq!(csv.lines().count(), 1 + 3, "{csv}");
    assert!(csv.contains("https://theirs.example/x,lumen.example,root_domain,competitor,yes,"), "{csv}");
    assert!(csv.lines().skip(1).all(|line| line.ends_with("\"to them, not to me\"")), "{csv}");
    assert_eq!(export("all", "json_lines").lines().count(), 15);
    assert!(export("all", "markdown").starts_with("| source |"));
}
