//! V2 `link_status` (moz-api 2.1): up to 50 sources that share target and scopes; one boolean for each, by position.

use serde::{Deserialize, Serialize};

use super::{MOST, rows};
use crate::moz::client::{json, parse};
use crate::moz::{Answered, Client, Flavour, Http, MozError, Unanswered};
use crate::scope::{Question, Scope};

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

impl<P: Http> Client<'_, P> {
    pub(in crate::moz) async fn link_status_v2(&self, questions: &[Question]) -> Result<Answered<bool>, Unanswered> {
        let answer = self.v2("link_status", body(questions)).await?;
        let exists = read(&answer, questions.len())?;
        Ok(Answered { rows: rows(Flavour::V2, exists.len()), each: exists.into_iter().map(Ok).collect(), strays: 0 })
    }
}

/// Reads the body of a success.
pub fn read(answer: &[u8], questions: usize) -> Result<Vec<bool>, MozError> {
    let Answer { exists } = parse(answer)?;
    // The positions of an answer of another length would mean nothing.
    if exists.len() == questions { Ok(exists) } else { Err(MozError::Length) }
}

/// None if there are none, too many, or such that cannot be asked together.
fn body(questions: &[Question]) -> Option<String> {
    let first = questions.first().filter(|_| questions.len() <= MOST)?;
    let alike = |question: &Question| question.target == first.target && question.cell() == first.cell();
    if !questions.iter().all(alike) {
        return None;
    }
    json(&Body {
        target: &first.target,
        target_scope: first.target_scope,
        sources: questions.iter().map(|question| question.source.as_str()).collect(),
        source_scope: first.source_scope,
    })
}
