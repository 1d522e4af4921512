//! Looking at pages that no tab shows, over ports in memory.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::policy::Sender;
use link_lantern::ports::{Table, WebFault};
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, run};
use serde_json::{Value, json};
use snapshot::snapshot;

type Web = BTreeMap<String, String>;

const TARGET: &str = "acme.example";

/// A page with that link, as `check/look.js` packs it.
fn page(url: &str, rel: &str, to: &str, head: &[&str]) -> String {
    let rows: Vec<[&str; 5]> = vec![["a", "/own", "", "own page", ""], ["a", to, rel, "brass lamps", ""]];
    let rows = [rows, vec![["a", "/more", "", "more", ""]; 6]].concat();
    let head: String = ["S\u{1f}200\u{1f}network", "W\u{1f}0\u{1f}\u{1f}900"]
        .iter()
        .chain(head)
        .map(|row| format!("\u{1e}{row}"))
        .collect();
    snapshot(url, url, &rows, &[]).replacen("\u{1e}a", &format!("{head}\u{1e}a"), 1)
}

fn missing(word: &str, more: &str, and: &str) -> String {
    format!("\u{1e}X\u{1f}{word}\u{1f}{more}\u{1f}{and}")
}

fn text(status: u16, text: &str) -> String {
    format!("\u{1e}T\u{1f}{status}\u{1f}{text}")
}

/// A world with these addresses; what is not there is not reached, and there are no rules unless given.
fn world(web: Web) -> Rc<World> {
    let world = Rc::new(World::default());
    world.granted.borrow_mut().push("*://*/*".into());
    *world.sites.borrow_mut() = Some(Box::new(move |url| {
        let found = web.get(url).cloned();
        let none = if url.ends_with("/robots.txt") { text(404, "") } else { missing("failed", "no such host", "") };
        match found.unwrap_or(none) {
            hanging if hanging == "hangs" => None,
            found => Some(Ok(found)),
        }
    }));
    world
}

fn web(pages: &[(&str, String)]) -> Web {
    pages.iter().map(|(url, packed)| ((*url).to_owned(), packed.clone())).collect()
}

fn look(sources: &[&str], again: bool) -> Request {
    let look =
        json!({"look": {"run": 7, "sources": sources, "target": TARGET, "scope": "root_domain", "again": again}});
    serde_json::from_value(look).expect("a request")
}

fn ask(app: &App<Memory>, request: Request) -> Value {
    let reply = run(app.handle(&own_view(), request)).expect("a reply");
    serde_json::to_value(reply).expect("JSON")
}

fn looks(app: &App<Memory>, request: Request) -> Value {
    ask(app, request)["ok"]["looks"].clone()
}

