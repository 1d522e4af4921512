//! Short links, over ports in memory: who is asked, what is made of the answers, and what is kept.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::cell::Cell;
use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::ports::StoreFault;
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, poll, run};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";
/// An address, and what it answers.
type Answer = (&'static str, fn() -> String);

const HOUR: f64 = 3_600_000.0;

fn request(request: Value) -> Request {
    serde_json::from_value(request).expect("a request")
}

fn ask(app: &App<Memory>, asked: Value) -> Value {
    let reply = run(app.handle(&own_view(), request(asked))).expect("a reply");
    serde_json::to_value(reply).expect("JSON")
}

/// Where a request ended.
fn end(status: u16, address: &str, refresh: &str) -> String {
    format!("\u{1e}E\u{1f}{status}\u{1f}{address}\u{1f}{refresh}\u{1f}")
}

fn missing(word: &str) -> String {
    format!("\u{1e}X\u{1f}{word}")
}

/// A page with these links, and what the addresses answer.
fn stage(links: &[&str], granted: &[&str], answers: &'static [Answer]) -> (App<Memory>, Rc<World>) {
    let world = Rc::new(World::default());
    show(&world, PAGE, links);
    world.granted.borrow_mut().extend(granted.iter().map(|pattern| (*pattern).to_owned()));
    *world.sites.borrow_mut() = Some(Box::new(move |url| {
        let answer = answers.iter().find(|(address, _)| *address == url);
        Some(Ok(answer.unwrap_or_else(|| panic!("nobody should ask {url}")).1()))
    }));
    (App::new(Memory(Rc::clone(&world))), world)
}

fn show(world: &World, page: &str, links: &[&str]) {
    let rows: Vec<[&str; 5]> = links.iter().map(|href| ["a", *href, "", "text", ""]).collect();
    let packed = snapshot(page, page, &rows, &[]);
    world.pages.borrow_mut().insert(1, (page.into(), Ok(vec![(0, packed)])));
}

fn aim(app: &App<Memory>, target: &str, scope: &str) -> Value {
    ask(app, json!({"open": {"tab": 1}}));
    let reply = ask(app, json!({"aim": {"tab": 1, "pick": {"typed": target}, "scope": scope}}));
    reply["ok"]["report"].clone()
}

fn look(app: &App<Memory>, again: bool) -> Value {
    ask(app, json!({"short_look": {"tab": 1, "run": 1, "again": again}}))
}

fn through(app: &App<Memory>) -> Vec<Value> {
    let list =
        ask(app, json!({"links": {"tab": 1, "query": {"show": "outbound", "text": ""}, "offset": 0, "limit": 20}}));
    let rows = list["ok"]["links"]["rows"].as_array().expect("rows").clone();
    rows.into_iter().filter_map(|row| row.get("link").map(|link| link["through"].clone())).collect()
}

#[test]
fn what_a_service_tells_is_the_verdict() {
    let (app, world) = stage(
        &["https://bit.ly/a", "https://bit.ly/a", "https://other.example/", "https://t.co/b"],
        &["*://*/*"],
        &[
            ("https://bit.ly/a", || end(200, "https://acme.example/x", "")),
            ("https://t.co/b", || end(200, "https://t.co/b", "0;URL=https://else.example/")),
        ],
    );
    let before = aim(&app, "acme.example", "root_domain");
    assert_eq!(before["live"]["state"], "no");
    assert_eq!(before["short"]["links"], 2, "each address once");
    assert_eq!(before["short"]["hosts"], json!(["bit.ly", "t.co"]));
    assert!(world.fetched.borrow().is_empty(), "nobody is asked before the press");

    let after = look(&app, false);
    let (report, left) = (&after["ok"]["short"]["report"], &after["ok"]["short"]["left"]);
    assert_eq!((&report["live"]["state"], left), (&json!("yes"), &json!(0)), "{after}");
    assert_eq!(report["live"]["matches"], 2);
    assert_eq!(report["live"]["links"][0]["through"]["key"], "through_told");
    assert_eq!(report["live"]["chips"][1], json!({"key": "chip_through", "args": [{"text": "bit.ly"}]}));
    assert_eq!(report["short"], Value::Null);
    let asked = ["https://bit.ly/a", "https://t.co/b"].map(str::to_owned);
    assert_eq!(*world.fetched.borrow(), asked, "each once, and nothing else of theirs");

    // Another target is judged by the same answers; another worker knows them too.
    assert_eq!(aim(&app, "else.example", "page")["live"]["state"], "yes");
    let other = App::new(Memory(Rc::clone(&world)));
    assert_eq!(aim(&other, "acme.example/x", "page")["live"]["state"], "yes");
    assert_eq!(world.fetched.borrow().len(), 2);
    // After a month it is asked for anew.
    world.later.set(world.later.get() + 31.0 * 24.0 * HOUR);
    let later = App::new(Memory(Rc::clone(&world)));
    let report = aim(&later, "acme.example/x", "page");
    assert_eq!((&report["live"]["state"], &report["short"]["links"]), (&json!("no"), &json!(2)));
}

#[test]
fn permissions_are_for_the_services_and_the_target() {
    let (app, _) = stage(&["https://bit.ly/a"], &[], &[]);
    let patterns = |target: &str, scope: &str| aim(&app, target, scope)["short"]["patterns"].clone();
    let services = ["https://bit.ly/*", "http://bit.ly/*"];
    let with = |more: &[&str]| json!([&services[..], more].concat());
    assert_eq!(
        patterns("acme.example/x", "page"),
        with(&[
            "http://acme.example/*",
            "http://www.acme.example/*",
            "https://acme.example/*",
            "https://www.acme.example/*"
        ])
    );
    assert_eq!(
        patterns("blog.acme.example", "root_domain"),
        with(&["https://*.acme.example/*", "http://*.acme.example/*"])
    );
    assert_eq!(
        patterns("blog.acme.example", "subdomain"),
        with(&["https://*.blog.acme.example/*", "http://*.blog.acme.example/*"])
    );
    let none = ask(&app, json!({"aim": {"tab": 1, "pick": {"typed": ""}, "scope": "page"}}));
    assert_eq!(none["ok"]["report"]["short"]["patterns"], json!(services));
    assert_eq!(look(&app, false)["err"]["code"], "check.permission");
}

#[test]
fn one_service_may_lead_to_another() {
    let (app, world) = stage(
        &["https://bit.ly/a", "https://bit.ly/round"],
        &["*://bit.ly/*"],
        &[
            ("https://bit.ly/a", || end(200, "https://t.co/b", "")),
            ("https://bit.ly/round", || end(200, "https://bit.ly/round", "0;url=/round?again")),
            ("https://bit.ly/round?again", || end(200, "https://bit.ly/round?again", "0;url=/round")),
            ("https://t.co/b", || end(200, "https://l.facebook.com/l.php?u=https%3A%2F%2Facme.example%2Fx", "")),
        ],
    );
    aim(&app, "acme.example/x", "page");
    let report = &look(&app, false)["ok"]["short"]["report"];
    assert_eq!(
        (&report["live"]["state"], &report["short"]["hosts"]),
        (&json!("unknown"), &json!(["t.co"])),
        "{report}"
    );
    assert_eq!(through(&app)[1]["key"], "through_unknown", "it goes round in a circle");
    world.granted.borrow_mut().push("*://t.co/*".into());
    let report = &look(&app, false)["ok"]["short"]["report"];
    assert_eq!(report["live"]["state"], "yes", "{report}");
    assert_eq!(world.fetched.borrow().len(), 4, "what was told is not asked for again");
}

#[test]
fn what_was_not_told_says_why_and_can_be_asked_again() {
    let cases: &[(&str, &str, bool)] = &[
        ("gone", "short_gone", false),
        ("stays", "short_stays", false),
        ("away", "short_away", true),
        ("refused", "short_refused", true),
        ("busy", "err_check_busy", true),
        ("slow", "err_check_timeout", true),
        ("failed", "err_check_network", true),
    ];
    let hosts = ["bit.ly", "t.co", "is.gd", "buff.ly", "cutt.ly", "goo.gl", "git.io"];
    let links = [
        "https://bit.ly/x",
        "https://t.co/x",
        "https://is.gd/x",
        "https://buff.ly/x",
        "https://cutt.ly/x",
        "https://goo.gl/x",
        "https://git.io/x",
    ];
    let (app, world) = stage(
        &links,
        &["*://*/*"],
        &[
            ("https://bit.ly/x", || end(404, "https://bit.ly/x", "")),
            ("https://t.co/x", || end(200, "https://t.co/x", "")),
            ("https://is.gd/x", || missing("redirected")),
            ("https://buff.ly/x", || end(403, "https://buff.ly/x", "")),
            ("https://cutt.ly/x", || end(429, "https://cutt.ly/x", "")),
            ("https://goo.gl/x", || missing("too_slow")),
            ("https://git.io/x", || missing("failed")),
        ],
    );
    aim(&app, "acme.example", "root_domain");
    let reply = look(&app, false);
    let report = &reply["ok"]["short"]["report"];
    assert_eq!(reply["ok"]["short"]["left"], 0, "{reply}");
    assert_eq!(report["live"]["state"], "no");
    assert_eq!(
        report["live"]["chips"][0],
        json!({"key": "chip_hidden", "args": [{"count": 6}]}),
        "one of them leads nowhere"
    );
    for ((link, (name, key, _)), host) in through(&app).iter().zip(cases).zip(hosts) {
        assert_eq!(
            (&link["key"], &link["args"][0]["phrase"]["key"]),
            (&json!("through_untold"), &json!(key)),
            "{name} {host}"
        );
    }
    let open: Vec<&str> = cases.iter().zip(hosts).filter(|((.., again), _)| *again).map(|(_, host)| host).collect();
    assert_eq!((&report["short"]["hosts"], &report["short"]["again"]), (&json!(open), &json!(true)));

    let before = world.fetched.borrow().len();
    look(&app, false);
    assert_eq!(world.fetched.borrow().len(), before, "not by itself");
    // Another target's site was not among those that might be read.
    aim(&app, "else.example", "root_domain");
    look(&app, false);
    assert_eq!(world.fetched.borrow()[before..], ["https://is.gd/x".to_owned()]);
    // One of them asked for time, and is given it.
    let before = world.fetched.borrow().len();
    look(&app, true);
    assert_eq!(world.fetched.borrow().len(), before + 5, "{:?}", world.fetched.borrow());
}

#[test]
fn where_nothing_can_be_written_down_nobody_is_asked_twice() {
    let (app, world) = stage(
        &["https://bit.ly/a", "https://bit.ly/b"],
        &["*://*/*"],
        &[
            ("https://bit.ly/a", || end(200, "https://bit.ly/b", "0;url=https://bit.ly/b")),
            ("https://bit.ly/b", || missing("failed")),
        ],
    );
    aim(&app, "acme.example", "root_domain");
    let broken = Rc::clone(&world);
    let answers = world.sites.borrow_mut().take().expect("answers");
    let answers = std::cell::RefCell::new(answers);
    *world.sites.borrow_mut() = Some(Box::new(move |url| {
        *broken.no_database.borrow_mut() = Some(StoreFault::Full);
        (answers.borrow_mut())(url)
    }));
    let reply = look(&app, false);
    assert_eq!(reply["err"]["code"], "storage.full", "{reply}");
    assert_eq!(world.fetched.borrow().len(), 2);
}

#[test]
fn a_hundred_are_asked_for_in_one_go() {
    let links: Vec<String> = (0..150).map(|n| format!("https://bit.ly/{n}")).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let (app, world) = stage(&links, &["*://*/*"], &[]);
    *world.sites.borrow_mut() = Some(Box::new(|_| Some(Ok(end(200, "https://else.example/", "")))));
    let told = |reply: &Value| {
        let short = &reply["ok"]["short"];
        (short["left"].clone(), short["report"]["short"]["links"].clone(), world.fetched.borrow().len())
    };
    aim(&app, "acme.example", "root_domain");
    let (left, links, asked) = told(&look(&app, false));
    assert!(left == 0 && (100..104).contains(&asked), "{left} {asked}");
    assert_eq!(links, json!(150 - asked));
    assert_eq!(told(&look(&app, false)), (json!(0), Value::Null, 150));
    let again = App::new(Memory(Rc::clone(&world)));
    assert_eq!(aim(&again, "acme.example", "root_domain")["short"], Value::Null, "all of them are known");
}

#[test]
fn stopped_or_on_another_page_nobody_is_asked_further() {
    let links = ["https://bit.ly/a", "https://bit.ly/b", "https://bit.ly/c"];
    let (app, world) = stage(&links, &["*://*/*"], &[]);
    let asked = Rc::new(Cell::new(0));
    let count = Rc::clone(&asked);
    // Nothing ever comes.
    *world.sites.borrow_mut() = Some(Box::new(move |_| {
        count.set(count.get() + 1);
        None
    }));
    aim(&app, "acme.example", "root_domain");
    let sender = own_view();
    let mut looking =
        Box::pin(app.handle(&sender, request(json!({"short_look": {"tab": 1, "run": 9, "again": false}}))));
    for _ in 0..20 {
        assert!(poll(&mut looking).is_none());
    }
    ask(&app, json!({"look_cancel": {"run": 9}}));
    let reply = serde_json::to_value(run(looking).expect("a reply")).expect("JSON");
    assert_eq!(reply["ok"]["short"]["left"], 3, "{reply}");
    assert_eq!(asked.get(), 1, "the first of a service goes alone");

    // The tab goes elsewhere while the first is asked for.
    *world.sites.borrow_mut() = Some(Box::new(|url| {
        assert!(!url.contains("never"), "nobody pressed there");
        Some(Ok(end(200, "https://acme.example/", "")))
    }));
    let mut looking =
        Box::pin(app.handle(&sender, request(json!({"short_look": {"tab": 1, "run": 10, "again": false}}))));
    while world.fetched.borrow().len() < 2 {
        assert!(poll(&mut looking).is_none());
    }
    show(&world, "https://news.example/other", &["https://bit.ly/never"]);
    ask(&app, json!({"open": {"tab": 1}}));
    let reply = serde_json::to_value(run(looking).expect("a reply")).expect("JSON");
    assert_eq!(reply["ok"]["short"]["left"], 0, "{reply}");
    assert_eq!(reply["ok"]["short"]["report"]["short"]["links"], 1, "{reply}");
}

#[test]
fn a_worker_that_was_stopped_goes_on_where_it_was() {
    let links = ["https://bit.ly/a", "https://t.co/b"];
    let (app, world) = stage(
        &links,
        &["*://*/*"],
        &[
            ("https://bit.ly/a", || end(200, "https://t.co/b", "")),
            ("https://t.co/b", || end(200, "https://acme.example/", "")),
        ],
    );
    aim(&app, "acme.example", "root_domain");
    drop(app);
    for steps in 0..60 {
        let asked = world.fetched.borrow().len();
        world.steps_left.set(Some(steps));
        let app = App::new(Memory(Rc::clone(&world)));
        let ended = run(app.handle(&own_view(), request(json!({"short_look": {"tab": 1, "run": 1, "again": false}}))));
        world.steps_left.set(None);
        if ended.is_some() {
            break;
        }
        assert!(world.fetched.borrow().len() <= asked + 2);
    }
    let app = App::new(Memory(Rc::clone(&world)));
    let report = &ask(&app, json!({"open": {"tab": 1}}))["ok"]["report"];
    assert_eq!((&report["live"]["state"], &report["live"]["matches"]), (&json!("yes"), &json!(2)));
}
