//! Pages larger than is read: how much is kept, and what may still be said of them.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod snapshot;

use link_lantern::page::{Incomparable, Page, Seen, Source};
use link_lantern::scope::{Scope, Target};
use link_lantern::verdict::{Lamp, live};

const PAGE: &str = "https://news.example/";

/// A frame of so many links, the first of which leads to that host.
fn frame(first: &str, links: usize) -> String {
    let rows = [["a", first, "", "first", ""]].into_iter().chain((1..links).map(|_| ["a", "/x", "", "x", ""]));
    snapshot::snapshot(PAGE, PAGE, &rows.collect::<Vec<_>>(), &[])
}

fn verdict(page: &Page) -> (Lamp, String) {
    let live = live(page, &Target::new("acme.example", Scope::RootDomain).expect("a target"), &Seen::default());
    (live.state, live.says.key)
}

fn is_too_large(page: &Page) -> bool {
    matches!(page.source, Source::Incomparable(Incomparable::TooLarge))
}

#[test]
fn links_beyond_the_bound_are_left_out_and_that_is_known() {
    let whole = Page::read(&[(0, frame("/", 200_000))]).expect("a page");
    assert_eq!((whole.links.len(), whole.cut), (200_000, None));
    assert_eq!(verdict(&whole), (Lamp::No, "live_says_none_of".into()));

    // The bound is of all frames together.
    let frames = [(0, frame("/", 150_000)), (1, frame("/", 50_001)), (2, frame("https://acme.example/", 10))];
    let page = Page::read(&frames).expect("a page");
    assert_eq!((page.links.len(), page.frames.len()), (200_000, 3));
    assert!(page.cut.is_some());
    assert_eq!(verdict(&page), (Lamp::Unknown, "live_says_cut".into()), "the link may stand in what was left out");
}

#[test]
fn what_the_collector_left_out_is_known_too() {
    let cut = |first: &str| format!("{}\u{1e}Z", frame(first, 3));
    let mut page = Page::read(&[(0, cut("/"))]).expect("a page");
    assert_eq!(page.cut, Some(3), "at least as many as were read");
    assert_eq!(verdict(&page), (Lamp::Unknown, "live_says_cut".into()));
    page.compare(&frame("/", 3));
    assert!(is_too_large(&page), "half a page is not held against a whole one");

    let found = Page::read(&[(0, cut("https://acme.example/"))]).expect("a page");
    assert_eq!(verdict(&found).0, Lamp::Yes, "what was read is judged");
    let mut whole = Page::read(&[(0, frame("/", 3))]).expect("a page");
    whole.compare(&cut("/"));
    assert!(is_too_large(&whole));
}
