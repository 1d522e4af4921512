//! `data.site.link.list`: the twin of V2's `links` (moz-api 4).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::error::RpcRefusal;
use super::query::SiteQuery;
use crate::address;
use crate::graph::{Graph, metrics};
use crate::moz::Answer;
use crate::v2::{LinkQuery, Paging, link_details, matching, sort_links};

/// The question.
#[derive(Deserialize)]
pub struct Question {
    site_query: SiteQuery,
    #[serde(default)]
    options: Options,
    #[serde(default)]
    offset: Paging,
}

/// What to list and how.
#[derive(Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Options {
    scope: Option<SourceScope>,
    sort: Option<String>,
    filters: Vec<String>,
    subdomains_limited_to_one: Vec<String>,
}

/// The words differ from those of a site query here (moz-api 4).
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum SourceScope {
    Page,
    Subdomain,
    Domain,
}

/// Answers with links, best first.
pub fn list(graph: &Graph, question: &Question) -> Result<Answer, RpcRefusal> {
    let target = question.site_query.place("site_query.query")?;
    let options = &question.options;
    let query = LinkQuery {
        filter: (!options.filters.is_empty()).then(|| options.filters.join("+")),
        subdomains_limited_to_one: options.subdomains_limited_to_one.clone(),
        ..LinkQuery::default()
    };
    let mut links = matching(graph, &target, &query)?;
    sort_links(graph, &mut links, options.sort.as_deref())?;
    let scope = match options.scope {
        Some(SourceScope::Domain) => address::Scope::RootDomain,
        Some(SourceScope::Subdomain) => address::Scope::Subdomain,
        Some(SourceScope::Page) | None => address::Scope::Page,
    };
    let mut seen = BTreeSet::new();
    links.retain(|link| scope == address::Scope::Page || seen.insert(link.source.place(scope)));
    let (links, next) = question.offset.cut(links)?;
    let rows = links.len() as u64;
    let items = links.into_iter().map(|link| {
        let mut item = link_details(link);
        item.insert("source_site_metrics".to_owned(), Value::Object(metrics::metrics(graph, &link.source)));
        item.insert("target_site_metrics".to_owned(), Value::Object(metrics::metrics(graph, &link.target)));
        Value::Object(item)
    });
    let value = json!({
        "site_query": question.site_query.echo(graph),
        "offset": {
            "provided_token": question.offset.provided(),
            "token": (!next.is_empty()).then_some(next),
            "limit": question.offset.limit(),
        },
        "links": items.collect::<Vec<_>>(),
        "options": options,
    });
    Ok(Answer { value, rows })
}
