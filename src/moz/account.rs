//! What is left, what was spent, and which index it is: `usage_data` (moz-api 2.11), `quota.lookup` (moz-api 4) and
//! `index_metadata` (moz-api 2.9).

use serde::{Deserialize, Serialize};

use super::client::{json, parse};
use super::{Client, Flavour, Http, MozError, Random, Unanswered, rpc, tolerant};

/// The rows of the current period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Rows that the plan has.
    #[serde(deserialize_with = "tolerant::count")]
    pub allotted: Option<u64>,
    /// Rows that are spent. It is brought up to date about once a day (moz-api 4), so it may be too low.
    #[serde(deserialize_with = "tolerant::count")]
    pub used: Option<u64>,
    /// When the next period begins, in seconds since 1970.
    #[serde(default, deserialize_with = "tolerant::count")]
    pub period_reset: Option<u64>,
}

#[derive(Serialize)]
struct Path<'a> {
    path: &'a str,
}

/// Seconds since 1970, as strings.
#[derive(Serialize)]
struct Span {
    start: String,
    end: String,
}

#[derive(Deserialize)]
struct QuotaAnswer {
    quota: Quota,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(deserialize_with = "tolerant::count")]
    rows_consumed: Option<u64>,
}

#[derive(Deserialize)]
struct Index {
    index_id: String,
}

/// Rows that asking for the index's name costs (moz-api 5). That way costs nothing, with whatever token.
pub fn index_rows(flavour: Flavour) -> u64 {
    match flavour {
        Flavour::V2 => 1,
        Flavour::JsonRpc => 0,
    }
}

impl<P: Http> Client<'_, P> {
    /// Rows billed since the month began, or from the first to the second of `span` (seconds since 1970). Free, and
    /// answered with an empty quota too. Not to be taken for what the plan has used: it may lag by an hour, and was
    /// seen to be the sum of the account's whole life (moz-api 2.11).
    pub async fn usage_data(&self, span: Option<(u64, u64)>) -> Result<u64, Unanswered> {
        let body = match span {
            None => Some("{}".to_owned()),
            Some((start, end)) if start < end => json(&Span { start: start.to_string(), end: end.to_string() }),
            Some(_) => None,
        };
        let answer = self.v2("usage_data", body).await?;
        let Usage { rows_consumed } = parse(&answer)?;
        Ok(rows_consumed.ok_or(MozError::Shape)?)
    }
}

impl<P: Http + Random> Client<'_, P> {
    /// The name of the index, which changes with it: an answer is as old as the index it came from.
    pub async fn index_id(&self, flavour: Flavour) -> Result<String, Unanswered> {
        let body = Some("{}".to_owned());
        let Index { index_id } = match flavour {
            Flavour::V2 => parse(&self.v2("index_metadata", body).await?)?,
            Flavour::JsonRpc => rpc::parse(&self.rpc("metadata.index.fetch", body).await?)?,
        };
        if index_id.is_empty() { Err(MozError::Shape.into()) } else { Ok(index_id) }
    }

    /// The rows of the current period, of whichever API they were spent on. Free, and asked of JSON-RPC, since V2 has
    /// no such call.
    pub async fn quota(&self) -> Result<Quota, Unanswered> {
        let answer = self.rpc("quota.lookup", json(&Path { path: "api.limits.data.rows" })).await?;
        let QuotaAnswer { quota } = rpc::parse(&answer)?;
        Ok(quota)
    }
}

impl Quota {
    /// Rows that are left; none are if more was used than allotted, which a plan with overage allows.
    pub fn remaining(&self) -> Option<u64> {
        Some(self.allotted?.saturating_sub(self.used?))
    }
}
