//! The links to a target, one by one (moz-api 2.2). V2 only: its JSON-RPC twin costs the same and has no fixed limit.

use serde::{Deserialize, Serialize};

use super::client::json;
use super::{Client, Filter, Http, Limit, Listing, Metrics, Unanswered, tolerant};
use crate::scope::Scope;

/// Which links are wanted. With a `source_root_domain` it is this source's links to this target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Query<'a> {
    /// Where they lead.
    pub target: &'a str,
    /// How wide the target is meant.
    pub target_scope: Scope,
    /// Only those from this root domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_root_domain: Option<&'a str>,
    /// At `Page` all links; wider, the best link of each host or root domain.
    pub source_scope: Scope,
    /// Which of them.
    pub filter: Filter,
    /// How many in this call.
    pub limit: Limit,
    /// Where the last call ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<&'a str>,
}

/// A link as the index knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "five marks that Moz keeps apart, any of which may be set")]
pub struct Link {
    /// The page it stands on.
    pub source: Metrics,
    /// The page it leads to.
    pub target: Metrics,
    /// Its text as the index keeps it: without tags, in lower case. None if it has none.
    #[serde(deserialize_with = "tolerant::text")]
    pub anchor_text: Option<String>,
    /// The day it was first seen, `YYYY-MM-DD`.
    #[serde(deserialize_with = "tolerant::text")]
    pub date_first_seen: Option<String>,
    /// The day it was last seen.
    #[serde(deserialize_with = "tolerant::text")]
    pub date_last_seen: Option<String>,
    /// The day it was last found gone. It may have come back since: see `is_lost`.
    #[serde(deserialize_with = "tolerant::text")]
    pub date_disappeared: Option<String>,
    /// Marked `nofollow`.
    #[serde(deserialize_with = "tolerant::flag")]
    pub nofollow: bool,
    /// The source redirects to the target.
    #[serde(deserialize_with = "tolerant::flag")]
    pub redirect: bool,
    /// The source names the target its canonical page.
    #[serde(deserialize_with = "tolerant::flag")]
    pub rel_canonical: bool,
    /// It reaches the target by way of a redirect.
    #[serde(deserialize_with = "tolerant::flag")]
    pub via_redirect: bool,
    /// It reaches the target by way of a canonical page.
    #[serde(deserialize_with = "tolerant::flag")]
    pub via_rel_canonical: bool,
}

/// Rows that a link costs (moz-api 2.2, measured).
const EACH: u64 = 1;

impl Query<'_> {
    /// The most rows that asking may cost: fewer links cost less.
    pub fn most_rows(&self) -> u64 {
        self.limit.rows(EACH)
    }
}

/// The rows billed for an answer.
pub fn rows(answer: &Listing<Link>) -> u64 {
    answer.rows(EACH)
}

impl<P: Http> Client<'_, P> {
    /// Asks for links.
    pub async fn links(&self, query: &Query<'_>) -> Result<Listing<Link>, Unanswered> {
        let answer = self.v2("links", json(query)).await?;
        Ok(Listing::read(&answer, query.next_token)?)
    }
}

impl Link {
    /// True if it is gone: it was found gone after, or when, it was last seen. A date of disappearance alone does not
    /// say so, since a link may come back (moz-api 2.2, recorded).
    pub fn is_lost(&self) -> bool {
        // Only the day counts, should there ever be a time behind it.
        let day = |date: &Option<String>| date.as_deref().map(|date| date.get(..10).unwrap_or(date).to_owned());
        let (gone, seen) = (day(&self.date_disappeared), day(&self.date_last_seen));
        gone.is_some() && gone >= seen
    }
}
