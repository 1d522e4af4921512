//! Watches over ports in memory, and a year of them.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking"
)]

mod memory;
mod simulation;
mod snapshot;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::HttpResponse;
use link_lantern::ports::Table;
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, run};
use serde_json::{Value, json};
use snapshot::snapshot;

const DAY: f64 = 86_400_000.0;
const ID: &str = "r acme.example https://press.example/x";

#[test]
fn a_quarter_of_daily_watches_tells_each_change_once() {
    for seed in [1, 2, 3] {
        let figures = simulation::simulate(60, 120, 10, seed);
        assert!(figures.happened > 60, "{figures:?}");
        assert_eq!(figures.told_once, figures.happened, "{figures:?}");
        assert_eq!((figures.false_alarms, figures.false_losses), (0, 0), "{figures:?}");
        assert!(figures.most_in_an_hour <= 8 * 61 && figures.failed * 8 > figures.looks / 2, "{figures:?}");
    }
}

/// A page whose link has that `rel`, or which has none.
struct Stage {
    world: Rc<World>,
    rel: Rc<RefCell<Option<&'static str>>>,
}

impl Stage {
    fn new() -> Self {
        let world = Rc::new(World::default());
        world.granted.borrow_mut().push("*://*/*".into());
        let rel = Rc::new(RefCell::new(Some("")));
        let on_page = Rc::clone(&rel);
        *world.sites.borrow_mut() = Some(Box::new(move |url| {
            if url.ends_with("/robots.txt") {
                return Some(Ok("\u{1e}T\u{1f}404\u{1f}".into()));
            }
            let others = vec![["a", "/more", "", "more", ""]; 6];
            let link = on_page.borrow().map(|rel| ["a", "https://acme.example/", rel, "lamps", ""]);
            let rows: Vec<[&str; 5]> = others.into_iter().chain(link).collect();
            let page = snapshot(url, url, &rows, &[]);
            let head = "\u{1e}S\u{1f}200\u{1f}network\u{1e}W\u{1f}0\u{1f}\u{1f}900\u{1e}a";
            Some(Ok(page.replacen("\u{1e}a", head, 1)))
        }));
        Self { world, rel }
    }

    fn app(&self) -> App<Memory> {
        App::new(Memory(Rc::clone(&self.world)))
    }

    fn later(&self, days: f64) {
        self.world.later.set(self.world.later.get() + days * DAY);
    }

    fn wake(&self) {
        run(self.app().wake()).expect("awake");
    }

    fn told(&self) -> Vec<String> {
        let changes = ask(&self.app(), json!({"changes": {"before": null}}))["ok"]["changes"]["changes"].clone();
        let says = |change: &Value| change["says"].as_array().expect("says").clone();
        let all = changes.as_array().expect("changes").iter().flat_map(says);
        all.map(|says| says["key"].as_str().expect("a key").to_owned()).collect()
    }
}

