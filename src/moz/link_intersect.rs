//! Who links to these targets and not to those (moz-api 2.4): the dearest list. V2 only; its JSON-RPC twin was seen to
//! fail with four targets and more (moz-api 2.4).

use serde::{Deserialize, Serialize};

use super::client::json;
use super::{Client, Http, Limit, Listing, Unanswered, tolerant};
use crate::scope::Scope;

/// Most targets of both kinds together (moz-api 2.4).
pub const MOST_TARGETS: usize = 6;

/// Which sources are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Query<'a> {
    /// They link to these, at least one.
    pub positive_targets: &'a [Target<'a>],
    /// They link to none of these.
    pub negative_targets: &'a [Target<'a>],
    /// To how many of the first they link at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_matching_targets: Option<u8>,
    /// `Page` or `RootDomain`; there is no such list of hosts.
    pub source_scope: Scope,
    /// How many in this call.
    pub limit: Limit,
    /// Where the last call ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<&'a str>,
}

/// A target and how wide it is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Target<'a> {
    /// Its name.
    pub target: &'a str,
    /// Its scope.
    pub scope: Scope,
}

/// A source that links to some of the targets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// The page. None if it was asked for root domains.
    #[serde(deserialize_with = "tolerant::text")]
    pub page: Option<String>,
    /// The root domain, if it was asked for these; that answer was not recorded (moz-api 2.4).
    #[serde(deserialize_with = "tolerant::text")]
    pub root_domain: Option<String>,
    /// Title of the page.
    #[serde(deserialize_with = "tolerant::text")]
    pub title: Option<String>,
    /// Domain Authority, 1 to 100.
    #[serde(deserialize_with = "tolerant::score")]
    pub domain_authority: Option<u8>,
    /// Spam Score in percent.
    #[serde(deserialize_with = "tolerant::score")]
    pub spam_score: Option<u8>,
    /// To which it links: positions in `positive_targets`.
    pub matching_target_indexes: Vec<usize>,
}

/// Rows that a source costs (moz-api 2.4, measured).
const EACH: u64 = 5;

impl Query<'_> {
    /// The most rows that asking may cost: fewer sources cost less.
    pub fn most_rows(&self) -> u64 {
        self.limit.rows(EACH)
    }

    /// True if Moz answers such a question.
    fn is_allowed(&self) -> bool {
        let targets = self.positive_targets.len() + self.negative_targets.len();
        !self.positive_targets.is_empty() && targets <= MOST_TARGETS && self.source_scope != Scope::Subdomain
    }
}

/// The rows billed for an answer.
pub fn rows(answer: &Listing<Source>) -> u64 {
    answer.rows(EACH)
}

impl<P: Http> Client<'_, P> {
    /// Asks for sources, those that link to most targets first.
    pub async fn link_intersect(&self, query: &Query<'_>) -> Result<Listing<Source>, Unanswered> {
        let body = query.is_allowed().then(|| json(query)).flatten();
        let answer = self.v2("link_intersect", body).await?;
        let mut listing: Listing<Source> = Listing::read(&answer, query.next_token)?;
        for source in &mut listing.items {
            source.matching_target_indexes.retain(|at| *at < query.positive_targets.len());
        }
        Ok(listing)
    }
}
