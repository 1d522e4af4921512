//! `data.site.link.status.fetch` and `.fetch.multiple` (moz-api 4): one row per answer, half of V2's price.

use serde::Deserialize;
use serde_json::{Value, json};

use super::error::{RpcRefusal, unhandled};
use super::query::SiteQuery;
use super::shuffled;
use crate::graph::Graph;
use crate::moz::Answer;
use crate::refusal::Refusal;

/// Not stated by the documentation; 50 is usual elsewhere (moz-api 4), and harsher than no limit.
const MAX_QUERIES: usize = 50;

/// One pair; nothing else is allowed beside it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    target_site_query: SiteQuery,
    source_site_query: SiteQuery,
}

/// Several pairs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pairs {
    queries: Vec<Pair>,
}

impl Pair {
    fn exists(&self, graph: &Graph) -> Result<bool, Refusal> {
        let target = self.target_site_query.place("target_site_query.query")?;
        let source = self.source_site_query.place("source_site_query.query")?;
        Ok(graph.exists(&source, &target))
    }

    fn with(&self, graph: &Graph, name: &str, value: &Value) -> Value {
        json!({
            "target_site_query": self.target_site_query.echo(graph),
            "source_site_query": self.source_site_query.echo(graph),
            name: value,
        })
    }
}

/// One pair.
pub fn fetch(graph: &Graph, pair: &Pair) -> Result<Answer, RpcRefusal> {
    let exists = pair.exists(graph)?;
    Ok(Answer { value: pair.with(graph, "exists", &json!(exists)), rows: 1 })
}

/// Several pairs, answered in another order; one that cannot be read does not spoil the rest.
pub fn fetch_multiple(graph: &Graph, pairs: Pairs) -> Result<Answer, RpcRefusal> {
    if pairs.queries.is_empty() || pairs.queries.len() > MAX_QUERIES {
        return Err(Refusal::invalid("queries", format!("Give 1 to {MAX_QUERIES} queries.")).into());
    }
    let (mut results, mut errors) = (Vec::new(), Vec::new());
    for (index, pair) in pairs.queries.into_iter().enumerate() {
        match pair.exists(graph) {
            Ok(exists) => results.push(pair.with(graph, "exists", &json!(exists))),
            Err(refusal) => {
                let field = refusal.key.unwrap_or_default();
                let key = field.replacen(".query", &format!(".{index}.query"), 1);
                let wrong = if field.starts_with("target") { &pair.target_site_query } else { &pair.source_site_query };
                errors.push(pair.with(graph, "error", &unhandled(&key, &json!(wrong.query))));
            }
        }
    }
    let rows = results.len() as u64;
    let value = json!({ "results_by_query": shuffled(results), "errors_by_query": errors });
    Ok(Answer { value, rows })
}
