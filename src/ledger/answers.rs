//! Answers of Moz by question. A question is written down as in flight before it is sent, so that one whose answer
//! never came is known to be perhaps billed, whatever happened to the worker.

use serde::{Deserialize, Serialize};

use crate::ports::{Area, Store, StoreFault};
use crate::scope::Question;
use crate::verdict::Known;

/// Version 1 of the record. Times in milliseconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// When it was sent.
    asked: f64,
    /// What it costs.
    rows: u32,
    /// The answer, once it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Answer {
    at: f64,
    exists: bool,
}

fn key(question: &Question) -> String {
    format!("answer1 {}", question.key())
}

/// What is known about each question. A record that cannot be read counts as nothing.
pub async fn known_all(store: &impl Store, questions: &[Question]) -> Result<Vec<Known>, StoreFault> {
    let keys: Vec<String> = questions.iter().map(key).collect();
    let texts = store.get_all(Area::Local, &keys).await?;
    Ok(texts.into_iter().map(|text| known(text.as_deref())).collect())
}

fn known(text: Option<&str>) -> Known {
    match text.and_then(|text| serde_json::from_slice::<Record>(text.as_bytes()).ok()) {
        None => Known::Nothing,
        Some(Record { answer: Some(Answer { at, exists }), rows, .. }) => Known::Answer { exists, at, rows },
        Some(Record { asked, .. }) => Known::Unfinished { at: asked },
    }
}

/// Writes the question down as in flight.
pub async fn write_flight(store: &impl Store, question: &Question, now: f64) -> Result<(), StoreFault> {
    write(store, question, &Record { asked: now, rows: question.rows(), answer: None }).await
}

/// Writes the answer down.
pub async fn write_answer(
    store: &impl Store,
    question: &Question,
    exists: bool,
    asked: f64,
    now: f64,
) -> Result<(), StoreFault> {
    let answer = Some(Answer { at: now, exists });
    write(store, question, &Record { asked, rows: question.rows(), answer }).await
}

/// Forgets a question in flight that certainly was not billed.
pub async fn forget_flight(store: &impl Store, question: &Question) -> Result<(), StoreFault> {
    store.remove(Area::Local, &key(question)).await
}

async fn write(store: &impl Store, question: &Question, record: &Record) -> Result<(), StoreFault> {
    let text = serde_json::to_string(record).map_err(|error| StoreFault(error.to_string()))?;
    store.set(Area::Local, &key(question), &text).await
}
