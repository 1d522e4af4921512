//! Where a page redirects to in the end, as far as the index knows (moz-api 2.10).

use serde::{Deserialize, Serialize};

use super::client::{json, parse};
use super::site_query::SiteQuery;
use super::{Client, Flavour, Http, Random, Unanswered, rpc, tolerant};
use crate::scope::Scope;

/// Rows that it costs on either API: not measured, inferred (moz-api 2.10).
pub const ROWS: u64 = 1;

#[derive(Serialize)]
struct Page<'a> {
    page: &'a str,
}

#[derive(Serialize)]
struct Query<'a> {
    site_query: SiteQuery<'a>,
}

/// V2 says `page`, JSON-RPC `destination`; the empty string if no redirect is known.
#[derive(Deserialize)]
struct Answer {
    #[serde(default, alias = "destination", deserialize_with = "tolerant::text")]
    page: Option<String>,
}

impl<P: Http + Random> Client<'_, P> {
    /// Asks where `page` leads. None if no redirect is known, which does not mean that there is none.
    pub async fn final_redirect(&self, flavour: Flavour, page: &str) -> Result<Option<String>, Unanswered> {
        let Answer { page } = match flavour {
            Flavour::V2 => parse(&self.v2("final_redirect", json(&Page { page })).await?)?,
            Flavour::JsonRpc => {
                let data = json(&Query { site_query: SiteQuery::new(page, Scope::Page) });
                rpc::parse(&self.rpc("data.site.redirect.fetch", data).await?)?
            }
        };
        Ok(page)
    }
}
