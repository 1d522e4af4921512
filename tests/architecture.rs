//! Holds the arrows of docs/architecture.md: who may name whom, and that no file outside `browser` names a browser.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room of `src` and the rooms it may name.
const MAY_NAME: [(&str, &[&str]); 16] = [
    ("day", &[]),
    ("phrase", &["day"]),
    ("address", &["phrase"]),
    ("scope", &["address", "phrase"]),
    ("page", &["address", "phrase"]),
    ("list", &["address", "scope", "phrase"]),
    ("report", &["address", "day", "page", "phrase", "verdict"]),
    ("moz", &["scope", "phrase"]),
    ("verdict", &["address", "day", "page", "scope", "moz", "phrase"]),
    ("check", &["address", "moz", "page", "phrase", "scope", "verdict"]),
    ("watch", &["day", "scope", "verdict"]),
    ("ports", &["moz", "address", "phrase"]),
    ("ledger", &["address", "check", "day", "ports", "moz", "scope", "verdict", "protocol", "phrase", "watch"]),
    ("protocol", &["address", "list", "moz", "page", "report", "scope", "verdict", "phrase", "watch"]),
    ("policy", &[]),
    (
        "app",
        &[
            "address", "check", "day", "ledger", "list", "moz", "page", "phrase", "policy", "ports", "protocol",
            "report", "scope", "verdict", "watch",
        ],
    ),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let nested = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    nested.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

fn sources() -> impl Iterator<Item = (String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files(&src).into_iter().map(move |path| {
        let name = path.strip_prefix(&src).expect("inside src").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a text"))
    })
}

/// The room a file stands in: the first part of its path.
fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn rooms_name_only_those_below_them() {
    for (name, text) in sources() {
        let own = room(&name);
        if ["lib", "browser"].contains(&own) {
            continue;
        }
        let (_, allowed) =
            MAY_NAME.iter().find(|(room, _)| *room == own).unwrap_or_else(|| panic!("{name}: a new room"));
        for (_, after) in text.match_indices("crate::").map(|(at, word)| text.split_at(at + word.len())) {
            let named = after.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            assert!(named == own || allowed.contains(&named), "{name} names {named}");
        }
    }
}

#[test]
fn only_the_browser_room_names_the_browser() {
    for (name, text) in sources().filter(|(name, _)| room(name) != "browser") {
        for word in ["web_sys", "js_sys", "wasm_bindgen", "gloo_net"] {
            assert!(!text.contains(word), "{name} names {word}");
        }
    }
}
