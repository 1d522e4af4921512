//! On what terms Moz is asked: which API, how fast, and how much a day.

use serde::{Deserialize, Serialize};

use crate::moz::{Flavour, Plan};
use crate::ports::{Area, Store, StoreFault};
use crate::verdict::DAYS;

const TERMS: &str = "terms";

/// A purchase of that many rows is asked about first, unless the person sets another number: settling all nine scopes
/// stays below it, a list does not.
const CONFIRM_AT: u32 = 20;

/// What the person set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Which API.
    pub flavour: Flavour,
    /// Their plan.
    pub plan: Plan,
    /// The most rows to spend on one day. None at first: where the plan is not known, any number would be a guess that
    /// stops somebody in the middle of their work.
    pub daily_limit: Option<u32>,
    /// How many days an answer holds.
    pub days: u32,
    /// From how many rows on a purchase is asked about first.
    pub confirm_at: u32,
}

impl Default for Terms {
    fn default() -> Self {
        let (flavour, plan) = (Flavour::default(), Plan::default());
        Self { flavour, plan, daily_limit: None, days: DAYS, confirm_at: CONFIRM_AT }
    }
}

/// What was set; the defaults at first, or if what is stored cannot be read.
pub async fn load_terms(store: &impl Store) -> Result<Terms, StoreFault> {
    let text = store.get(Area::Local, TERMS).await?;
    Ok(text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()).unwrap_or_default())
}

/// Remembers what was set.
pub async fn save_terms(store: &impl Store, terms: &Terms) -> Result<(), StoreFault> {
    let text = serde_json::to_string(terms).map_err(|error| StoreFault::Failed(error.to_string()))?;
    store.set(Area::Local, TERMS, &text).await
}
