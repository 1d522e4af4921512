//! The data file: its shape and its defaults. No questions are answered here.

use serde::Deserialize;

use crate::address::Address;

/// The whole data file.
#[derive(Clone, Debug, Deserialize)]
pub struct Data {
    /// See [`super::Graph::index_id`].
    pub index_id: String,
    /// See [`super::Graph::index_date`].
    pub index_date: String,
    /// See [`super::Graph::spam_score_update_days`].
    #[serde(default)]
    pub spam_score_update_days: Vec<String>,
    /// What the index knows, and who may ask it.
    #[serde(flatten)]
    pub known: Additions,
}

/// What the data file holds and the control port can add.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Additions {
    /// Accounts that may ask.
    pub tokens: Vec<Token>,
    /// Crawled pages.
    pub pages: Vec<PageFacts>,
    /// Links seen, live or lost.
    pub links: Vec<Link>,
    /// Redirects seen.
    pub redirects: Vec<Redirect>,
}

/// One account's key and plan (moz-api 1 and 5).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// The key itself, base64 of `access id:secret`.
    #[serde(rename = "token")]
    pub key: String,
    /// A word for people.
    pub name: String,
    /// Rows in this period.
    pub allotted: u64,
    /// Rows already gone when the process starts.
    #[serde(default)]
    pub used: u64,
    /// Shortest time between two calls; 0 is no limit (free plan: 10 s, moz-api 3).
    #[serde(default)]
    pub pace_ms: u64,
    /// Whether V2 accepts the key at all (moz-api 3: otherwise 401 there).
    #[serde(default = "yes")]
    pub links_api: bool,
    /// Endpoints the plan lacks: 403 with an `issue` that is not the quota's.
    #[serde(default)]
    pub denied: Vec<String>,
}

/// What a crawl of a page found.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageFacts {
    /// Where.
    pub page: Address,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// The day of the last crawl.
    #[serde(default = "recent")]
    pub last_crawled: String,
    /// The site's status, or below 100 for a failure on the crawler's side (moz-api 2.5).
    #[serde(default = "ok")]
    pub http_code: u16,
    /// 1-100.
    #[serde(default = "one")]
    pub page_authority: u8,
    /// 1-100.
    #[serde(default = "one")]
    pub domain_authority: u8,
    /// -1 is "none" (moz-api 2.5).
    #[serde(default = "none")]
    pub spam_score: i8,
    /// Documented as 0-1, recorded up to 730 (moz-api 2.5).
    #[serde(default)]
    pub link_propensity: f64,
}

/// One link of the index (moz-api 2.2).
#[expect(clippy::struct_excessive_bools, reason = "the five are the API's own independent marks")]
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The page it stands on.
    pub source: Address,
    /// The page it names.
    pub target: Address,
    /// Its text.
    #[serde(default)]
    pub anchor: String,
    /// Day of discovery.
    #[serde(default = "long_ago")]
    pub first_seen: String,
    /// Day it was last seen.
    #[serde(default = "recent")]
    pub last_seen: String,
    /// Day it was found missing, or empty; may lie before `last_seen` if it came back.
    #[serde(default)]
    pub disappeared: String,
    /// Marked nofollow.
    #[serde(default)]
    pub nofollow: bool,
    /// The "link" is a redirect.
    #[serde(default)]
    pub redirect: bool,
    /// The "link" is a rel=canonical.
    #[serde(default)]
    pub rel_canonical: bool,
    /// Reaches the target through a redirect.
    #[serde(default)]
    pub via_redirect: bool,
    /// Reaches the target through a rel=canonical.
    #[serde(default)]
    pub via_rel_canonical: bool,
}

impl Link {
    /// Gone and not seen since (moz-api 2.2, "Trap").
    pub fn is_lost(&self) -> bool {
        !self.disappeared.is_empty() && self.disappeared >= self.last_seen
    }

    /// Between two registrable domains.
    pub fn is_external(&self) -> bool {
        self.source.root != self.target.root
    }
}

/// One redirect.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redirect {
    /// Asked for.
    pub from: Address,
    /// Sent to.
    pub to: Address,
}

fn yes() -> bool {
    true
}

fn ok() -> u16 {
    200
}

fn one() -> u8 {
    1
}

fn none() -> i8 {
    -1
}

fn long_ago() -> String {
    "2024-03-11".to_owned()
}

fn recent() -> String {
    "2026-11-09".to_owned()
}
