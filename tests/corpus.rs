//! The corpora of the fuzz targets, and all that the tables of `tests/data` have of the same kind, held against what must hold
//! of anything: what fuzzing once found stays found. `UPDATE=1` writes the seeds that fuzzing starts from.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpus/properties.rs"]
mod properties;

use std::fs;
use std::path::{Path, PathBuf};

use link_lantern::ledger::{SETTINGS, backed_up};
use link_lantern::ports::Table;
use properties::TARGETS;
use serde_json::Value;

/// Most bytes of all seeds and findings of a target: a corpus that is kept in the repository is small.
const MOST_BYTES: u64 = 200_000;

/// Most seeds of a target.
const MOST_SEEDS: usize = 24;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|entries| entries.map(|entry| entry.expect("an entry").path()).collect());
    let mut files: Vec<PathBuf> = entries.unwrap_or_default();
    files.sort();
    files
}

/// Every text in a table, however deep.
fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|each| texts(each, out)),
        Value::Object(all) => all.values().for_each(|each| texts(each, out)),
        _ => {}
    }
}

fn table(name: &str) -> Value {
    let path = root().join("tests/data").join(name);
    serde_json::from_str(&fs::read_to_string(path).expect("a table")).expect("JSON")
}

fn all_texts(names: &[&str]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    for name in names {
        texts(&table(name), &mut out);
    }
    out.into_iter().map(String::into_bytes).collect()
}

/// What a target is held against besides its corpus.
fn known(target: &str) -> Vec<Vec<u8>> {
    match target {
        "snapshot" => {
            let packed = files(&root().join("tests/fixtures")).into_iter();
            let packed = packed.filter(|path| path.extension().is_some_and(|extension| extension == "packed"));
            packed
                .map(|path| {
                    // Recorded as frames of rows of fields.
                    let text = fs::read_to_string(path).expect("a snapshot");
                    let frames: Vec<Vec<Value>> = serde_json::from_str(&text).expect("frames");
                    let row = |row: &Value| {
                        let mut fields = Vec::new();
                        texts(row, &mut fields);
                        format!("\u{1e}{}", fields.join("\u{1f}"))
                    };
                    let frames: Vec<String> = frames.iter().map(|frame| frame.iter().map(row).collect()).collect();
                    frames.join("\0").into_bytes()
                })
                .collect()
        }
        "address" => {
            all_texts(&["clean.json", "match.json", "suffix.json", "warn.json", "wrappers.json", "classify.json"])
        }
        "rules" => all_texts(&["robots.json", "robots_txt.json", "rel.json", "rel-notes.json"]),
        "answer" => {
            let mut bodies: Vec<String> = Vec::new();
            texts(&table("answers.json"), &mut bodies);
            let recorded = files(&root().join("tests/data/moz")).into_iter();
            bodies.extend(recorded.map(|path| fs::read_to_string(path).expect("an answer")));
            (0_u8..).zip(bodies).map(|(status, body)| [&[status % 8], body.as_bytes()].concat()).collect()
        }
        "table" => all_texts(&["lists.json"]),
        // Records as a backup has them, of every table.
        _ => {
            let mut records = Vec::new();
            texts(&table("records.json"), &mut records);
            let lines = |record: &String| {
                let kinds = backed_up().map(Table::name).chain([SETTINGS]);
                let lines: Vec<String> =
                    kinds.map(|kind| serde_json::json!([kind, "key", record]).to_string()).collect();
                (lines.join("\n") + "\n").into_bytes()
            };
            let single = |record: &String| {
                serde_json::json!(["answers", "p p a.example b.example", record]).to_string().into_bytes()
            };
            records.iter().map(lines).chain(records.iter().map(single)).collect()
        }
    }
}

/// Writes what fuzzing starts from: of what is known, the short ones, some from everywhere.
fn seed(folder: &Path, known: &[Vec<u8>]) {
    let short: Vec<&Vec<u8>> = known.iter().filter(|each| each.len() < 4_000).collect();
    fs::create_dir_all(folder).expect("a folder");
    for (at, each) in short.iter().step_by(short.len() / MOST_SEEDS + 1).enumerate() {
        fs::write(folder.join(format!("seed-{at:02}")), each).expect("the file can be written");
    }
}

#[test]
fn corpora_hold() {
    for (name, holds) in TARGETS {
        let folder = root().join("fuzz/corpus").join(name);
        if std::env::var_os("UPDATE").is_some() {
            seed(&folder, &known(name));
        }
        let mut bytes = 0;
        let corpus = files(&folder);
        assert!(!corpus.is_empty(), "{name} has a corpus");
        for path in &corpus {
            bytes += fs::metadata(path).expect("a file").len();
            holds(&fs::read(path).expect("a file"));
        }
        assert!(bytes <= MOST_BYTES, "the corpus of {name} has {bytes} bytes");
        let known = known(name);
        for each in &known {
            holds(each);
        }
    }
}

#[test]
fn every_target_is_a_program() {
    let programs: Vec<String> = files(&root().join("fuzz/fuzz_targets"))
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    let mut named: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    named.sort_unstable();
    assert_eq!(programs, named);
}
