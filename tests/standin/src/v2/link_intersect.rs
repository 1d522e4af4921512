//! `link_intersect`: who links to these and not to those (moz-api 2.4).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use crate::address::{Address, Place, Scope};
use crate::graph::Graph;
use crate::moz::Answer;
use crate::refusal::Refusal;
use crate::v2::link_status::place;
use crate::v2::{Paging, page_of_results};

/// Targets in one question, of both kinds together (moz-api 2.4).
const MAX_TARGETS: usize = 6;
/// Rows per result (moz-api 2.4, measured).
const ROWS_PER_RESULT: u64 = 5;

/// The question.
#[derive(Deserialize)]
pub struct Question {
    positive_targets: Vec<Target>,
    #[serde(default)]
    negative_targets: Vec<Target>,
    #[serde(default)]
    min_matching_targets: Option<usize>,
    #[serde(default)]
    source_scope: Scope,
    #[serde(default)]
    sort: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

/// One target with its own scope.
#[derive(Deserialize)]
struct Target {
    target: String,
    #[serde(default)]
    scope: Scope,
}

/// Answers with sources, those that match most targets first.
pub fn answer(graph: &Graph, question: &Question) -> Result<Answer, Refusal> {
    let wanted = places("positive_targets", &question.positive_targets)?;
    let unwanted = places("negative_targets", &question.negative_targets)?;
    if wanted.is_empty() || wanted.len() + unwanted.len() > MAX_TARGETS {
        return Err(Refusal::invalid("positive_targets", format!("Give 1 to {MAX_TARGETS} targets in all.")));
    }
    if question.source_scope == Scope::Subdomain {
        return Err(Refusal::invalid("source_scope", "Give `page` or `root_domain`."));
    }
    let least = question.min_matching_targets.unwrap_or(1);
    let mut sources: BTreeMap<Place, &Address> = BTreeMap::new();
    for link in graph.links().iter().filter(|link| !link.is_lost() && link.is_external()) {
        sources.entry(link.source.place(question.source_scope)).or_insert(&link.source);
    }
    let mut found: Vec<(&Address, Vec<usize>)> = sources
        .iter()
        .filter(|(source, _)| !unwanted.iter().any(|target| graph.exists(source, target)))
        .map(|(source, address)| {
            let hits = wanted.iter().enumerate().filter(|(_, target)| graph.exists(source, target));
            (*address, hits.map(|(index, _)| index).collect::<Vec<_>>())
        })
        .filter(|(_, hits)| hits.len() >= least.max(1))
        .collect();
    found.sort_by_key(|(address, hits)| {
        let facts = graph.page(address);
        std::cmp::Reverse(match question.sort.as_deref() {
            Some("source_domain_authority") => facts.map_or(0, |f| i64::from(f.domain_authority)),
            Some("source_spam_score") => facts.map_or(-1, |f| i64::from(f.spam_score)),
            _ => i64::try_from(hits.len()).unwrap_or(i64::MAX),
        })
    });
    let (found, next) = question.paging.cut(found)?;
    let results = found.into_iter().map(|(address, hits)| {
        let facts = graph.page(address);
        json!({
            "page": address.page,
            "title": facts.map_or("", |f| f.title.as_str()),
            "domain_authority": facts.map_or(1, |f| f.domain_authority),
            "spam_score": facts.map_or(-1, |f| f.spam_score),
            "matching_target_indexes": hits,
        })
    });
    Ok(page_of_results(results.collect(), next, ROWS_PER_RESULT))
}

fn places(key: &str, targets: &[Target]) -> Result<Vec<Place>, Refusal> {
    targets.iter().map(|target| place(key, &target.target, target.scope)).collect()
}