/// State and code of each row.
fn states(looks: &Value) -> Vec<(String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    looks["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (word(&row["state"]), word(&row["failure"]["code"])))
        .collect()
}

/// What each kind of answer makes of a placement.
#[test]
fn what_comes_is_judged() {
    let away = "https://away.example/";
    let empty = snapshot(away, away, &[], &[]);
    let cases: Vec<(&str, String, &str, &str)> = vec![
        ("yes", page("https://h.example/x", "", "https://acme.example/", &[]), "yes", ""),
        ("no", page("https://h.example/x", "", "https://other.example/", &[]), "no", ""),
        ("gone", missing("status", "404", ""), "no", "check.gone"),
        ("gone for good", missing("status", "410", ""), "no", "check.gone"),
        ("forbidden", missing("status", "403", ""), "unknown", "check.status"),
        ("broken", missing("status", "500", ""), "unknown", "check.status"),
        ("login", missing("status", "401", ""), "unknown", "check.login"),
        ("busy", missing("status", "429", "3"), "unknown", "check.busy"),
        ("later", missing("status", "503", ""), "unknown", "check.busy"),
        ("slow", missing("too_slow", "", ""), "unknown", "check.timeout"),
        ("large", missing("too_large", "", ""), "unknown", "check.too_large"),
        ("a file", missing("not_html", "application/pdf", ""), "unknown", "check.not_html"),
        ("away", missing("redirected", "", ""), "unknown", "check.redirected_away"),
        ("unreached", missing("failed", "TypeError", ""), "unknown", "check.network"),
        ("nonsense", "nonsense".into(), "unknown", "check.network"),
        ("another site", page(away, "", "https://other.example/", &[]), "unknown", "check.led_away"),
        ("another site with the link", page(away, "", "https://acme.example/", &[]), "yes", ""),
        (
            "refresh",
            page("https://h.example/x", "", "https://o.example/", &["R\u{1f}0; url=/y"]),
            "unknown",
            "check.led_away",
        ),
        ("a slow refresh", page("https://h.example/x", "", "https://o.example/", &["R\u{1f}900; url=/y"]), "no", ""),
        ("a shell for scripts", empty.replace(away, "https://h.example/x"), "unknown", "check.scripts"),
        (
            "a wall",
            page("https://h.example/x", "", "https://o.example/", &["W\u{1f}0\u{1f}challenge\u{1f}50"]),
            "unknown",
            "check.challenge",
        ),
        (
            "a login page",
            page("https://h.example/x", "", "https://o.example/", &["W\u{1f}1\u{1f}\u{1f}50"]),
            "unknown",
            "check.login",
        ),
    ];
    for (about, answer, state, code) in cases {
        let app = App::new(Memory(world(web(&[("https://h.example/x", answer)]))));
        let looks = looks(&app, look(&["https://h.example/x"], false));
        assert_eq!(states(&looks), [(state.to_owned(), code.to_owned())], "{about}: {looks}");
        assert_eq!(looks["left"], 0, "{about}");
    }
}

#[test]
fn what_decides_is_told() {
    let nofollow = page("https://a.example/x", "nofollow ugc", "https://acme.example/", &[]);
    let header =
        page("https://b.example/x", "", "https://acme.example/", &["H\u{1f}x-robots-tag\u{1f}noindex, nofollow"]);
    let canonical =
        page("https://c.example/x", "", "https://acme.example/", &["H\u{1f}link\u{1f}</y>; rel=\"canonical\""]);
    let noscript = page("https://d.example/x", "", "https://o.example/", &[]);
    let noscript =
        format!("{noscript}\u{1e}+\u{1f}noscript\u{1f}\u{1f}\u{1e}a\u{1f}https://acme.example/\u{1f}\u{1f}x\u{1f}");
    let world = world(web(&[
        ("https://a.example/x", nofollow),
        ("https://b.example/x", header),
        ("https://c.example/x", canonical),
        ("https://d.example/x", noscript),
    ]));
    let app = App::new(Memory(world));
    let looks =
        looks(&app, look(&["a.example/x", "https://b.example/x", "https://c.example/x", "https://d.example/x"], false));
    let says = |row: usize| &looks["rows"][row]["says"]["args"];
    assert_eq!(says(0)[0]["phrase"], json!({"key": "follow_rel", "args": [{"text": "nofollow, ugc"}]}));
    assert_eq!(says(0)[2], json!({"text": "brass lamps"}));
    assert_eq!(says(1)[0]["phrase"]["key"], "follow_header");
    assert_eq!(looks["rows"][1]["notes"][0]["key"], "looked_noindex");
    assert_eq!(looks["rows"][2]["notes"][0]["key"], "looked_canonical");
    assert_eq!(looks["rows"][3]["state"], "no", "noscript is not the page");
}

#[test]
fn rules_are_asked_for_once_a_day_and_kept_to() {
    let yes = |url: &str| page(url, "", "https://acme.example/", &[]);
    let pages = [
        ("https://a.example/robots.txt", text(200, "User-agent: *\nDisallow: /private")),
        ("https://a.example/x", yes("https://a.example/x")),
        ("https://a.example/private", yes("https://a.example/private")),
        ("https://b.example/robots.txt", text(503, "")),
        ("https://b.example/x", yes("https://b.example/x")),
        ("https://c.example/robots.txt", text(403, "")),
        ("https://c.example/x", yes("https://c.example/x")),
    ];
    let world = world(web(&pages));
    let sources = ["https://a.example/x", "https://a.example/private", "https://b.example/x", "https://c.example/x"];
    let first = looks(&App::new(Memory(Rc::clone(&world))), look(&sources, false));
    let expected = [("yes", ""), ("unknown", "check.robots"), ("unknown", "check.robots_unknown"), ("yes", "")];
    let expected: Vec<(String, String)> = expected.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
    assert_eq!(states(&first), expected);
    let fetched = world.fetched.take();
    assert!(
        !fetched.contains(&"https://a.example/private".to_owned())
            && !fetched.contains(&"https://b.example/x".to_owned())
    );

    // Another worker on the same day knows all of it.
    let second = looks(&App::new(Memory(Rc::clone(&world))), look(&sources, false));
    assert_eq!(states(&second), expected);
    assert!(world.fetched.take().is_empty());
    // Asked again, it keeps to the rules that it knows.
    looks(&App::new(Memory(Rc::clone(&world))), look(&sources[..2], true));
    assert_eq!(world.fetched.take(), ["https://a.example/x"]);
    // A day later both are asked for.
    world.later.set(86_400_000.0);
    looks(&App::new(Memory(Rc::clone(&world))), look(&sources[..1], false));
    assert_eq!(world.fetched.take(), ["https://a.example/robots.txt", "https://a.example/x"]);
}

#[test]
fn hosts_without_permission_are_not_asked() {
    let world = world(web(&[("https://a.example/x", page("https://a.example/x", "", "https://acme.example/", &[]))]));
    *world.granted.borrow_mut() = vec!["https://b.example/*".into()];
    let app = App::new(Memory(Rc::clone(&world)));
    let sources = ["https://a.example/x", "http://b.example/x", "not an address"];
    let found = looks(&app, look(&sources, false));
    let codes: Vec<String> = states(&found).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes[..2], ["check.permission", "check.permission"]);
    assert!(!codes[2].is_empty());
    assert!(world.fetched.borrow().is_empty());
    assert!(
        !world.tables.borrow().keys().any(|(table, _)| *table == Table::Findings),
        "nobody looked, so nothing was found"
    );

    let needs: Request = serde_json::from_value(json!({"look_needs": {"sources": sources}})).expect("a request");
    let needs = &ask(&app, needs)["ok"]["look_needs"];
    assert_eq!(needs["hosts"], 2, "{needs}");
    assert!(needs["patterns"].as_array().is_some_and(|patterns| patterns.contains(&json!("https://a.example/*"))));
    // Once it is given, the look is made, on the same day.
    world.granted.borrow_mut().push("https://a.example/*".into());
    assert_eq!(states(&looks(&app, look(&sources[..1], false)))[0].0, "yes");
}

