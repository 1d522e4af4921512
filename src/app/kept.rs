//! What Moz keeps of page, target and link, ready to show.

use super::looks::Look;
use super::next::look_up;
use super::stand::Stand;
use crate::address::bounded;
use crate::moz::{Crawl, Link, Metrics};
use crate::phrase::Phrase;
use crate::protocol::{KeptPart, KeptRow, KeptView, What};
use crate::verdict::{Found, Looked, Stale};

/// Longest anchor text or address that is shown.
const LONGEST: usize = 300;

/// All that is known of the look-ups.
pub(super) fn kept_view(tab: i32, stand: &Stand) -> KeptView {
    let part = |what| {
        let looks = stand.looks.of(what);
        let first = looks.iter().find(|look| look.looked.found().is_some()).or_else(|| looks.first())?;
        Some(KeptPart {
            what,
            says: says(stand, what),
            pages: if what == What::Crawl { pages(stand) } else { Vec::new() },
            chips: chips(&first.looked),
            failure: looks.iter().find_map(|look| look.failure()).cloned(),
            next: look_up(tab, stand, what),
        })
    };
    let parts: Vec<KeptPart> = [What::Crawl, What::Record, What::Redirect].into_iter().filter_map(part).collect();
    let known = parts.iter().filter(|part| part.next.is_none()).count();
    KeptView { known: u32::try_from(known).unwrap_or(u32::MAX), parts }
}

fn chips(looked: &Looked) -> Vec<Phrase> {
    match looked {
        Looked::Found { at, rows, unfinished, stale, .. } => {
            let mut chips = vec![Phrase::new("chip_asked").date(*at), Phrase::new("chip_cost").count(*rows)];
            chips.extend(stale.map(Stale::phrase));
            chips.extend(unfinished.map(|at| Phrase::new("chip_asked_again").date(at)));
            chips
        }
        Looked::Unfinished { at } => vec![Phrase::new("chip_asked").date(*at), Phrase::new("chip_maybe_billed")],
        Looked::Failed(failure) if failure.maybe_billed => vec![Phrase::new("chip_maybe_billed")],
        Looked::Nothing | Looked::Failed(_) => Vec::new(),
    }
}

fn says(stand: &Stand, what: What) -> Vec<Phrase> {
    let looks = &stand.looks;
    let found = |look: &'_ Option<Look>| look.as_ref().and_then(|look| look.looked.found()).cloned();
    match what {
        What::Crawl => Vec::new(),
        What::Record => match found(&looks.record) {
            Some(Found::Link(Some(link))) => link_says(&link),
            Some(Found::Link(None)) if looks.is_cut() => vec![Phrase::new("kept_link_cut")],
            Some(Found::Link(None)) => vec![Phrase::new("kept_link_none")],
            _ => Vec::new(),
        },
        What::Redirect => match found(&looks.redirect) {
            Some(Found::Redirect(_)) => vec![redirect_says(looks.moved_to())],
            _ => Vec::new(),
        },
    }
}

/// Where the target redirects to.
pub(super) fn redirect_says(moved_to: Option<String>) -> Phrase {
    match moved_to {
        Some(address) => Phrase::new("kept_redirect_to").text(bounded(&address, LONGEST)),
        None => Phrase::new("kept_redirect_none"),
    }
}

fn link_says(link: &Link) -> Vec<Phrase> {
    let day = |key: &str, day: &Option<String>| day.as_deref().map(|day| Phrase::new(key).day(Some(day)));
    let is = |is: bool, key: &str| is.then(|| Phrase::new(key));
    let anchor = match &link.anchor_text {
        Some(text) => Phrase::new("kept_anchor").text(bounded(text, LONGEST)),
        None => Phrase::new("kept_anchor_none"),
    };
    let gone = if link.is_lost() { "kept_lost" } else { "kept_returned" };
    let all = [
        Some(anchor),
        day("kept_first_seen", &link.date_first_seen),
        day("kept_last_seen", &link.date_last_seen),
        day(gone, &link.date_disappeared),
        Some(Phrase::new(if link.nofollow { "kept_nofollow" } else { "kept_followed" })),
        is(link.redirect, "kept_is_redirect"),
        is(link.rel_canonical, "kept_is_canonical"),
        is(link.via_redirect, "kept_via_redirect"),
        is(link.via_rel_canonical, "kept_via_canonical"),
    ];
    all.into_iter().flatten().collect()
}

/// A figure of a page in words.
type Figure = fn(&Metrics) -> Phrase;

const FIGURES: [(&str, Figure); 5] = [
    ("kept_page_authority", |metrics| number(metrics.page_authority)),
    ("kept_domain_authority", |metrics| number(metrics.domain_authority)),
    ("kept_spam_score", |metrics| match metrics.spam_score {
        Some(score) => Phrase::new("kept_percent").text(score.to_string()),
        None => Phrase::new("kept_unknown"),
    }),
    ("kept_last_crawled", |metrics| crawled(metrics)),
    ("kept_http", |metrics| match metrics.crawl() {
        Crawl::Status(code) => Phrase::new("kept_number").text(code.to_string()),
        Crawl::Failed(_) => Phrase::new("kept_http_failed"),
        Crawl::Never => Phrase::new("kept_unknown"),
    }),
];

fn number(score: Option<u8>) -> Phrase {
    score.map_or_else(|| Phrase::new("kept_unknown"), |score| Phrase::new("kept_number").text(score.to_string()))
}

/// When Moz crawled a page last.
pub(super) fn crawled(metrics: &Metrics) -> Phrase {
    match metrics.last_crawled.as_deref() {
        Some(day) => Phrase::new("kept_day").day(Some(day)),
        None => Phrase::new("kept_never"),
    }
}

/// What Moz keeps of a page, if that was looked up.
pub(super) fn metrics(look: &Look) -> Option<&Metrics> {
    match look.looked.found() {
        Some(Found::Page(metrics)) => Some(metrics),
        _ => None,
    }
}

fn pages(stand: &Stand) -> Vec<KeptRow> {
    let (source, target) = (metrics(&stand.looks.source), metrics(&stand.looks.target));
    if source.is_none() && target.is_none() {
        return Vec::new();
    }
    let row = |(name, figure): (&str, Figure)| KeptRow {
        name: Phrase::new(name),
        source: source.map(figure),
        target: target.map(figure),
    };
    FIGURES.into_iter().map(row).collect()
}
