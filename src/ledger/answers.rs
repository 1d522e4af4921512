//! Answers of Moz by question, as `order` writes them down.

use super::record::{Answer, Record};
use crate::ports::{Database, StoreFault, Table};
use crate::scope::Question;
use crate::verdict::{Freshness, Known};

/// What is known about each question. A record that cannot be read counts as nothing.
pub async fn known_all(
    db: &impl Database,
    questions: &[Question],
    freshness: &Freshness,
) -> Result<Vec<Known>, StoreFault> {
    let keys: Vec<String> = questions.iter().map(Question::key).collect();
    let texts = db.get_many(Table::Answers, &keys).await?;
    Ok(texts.into_iter().map(|text| known(text.as_deref(), freshness)).collect())
}

fn known(text: Option<&str>, freshness: &Freshness) -> Known {
    match text.and_then(Record::read) {
        None => Known::Nothing,
        Some(Record { answer: None, asked, .. }) => Known::Unfinished { at: asked },
        Some(Record { answer: Some(Answer { at, exists, rows, index, .. }), asked, .. }) => Known::Answer {
            exists,
            at,
            rows,
            unfinished: (asked > at).then_some(asked),
            stale: freshness.stale(at, index.as_deref()),
        },
    }
}
