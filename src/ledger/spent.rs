//! The spend log: rows by day and endpoint, written in the same transaction as what they were spent on.

use serde::{Deserialize, Serialize};

use super::{aside, day, put};
use crate::phrase::{Failure, Retry};
use crate::ports::{Change, Database, Order, Range, StoreFault, Table};

/// Most entries that are added up: a month has at most 31 days of a handful of endpoints.
const MOST: u32 = 10_000;

/// What was spent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// Rows that answers cost.
    pub rows: u32,
    /// Rows of questions whose answer never came: they may have been billed.
    pub maybe_rows: u32,
    /// Requests sent, whatever came of them.
    pub calls: u32,
}

impl Spent {
    /// The most that this may have cost.
    pub fn most(self) -> u32 {
        self.rows.saturating_add(self.maybe_rows)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            rows: self.rows.saturating_add(other.rows),
            maybe_rows: self.maybe_rows.saturating_add(other.maybe_rows),
            calls: self.calls.saturating_add(other.calls),
        }
    }

    /// A request of that price was sent.
    pub(super) fn sent(self, rows: u32) -> Self {
        self.plus(Self { rows: 0, maybe_rows: rows, calls: 1 })
    }

    /// What might have cost `most` was answered and billed `rows`.
    pub(super) fn billed(self, most: u32, rows: u32) -> Self {
        self.not_billed(most).plus(Self { rows, maybe_rows: 0, calls: 0 })
    }

    /// It was never sent.
    pub(super) fn withdrawn(self, rows: u32) -> Self {
        Self { calls: self.calls.saturating_sub(1), ..self.not_billed(rows) }
    }

    /// It certainly was not billed.
    pub(super) fn not_billed(self, rows: u32) -> Self {
        Self { maybe_rows: self.maybe_rows.saturating_sub(rows), ..self }
    }
}

/// The key of a day's entry.
pub(super) fn key(at: f64, endpoint: &str) -> String {
    format!("{} {endpoint}", day(at))
}

/// The changes that make an entry what `change` makes of it.
pub(super) fn changed(
    key: &str,
    text: Option<String>,
    change: impl FnOnce(Spent) -> Spent,
) -> Result<Vec<Change>, StoreFault> {
    let read = text.as_deref().map(|text| serde_json::from_slice::<Spent>(text.as_bytes()).ok());
    let mut changes = vec![put(Table::Spent, key, &change(read.flatten().unwrap_or_default()))?];
    if let (Some(None), Some(text)) = (read, text) {
        changes.push(aside(Table::Spent.name(), key, text));
    }
    Ok(changes)
}

/// All of these entries together. One that cannot be read counts as nothing.
pub(super) fn sum(texts: &[Option<String>]) -> Spent {
    let read = |text: &String| serde_json::from_slice::<Spent>(text.as_bytes()).ok();
    texts.iter().flatten().filter_map(read).fold(Spent::default(), Spent::plus)
}

/// What was spent on the day `YYYY-MM-DD` or in the month `YYYY-MM`, all endpoints together. An entry that cannot be
/// read counts as nothing.
pub async fn spent(db: &impl Database, when: &str) -> Result<Spent, StoreFault> {
    let entries = db.range(&Range::prefix(Table::Spent, when), Order::Ascending, MOST).await?;
    let read = |(_, text): (String, String)| serde_json::from_slice::<Spent>(text.as_bytes()).ok();
    Ok(entries.into_iter().filter_map(read).fold(Spent::default(), Spent::plus))
}

/// A question that would go beyond the day's limit, in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverLimit {
    /// What it costs.
    pub cost: u32,
    /// The most that was spent today.
    pub spent: u32,
    /// The limit.
    pub limit: u32,
}

/// Whether `cost` rows more stay within the day's limit, if there is one. What may have been billed counts as billed.
pub fn within_limit(limit: Option<u32>, today: Spent, cost: u32) -> Result<(), OverLimit> {
    let spent = today.most();
    match limit {
        // What costs nothing is never refused.
        Some(limit) if cost > 0 && spent.saturating_add(cost) > limit => Err(OverLimit { cost, spent, limit }),
        _ => Ok(()),
    }
}

impl From<OverLimit> for Failure {
    fn from(over: OverLimit) -> Self {
        let mut failure = Self::new("ask.daily_limit", Retry::Later);
        failure.says = failure.says.count(over.cost).count(over.spent).count(over.limit);
        failure
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn limit_table() {
        for (limit, rows, maybe_rows, cost, allowed) in [
            (None, u32::MAX, 0, u32::MAX, true),
            (Some(10), 0, 0, 10, true),
            (Some(10), 0, 0, 11, false),
            (Some(10), 8, 0, 2, true),
            (Some(10), 8, 1, 2, false),
            (Some(0), 0, 0, 1, false),
            (Some(0), 5, 0, 0, true),
            (Some(u32::MAX), u32::MAX, 5, 0, true),
            (Some(5), u32::MAX, u32::MAX, 1, false),
        ] {
            let today = Spent { rows, maybe_rows, calls: 1 };
            let refused = OverLimit { cost, spent: today.most(), limit: limit.unwrap_or_default() };
            let wanted = if allowed { Ok(()) } else { Err(refused) };
            assert_eq!(within_limit(limit, today, cost), wanted, "{limit:?} {today:?} {cost}");
        }
    }

    proptest! {
        /// Whatever ends requests come to, rows are those of the billed, and maybe-rows of those without an end.
        #[test]
        fn every_row_is_accounted_for(requests in prop::collection::vec((1_u32..100, 0..3), 0..20)) {
            let sent = requests.iter().fold(Spent::default(), |spent, (rows, _)| spent.sent(*rows));
            let end = requests.iter().fold(sent, |spent, (rows, end)| match end {
                0 => spent,
                1 => spent.billed(*rows, *rows),
                _ => spent.not_billed(*rows),
            });
            let sum = |wanted| requests.iter().filter(|(_, end)| *end == wanted).map(|(rows, _)| rows).sum::<u32>();
            prop_assert_eq!(end.rows, sum(1));
            prop_assert_eq!(end.maybe_rows, sum(0));
            prop_assert_eq!(end.calls as usize, requests.len());
        }
    }
}
