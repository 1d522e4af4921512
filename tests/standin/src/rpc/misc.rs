//! The small JSON-RPC methods: metrics, redirect, index, quota (moz-api 4).

use serde::Deserialize;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime, Time};

use super::error::{RpcRefusal, unhandled};
use super::query::SiteQuery;
use super::{read, shuffled};
use crate::account::Accounts;
use crate::graph::{Graph, Token, metrics};
use crate::moz::Answer;
use crate::refusal::Refusal;
use crate::world::Now;

/// Not stated by the documentation; batches of 50 are in use (moz-api 4).
const MAX_QUERIES: usize = 50;

/// The question of several methods.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct One {
    site_query: SiteQuery,
}

/// The question of `data.site.metrics.fetch.multiple`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Several {
    site_queries: Vec<SiteQuery>,
}

/// `data.site.metrics.fetch`.
pub fn metrics_fetch(graph: &Graph, question: &One) -> Result<Answer, RpcRefusal> {
    let address = question.site_query.address("site_query.query")?;
    let value = json!({
        "site_query": question.site_query.echo(graph),
        "site_metrics": metrics::metrics(graph, &address),
    });
    Ok(Answer { value, rows: 1 })
}

/// `data.site.metrics.fetch.multiple`.
pub fn metrics_fetch_multiple(graph: &Graph, question: &Several) -> Result<Answer, RpcRefusal> {
    if question.site_queries.is_empty() || question.site_queries.len() > MAX_QUERIES {
        return Err(Refusal::invalid("site_queries", format!("Give 1 to {MAX_QUERIES} queries.")).into());
    }
    let (mut results, mut errors) = (Vec::new(), Vec::new());
    for (index, query) in question.site_queries.iter().enumerate() {
        let echo = query.echo(graph);
        if let Ok(address) = query.address("") {
            results.push(json!({ "site_query": echo, "site_metrics": metrics::metrics(graph, &address) }));
        } else {
            let error = unhandled(&format!("site_queries.{index}.query"), &json!(query.query));
            errors.push(json!({ "site_query": echo, "error": error }));
        }
    }
    let rows = results.len() as u64;
    Ok(Answer { value: json!({ "results_by_site": shuffled(results), "errors_by_site": errors }), rows })
}

/// `data.site.redirect.fetch`; what stands for "none known" is not recorded, V2's empty string is used.
pub fn redirect_fetch(graph: &Graph, question: &One) -> Result<Answer, RpcRefusal> {
    let from = question.site_query.address("site_query.query")?;
    let destination = graph.final_redirect(&from).map_or("", |to| to.page.as_str());
    let value = json!({ "site_query": question.site_query.echo(graph), "destination": destination });
    Ok(Answer { value, rows: 1 })
}

/// `metadata.index.fetch`: free.
pub fn index_fetch(graph: &Graph) -> Answer {
    Answer { value: json!({ "index_id": graph.index_id }), rows: 0 }
}

#[derive(Deserialize)]
struct QuotaQuestion {
    path: String,
}

/// `quota.lookup`: free; what is left is not told, only what was allotted and used.
pub fn quota_lookup(accounts: &Accounts, token: &Token, data: Value, now: Now) -> Result<Answer, RpcRefusal> {
    let question: QuotaQuestion = read(data)?;
    let (allotted, used) = match question.path.as_str() {
        "api.limits.data.rows" => (token.allotted, accounts.used(token)),
        "api.limits.beta.rows" => (0, 0),
        _ => return Err(Refusal::invalid("path", "Not a quota path.").into()),
    };
    let (start, reset) = month_around(now).unwrap_or_default();
    let value = json!({ "quota": {
        "path": question.path,
        "account_id": token.key.bytes().map(u32::from).sum::<u32>(),
        "allotted": allotted,
        "used": used,
        "reset": "month",
        "report": "day",
        "overage": false,
        "period_start": start,
        "period_reset": reset,
    }});
    Ok(Answer { value, rows: 0 })
}

/// Unix seconds of the first moments of this month and the next.
fn month_around(now: Now) -> Option<(i64, i64)> {
    let today = OffsetDateTime::from_unix_timestamp(i64::try_from(now.seconds()).ok()?).ok()?;
    let start = today.replace_day(1).ok()?.replace_time(Time::MIDNIGHT);
    let next = (start + Duration::days(31)).replace_day(1).ok()?;
    Some((start.unix_timestamp(), next.unix_timestamp()))
}
