//! The dispatcher and the page's own HTML: what a view is told, when the site is asked, and what is never claimed.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::ports::Area;
use link_lantern::protocol::Request;
use memory::{Memory, Sent, World, own_view, poll};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";
const TARGET: [&str; 5] = ["a", "https://acme.example/x", "", "lamps", ""];
const NOFOLLOW: [&str; 5] = ["a", "https://acme.example/x", "nofollow", "lamps", ""];
const OWN: [&str; 5] = ["a", "/own", "", "own", ""];

/// A page of those links, and `more` rows before them.
fn page(rows: &[[&str; 5]], more: &str) -> String {
    snapshot(PAGE, PAGE, rows, &[]).replacen(
        "text/html\u{1f}A title\u{1f}0\u{1f}0",
        &format!("text/html\u{1f}A title\u{1f}0\u{1f}0{more}"),
        1,
    )
}

fn html(rows: &[[&str; 5]], more: &str) -> String {
    page(rows, &format!("\u{1e}S\u{1f}200\u{1f}cache{more}"))
}

/// A world whose tab 1 shows `shown`, and what comes of reading its HTML again from the cache.
fn world(shown: String, cached: &str) -> Rc<World> {
    let world = World::default();
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, shown)])));
    world.sources.borrow_mut().insert((1, false), cached.to_owned());
    world
        .stored
        .borrow_mut()
        .insert((Area::Local, "aim".into()), r#"{"input":"acme.example/x","scope":"page"}"#.into());
    Rc::new(world)
}

fn send(app: &App<Memory>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    let reply = poll(app.handle(&own_view(), request)).expect("a reply");
    serde_json::to_value(reply).expect("JSON")["ok"]["report"].clone()
}

/// The report after opening and comparing.
fn compared(world: &Rc<World>) -> Value {
    let app = App::new(Memory(Rc::clone(world)));
    let opened = send(&app, json!({"open": {"tab": 1}}));
    assert_eq!(opened["facts"]["source"]["state"], "none");
    let report = send(&app, json!({"reread": {"tab": 1, "network": false}}));
    if let Some(Sent { url, headers, body }) = world.requests.borrow().first() {
        panic!("nobody is asked for this: {url} {headers:?} {body}");
    }
    report
}

fn chips(report: &Value) -> Vec<&str> {
    report["live"]["chips"].as_array().expect("chips").iter().map(|chip| chip["key"].as_str().expect("a key")).collect()
}

fn fact<'a>(report: &'a Value, code: &str) -> &'a Value {
    let facts = report["facts"]["facts"].as_array().expect("facts");
    facts.iter().find(|fact| fact["code"] == code).unwrap_or(&Value::Null)
}

#[test]
fn a_link_of_scripts_is_live_and_said_to_be_of_scripts() {
    let report = compared(&world(page(&[OWN, TARGET], ""), &html(&[OWN], "")));
    assert_eq!(report["live"]["state"], "yes");
    assert!(chips(&report).contains(&"origin_scripts"));
    assert_eq!(report["facts"]["source"]["state"], "read");
    assert_eq!(report["facts"]["source"]["counts"][0]["key"], "source_count_scripts");
}

#[test]
fn the_same_page_has_nothing_to_tell() {
    let report = compared(&world(page(&[OWN, TARGET], ""), &html(&[OWN, TARGET], "")));
    assert_eq!(report["facts"]["source"]["says"]["key"], "source_same");
    assert_eq!(chips(&report), ["chip_matches"]);
}

#[test]
fn a_link_of_the_html_only_is_no_and_said_so() {
    let removed = compared(&world(page(&[OWN], ""), &html(&[OWN, TARGET], "")));
    assert_eq!(
        (&removed["live"]["state"], &removed["live"]["says"]["key"]),
        (&json!("no"), &json!("live_says_removed"))
    );
    assert_eq!(removed["facts"]["source"]["absent"][0]["matches"], true);
    let noscript = html(&[OWN], "") + "\u{1e}+\u{1f}noscript\u{1e}" + &TARGET.join("\u{1f}");
    let noscript = compared(&world(page(&[OWN], ""), &noscript));
    assert_eq!(
        (&noscript["live"]["state"], &noscript["live"]["says"]["key"]),
        (&json!("no"), &json!("live_says_noscript"))
    );
}

