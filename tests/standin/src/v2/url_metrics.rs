//! `url_metrics`: the 52 figures of each target (moz-api 2.5).

use serde::Deserialize;
use serde_json::{Value, json};

use crate::address::Address;
use crate::graph::{Graph, metrics};
use crate::moz::Answer;
use crate::refusal::Refusal;

/// Targets in one call (moz-api 2.5).
const MAX_TARGETS: usize = 50;

/// The thirteen distributions of ten buckets (moz-api 2.5).
const DISTRIBUTIONS: [&str; 13] = [
    "root_domains_to_page_by_root_domains",
    "root_domains_to_root_domain_by_root_domains",
    "nofollow_root_domains_to_root_domain_by_root_domains",
    "root_domains_to_page_by_domain_authority",
    "root_domains_to_subdomain_by_domain_authority",
    "root_domains_to_root_domain_by_domain_authority",
    "nofollow_root_domains_to_root_domain_by_domain_authority",
    "pages_to_root_domain_by_spam_score",
    "nofollow_pages_to_root_domain_by_spam_score",
    "root_domains_to_page_by_spam_score",
    "root_domains_to_subdomain_by_spam_score",
    "root_domains_to_root_domain_by_spam_score",
    "nofollow_root_domains_to_root_domain_by_spam_score",
];

/// The question. Histories are priced but their bodies are not imitated: their shape is not recorded.
#[derive(Deserialize)]
pub struct Question {
    targets: Vec<String>,
    #[serde(default)]
    distributions: bool,
    #[serde(default)]
    daily_history_deltas: Vec<String>,
    #[serde(default)]
    daily_history_values: Vec<String>,
    #[serde(default)]
    monthly_history_deltas: Vec<String>,
    #[serde(default)]
    monthly_history_values: Vec<String>,
}

/// One row of figures per target, in order, without an echo of what was asked.
pub fn answer(graph: &Graph, question: Question) -> Result<Answer, Refusal> {
    if question.targets.is_empty() || question.targets.len() > MAX_TARGETS {
        return Err(Refusal::invalid("targets", format!("Give 1 to {MAX_TARGETS} targets.")));
    }
    let histories = [
        question.daily_history_deltas,
        question.daily_history_values,
        question.monthly_history_deltas,
        question.monthly_history_values,
    ];
    let extras = histories.iter().map(Vec::len).sum::<usize>() + usize::from(question.distributions);
    let rows = question.targets.len() as u64 * (1 + extras as u64);
    let results = question
        .targets
        .iter()
        .map(|target| {
            let address = Address::parse(target).ok_or_else(|| Refusal::invalid("targets", "Not a valid URL."))?;
            let mut figures = metrics::metrics(graph, &address);
            if question.distributions {
                figures.extend(DISTRIBUTIONS.map(|name| (name.to_owned(), distribution(name, &figures))));
            }
            Ok(Value::Object(figures))
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    Ok(Answer { value: json!({ "results": results }), rows })
}

/// Ten buckets that add up to the figure they divide; the split itself is invented, all in the lowest bucket.
fn distribution(name: &str, figures: &serde_json::Map<String, Value>) -> Value {
    let whole = name.split_once("_by_").and_then(|(metric, _)| figures.get(metric)).and_then(Value::as_u64);
    let mut buckets = [0; 10];
    if let Some(first) = buckets.first_mut() {
        *first = whole.unwrap_or(0);
    }
    json!(buckets)
}