#[test]
fn many_are_fetched_with_manners() {
    let urls: Vec<String> = (0..50).map(|n| format!("https://h{}.example/{n}", n % 7)).collect();
    let pages = urls.iter().map(|url| (url.clone(), page(url, "", "https://acme.example/", &[]))).collect();
    let world = world(pages);
    let app = App::new(Memory(Rc::clone(&world)));
    let sources: Vec<&str> = urls.iter().map(String::as_str).collect();
    let found = looks(&app, look(&sources, false));
    assert!(states(&found).iter().all(|(state, _)| state == "yes"), "{found}");
    assert_eq!(world.most_fetching.get(), 4);
    let fetched = world.fetched.borrow();
    assert_eq!(fetched.len(), 57, "each page once, and the rules of each host once");
    assert!(world.fetching.borrow().is_empty());
}

#[test]
fn a_host_that_asks_for_time_is_given_it() {
    let urls: Vec<String> = (0..4).map(|n| format!("https://a.example/{n}")).collect();
    let mut pages: Web = urls.iter().map(|url| (url.clone(), page(url, "", "https://acme.example/", &[]))).collect();
    pages.insert(urls[0].clone(), missing("status", "429", "8"));
    let world = world(pages);
    let app = App::new(Memory(Rc::clone(&world)));
    let sources: Vec<&str> = urls.iter().map(String::as_str).collect();
    let found = looks(&app, look(&sources, false));
    let slept = world.slept.get();
    assert!((7_900..9_500).contains(&slept), "{slept}");
    assert_eq!(
        states(&found).iter().map(|(state, _)| state.as_str()).collect::<Vec<_>>(),
        ["unknown", "yes", "yes", "yes"]
    );

    // One that asks for more than is waited is left alone, and told.
    let world = self::world(web(&[("https://a.example/0", missing("status", "503", "3600"))]));
    let app = App::new(Memory(Rc::clone(&world)));
    let found = looks(&app, look(&sources, false));
    assert!(states(&found).iter().all(|(_, code)| code == "check.busy"), "{found}");
    assert_eq!(world.fetched.borrow().len(), 2);
}

