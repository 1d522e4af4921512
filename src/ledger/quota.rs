//! What Moz last said is left of the month.

use serde::{Deserialize, Serialize};

use super::{day, put};
use crate::moz::Quota;
use crate::ports::{Change, Database, Durability, StoreFault, Table};

const KEY: &str = "quota";
/// For how long it is not asked again, in milliseconds: the figure itself moves about once a day (moz-api 4).
const FRESH_MS: f64 = 3_600_000.0;

/// What Moz said, and what this extension had spent by then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Left {
    /// Rows left of the month.
    pub rows: u64,
    /// When that was said, in milliseconds since 1970.
    pub at: f64,
    /// The most that this extension had spent in that month, in rows.
    spent: u32,
}

impl Left {
    /// What `quota` says at `now`, after this extension has spent `spent` in this month; none if it does not say.
    pub fn new(quota: &Quota, now: f64, spent: u32) -> Option<Self> {
        Some(Self { rows: quota.remaining()?, at: now, spent })
    }

    /// What is left at `now`, when this extension has spent `spent` in this month: what was spent since is not in
    /// Moz's figure. Of another month nothing is known.
    pub fn rows_at(&self, now: f64, spent: u32) -> Option<u64> {
        let month = |at| day(at).get(..7).map(str::to_owned);
        let since = u64::from(spent.saturating_sub(self.spent));
        (month(now) == month(self.at)).then(|| self.rows.saturating_sub(since))
    }

    /// True if there is no point in asking again yet.
    pub fn is_fresh(&self, now: f64) -> bool {
        (0.0..FRESH_MS).contains(&(now - self.at))
    }
}

/// What Moz last said; none if it never did.
pub async fn load_left(db: &impl Database) -> Result<Option<Left>, StoreFault> {
    let text = db.get_one(Table::Facts, KEY).await?;
    Ok(text.and_then(|text| serde_json::from_slice(text.as_bytes()).ok()))
}

/// The change that keeps it.
pub fn keep_left(left: &Left) -> Result<Change, StoreFault> {
    put(Table::Facts, KEY, left)
}

/// Forgets it, as with another token it is another account's.
pub async fn forget_left(db: &impl Database) -> Result<(), StoreFault> {
    db.write(vec![Change::Delete(Table::Facts, KEY.to_owned())], Durability::Relaxed).await
}
