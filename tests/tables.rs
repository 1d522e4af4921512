//! The tables, natively.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod cases;
mod snapshot;

#[test]
fn clean() {
    cases::clean();
}

#[test]
fn suffix() {
    cases::suffix();
}

#[test]
fn classify() {
    cases::classify();
}

#[test]
fn matching() {
    cases::matching();
}

#[test]
fn rel() {
    cases::rel();
}

#[test]
fn robots() {
    cases::robots::robots();
}

#[test]
fn robots_txt() {
    cases::robots_txt::robots_txt();
}

#[test]
fn rel_notes() {
    cases::robots::rel_notes();
}

#[test]
fn answers() {
    cases::answers();
}

#[test]
fn wrappers() {
    cases::wrappers::carried();
}

#[test]
fn long_wrappers() {
    cases::wrappers::long();
}

#[test]
fn judged_wrappers() {
    cases::wrappers::judged();
}

#[test]
fn fixtures() {
    cases::fixtures::read();
}

#[test]
fn cases_are_listed() {
    cases::fixtures::listed();
}

/// What `cases.json` says is shown elsewhere stands there, and every page of the folder is one of the fixtures.
#[test]
fn cases_are_shown() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for case in cases::fixtures::cases() {
        let Some(place) = case.shown_by else { continue };
        let text = std::fs::read_to_string(root.join(&place.file)).unwrap_or_default();
        assert!(text.contains(&place.there), "{}: no {} in {}", case.id, place.there, place.file);
    }
    let files = std::fs::read_dir(root.join("tests/fixtures")).expect("the folder");
    let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let kept: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(".packed")?.to_owned())).collect();
    assert!(kept.len() > 10 && kept.iter().all(|name| cases::fixtures::is_read(name)), "{kept:?}");
}

#[test]
fn watch() {
    cases::watch::told();
}

#[test]
fn warn() {
    cases::warn::said();
}

#[test]
fn reasons() {
    cases::reasons::reasons();
}

#[test]
fn lists() {
    cases::lists::found();
}
