//! The facts that reasons rest on. Whoever gathers them leaves out what is not known.

use serde::Deserialize;

use crate::phrase::Phrase;
use crate::verdict::Lamp;

/// All that is known about a page, its best link to the target, and what Moz told of both.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// What the page shows.
    pub live: Lamp,
    /// What the index says.
    pub index: Lamp,
    /// The link that is shown for the target.
    pub link: LinkFacts,
    /// The page it stands on.
    pub page: PageFacts,
    /// What Moz's index keeps of the page, if it was asked.
    pub crawl: Option<CrawlFacts>,
    /// What Moz's index keeps of the link, if it was asked and knows it.
    pub record: Option<RecordFacts>,
    /// Where the target redirects to, by Moz or by a look; none if it does not or was not asked.
    pub target_redirects: Option<String>,
    /// Whether it was asked where the target redirects to, or whether there is nothing to ask: only a page redirects.
    pub redirect_asked: bool,
    /// Where Moz does know a link at a wider scope, in words.
    pub wider_yes: Option<Phrase>,
    /// A wider scope of the target is left to ask.
    pub wider_left: bool,
}

/// The best link to the target that the page shows.
#[derive(Debug, Clone, Default)]
pub struct LinkFacts {
    /// Crawlers are not asked to pass it over.
    pub followed: bool,
    /// The host that it leads through, if it is not direct.
    pub via: Option<String>,
    /// How it differs from the target in small things, in words.
    pub differs: Option<Phrase>,
    /// It is there only after the page's scripts ran.
    pub script_only: bool,
    /// When it was first seen here, in milliseconds since 1970.
    pub seen_since: Option<f64>,
}

/// The page.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each of which may hold")]
pub struct PageFacts {
    /// What asks crawlers not to keep the page, in words.
    pub noindex: Option<Phrase>,
    /// The address that it names as its canonical one, if that is another.
    pub canonical: Option<String>,
    /// Its address has parameters.
    pub has_parameters: bool,
    /// It may look otherwise to others: behind a login, a wall, or made by scripts for one visitor.
    pub personal: bool,
    /// The page's own HTML has the link, and its scripts removed it.
    pub removed_by_script: bool,
    /// The link stands in `<noscript>` only.
    pub in_noscript: bool,
}

/// What the index keeps of a page (moz-api 2.5).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CrawlFacts {
    /// The day of the last crawl, `YYYY-MM-DD`; none if there was none.
    pub last_crawled: Option<String>,
    /// The status that the crawler got, or a number under 100 for a failure of its own; none if not told.
    pub status: Option<u16>,
}

/// What the index keeps of the link (moz-api 2.2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RecordFacts {
    /// The day it was last seen.
    pub last_seen: Option<String>,
    /// The day it was found gone.
    pub disappeared: Option<String>,
    /// It is gone: found gone after, or when, it was last seen.
    pub lost: bool,
    /// Moz saw it marked `nofollow`.
    pub nofollow: bool,
}
