//! What happens without a view: pages of chosen sites, the toolbar button's sign, and what is chosen in menus.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::policy::Sender;
use link_lantern::ports::{Area, Sign, TabFault};
use link_lantern::protocol::Item;
use memory::{Memory, World, own_view, run};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";
const REDIRECTOR: &str = "https://www.google.com/url?q=https%3A%2F%2Facme.example%2Fy";

fn world() -> Rc<World> {
    let world = World::default();
    let rows = [["a", "https://acme.example/x", "nofollow", "first", ""], ["a", REDIRECTOR, "", "wrapped", ""]];
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, snapshot(PAGE, PAGE, &rows, &[]))])));
    Rc::new(world)
}

fn app(world: &Rc<World>) -> App<Memory> {
    App::new(Memory(Rc::clone(world)))
}

fn ask(app: &App<Memory>, sender: &Sender, request: Value) -> Value {
    let request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(run(app.handle(sender, request)).expect("a reply")).expect("JSON")
}

fn report(app: &App<Memory>, request: Value) -> Value {
    ask(app, &own_view(), request)["ok"]["report"].clone()
}

fn script() -> Sender {
    Sender { url: Some(PAGE.into()), tab: Some(1), ..own_view() }
}

fn default_target(app: &App<Memory>, input: &str, label: &str) {
    let add = json!({ "add": { "input": input, "label": label, "kind": "mine", "scope": "root_domain", "at": null, "is_default": true } });
    let reply = ask(app, &own_view(), json!({ "targets": { "change": add } }));
    assert!(reply["ok"].is_object(), "{reply}");
}

#[test]
fn a_page_that_arrives_is_held_against_the_default_target() {
    let world = world();
    let app = app(&world);
    assert_eq!(ask(&app, &script(), json!("arrived"))["ok"]["light"]["lit"], 0);
    assert!(world.signs.borrow().is_empty(), "there is nothing to hold it against");
    default_target(&app, "acme.example", "Acme");
    ask(&app, &script(), json!("arrived"));
    default_target(&app, "other.example", "");
    ask(&app, &script(), json!("arrived"));
    let signs = world.signs.borrow();
    assert_eq!(*signs, [(1, Sign::Yes, "Acme".to_owned()), (1, Sign::No, "other.example".to_owned())]);
    assert!(world.requests.borrow().is_empty(), "it is free");
}

#[test]
fn a_page_that_cannot_be_read_has_no_sign() {
    let world = world();
    let app = app(&world);
    default_target(&app, "acme.example", "");
    world.pages.borrow_mut().insert(1, (PAGE.into(), Err(TabFault("Missing host permission for the tab".into()))));
    ask(&app, &script(), json!("arrived"));
    report(&app, json!({ "open": { "tab": 1 } }));
    assert!(world.signs.borrow().is_empty());
}

#[test]
fn a_press_signs_too() {
    let world = world();
    let app = app(&world);
    default_target(&app, "acme.example", "");
    report(&app, json!({ "open": { "tab": 1 } }));
    assert_eq!(world.signs.borrow().len(), 1);
}

#[test]
fn a_site_is_chosen_once_it_is_permitted_and_until_it_is_not() {
    let world = world();
    let app = app(&world);
    let opened = report(&app, json!({ "open": { "tab": 1 } }));
    assert_eq!(opened["always"], json!({ "on": false, "host": "news.example", "pattern": "https://news.example/*" }));
    let asked = report(&app, json!({ "always": { "tab": 1, "on": true } }));
    assert_eq!(asked["always"]["on"], false, "the browser was not asked yet");
    assert_eq!(*world.told_of.borrow(), ["https://news.example/*"]);
    world.granted.borrow_mut().push("https://news.example/*".into());
    assert_eq!(report(&app, json!({ "open": { "tab": 1 } }))["always"]["on"], true);
    // After the browser was closed.
    world.told_of.borrow_mut().clear();
    run(self::app(&world).start_up()).expect("an end");
    assert_eq!(*world.told_of.borrow(), ["https://news.example/*"]);
    // Taken back in the browser's own settings.
    world.granted.borrow_mut().clear();
    run(self::app(&world).start_up()).expect("an end");
    assert!(world.told_of.borrow().is_empty());
    assert_eq!(world.stored.borrow()[&(Area::Local, "always".to_owned())], "[]");
}

#[test]
fn a_site_is_chosen_no_longer() {
    let world = world();
    world.granted.borrow_mut().push("https://*/*".into());
    let app = app(&world);
    report(&app, json!({ "open": { "tab": 1 } }));
    assert_eq!(report(&app, json!({ "always": { "tab": 1, "on": true } }))["always"]["on"], true);
    assert_eq!(report(&app, json!({ "always": { "tab": 1, "on": false } }))["always"]["on"], false);
    assert!(world.told_of.borrow().is_empty());
}

#[test]
fn a_link_of_a_menu_becomes_the_target_and_costs_nothing() {
    let cases = [
        ("https://acme.example/x", "https://acme.example/x"),
        // What wraps a link is nobody's target.
        (REDIRECTOR, "https://acme.example/y"),
        ("https://elsewhere.example/", "https://elsewhere.example/"),
    ];
    for (link, target) in cases {
        let world = world();
        let app = app(&world);
        run(app.choose(1, Item::Ask, link)).expect("an end");
        let opened = report(&app, json!({ "open": { "tab": 1 } }));
        assert_eq!(opened["aim"]["input"], target);
        assert_eq!(opened["chosen"], "ask");
        assert!(world.requests.borrow().is_empty());
    }
}

#[test]
fn what_was_chosen_is_soon_forgotten_and_is_of_its_tab() {
    let world = world();
    let app = app(&world);
    run(app.choose(1, Item::Verify, "")).expect("an end");
    assert_eq!(report(&app, json!({ "open": { "tab": 1 } }))["chosen"], "verify");
    assert_eq!(report(&app, json!({ "open": { "tab": 2 } }))["chosen"], Value::Null);
    world.later.set(6_000.0);
    assert_eq!(report(&app, json!({ "open": { "tab": 1 } }))["chosen"], Value::Null);
}

#[test]
fn a_link_that_is_no_target_leaves_the_target_as_it_was() {
    let world = world();
    let app = app(&world);
    report(&app, json!({ "aim": { "tab": 1, "pick": { "typed": "kept.example" }, "scope": "page" } }));
    for link in ["", "javascript:alert(1)", "https://"] {
        run(app.choose(1, Item::Target, link)).expect("an end");
        assert_eq!(report(&app, json!({ "open": { "tab": 1 } }))["aim"]["input"], "kept.example", "{link}");
    }
}
