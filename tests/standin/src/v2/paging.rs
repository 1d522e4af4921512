//! `limit` and `next_token`, common to every list (moz-api 1, "list paging").

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer};

use crate::refusal::Refusal;

/// Most results in one answer.
pub const MAX_LIMIT: usize = 50;
const DEFAULT_LIMIT: usize = 25;

/// Which part of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Paging {
    limit: Option<usize>,
    /// JSON-RPC calls the same thing `token` (moz-api 4).
    #[serde(alias = "token", deserialize_with = "empty_is_none")]
    next_token: Option<String>,
}

impl Paging {
    /// The part of `all`, and the token for the next; empty when there is none (moz-api 1: unknown, one of three guesses).
    pub fn cut<T>(&self, all: Vec<T>) -> Result<(Vec<T>, String), Refusal> {
        let limit = self.limit();
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(Refusal::invalid("limit", format!("Give a limit of 1 to {MAX_LIMIT}.")));
        }
        let start = match &self.next_token {
            Some(token) => decode(token).ok_or_else(|| Refusal::invalid("next_token", "Not a token of this list."))?,
            None => 0,
        };
        let next = if all.len() > start + limit { encode(start + limit) } else { String::new() };
        Ok((all.into_iter().skip(start).take(limit).collect(), next))
    }

    /// The number of results asked for.
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(DEFAULT_LIMIT)
    }

    /// The token that was sent.
    pub fn provided(&self) -> Option<&str> {
        self.next_token.as_deref()
    }
}

fn empty_is_none<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(source)?.filter(|token| !token.is_empty()))
}

fn encode(start: usize) -> String {
    STANDARD.encode(format!("from:{start}"))
}

fn decode(token: &str) -> Option<usize> {
    let bytes = STANDARD.decode(token).ok()?;
    std::str::from_utf8(&bytes).ok()?.strip_prefix("from:")?.parse().ok()
}
