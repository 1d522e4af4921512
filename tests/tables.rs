//! The tables, natively.

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
fn answers() {
    cases::answers();
}