fn ask(app: &App<Memory>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(run(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

fn add(looks: &str, limit: u32) -> Value {
    json!({"watch_add": {"source": "https://press.example/x?utm_source=y", "target": "acme.example", "scope": "root_domain",
        "every": "day", "looks": looks, "month_limit": limit}})
}

#[test]
fn a_change_is_told_once_and_seen_once() {
    let stage = Stage::new();
    let added = ask(&stage.app(), add("live", 0));
    assert_eq!(added["ok"]["watch"]["id"], ID, "{added}");
    assert!(stage.world.alarm.get().is_some(), "somebody wakes the worker");
    stage.wake();
    assert_eq!(stage.told(), Vec::<String>::new());
    *stage.rel.borrow_mut() = Some("nofollow");
    for _ in 0..3 {
        stage.later(1.6);
        stage.wake();
        assert_eq!(stage.told(), ["event_follow"]);
    }
    assert_eq!(stage.world.badge.get(), 1);
    assert_eq!(*stage.world.notified.borrow(), Vec::<u32>::new(), "quiet unless wanted otherwise");
    let at = ask(&stage.app(), json!({"changes": {"before": null}}))["ok"]["changes"]["changes"][0]["at"].clone();
    ask(&stage.app(), json!({"changes_seen": {"until": at}}));
    assert_eq!(stage.world.badge.get(), 0);
    ask(&stage.app(), json!({"watching": {"edit": {"notify": true}}}));
    *stage.rel.borrow_mut() = None;
    stage.later(1.6);
    stage.wake();
    assert_eq!((stage.world.badge.get(), stage.world.notified.borrow().clone()), (1, vec![1]));
    stage.later(1.6);
    stage.wake();
    assert_eq!(stage.told(), ["event_lost", "event_suspected", "event_follow"]);
    let history = ask(&stage.app(), json!({"history": {"id": ID, "before": null}}));
    assert_eq!(history["ok"]["history"]["entries"].as_array().map(Vec::len), Some(4), "{history}");
    assert_eq!(history["ok"]["history"]["spans"].as_array().map(Vec::len), Some(3), "{history}");
}

/// The target's own site is looked at too, where that is allowed, and what it does once is no news.
#[test]
fn a_target_that_redirects_is_told_once_it_is_sure() {
    let stage = Stage::new();
    let end = Rc::new(RefCell::new("https://acme.example/"));
    let (mut press, target) = (stage.world.sites.borrow_mut().take().expect("sites"), Rc::clone(&end));
    *stage.world.sites.borrow_mut() = Some(Box::new(move |url| match url {
        "https://acme.example/" => {
            let page = snapshot(&target.borrow(), &target.borrow(), &[["a", "/more", "", "more", ""]; 6], &[]);
            Some(Ok(page.replacen("\u{1e}a", "\u{1e}S\u{1f}200\u{1f}network\u{1e}W\u{1f}0\u{1f}\u{1f}900\u{1e}a", 1)))
        }
        _ => press(url),
    }));
    ask(&stage.app(), add("live", 0));
    stage.wake();
    for (leads, told) in [
        ("https://acme.example/login", vec![]),
        ("https://acme.example/", vec![]),
        ("https://lumen.example/", vec![]),
        ("https://lumen.example/", vec!["event_redirected"]),
        ("https://lumen.example/", vec!["event_redirected"]),
    ] {
        *end.borrow_mut() = leads;
        stage.later(1.6);
        stage.wake();
        assert_eq!(stage.told(), told, "{leads}");
    }
}

/// Stopped after any step, the next waking makes good for it: nothing is told twice, and nothing is forgotten.
#[test]
fn a_worker_that_is_stopped_tells_once() {
    let mut steps = 0;
    loop {
        let stage = Stage::new();
        ask(&stage.app(), add("live", 0));
        stage.wake();
        *stage.rel.borrow_mut() = Some("nofollow");
        stage.later(1.6);
        stage.world.steps_left.set(Some(steps));
        let done = run(stage.app().wake()).is_some();
        stage.world.steps_left.set(None);
        stage.later(0.01);
        stage.wake();
        assert_eq!(stage.told(), ["event_follow"], "after {steps} steps");
        assert_eq!(stage.world.badge.get(), 1, "after {steps} steps");
        if done {
            return assert!(steps > 10, "{steps}");
        }
        steps += 1;
    }
}

#[test]
fn a_permission_taken_back_is_no_news() {
    let stage = Stage::new();
    ask(&stage.app(), add("live", 0));
    stage.wake();
    stage.world.granted.borrow_mut().clear();
    for _ in 0..9 {
        stage.later(1.6);
        stage.wake();
    }
    assert_eq!(stage.told(), Vec::<String>::new());
    let view = ask(&stage.app(), json!({"watches": {"tab": null, "offset": 0, "limit": 10}}));
    let watch = &view["ok"]["watches"]["watches"][0];
    assert_eq!((&watch["paused"], &watch["trouble"]["code"]), (&json!(true), &json!("check.permission")), "{watch}");
    stage.world.granted.borrow_mut().push("*://*/*".into());
    *stage.rel.borrow_mut() = Some("nofollow");
    ask(&stage.app(), json!({"watch_change": {"id": ID, "edit": {"paused": false}}}));
    stage.wake();
    assert_eq!(stage.told(), ["event_follow"]);
}

#[test]
fn removed_and_brought_back() {
    let stage = Stage::new();
    ask(&stage.app(), add("live", 0));
    stage.wake();
    *stage.rel.borrow_mut() = Some("nofollow");
    stage.later(1.6);
    stage.wake();
    ask(&stage.app(), json!({"watch_remove": {"id": ID}}));
    assert_eq!((stage.world.badge.get(), stage.told()), (0, vec![]), "nothing of it is left to see");
    ask(&stage.app(), json!({"watch_restore": {"id": ID}}));
    assert_eq!((stage.world.badge.get(), stage.told().len()), (1, 1));
    ask(&stage.app(), json!({"watch_remove": {"id": ID}}));
    for _ in 0..3 {
        stage.later(0.1);
        stage.wake();
    }
    let left: Vec<_> = stage.world.tables.borrow().keys().cloned().collect();
    let own = [Table::Watches, Table::History, Table::Changes];
    assert!(left.iter().all(|(table, _)| !own.contains(table)), "{left:?}");
    let gone = ask(&stage.app(), json!({"watch_restore": {"id": ID}}));
    assert_eq!(gone["err"]["code"], "watch.gone");
}

#[test]
fn history_that_is_too_old_goes() {
    let stage = Stage::new();
    ask(&stage.app(), add("live", 0));
    ask(&stage.app(), json!({"watching": {"edit": {"retention": "year"}}}));
    for turn in 0..400 {
        *stage.rel.borrow_mut() = Some(if turn % 2 == 0 { "" } else { "nofollow" });
        stage.wake();
        stage.later(1.6);
    }
    let count = |table| stage.world.tables.borrow().keys().filter(|(other, _)| *other == table).count();
    assert!((226..=232).contains(&count(Table::History)), "{}", count(Table::History));
    assert!((226..=232).contains(&count(Table::Changes)), "{}", count(Table::Changes));
}

/// Moz, which has the link on so many askings, then not.
fn moz(stage: &Stage, yes: u32) -> Rc<Cell<u32>> {
    stage.world.sign_in("a-token-for-tests");
    stage.world.later.set(1_000.0);
    let asked = Rc::new(Cell::new(0));
    let count = Rc::clone(&asked);
    *stage.world.moz.borrow_mut() = Some(Box::new(move |body| {
        if !body.contains("source") && !body.contains("target") {
            return Ok(HttpResponse::new(200, br#"{"index_id":"i"}"#));
        }
        count.set(count.get() + 1);
        Ok(HttpResponse::new(200, format!(r#"{{"exists":[{}]}}"#, count.get() <= yes).as_bytes()))
    }));
    asked
}

#[test]
fn the_index_is_asked_within_the_months_limit_only() {
    let stage = Stage::new();
    let asked = moz(&stage, 1);
    ask(&stage.app(), json!({"change": {"setting": "days", "text": "1"}}));
    ask(&stage.app(), add("index", 4));
    for _ in 0..8 {
        stage.wake();
        stage.later(1.1);
    }
    assert_eq!(asked.get(), 2, "two rows each");
    assert_eq!(stage.told(), ["event_dropped"]);
    let view = ask(&stage.app(), json!({"watches": {"tab": null, "offset": 0, "limit": 10}}));
    assert_eq!(view["ok"]["watches"]["watches"][0]["trouble"]["code"], "watch.limit");
    stage.later(31.0);
    stage.wake();
    assert_eq!(asked.get(), 3, "a new month");
    let fetched = stage.world.fetched.borrow().len();
    assert_eq!(fetched, 0, "the page is not looked at");
}

#[test]
fn an_answer_that_holds_costs_nothing() {
    let stage = Stage::new();
    let asked = moz(&stage, 9);
    ask(&stage.app(), add("both", 100));
    for _ in 0..20 {
        stage.wake();
        stage.later(1.1);
    }
    assert_eq!(asked.get(), 1);
    // By hand it costs nothing either, and another price is refused.
    let refused = ask(&stage.app(), json!({"watch_look": {"id": ID, "rows": 2}}));
    assert_eq!(refused["err"]["code"], "ask.price_changed");
    let looked = ask(&stage.app(), json!({"watch_look": {"id": ID, "rows": 0}}));
    assert_eq!(looked["ok"]["watch"]["index"]["state"], "yes", "{looked}");
}

/// Stopped after any step of a look at the index, no more is spent than was allowed.
#[test]
fn a_worker_that_is_stopped_spends_no_more() {
    let mut steps = 0;
    loop {
        let stage = Stage::new();
        let asked = moz(&stage, 9);
        ask(&stage.app(), add("index", 2));
        stage.world.steps_left.set(Some(steps));
        let done = run(stage.app().wake()).is_some();
        stage.world.steps_left.set(None);
        for _ in 0..3 {
            stage.later(1.6);
            stage.wake();
        }
        assert!(asked.get() <= 1, "after {steps} steps");
        if done {
            return assert!(steps > 10 && asked.get() == 1, "{steps}");
        }
        steps += 1;
    }
}

/// After a long sleep the looks are caught up, a few at a time, each placement once.
#[test]
fn missed_turns_are_caught_up_once_and_slowly() {
    let stage = Stage::new();
    for number in 0..20 {
        let source = format!("https://press-{number}.example/");
        let request = json!({"watch_add": {"source": source, "target": "acme.example", "scope": "root_domain", "every": "day", "looks": "live", "month_limit": 0}});
        ask(&stage.app(), request);
    }
    let pages = || {
        stage.world.fetched.borrow().iter().filter(|url| url.contains("press-") && !url.ends_with("robots.txt")).count()
    };
    for _ in 0..4 {
        stage.wake();
        stage.later(0.001);
    }
    assert_eq!(pages(), 20);
    stage.later(30.0);
    for expected in [28, 36, 40, 40] {
        stage.wake();
        assert_eq!(pages(), expected);
        stage.later(0.001);
    }
    // Nor does a clock that is set back bring a burst.
    stage.later(-400.0);
    stage.wake();
    assert_eq!(pages(), 40);
}