#[test]
fn a_changed_rel_is_told_from_both_sides() {
    let report = compared(&world(page(&[OWN, TARGET], ""), &html(&[OWN, NOFOLLOW], "")));
    assert_eq!(report["live"]["says"]["args"][0]["phrase"]["key"], "follow_followed");
    assert!(chips(&report).contains(&"origin_rel"));
}

#[test]
fn a_header_decides_and_says_so() {
    let headers = "\u{1e}H\u{1f}x-robots-tag\u{1f}googlebot: noindex, dotbot: none\u{1e}H\u{1f}link\u{1f}</original>; rel=canonical";
    let report = compared(&world(page(&[OWN, TARGET], ""), &html(&[OWN, TARGET], headers)));
    assert_eq!(report["live"]["says"]["args"][0]["phrase"]["key"], "follow_header_bot");
    assert_eq!(fact(&report, "x_robots")["values"][0]["learned"][0]["key"], "learned_header_cache");
    assert_eq!(fact(&report, "canonical")["notes"][0]["key"], "note_canonical");
    assert_eq!(report["facts"]["known_elsewhere"]["after"], "/original");
    // A rel of its own goes before.
    let own = compared(&world(page(&[OWN, NOFOLLOW], ""), &html(&[OWN, NOFOLLOW], headers)));
    assert_eq!(own["live"]["says"]["args"][0]["phrase"]["key"], "follow_rel");
}

#[test]
fn what_scripts_hide_from_people_is_told() {
    let shown = page(&[OWN], "\u{1e}C\u{1f}/b");
    let report = compared(&world(shown, &html(&[OWN], "\u{1e}M\u{1f}robots\u{1f}noindex\u{1e}C\u{1f}/a")));
    let keys = |code: &str| -> Vec<String> {
        let notes = fact(&report, code)["notes"].as_array().expect("notes");
        notes.iter().map(|note| note["key"].as_str().expect("a key").to_owned()).collect()
    };
    assert_eq!(keys("robots"), ["note_noindex", "note_noindex_removed"]);
    assert_eq!(keys("canonical"), ["note_canonicals", "note_canonical_changed"]);
    assert_eq!(report["facts"]["heads"][0]["key"], "head_noindex");
    assert_eq!(report["facts"]["known_elsewhere"], Value::Null, "several that differ are none to ask");
}

/// Whatever the script says, nothing is claimed that was not seen.
#[test]
fn what_cannot_be_compared_is_never_judged() {
    let other =
        html(&[["a", "/1", "", "", ""], ["a", "/2", "", "", ""], ["a", "/3", "", "", ""], ["a", "/4", "", "", ""]], "");
    let x = |code: &str| format!("\u{1e}X\u{1f}{code}\u{1f}more");
    for (source, why) in [
        (x("redirected"), "incomparable_redirected"),
        (x("not_html"), "incomparable_not_html"),
        (x("too_large"), "incomparable_too_large"),
        (x("too_slow"), "incomparable_too_slow"),
        (x("forbidden"), "incomparable_forbidden"),
        (x("left"), "incomparable_left"),
        (x("not_web"), "incomparable_not_web"),
        (x("something new"), "incomparable_failed"),
        (String::new(), "incomparable_failed"),
        ("nonsense \u{1e}\u{1f}".to_owned(), "incomparable_failed"),
        (html(&[], "").replace("text/html", "text/plain"), "incomparable_not_html"),
        (html(&[OWN], "").replace("\u{1f}200\u{1f}", "\u{1f}403\u{1f}"), "incomparable_status"),
        (html(&[OWN], "").replace(PAGE, "https://news.example/else"), "incomparable_left"),
        (other.replace("A title", "Another title"), "incomparable_another"),
    ] {
        let report = compared(&world(page(&[OWN, TARGET], ""), &source));
        let told = &report["facts"]["source"];
        assert_eq!((&told["state"], &told["says"]["args"][0]["phrase"]["key"]), (&json!("incomparable"), &json!(why)));
        assert_eq!(chips(&report), ["chip_matches"], "{why}");
        assert_eq!(report["live"]["state"], "yes");
    }
    // A page that its scripts have moved is not even asked for.
    let world = world(page(&[TARGET], "\u{1e}N\u{1f}200\u{1f}0\u{1f}https://news.example/before"), &html(&[OWN], ""));
    assert_eq!(compared(&world)["facts"]["source"]["says"]["args"][0]["phrase"]["key"], "incomparable_moved");
    let same = self::world(
        page(&[TARGET], "\u{1e}N\u{1f}200\u{1f}0\u{1f}https://news.example/article#part"),
        &html(&[OWN], ""),
    );
    assert_eq!(compared(&same)["facts"]["source"]["state"], "read");
}

