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
}

impl Waiting {
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
pub async fn waiting_for(db: &impl Database, questions: &[Question]) -> Result<Vec<Option<Waiting>>, StoreFault> {
    let keys: Vec<String> = questions.iter().map(Question::key).collect();
    let texts = db.get_many(Table::Waiting, &keys).await?;
    Ok(texts.into_iter().map(|text| text.as_deref().and_then(Waiting::read)).collect())
}

/// All that wait. What cannot be read never will be, and is removed.
pub async fn all_waiting(db: &impl Database) -> Result<Vec<Waiting>, StoreFault> {
    let found = db.range(&Range::all(Table::Waiting), Order::Ascending, MOST).await?;
    let (read, unreadable): (Vec<_>, Vec<_>) =
        found.into_iter().map(|(key, text)| Waiting::read(&text).ok_or(key)).partition(Result::is_ok);
    let unreadable: Vec<Change> =
        unreadable.into_iter().filter_map(Result::err).map(|key| Change::Delete(Table::Waiting, key)).collect();
    if !unreadable.is_empty() {
        db.write(unreadable, Durability::Relaxed).await?;
    }
    Ok(read.into_iter().filter_map(Result::ok).collect())
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
