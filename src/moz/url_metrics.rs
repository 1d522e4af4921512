//! Facts about pages (moz-api 2.5): authority, spam score, when and how the crawler last met the page.

use serde::{Deserialize, Serialize};

use super::client::{json, parse};
use super::rpc::{self, RpcError};
use super::site_query::{Echo, SiteQuery, matched};
use super::{Answered, Client, Flavour, Http, MozError, Random, Unanswered, tolerant};
use crate::scope::Scope;

/// Most pages in one call: documented for V2 (moz-api 2.5), usual for JSON-RPC (moz-api 4).
pub const MOST: usize = 50;

/// What the index knows of a page, of the 52 figures those that help a person. None is "not told", never zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metrics {
    /// The page as the index names it: no scheme, a bare host with a slash (moz-api 1).
    #[serde(deserialize_with = "tolerant::text")]
    pub page: Option<String>,
    /// Its root domain by Moz's own suffix list (moz-api 1).
    #[serde(deserialize_with = "tolerant::text")]
    pub root_domain: Option<String>,
    /// Its title. None if it was never crawled, or has none.
    #[serde(deserialize_with = "tolerant::text")]
    pub title: Option<String>,
    /// The day it was last crawled, `YYYY-MM-DD`. None if never.
    #[serde(deserialize_with = "tolerant::text")]
    pub last_crawled: Option<String>,
    /// See `crawl`.
    #[serde(deserialize_with = "tolerant::number")]
    pub http_code: Option<i64>,
    /// Page Authority, 1 to 100.
    #[serde(deserialize_with = "tolerant::score")]
    pub page_authority: Option<u8>,
    /// Domain Authority, 1 to 100.
    #[serde(deserialize_with = "tolerant::score")]
    pub domain_authority: Option<u8>,
    /// Spam Score in percent. None if there is none (-1).
    #[serde(deserialize_with = "tolerant::score")]
    pub spam_score: Option<u8>,
    /// Pages of other root domains that link to the page.
    #[serde(deserialize_with = "tolerant::count")]
    pub external_pages_to_page: Option<u64>,
    /// Root domains that link to the page.
    #[serde(deserialize_with = "tolerant::count")]
    pub root_domains_to_page: Option<u64>,
    /// Root domains that link to its root domain.
    #[serde(deserialize_with = "tolerant::count")]
    pub root_domains_to_root_domain: Option<u64>,
    /// Pages that the page links to.
    #[serde(deserialize_with = "tolerant::count")]
    pub pages_from_page: Option<u64>,
}

/// How the crawler met a page, told by `http_code` (moz-api 2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crawl {
    /// Never, or it is not told.
    Never,
    /// It failed for a reason of the crawler's own: under 100, seen 1, 3, 5 and 15.
    Failed(u16),
    /// The site answered with this status.
    Status(u16),
}

#[derive(Serialize)]
struct Targets<'a> {
    targets: &'a [String],
}

#[derive(Serialize)]
struct Queries<'a> {
    site_queries: &'a [SiteQuery<'a>],
}

#[derive(Deserialize)]
struct ByPosition {
    results: Vec<Metrics>,
}

/// A result or an error.
#[derive(Deserialize)]
struct Outcome {
    site_query: Option<Echo>,
    site_metrics: Option<Metrics>,
    error: Option<RpcError>,
}

#[derive(Deserialize)]
struct ByEcho {
    results_by_site: Vec<Outcome>,
    #[serde(default)]
    errors_by_site: Vec<Outcome>,
}

/// Rows that `count` pages cost on either API (moz-api 5).
pub fn rows(count: usize) -> u64 {
    count as u64
}

impl<P: Http + Random> Client<'_, P> {
    /// Asks for the metrics of `targets`, 1 to 50 pages. V2 answers by position and does not repeat what was asked, so
    /// an answer of another length is refused whole; JSON-RPC does repeat it.
    pub async fn url_metrics(&self, flavour: Flavour, targets: &[String]) -> Result<Answered<Metrics>, Unanswered> {
        if !(1..=MOST).contains(&targets.len()) {
            return Err(MozError::BadRequest.into());
        }
        match flavour {
            Flavour::V2 => {
                let answer = self.v2("url_metrics", json(&Targets { targets })).await?;
                let ByPosition { results } = parse(&answer)?;
                if results.len() != targets.len() {
                    return Err(MozError::Length.into());
                }
                Ok(Answered { rows: rows(results.len()), each: results.into_iter().map(Ok).collect(), strays: 0 })
            }
            Flavour::JsonRpc => {
                let asked: Vec<SiteQuery> = targets.iter().map(|target| SiteQuery::new(target, Scope::Page)).collect();
                let body = json(&Queries { site_queries: &asked });
                let answer = self.rpc("data.site.metrics.fetch.multiple", body).await?;
                let answer: ByEcho = rpc::parse(&answer)?;
                let results = answer.results_by_site.into_iter();
                let results = results.map(|found| (query(found.site_query), found.site_metrics.ok_or(MozError::Shape)));
                let errors = answer.errors_by_site.into_iter();
                let errors =
                    errors.map(|failed| (query(failed.site_query), failed.error.unwrap_or_default().of_question()));
                Ok(matched(&asked, results.collect(), errors.collect()))
            }
        }
    }
}

fn query(echo: Option<Echo>) -> Option<SiteQuery<'static>> {
    echo?.original_site_query
}

impl Metrics {
    /// How the crawler met the page.
    pub fn crawl(&self) -> Crawl {
        match self.http_code.and_then(|code| u16::try_from(code).ok()) {
            None | Some(0) => Crawl::Never,
            Some(code @ 1..=99) => Crawl::Failed(code),
            Some(code) => Crawl::Status(code),
        }
    }
}
