//! What this extension has spent, by endpoint: today and in this month.

use super::spent::Spent;
use super::{Endpoint, day};
use crate::ports::{Database, Order, Range, StoreFault, Table};

/// Most entries that are added up: a month has at most 31 days of a handful of endpoints.
const MOST: u32 = 10_000;

/// Today's and this month's spending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bills {
    /// Today, all together.
    pub today: Spent,
    /// In this month, all together.
    pub month: Spent,
    /// Today and in this month, by endpoint; those that were called in this month only.
    pub by: Vec<(Endpoint, Spent, Spent)>,
}

/// What was spent by `now`, by days and months of UTC. An entry that cannot be read counts as nothing.
pub async fn bills(db: &impl Database, now: f64) -> Result<Bills, StoreFault> {
    let today = day(now);
    let month = today.get(..7).unwrap_or(&today);
    let entries = db.range(&Range::prefix(Table::Spent, month), Order::Ascending, MOST).await?;
    let mut bills = Bills::default();
    for (key, text) in entries {
        let Some(spent) = serde_json::from_slice::<Spent>(text.as_bytes()).ok() else { continue };
        let (of_day, name) = key.split_once(' ').unwrap_or((&key, ""));
        let on_day = if of_day == today { spent } else { Spent::default() };
        bills.month = bills.month.plus(spent);
        bills.today = bills.today.plus(on_day);
        let Some(endpoint) = Endpoint::ALL.into_iter().find(|endpoint| endpoint.name() == name) else { continue };
        match bills.by.iter_mut().find(|(other, ..)| *other == endpoint) {
            Some((_, today, month)) => (*today, *month) = (today.plus(on_day), month.plus(spent)),
            None => bills.by.push((endpoint, on_day, spent)),
        }
    }
    Ok(bills)
}
