//! Questions that wait for their turn for longer than a worker lives: asked by the person, at a price that was shown,
//! and not sent yet. A question leaves the table in the same transaction that writes it down as in flight.

use serde::{Deserialize, Serialize};

use super::put;
use crate::ports::{Change, Database, Durability, Order, Range, StoreFault, Table};
use crate::scope::Question;

/// How long after its turn a question is still sent, in milliseconds. Whoever opens the browser the next morning has
/// forgotten that something was about to be paid for.
const PATIENCE_MS: f64 = 3_600_000.0;
/// Most that are looked at; there are as many as the person had patience to press.
const MOST: u32 = 100;

/// A question that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    /// The question.
    pub question: Question,
    /// Where it was asked.
    pub tab: i32,
    /// The price that was shown, in rows.
    pub rows: u32,
    /// When its turn comes, in milliseconds since 1970.
    pub until: f64,
    /// When it began to wait, in milliseconds since 1970.
    #[serde(default)]
    pub since: f64,
}

impl Waiting {
    /// As it is by a clock that was put back since it began to wait: it waits for as long as it was told to, and not
    /// until the clock has caught up.
    fn by(self, now: f64) -> Self {
        let back = (self.since - now).max(0.0);
        Self { since: self.since - back, until: self.until - back, ..self }
    }

    /// True if it has waited for too long to be sent at all.
    pub fn is_over(&self, now: f64) -> bool {
        now > self.until + PATIENCE_MS
    }

    fn read(text: &str) -> Option<Self> {
        serde_json::from_slice(text.as_bytes()).ok()
    }
}

/// Writes down that a question waits.
pub async fn wait_for(db: &impl Database, waiting: &Waiting) -> Result<(), StoreFault> {
    db.write(vec![put(Table::Waiting, &waiting.question.key(), waiting)?], Durability::Relaxed).await
}

/// Those of the questions that wait, in their order.
pub async fn waiting_for(
    db: &impl Database,
    questions: &[Question],
    now: f64,
) -> Result<Vec<Option<Waiting>>, StoreFault> {
    let keys: Vec<String> = questions.iter().map(Question::key).collect();
    let texts = db.get_many(Table::Waiting, &keys).await?;
    let waiting = texts.into_iter().map(|text| text.as_deref().and_then(Waiting::read));
    Ok(waiting.map(|waiting| waiting.map(|waiting| waiting.by(now))).collect())
}

/// All that wait. What cannot be read never will be, and is removed; what began to wait by another clock is written down by
/// this one, or its wait would begin anew with each look.
pub async fn all_waiting(db: &impl Database, now: f64) -> Result<Vec<Waiting>, StoreFault> {
    let found = db.range(&Range::all(Table::Waiting), Order::Ascending, MOST).await?;
    let mut changes = Vec::new();
    let mut all = Vec::new();
    for (key, text) in found {
        let Some(waiting) = Waiting::read(&text) else {
            changes.push(Change::Delete(Table::Waiting, key));
            continue;
        };
        let waiting = waiting.by(now);
        if waiting.since >= now {
            changes.push(put(Table::Waiting, &key, &waiting)?);
        }
        all.push(waiting);
    }
    if !changes.is_empty() {
        db.write(changes, Durability::Relaxed).await?;
    }
    Ok(all)
}

/// Has the questions wait no longer.
pub async fn stop_waiting(db: &impl Database, questions: &[Question]) -> Result<(), StoreFault> {
    if questions.is_empty() {
        return Ok(());
    }
    let changes = questions.iter().map(|question| Change::Delete(Table::Waiting, question.key()));
    // Strict, for the person was told that it will not be paid for.
    db.write(changes.collect(), Durability::Strict).await
}
