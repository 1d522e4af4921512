//! Backup, restore and erase over ports in memory, stopped after every step.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod memory;

use std::collections::BTreeMap;
use std::future::Future as _;
use std::rc::Rc;

use link_lantern::app::App;
use link_lantern::ports::{Area, StoreFault, Table};
use link_lantern::protocol::Request;
use memory::{Memory, World, own_view, poll};
use serde_json::{Value, json};

const TOKEN: &str = "a-canary-token-for-tests";
const ANSWER: &str = r#"{"v":2,"asked":1.0,"rows":2,"flavour":"v2","answer":{"at":1.0,"exists":true,"rows":2}}"#;

fn world() -> Rc<World> {
    let world = Rc::new(World::default());
    world.sign_in(TOKEN);
    let mut tables = world.tables.borrow_mut();
    for at in 0..20 {
        tables.insert((Table::Answers, format!("question {at} ü\u{1f}\"")), ANSWER.into());
    }
    tables.insert((Table::Facts, "index".into()), r#"{"id":"7","at":3.0}"#.into());
    tables.insert((Table::Facts, "odd".into()), format!("\"{TOKEN}\""));
    tables.insert((Table::Aside, "answers x".into()), "no JSON\n at all".into());
    tables.insert((Table::Waiting, "q".into()), "{}".into());
    drop(tables);
    let mut stored = world.stored.borrow_mut();
    stored.insert((Area::Local, "aim".into()), r#"{"input":"acme.example","scope":"page"}"#.into());
    stored.insert(
        (Area::Local, "targets".into()),
        r#"{"last_id":1,"default":null,"list":[{"id":1,"input":"a.example","label":"","kind":"mine","scope":"page"}]}"#
            .into(),
    );
    stored.insert((Area::Session, "token".into()), TOKEN.into());
    drop(stored);
    world
}

fn send(app: &App<Memory>, request: Value) -> Value {
    let request: Request = serde_json::from_value(request).expect("a request");
    serde_json::to_value(poll(app.handle(&own_view(), request)).expect("a reply")).expect("JSON")
}

fn backup(app: &App<Memory>) -> String {
    let (mut text, mut next) = (String::new(), Value::Null);
    loop {
        let reply = send(app, json!({"backup": {"next": next}}));
        let piece = &reply["ok"]["backup"];
        text += piece["text"].as_str().unwrap_or_else(|| panic!("{reply}"));
        next = piece["next"].clone();
        if next.is_null() {
            return text;
        }
    }
}

/// The answer to the last piece, or to the one that was refused.
fn restore(app: &App<Memory>, text: &str, apply: bool) -> Value {
    let chars: Vec<char> = text.chars().collect();
    let pieces: Vec<String> = chars.chunks(97).map(|piece| piece.iter().collect()).collect();
    let mut reply = Value::Null;
    for (number, piece) in pieces.iter().enumerate() {
        let last = number + 1 == pieces.len();
        reply = send(app, json!({"restore": {"text": piece, "number": number, "last": last, "apply": apply}}));
        if reply["err"].is_object() {
            break;
        }
    }
    reply
}

type Contents = (BTreeMap<(Table, String), String>, BTreeMap<(Area, String), String>);

fn contents(world: &World) -> Contents {
    (world.tables.borrow().clone(), world.stored.borrow().clone())
}

/// What a backup is to bring over.
fn kept((tables, stored): Contents) -> Contents {
    let tables = tables
        .into_iter()
        .filter(|((table, _), text)| !matches!(table, Table::Secrets | Table::Waiting) && !text.contains(TOKEN));
    (tables.collect(), stored.into_iter().filter(|((area, _), _)| *area == Area::Local).collect())
}

#[test]
fn what_is_saved_here_is_there_on_another_machine() {
    let from = world();
    let text = backup(&App::new(Memory(Rc::clone(&from))));
    let to = Rc::new(World::default());
    to.sign_in("another-token");
    to.tables.borrow_mut().insert((Table::Answers, "of there".into()), ANSWER.into());
    to.stored.borrow_mut().insert((Area::Local, "terms".into()), "{}".into());
    let app = App::new(Memory(Rc::clone(&to)));
    let before = contents(&to);
    let looked = restore(&app, &text, false);
    let whole = &looked["ok"]["restore"]["whole"];
    assert_eq!(contents(&to), before, "looking changes nothing");
    assert!(
        whole["kinds"].as_array().expect("kinds").contains(&json!({"kind": "answers", "here": 1, "there": 20})),
        "{looked}"
    );
    assert_eq!(restore(&app, &text, true)["ok"]["restore"]["whole"]["applied"], true);
    let (tables, stored) = contents(&to);
    assert_eq!(tables[&(Table::Secrets, "token".into())], "\"another-token\"", "the token of there stays");
    assert_eq!(kept((tables, stored)), kept(contents(&from)));
    assert_eq!(backup(&app).lines().skip(1).collect::<Vec<_>>().len(), text.lines().count() - 1);
}

#[test]
fn the_token_is_in_no_backup() {
    let world = world();
    world.stored.borrow_mut().insert((Area::Local, "token".into()), TOKEN.into());
    world.stored.borrow_mut().insert((Area::Local, "strange".into()), format!("\"{TOKEN}\""));
    let text = backup(&App::new(Memory(world)));
    assert!(text.lines().count() > 20 && !text.contains(TOKEN) && !text.contains("secrets"), "{text}");
}

#[test]
fn large_tables_come_in_pieces() {
    let world = Rc::new(World::default());
    for at in 0..12_000 {
        world.tables.borrow_mut().insert((Table::Answers, format!("{at:05}")), ANSWER.into());
    }
    let app = App::new(Memory(Rc::clone(&world)));
    let first = send(&app, json!({"backup": {"next": null}}));
    assert_eq!((&first["ok"]["backup"]["done"], &first["ok"]["backup"]["total"]), (&json!(5000), &json!(12_000)));
    // The worker is another one for each piece.
    let (mut text, mut next) =
        (first["ok"]["backup"]["text"].as_str().expect("text").to_owned(), first["ok"]["backup"]["next"].clone());
    while !next.is_null() {
        let piece = send(&App::new(Memory(Rc::clone(&world))), json!({"backup": {"next": next}}));
        text += piece["ok"]["backup"]["text"].as_str().expect("text");
        next = piece["ok"]["backup"]["next"].clone();
    }
    assert_eq!(text.lines().count(), 12_002);
    let there = Rc::new(World::default());
    let app = App::new(Memory(Rc::clone(&there)));
    let reply = send(&app, json!({"restore": {"text": text, "number": 0, "last": true, "apply": true}}));
    assert_eq!(reply["ok"]["restore"]["records"], 12_000, "{reply}");
    assert_eq!(*there.tables.borrow(), *world.tables.borrow());
}

#[test]
fn whatever_is_wrong_nothing_is_changed() {
    let from = world();
    let good = backup(&App::new(Memory(Rc::clone(&from))));
    let cut: String = good.chars().take(good.chars().count() - 60).collect();
    let cases = [
        ("\u{89}PNG\r\n\u{1a}\n\0\0".to_owned(), "backup.not_ours"),
        ("page,address\r\na,b\r\n".to_owned(), "backup.not_ours"),
        (cut, "backup.cut_off"),
        (good.replacen("\"version\":1", "\"version\":9", 1), "backup.newer"),
        (good.replacen("\"database\":", "\"database\":9", 1), "backup.newer"),
        (good.replacen("question 3", "question 4", 1), "backup.changed"),
        (good.replacen("exists", "exist", 1), "backup.line"),
        ("x".repeat(5 << 20), "backup.not_ours"),
    ];
    for (text, code) in cases {
        for apply in [false, true] {
            let to = world();
            let before = contents(&to);
            let app = App::new(Memory(Rc::clone(&to)));
            let reply = if text.len() > 1 << 20 {
                send(&app, json!({"restore": {"text": text, "number": 0, "last": true, "apply": apply}}))
            } else {
                restore(&app, &text, apply)
            };
            assert_eq!(reply["err"]["code"], code, "{reply}");
            assert_eq!(contents(&to), before);
        }
    }
}

#[test]
fn a_transaction_that_fails_changes_nothing() {
    let (from, to) = (world(), world());
    let text = backup(&App::new(Memory(from)));
    to.tables.borrow_mut().insert((Table::Answers, "of there".into()), ANSWER.into());
    let before = contents(&to);
    *to.store_fault.borrow_mut() = Some(StoreFault::Full);
    let app = App::new(Memory(Rc::clone(&to)));
    assert_eq!(restore(&app, &text, true)["err"]["code"], "storage.full");
    assert_eq!(contents(&to), before);
}

#[test]
fn stopped_at_any_step_it_is_all_old_or_all_new() {
    let from = world();
    let text = backup(&App::new(Memory(Rc::clone(&from))));
    let new = kept(contents(&from));
    let mut seen_both = [false, false];
    for steps in 0..60 {
        let to = Rc::new(World::default());
        to.tables.borrow_mut().insert((Table::Answers, "of there".into()), ANSWER.into());
        to.stored.borrow_mut().insert((Area::Local, "terms".into()), "{}".into());
        let old = contents(&to);
        to.steps_left.set(Some(steps));
        let request = json!({"restore": {"text": text, "number": 0, "last": true, "apply": true}});
        let request: Request = serde_json::from_value(request).expect("a request");
        let done = poll(App::new(Memory(Rc::clone(&to))).handle(&own_view(), request)).is_some();
        // The next worker, as soon as anything is asked of it.
        to.steps_left.set(None);
        send(&App::new(Memory(Rc::clone(&to))), json!("stored"));
        let after = contents(&to);
        assert!(after == old || after == new, "stopped after {steps} steps: {after:?}");
        seen_both[usize::from(after == new)] = true;
        if done {
            break;
        }
    }
    assert_eq!(seen_both, [true, true]);
}

#[test]
fn pieces_of_two_files_make_none() {
    let app = App::new(Memory(world()));
    let piece =
        |number: u32, apply: bool| json!({"restore": {"text": "", "number": number, "last": false, "apply": apply}});
    assert_eq!(send(&app, piece(1, false))["err"]["code"], "backup.interrupted");
    assert!(send(&app, piece(0, false))["ok"].is_object());
    assert_eq!(send(&app, piece(1, true))["err"]["code"], "backup.interrupted");
    assert!(send(&app, piece(0, false))["ok"].is_object());
    assert_eq!(send(&app, piece(2, false))["err"]["code"], "backup.interrupted");
}

#[test]
fn erasing_leaves_nothing() {
    let world = world();
    world.alarm.set(Some(1.0));
    let app = App::new(Memory(Rc::clone(&world)));
    let stored = send(&app, json!("stored"));
    let kinds = stored["ok"]["stored"]["kinds"].as_array().expect("kinds");
    assert!(
        kinds.contains(&json!({"kind": "answers", "records": 20})) && stored["ok"]["stored"]["token"] == true,
        "{stored}"
    );
    let after = send(&app, json!("erase"));
    assert_eq!(after["ok"]["stored"], json!({"kinds": [], "token": false}));
    assert_eq!(contents(&world), Contents::default());
    assert_eq!(world.alarm.get(), None);
    assert_eq!(send(&app, json!("options"))["ok"]["options"]["keep"], Value::Null);
}

#[test]
fn while_moz_is_asked_nothing_is_replaced_or_erased() {
    let from = world();
    let text = backup(&App::new(Memory(Rc::clone(&from))));
    let app = App::new(Memory(Rc::clone(&from)));
    let before = contents(&from);
    let check: Request = serde_json::from_value(json!("check_token")).expect("a request");
    let view = own_view();
    let mut asking = Box::pin(app.handle(&view, check));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(asking.as_mut().poll(&mut context).is_pending(), "Moz does not answer");
    assert_eq!(send(&app, json!("erase"))["err"]["code"], "data.busy");
    assert_eq!(restore(&app, &text, true)["err"]["code"], "data.busy");
    let answers = |contents: &Contents| contents.0.keys().filter(|(table, _)| *table == Table::Answers).count();
    assert_eq!(answers(&contents(&from)), answers(&before));
}

/// Every kind has words, those of tables that are yet to come too: this fails until they are written.
#[test]
fn every_table_has_words() {
    let words: Value = serde_json::from_str(include_str!("../extension/_locales/en/messages.json")).expect("JSON");
    for table in Table::ALL.into_iter().filter(|table| !matches!(table, Table::Secrets | Table::Waiting)) {
        for key in [
            format!("data_{}_one", table.name()),
            format!("data_{}_other", table.name()),
            format!("data_kind_{}", table.name()),
        ] {
            assert!(words[&key]["message"].is_string(), "no message {key}");
        }
    }
}