#[test]
fn what_does_not_come_in_time_is_left_for_the_next_request() {
    let urls: Vec<String> = (0..3).map(|n| format!("https://a.example/{n}")).collect();
    let mut pages: Web = urls.iter().map(|url| (url.clone(), page(url, "", "https://acme.example/", &[]))).collect();
    pages.insert(urls[0].clone(), missing("status", "429", "40"));
    let app = App::new(Memory(world(pages)));
    let sources: Vec<&str> = urls.iter().map(String::as_str).collect();
    let mut rounds = 0;
    loop {
        let found = looks(&app, look(&sources, false));
        rounds += 1;
        if found["left"] == 0 {
            assert_eq!(states(&found).iter().filter(|(state, _)| state == "yes").count(), 2);
            break;
        }
        assert_eq!(found["rows"][2]["state"], "none");
        assert!(rounds < 9);
    }
    assert_eq!(rounds, 3, "40 seconds in windows of 15");
}

#[test]
fn a_cancel_ends_it() {
    let world = world(web(&[("https://a.example/x", "hangs".into())]));
    let app = App::new(Memory(Rc::clone(&world)));
    let (mut done, sender) = (None, own_view());
    let all = async {
        let looking = async {
            done = Some(app.handle(&sender, look(&["https://a.example/x", "https://a.example/y"], false)).await)
        };
        let cancelling = async {
            while world.fetching.borrow().is_empty() || world.fetched.borrow().len() < 2 {
                let yielded = Cell::new(false);
                std::future::poll_fn(|_| {
                    if yielded.replace(true) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
                })
                .await;
            }
            let cancel = serde_json::from_value(json!({"look_cancel": {"run": 7}})).expect("a request");
            app.handle(&own_view(), cancel).await
        };
        futures_util::future::join(looking, cancelling).await
    };
    run(all).expect("an end");
    let reply = serde_json::to_value(done.expect("a reply")).expect("JSON");
    assert_eq!(reply["ok"]["looks"]["left"], 2, "{reply}");
    assert!(!world.tables.borrow().keys().any(|(table, _)| *table == Table::Findings));
}

/// The worker is stopped after each of its steps in turn: what is asked again goes on, and each source ends with one finding.
#[test]
fn a_stopped_worker_goes_on() {
    let urls: Vec<String> = (0..5).map(|n| format!("https://h{}.example/{n}", n % 2)).collect();
    let sources: Vec<&str> = urls.iter().map(String::as_str).collect();
    for steps in 0..60 {
        let pages = urls.iter().map(|url| (url.clone(), page(url, "", "https://acme.example/", &[]))).collect();
        let world = world(pages);
        world.steps_left.set(Some(steps));
        let _ = run(App::new(Memory(Rc::clone(&world))).handle(&own_view(), look(&sources, false)));
        world.steps_left.set(None);
        world.fetching.take();
        let found = looks(&App::new(Memory(Rc::clone(&world))), look(&sources, false));
        assert!(states(&found).iter().all(|(state, _)| state == "yes"), "{steps}: {found}");
        let kept = world.tables.borrow().keys().filter(|(table, _)| *table == Table::Findings).count();
        assert_eq!(kept, 5);
        let fetched = world.fetched.borrow();
        // Only what was under way is fetched twice.
        assert!(fetched.len() <= 7 + 4, "{steps}: {fetched:?}");
    }
}

#[test]
fn what_reads_foreign_pages_may_ask_nothing() {
    let app = App::new(Memory(world(Web::new())));
    let offscreen = Sender { url: Some("chrome-extension://own/check/offscreen.html".into()), ..own_view() };
    let reply = run(app.handle(&offscreen, Request::Options)).expect("a reply");
    assert_eq!(serde_json::to_value(reply).expect("JSON")["err"]["code"], "request.refused");
}

#[test]
fn a_fault_of_the_browser_is_no_answer_of_the_site() {
    let world = world(Web::new());
    *world.sites.borrow_mut() = Some(Box::new(|_| Some(Err(WebFault("offscreen documents are not available".into())))));
    let app = App::new(Memory(world));
    assert_eq!(states(&looks(&app, look(&["https://a.example/x"], false)))[0].1, "check.network");
}
