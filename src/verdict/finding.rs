//! What one look at a placement found: little enough to be kept for years, and told from the next look by comparing.

use serde::{Deserialize, Serialize};

use super::{Hit, Live, live};
use crate::address::{bounded, without_personal};
use crate::page::{Behind, Follow, Link, Page, Place, Seen};
use crate::phrase::Failure;
use crate::scope::Target;
use url::Url;

use super::Lamp;

/// Longest anchor text that is kept, in characters.
const LONGEST_ANCHOR: usize = 300;
/// Longest address that is kept, in characters.
const LONGEST_ADDRESS: usize = 2_000;

/// Whether the link was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum There {
    /// The page has it.
    Yes,
    /// The page was read whole and has it not.
    No,
    /// The page could not be read, or not whole. Never a sign that the link is lost.
    Unknown,
}

/// What one look at one placement found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// Whether the link was there.
    pub there: There,
    /// Why that cannot be told: a stable code, as failures have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The best occurrence of the link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<FoundLink>,
    /// What the page said of itself; none if there was no page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<FoundPage>,
}

/// A link as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundLink {
    /// Its anchor text or label, bounded.
    pub anchor: String,
    /// True if crawlers may follow it.
    pub followed: bool,
    /// What decided that it is not followed: `rel nofollow ugc`, `meta robots`, `header`; empty for a followed link.
    pub decided_by: String,
    /// Where on the page it stood.
    pub place: Place,
    /// True if only the address that it carries leads to the target.
    pub wrapped: bool,
    /// How many links of the page lead to the target.
    pub links: u32,
    /// The address that it leads to, bounded.
    #[serde(default)]
    pub address: String,
}

/// What a page said of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPage {
    /// Its HTTP status; 0 if that is not known.
    pub status: u16,
    /// The address that it came from in the end, bounded.
    pub address: String,
    /// Its canonical address, if it names another than its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// True if it asks not to be indexed.
    pub noindex: bool,
}

impl Finding {
    /// What `page`, read at `at`, shows of the target.
    pub fn of(page: &Page, target: &Target, seen: &Seen, at: f64) -> Self {
        let live = live(page, target, seen);
        let there = match live.state {
            Lamp::Yes => There::Yes,
            Lamp::No => There::No,
            Lamp::None | Lamp::Unknown | Lamp::Busy => There::Unknown,
        };
        let why = (there == There::Unknown).then(|| why(page).to_owned());
        Self { at, there, why, link: found_link(page, &live), page: Some(FoundPage::of(page)) }
    }

    /// A look that found no page, for this reason.
    pub fn failed(failure: &Failure, at: f64) -> Self {
        Self { at, there: There::Unknown, why: Some(failure.code.clone()), link: None, page: None }
    }
}

impl FoundPage {
    fn of(page: &Page) -> Self {
        Self {
            status: page.arrival.status,
            address: address(&page.url),
            canonical: page.known_elsewhere().map(address),
            noindex: page.noindex().is_some(),
        }
    }
}

fn address(url: &Url) -> String {
    bounded(without_personal(url).as_str(), LONGEST_ADDRESS)
}

/// Why a page that was read tells neither way.
fn why(page: &Page) -> &'static str {
    match page.behind() {
        Some(Behind::Status(_)) => "check.status",
        Some(Behind::Login) => "check.login",
        Some(Behind::Challenge) => "check.challenge",
        None if page.frames_that_matter() > 0 => "check.frames",
        None if page.cut.is_some() => "check.cut",
        None if !page.links.is_empty() => "check.hidden",
        None => "check.unread",
    }
}

fn found_link(page: &Page, live: &Live) -> Option<FoundLink> {
    let hit: &Hit = live.hits.first()?;
    let link: &Link = page.links.get(hit.id as usize)?;
    Some(FoundLink {
        anchor: bounded(&link.whole_text(), LONGEST_ANCHOR),
        followed: link.follow.is_followed(),
        decided_by: decided_by(&link.follow),
        place: link.place,
        wrapped: hit.wrapped,
        links: u32::try_from(live.hits.len()).unwrap_or(u32::MAX),
        address: link.url().map(address).unwrap_or_default(),
    })
}

fn decided_by(follow: &Follow) -> String {
    match follow {
        Follow::Followed => String::new(),
        Follow::Rel(tokens) => format!("rel {}", tokens.join(" ")),
        Follow::Meta(name) => format!("meta {}", bounded(name, 60)),
        Follow::Header(None) => "header".to_owned(),
        Follow::Header(Some(bot)) => format!("header {}", bounded(bot, 60)),
    }
}
