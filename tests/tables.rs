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
