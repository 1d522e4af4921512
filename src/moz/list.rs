//! What the lists of V2 have in common: how many, from where on, and where they end (moz-api 1, "list paging").

use serde::{Deserialize, Serialize};

use super::{MozError, client, tolerant};

/// How many items one call may return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Limit(u8);

/// Which links count (moz-api 2.2, 2.3). Links within the target's own root domain never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Filter {
    /// All.
    #[default]
    #[serde(rename = "external")]
    All,
    /// Those that pass authority on.
    #[serde(rename = "external+follow")]
    Follow,
    /// Those marked `nofollow`.
    #[serde(rename = "external+nofollow")]
    Nofollow,
    /// Those that are gone.
    #[serde(rename = "external+deleted")]
    Lost,
    /// Those that are not gone.
    #[serde(rename = "external+not_deleted")]
    Live,
    /// Those first seen in the last 60 days.
    #[serde(rename = "external+gained_last_60_days")]
    GainedLately,
    /// Those that went in the last 60 days.
    #[serde(rename = "external+lost_last_60_days")]
    LostLately,
}

/// A piece of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    /// The items, best first.
    pub items: Vec<T>,
    /// What to send for the next piece. None at the end.
    pub next: Option<String>,
}

#[derive(Deserialize)]
struct Answer<T> {
    results: Vec<T>,
    // Absent, "" and null are met at the end; what V2 does is not known (moz-api 1).
    #[serde(default, deserialize_with = "tolerant::text")]
    next_token: Option<String>,
}

impl Limit {
    /// The most, and the least calls for a long list.
    pub const MOST: Self = Self(50);

    /// So many, within 1 to 50 (moz-api 1).
    pub fn new(items: usize) -> Self {
        Self(u8::try_from(items).unwrap_or(u8::MAX).clamp(1, Self::MOST.0))
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }

    /// The most rows that a call may cost if each item costs `each`.
    pub(super) fn rows(self, each: u64) -> u64 {
        u64::from(self.0) * each
    }
}

impl Default for Limit {
    /// As the service does it (moz-api 1).
    fn default() -> Self {
        Self(25)
    }
}

impl<T> Listing<T> {
    /// The rows billed for it if each item costs `each`.
    pub(super) fn rows(&self, each: u64) -> u64 {
        self.items.len() as u64 * each
    }
}

impl<'a, T: Deserialize<'a>> Listing<T> {
    /// Reads a piece that was asked for with `token`. A token that leads nowhere new ends the list too: following it
    /// would be paid for without end.
    pub(super) fn read(answer: &'a [u8], token: Option<&str>) -> Result<Self, MozError> {
        let Answer { results, next_token } = client::parse(answer)?;
        let next = next_token.filter(|next| !results.is_empty() && Some(next.as_str()) != token);
        Ok(Self { items: results, next })
    }
}
