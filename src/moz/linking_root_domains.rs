//! Who links to a target, by root domain (moz-api 2.3). V2 only.

use serde::{Deserialize, Serialize};

use super::client::json;
use super::{Client, Filter, Http, Limit, Listing, Unanswered, tolerant};
use crate::scope::Scope;

/// Which domains are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Query<'a> {
    /// What they link to.
    pub target: &'a str,
    /// How wide it is meant.
    pub target_scope: Scope,
    /// Which links make a domain count.
    pub filter: Filter,
    /// How many in this call.
    pub limit: Limit,
    /// Where the last call ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<&'a str>,
}

/// A root domain that links to the target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkingDomain {
    /// Its name, by Moz's own suffix list (moz-api 1).
    #[serde(deserialize_with = "tolerant::text")]
    pub root_domain: Option<String>,
    /// Domain Authority, 1 to 100.
    #[serde(deserialize_with = "tolerant::score")]
    pub domain_authority: Option<u8>,
    /// Spam Score in percent.
    #[serde(deserialize_with = "tolerant::score")]
    pub spam_score: Option<u8>,
    /// Root domains that link to it.
    #[serde(deserialize_with = "tolerant::count")]
    pub root_domains_to_root_domain: Option<u64>,
    /// Its pages that link to the target.
    pub to_target: ToTarget,
}

/// How many pages of a domain link to the target, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ToTarget {
    /// All.
    #[serde(deserialize_with = "tolerant::count")]
    pub pages: Option<u64>,
    /// With links marked `nofollow`.
    #[serde(deserialize_with = "tolerant::count")]
    pub nofollow_pages: Option<u64>,
    /// That redirect to it.
    #[serde(deserialize_with = "tolerant::count")]
    pub redirect_pages: Option<u64>,
    /// Whose link is gone.
    #[serde(deserialize_with = "tolerant::count")]
    pub deleted_pages: Option<u64>,
}

/// Rows that a domain costs (moz-api 2.3, measured).
const EACH: u64 = 1;

impl Query<'_> {
    /// The most rows that asking may cost: fewer domains cost less.
    pub fn most_rows(&self) -> u64 {
        self.limit.rows(EACH)
    }
}

/// The rows billed for an answer.
pub fn rows(answer: &Listing<LinkingDomain>) -> u64 {
    answer.rows(EACH)
}

impl<P: Http> Client<'_, P> {
    /// Asks for domains, those with the highest Domain Authority first.
    pub async fn linking_root_domains(&self, query: &Query<'_>) -> Result<Listing<LinkingDomain>, Unanswered> {
        let answer = self.v2("linking_root_domains", json(query)).await?;
        Ok(Listing::read(&answer, query.next_token)?)
    }
}
