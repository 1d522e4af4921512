//! Answers of Moz by question. A question is written down as in flight before it is sent, so that one whose answer
//! never came is known to be perhaps billed, whatever happened to the worker.

use serde::{Deserialize, Serialize};

use crate::ports::{Area, Store, StoreFault};
use crate::scope::Question;
use crate::verdict::Known;

/// Version 1 of the record. Times in milliseconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// When it was last sent.
    asked: f64,
    /// What it costs.
    rows: u32,
    /// The last answer that came. In flight while there is none, or while it is older than `asked`.
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
    match text.and_then(parse) {
        None => Known::Nothing,
        Some(Record { answer: None, asked, .. }) => Known::Unfinished { at: asked },
        Some(Record { answer: Some(Answer { at, exists }), rows, asked }) => {
            Known::Answer { exists, at, rows, unfinished: (asked > at).then_some(asked) }
        }
    }
}

fn parse(text: &str) -> Option<Record> {
    serde_json::from_slice(text.as_bytes()).ok()
}

/// Writes the question down as in flight. An answer that is there stays there until a newer one comes.
pub async fn write_flight(store: &impl Store, question: &Question, now: f64) -> Result<(), StoreFault> {
    let answer = last_answer(store, question).await?;
    write(store, question, &Record { asked: now, rows: question.rows(), answer }).await
}

/// Writes the answer down.
pub async fn write_answer(store: &impl Store, question: &Question, exists: bool, now: f64) -> Result<(), StoreFault> {
    let answer = Some(Answer { at: now, exists });
    write(store, question, &Record { asked: now, rows: question.rows(), answer }).await
}

/// Forgets that a question was in flight, since it certainly was not billed. What was answered before stays.
pub async fn forget_flight(store: &impl Store, question: &Question) -> Result<(), StoreFault> {
    match last_answer(store, question).await? {
        Some(answer) => {
            let record = Record { asked: answer.at, rows: question.rows(), answer: Some(answer) };
            write(store, question, &record).await
        }
        None => store.remove(Area::Local, &key(question)).await,
    }
}

async fn last_answer(store: &impl Store, question: &Question) -> Result<Option<Answer>, StoreFault> {
    let text = store.get(Area::Local, &key(question)).await?;
    Ok(text.as_deref().and_then(parse).and_then(|record| record.answer))
}

async fn write(store: &impl Store, question: &Question, record: &Record) -> Result<(), StoreFault> {
    let text = serde_json::to_string(record).map_err(|error| StoreFault(error.to_string()))?;
    store.set(Area::Local, &key(question), &text).await
}
