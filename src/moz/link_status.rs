//! V2 `link_status` (moz-api 2.1): up to 50 sources that share target and scopes; one boolean for each, by position.

use serde::{Deserialize, Serialize};

use super::MozError;
use crate::scope::{Question, Scope};

/// Most sources in one call (moz-api 2.1).
pub const MOST_SOURCES: usize = 50;

#[derive(Serialize)]
struct Body<'a> {
    target: &'a str,
    target_scope: Scope,
    sources: Vec<&'a str>,
    source_scope: Scope,
}

#[derive(Deserialize)]
struct Answer {
    exists: Vec<bool>,
}

/// The body that asks `questions`, which share target and scopes with the first. None if there are none or too many.
pub fn body(questions: &[Question]) -> Option<String> {
    let first = questions.first().filter(|_| questions.len() <= MOST_SOURCES)?;
    let body = Body {
        target: &first.target,
        target_scope: first.target_scope,
        sources: questions.iter().map(|question| question.source.as_str()).collect(),
        source_scope: first.source_scope,
    };
    serde_json::to_string(&body).ok()
}

/// Whether each of `count` sources links, in the order asked. An answer of another length is refused whole, since
/// its positions would mean nothing.
pub fn read(answer: &[u8], count: usize) -> Result<Vec<bool>, MozError> {
    let Answer { exists } = parse(answer)?;
    if exists.len() == count { Ok(exists) } else { Err(MozError::Length) }
}

/// Parses an answer of success, telling apart text that is no JSON, JSON that breaks off, and JSON of another shape.
pub fn parse<'a, T: Deserialize<'a>>(answer: &'a [u8]) -> Result<T, MozError> {
    serde_json::from_slice(answer).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => MozError::Shape,
        serde_json::error::Category::Eof if !answer.trim_ascii().is_empty() => MozError::Truncated,
        _ => MozError::NotJson,
    })
}
