//! The proof of placement, over ports in memory: what the card says in each case, and the picture.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;
mod snapshot;

use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::moz::HttpResponse;
use link_lantern::ports::{PageScript, TabFault};
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, poll};
use serde_json::{Value, json};
use snapshot::snapshot;

const PAGE: &str = "https://news.example/article";
const PICTURE: &str = "data:image/jpeg;base64,/9j/4AAQ";
const TOKEN: &str = "a-canary-token-for-tests";

fn start(links: &[[&str; 5]], metas: &[[&str; 2]]) -> (Rc<World>, App<Memory>) {
    let world = Rc::new(World::default());
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, snapshot(PAGE, PAGE, links, metas))])));
    world.sign_in(TOKEN);
    *world.picture.borrow_mut() = Some(Ok(PICTURE.into()));
    *world.scripts.borrow_mut() = Some(Box::new(|script, _, _| {
        let said = match script {
            PageScript::Evidence => json!([{"why": "", "before": "See <b>", "link": "lamps", "after": " here."}]),
            PageScript::Light => json!([[true, ""]]),
            _ => json!(null),
        };
        Some(said.to_string())
    }));
    (Rc::clone(&world), App::new(Memory(world)))
}

fn send(app: &App<Memory>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(poll(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

fn aim(app: &App<Memory>, target: &str, scope: &str) {
    send(app, json!({"open": {"tab": 1}}));
    let reply = send(app, json!({"aim": {"tab": 1, "pick": {"typed": target}, "scope": scope}}));
    assert!(reply["ok"].is_object(), "{reply}");
}

fn proof(app: &App<Memory>, take: bool) -> Value {
    let reply = send(app, json!({"proof": {"tab": 1, "take": take}}));
    assert!(reply["ok"]["proof"].is_object(), "{reply}");
    reply["ok"]["proof"].clone()
}

fn keys(phrases: &Value) -> Vec<&str> {
    phrases.as_array().expect("phrases").iter().map(|phrase| phrase["key"].as_str().expect("a key")).collect()
}

fn lines<'a>(proof: &'a Value, code: &str) -> &'a Value {
    let parts = proof["card"]["parts"].as_array().expect("parts");
    parts.iter().find(|part| part["code"] == code).map_or(&Value::Null, |part| &part["lines"])
}

const LINK: [&str; 5] = ["a", "https://acme.example/x", "", "lamps", ""];
const NOFOLLOW: [&str; 5] = ["a", "https://acme.example/x", "nofollow ugc", "lamps", ""];

/// Links, meta tags, what Moz says if it is asked, and the sentences.
type Case = (&'static [[&'static str; 5]], &'static [[&'static str; 2]], Option<bool>, &'static [&'static str]);

#[test]
fn the_plain_words_are_those_of_the_case() {
    let cases: [Case; 6] = [
        (&[LINK], &[], None, &["proof_plain_yes", "proof_plain_followed", "proof_plain_index_unasked"]),
        (&[LINK], &[], Some(true), &["proof_plain_yes", "proof_plain_followed", "proof_plain_index_yes"]),
        (&[LINK], &[], Some(false), &["proof_plain_yes", "proof_plain_followed", "proof_plain_index_no"]),
        (&[NOFOLLOW], &[], Some(false), &["proof_plain_yes", "proof_plain_unfollowed", "proof_plain_index_no"]),
        (
            &[LINK],
            &[["robots", "noindex"]],
            None,
            &["proof_plain_yes", "proof_plain_followed", "proof_plain_noindex", "proof_plain_index_unasked"],
        ),
        (
            &[["a", "https://other.example/", "", "x", ""]],
            &[],
            Some(true),
            &["proof_plain_no", "proof_plain_index_has"],
        ),
    ];
    for (links, metas, exists, expected) in cases {
        let (world, app) = start(links, metas);
        aim(&app, "acme.example/x", "page");
        if let Some(exists) = exists {
            let answer = json!({"exists": [exists]}).to_string();
            *world.answer.borrow_mut() = Some(Ok(HttpResponse::new(200, answer.as_bytes())));
            let rows = send(&app, json!({"open": {"tab": 1}}))["ok"]["report"]["ask"]["rows"].clone();
            let asked = send(&app, json!({"ask": {"tab": 1, "rows": rows}}));
            assert!(asked["ok"].is_object(), "{asked}");
        }
        let proof = proof(&app, false);
        assert_eq!(keys(&proof["card"]["plain"]), expected);
        let whole = proof.to_string();
        assert!(!whole.contains("chip_cost") && !whole.contains(TOKEN), "{whole}");
    }
}