#[test]
fn the_site_is_asked_only_when_the_person_says_so() {
    let world = world(page(&[OWN, TARGET], ""), "\u{1e}X\u{1f}not_cached\u{1f}");
    let network = html(&[OWN], "").replace("\u{1f}cache", "\u{1f}network");
    world.sources.borrow_mut().insert((1, true), network);
    let app = App::new(Memory(Rc::clone(&world)));
    send(&app, json!({"open": {"tab": 1}}));
    let first = send(&app, json!({"reread": {"tab": 1, "network": false}}));
    assert_eq!(
        (&first["facts"]["source"]["state"], &first["facts"]["source"]["can_request"]),
        (&json!("not_cached"), &json!(true))
    );
    assert!(world.reread.borrow().is_empty());
    let second = send(&app, json!({"reread": {"tab": 1, "network": true}}));
    assert!(chips(&second).contains(&"origin_missing"), "what the site sends now may not be what it sent then");
    assert_eq!(world.reread.borrow().as_slice(), [1]);
    // Reading the page again forgets the comparison.
    assert_eq!(send(&app, json!({"open": {"tab": 1}}))["facts"]["source"]["state"], "none");
}

#[test]
fn frames_are_not_compared() {
    let world = world(page(&[OWN], ""), &html(&[OWN], ""));
    let inner = page(&[TARGET], "");
    let shown = page(&[OWN], "");
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, shown), (7, inner)])));
    let report = compared(&world);
    assert_eq!(report["live"]["state"], "yes");
    assert_eq!(chips(&report), ["chip_matches"]);
    assert_eq!(report["facts"]["source"]["says"]["key"], "source_same");
}

#[test]
fn walls_are_no_pages_but_what_is_seen_is_seen() {
    let login = |passwords: u32, text: u32| format!("\u{1e}W\u{1f}{passwords}\u{1f}\u{1f}{text}");
    for (more, state, says) in [
        ("\u{1e}N\u{1f}403\u{1f}0\u{1f}".to_owned(), "unknown", "live_says_status"),
        ("\u{1e}N\u{1f}503\u{1f}0\u{1f}".to_owned(), "unknown", "live_says_status"),
        ("\u{1e}N\u{1f}404\u{1f}0\u{1f}".to_owned(), "no", "live_says_none_of"),
        (login(1, 100), "unknown", "live_says_login"),
        (login(1, 9_000), "no", "live_says_none_of"),
        (login(0, 100), "no", "live_says_none_of"),
        ("\u{1e}W\u{1f}0\u{1f}challenge\u{1f}100".to_owned(), "unknown", "live_says_challenge"),
    ] {
        let report = compared(&world(page(&[OWN], &more), "\u{1e}X\u{1f}not_cached\u{1f}"));
        assert_eq!(
            (&report["live"]["state"], &report["live"]["says"]["key"]),
            (&json!(state), &json!(says)),
            "{more:?}"
        );
        let found = compared(&world(page(&[OWN, TARGET], &more), "\u{1e}X\u{1f}not_cached\u{1f}"));
        assert_eq!(found["live"]["state"], "yes", "{more:?}");
    }
}

#[test]
fn a_tab_that_is_gone_is_told() {
    let world = world(page(&[OWN, TARGET], ""), &html(&[OWN], ""));
    let app = App::new(Memory(Rc::clone(&world)));
    send(&app, json!({"open": {"tab": 1}}));
    let gone = send(&app, json!({"reread": {"tab": 2, "network": false}}));
    assert_eq!(gone["facts"], Value::Null);
    assert_eq!(gone["page"]["failure"]["code"], "page.gone");
}
