//! Every message that the code names is there, and every message that is there is named.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn texts(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path: PathBuf = entry.expect("an entry").path();
        let code = path
            .extension()
            .is_some_and(|extension| ["rs", "js", "html", "json"].iter().any(|known| extension == *known));
        if path.is_dir() && !path.ends_with("_locales") {
            texts(&path, out);
        } else if code {
            out.push_str(&fs::read_to_string(&path).expect("a text"));
        }
    }
}

fn code() -> String {
    let mut out = fs::read_to_string(root().join("manifest.json")).expect("the manifest");
    texts(&root().join("src"), &mut out);
    texts(&root().join("extension"), &mut out);
    out
}

fn messages() -> Map<String, Value> {
    let text = fs::read_to_string(root().join("extension/_locales/en/messages.json")).expect("the messages");
    serde_json::from_str(&text).expect("JSON")
}

/// The names of messages without the plural category, which views append.
fn names(messages: &Map<String, Value>) -> BTreeSet<String> {
    let plural = |name: &str| ["_one", "_other"].iter().find_map(|end| name.strip_suffix(end).map(str::to_owned));
    messages.keys().map(|name| plural(name).unwrap_or_else(|| name.clone())).collect()
}

/// The words that stand in quotes directly behind `before`.
fn quoted_after<'a>(code: &'a str, before: &str) -> impl Iterator<Item = &'a str> {
    code.match_indices(before).filter_map(move |(at, _)| code.get(at + before.len()..)?.split('"').next())
}

#[test]
fn every_message_named_in_rust_is_there() {
    let code = code();
    let names = names(&messages());
    for key in quoted_after(&code, "Phrase::new(\"") {
        assert!(names.contains(key), "no message {key}");
    }
    for code in
        quoted_after(&code, "Failure::new(\"").chain(quoted_after(&code, "(\"moz.").filter(|code| !code.contains(' ')))
    {
        let code = code.replace('.', "_");
        let code = if names.contains(&format!("err_{code}")) { code } else { format!("moz_{code}") };
        for key in [format!("err_{code}"), format!("fix_{code}")] {
            assert!(names.contains(&key), "no message {key}");
        }
    }
}

#[test]
fn every_message_is_named_somewhere() {
    let code = code();
    // Names that are put together: failures by their code, reasons by theirs.
    let built = |name: &str| {
        let code_of = |rest: &str| {
            let (room, rest) = rest.split_once('_').unwrap_or((rest, ""));
            if rest.is_empty() { room.to_owned() } else { format!("{room}.{rest}") }
        };
        let failure = name.strip_prefix("err_").or_else(|| name.strip_prefix("fix_")).map(code_of);
        failure.or_else(|| name.strip_prefix("reason_").map(str::to_owned))
    };
    let quoted = |word: &str| {
        [format!("\"{word}\""), format!("'{word}'"), format!("`{word}`"), format!("__MSG_{word}__")]
            .iter()
            .any(|form| code.contains(form))
    };
    // Or by a view from a word of the protocol: say(`lamp_${state}`).
    let composed = |name: &str| {
        let ends = name.match_indices('_').map(|(at, _)| at + 1);
        ends.filter_map(|end| name.get(..end)).any(|start| code.contains(&format!("`{start}${{")))
    };
    let unused: Vec<String> = names(&messages())
        .into_iter()
        .filter(|name| !quoted(name) && !composed(name) && !built(name).is_some_and(|word| quoted(&word)))
        .collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}