#[test]
fn the_card_has_link_sentence_and_what_decided() {
    let (_, app) = start(&[NOFOLLOW], &[]);
    aim(&app, "acme.example", "root_domain");
    let proof = proof(&app, false);
    assert_eq!(lines(&proof, "sentence")[0]["sentence"]["before"], "See <b>");
    assert_eq!(lines(&proof, "follow")[0]["says"]["key"], "follow_rel");
    assert_eq!(lines(&proof, "follow")[1]["says"]["args"][0]["text"], "nofollow ugc");
    assert_eq!(lines(&proof, "link")[0]["address"]["url"], "https://acme.example/x");
    assert_eq!(lines(&proof, "anchor")[0]["says"]["args"][0]["text"], "lamps");
    assert_eq!(proof["name"], "proof-news.example-acme.example-2026-09-21");
}

#[test]
fn nothing_that_names_a_person_is_on_it() {
    let wrapped = "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.example%2Fx&data=me%40mail.example&sdata=k";
    let (_, app) = start(&[["a", wrapped, "", "lamps", ""]], &[]);
    aim(&app, "acme.example/x", "page");
    let proof = proof(&app, false).to_string();
    assert!(proof.contains("safelinks") && !proof.contains("mail.example") && !proof.contains("sdata"), "{proof}");
}

#[test]
fn a_picture_is_taken_with_the_link_lit_and_kept_for_the_view() {
    let (world, app) = start(&[LINK], &[]);
    aim(&app, "acme.example/x", "page");
    assert_eq!(proof(&app, false)["picture"], Value::Null);
    world.called.borrow_mut().clear();
    assert_eq!(proof(&app, true)["picture"], PICTURE);
    let called: Vec<PageScript> = world.called.borrow().iter().map(|(script, ..)| *script).collect();
    let dark = PageScript::Dark;
    assert_eq!(called, [dark, PageScript::Light, PageScript::Still, dark], "lit, still, and put out again");
    assert!(world.called.borrow()[1].2.contains("\"still\":true"));
    assert_eq!(proof(&app, false)["picture"], PICTURE);
    assert!(world.tables.borrow().values().chain(world.stored.borrow().values()).all(|text| !text.contains("jpeg")));
    // Of another page it is none.
    let links = [LINK, ["a", "https://more.example/", "", "more", ""]];
    world.pages.borrow_mut().insert(1, (PAGE.into(), Ok(vec![(0, snapshot(PAGE, PAGE, &links, &[]))])));
    send(&app, json!({"open": {"tab": 1}}));
    assert_eq!(proof(&app, false)["picture"], Value::Null);
}

#[test]
fn without_a_picture_the_card_says_why() {
    let (world, app) = start(&[LINK], &[]);
    aim(&app, "acme.example/x", "page");
    for said in [Err(TabFault("not in front".into())), Ok("data:text/html,<script>".into())] {
        *world.picture.borrow_mut() = Some(said);
        let proof = proof(&app, true);
        assert_eq!(proof["no_picture"]["code"], "picture.refused");
        assert_eq!(proof["picture"], Value::Null);
        assert!(proof["card"]["parts"].as_array().is_some_and(|parts| parts.len() > 4));
    }
    assert_eq!(world.called.borrow().last().map(|(script, ..)| *script), Some(PageScript::Dark));
    *world.scripts.borrow_mut() = Some(Box::new(|script, _, _| {
        Some(if script == PageScript::Light { json!([[false, "display"]]) } else { json!(null) }.to_string())
    }));
    assert_eq!(proof(&app, true)["no_picture"]["code"], "picture.unlit");
}

#[test]
fn a_view_in_a_tab_gives_way_to_the_page_and_comes_back() {
    let (world, app) = start(&[LINK], &[]);
    aim(&app, "acme.example/x", "page");
    let mut view = own_view();
    view.tab = Some(9);
    let request = serde_json::from_value(json!({"proof": {"tab": 1, "take": true}})).expect("a request");
    poll(app.handle(&view, request)).expect("a reply");
    assert_eq!(*world.shown.borrow(), [1, 9]);
}

#[test]
fn without_target_or_page_there_is_no_proof() {
    let (world, app) = start(&[LINK], &[]);
    send(&app, json!({"open": {"tab": 1}}));
    let code = |app: &App<Memory>| send(app, json!({"proof": {"tab": 1, "take": true}}))["err"]["code"].clone();
    assert_eq!(code(&app), "ask.no_target");
    aim(&app, "acme.example/x", "page");
    world.pages.borrow_mut().insert(1, (PAGE.into(), Err(TabFault("No tab with id".into()))));
    send(&app, json!({"open": {"tab": 1}}));
    assert_eq!(code(&app), "page.gone");
}
