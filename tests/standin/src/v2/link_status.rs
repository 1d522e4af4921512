//! `link_status`: which of the sources link to the target (moz-api 2.1).

use serde::Deserialize;
use serde_json::json;

use crate::address::{Address, Place, Scope};
use crate::graph::Graph;
use crate::moz::Answer;
use crate::refusal::Refusal;

/// Sources in one call (moz-api 2.1).
const MAX_SOURCES: usize = 50;
/// Rows per source, found or not (moz-api 2.1, measured).
const ROWS_PER_SOURCE: u64 = 2;

/// The question.
#[derive(Deserialize)]
pub struct Question {
    target: String,
    sources: Vec<String>,
    #[serde(default)]
    target_scope: Scope,
    #[serde(default)]
    source_scope: Scope,
}

/// One truth value per source, in the order of the sources; doubles are answered and billed each.
pub fn answer(graph: &Graph, question: Question) -> Result<Answer, Refusal> {
    let target = place("target", &question.target, question.target_scope)?;
    let sources = question.sources;
    if sources.is_empty() || sources.len() > MAX_SOURCES {
        return Err(Refusal::invalid("sources", format!("Give 1 to {MAX_SOURCES} sources.")));
    }
    let exists = sources
        .iter()
        .map(|source| Ok(graph.exists(&place("sources", source, question.source_scope)?, &target)))
        .collect::<Result<Vec<bool>, Refusal>>()?;
    let rows = ROWS_PER_SOURCE * exists.len() as u64;
    Ok(Answer { value: json!({ "exists": exists }), rows })
}

/// Reads an address at a scope. What the service does with one it cannot read is unknown (moz-api 1): a refusal
/// of the whole call is the harshest guess, and shows a client that sends such a thing.
pub fn place(key: &str, text: &str, scope: Scope) -> Result<Place, Refusal> {
    Address::parse(text)
        .map(|address| address.place(scope))
        .ok_or_else(|| Refusal::invalid(key, format!("`{text}` is not a valid URL.")))
}
