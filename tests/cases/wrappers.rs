//! Wrappers: what an address carries, and how a page with such links is judged.

use link_lantern::address::{Wrapped, unwrap};
use link_lantern::page::{Class, Page, Seen};
use link_lantern::scope::{Scope, Target};
use link_lantern::verdict::{Lamp, live};
use serde::Deserialize;
use url::Url;

use crate::snapshot::snapshot;

/// Addresses and where they lead in the end.
pub fn carried() {
    #[derive(Deserialize)]
    struct Case {
        url: String,
        is: String,
        to: Option<String>,
        layers: Option<u8>,
    }
    for case in super::table::<Vec<Case>>(include_str!("../data/wrappers.json")) {
        let url = Url::parse(&case.url).expect("a URL");
        let (is, to, layers) = match unwrap(&url) {
            Wrapped::Direct => ("direct", None, None),
            Wrapped::Through { target, layers, .. } => ("through", Some(target.to_string()), Some(layers)),
            Wrapped::NeedsRequest { .. } => ("short", None, None),
            Wrapped::CannotKnow { .. } => ("unknown", None, None),
            Wrapped::Share { .. } => ("share", None, None),
            told => panic!("nobody was asked: {told:?}"),
        };
        let wanted = case.to.is_some().then(|| case.layers.unwrap_or(1));
        assert_eq!((is, to, layers), (case.is.as_str(), case.to, wanted), "{}", case.url);
    }
}

/// The longest values that a page may hold.
pub fn long() {
    let long = "a".repeat(1 << 20);
    for (before, through) in [
        ("https://www.google.com/url?q=https://acme.example/", true),
        ("https://blog.example/?url=https%3A%2F%2Facme.example%2F", true),
        ("https://web.archive.org/web/2020/https://acme.example/", true),
        ("https://urldefense.com/v3/__https://acme.example/", false),
        ("https://www.bing.com/ck/a?u=a1", false),
        ("https://blog.example/http", false),
    ] {
        let url = Url::parse(&format!("{before}{long}")).expect("a URL");
        assert_eq!(matches!(unwrap(&url), Wrapped::Through { .. }), through, "{before}");
    }
    // As many signs as there can be of something that is not there.
    for sign in ["/http:", "*", "%3A", "__;", "&u=http"] {
        let url = Url::parse(&format!("https://urldefense.com/v3/__{}", sign.repeat((1 << 20) / sign.len())));
        assert_eq!(unwrap(&url.expect("a URL")), Wrapped::Direct, "{sign}");
    }
}

/// Links through wrappers count and say so; share buttons and short links do not count.
pub fn judged() {
    const PAGE: &str = "https://blog.example/story";
    let read = |links: &[[&str; 2]]| {
        let rows: Vec<[&str; 5]> = links.iter().map(|[href, rel]| ["a", *href, *rel, "text", ""]).collect();
        Page::read(&[(0, snapshot(PAGE, PAGE, &rows, &[]))]).expect("a page")
    };
    let own = "/go?url=https%3A%2F%2Facme.example%2Fx";
    let share = "https://x.com/intent/post?url=https%3A%2F%2Facme.example%2Fx";
    let page = read(&[
        [share, ""],
        ["https://bit.ly/abc", ""],
        ["https://acme.example/x", "nofollow"],
        ["https://l.facebook.com/l.php?u=https%3A%2F%2Facme.example%2Fx", ""],
        [own, ""],
        ["https://acme.example/x#part", ""],
    ]);
    let target = Target::new("acme.example/x", Scope::Page).expect("a target");
    let verdict = live(&page, &target, &Seen::default());
    let order: Vec<(u32, bool)> = verdict.hits.iter().map(|hit| (hit.id, hit.wrapped)).collect();
    assert_eq!(order, [(5, false), (3, true), (4, true), (2, false)], "followed first, then direct");
    assert_eq!(verdict.hidden, 1);

    let wrapped = &page.links[4];
    assert_eq!(wrapped.class, Class::SameHost, "it is the page's own address all the same");
    assert_eq!(wrapped.url().map(Url::as_str), Some("https://blog.example/go?url=https%3A%2F%2Facme.example%2Fx"));
    assert_eq!(wrapped.carried().map(|(_, via)| via), Some("blog.example"));
    assert!(wrapped.contains("acme.example/x"), "what it carries can be searched for");
    let through = page.links.iter().map(|link| link.through().map(|phrase| phrase.key));
    let wanted =
        [Some("through_share"), Some("through_short"), None, Some("through_wrapper"), Some("through_wrapper"), None];
    assert!(through.eq(wanted.map(|key| key.map(str::to_owned))));

    for scope in [Scope::Page, Scope::Subdomain, Scope::RootDomain] {
        let target = Target::new("acme.example/x", scope).expect("a target");
        assert_eq!(live(&read(&[[own, ""]]), &target, &Seen::default()).state, Lamp::Yes);
        let verdict = live(&read(&[[share, ""], ["https://bit.ly/abc", ""]]), &target, &Seen::default());
        assert_eq!((verdict.state, verdict.hits.len(), verdict.hidden), (Lamp::No, 0, 1));
        assert_eq!(verdict.says.key, "live_says_none_known");
        let verdict = live(&read(&[["https://bit.ly/abc", ""]]), &target, &Seen::default());
        assert_eq!((verdict.state, verdict.says.key.as_str()), (Lamp::Unknown, "live_says_all_hide"));
    }
}
