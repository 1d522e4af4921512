//! `links`: the links to a target, one by one (moz-api 2.2).

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::address::{Address, Place, Scope};
use crate::graph::{Graph, Link, metrics};
use crate::moz::Answer;
use crate::refusal::Refusal;
use crate::v2::link_status::place;
use crate::v2::{Paging, page_of_results};

/// The filter words (moz-api 2.2).
const FILTERS: [&str; 15] = [
    "external",
    "follow",
    "nofollow",
    "deleted",
    "not_deleted",
    "redirect",
    "not_redirect",
    "rel_canonical",
    "not_rel_canonical",
    "via_redirect",
    "not_via_redirect",
    "via_rel_canonical",
    "not_via_rel_canonical",
    "gained_last_60_days",
    "lost_last_60_days",
];
const SORTS: [&str; 6] = [
    "source_page_authority",
    "source_domain_authority",
    "source_spam_score",
    "source_link_propensity",
    "root_domains_to_source_page",
    "root_domains_to_source_root_domain",
];

/// The question.
#[derive(Deserialize)]
pub struct Question {
    target: String,
    #[serde(default)]
    target_scope: Scope,
    #[serde(flatten)]
    query: LinkQuery,
    #[serde(default)]
    source_scope: Scope,
    #[serde(flatten)]
    paging: Paging,
}

/// What `links` and its JSON-RPC twin have in common.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LinkQuery {
    /// Filter words joined by `+`.
    pub filter: Option<String>,
    /// One of six orders, all descending.
    pub sort: Option<String>,
    /// Normalised anchor text; a NUL character means an empty one.
    pub anchor_text: Option<String>,
    /// Only links from this registrable domain.
    pub source_root_domain: Option<String>,
    /// At most one link from each of these hosts.
    pub subdomains_limited_to_one: Vec<String>,
}

/// Answers with links, best first.
pub fn answer(graph: &Graph, question: &Question) -> Result<Answer, Refusal> {
    let target = place("target", &question.target, question.target_scope)?;
    let mut links = matching(graph, &target, &question.query)?;
    sort_links(graph, &mut links, question.query.sort.as_deref())?;
    // A wider source scope asks for the best link of each source (moz-api 2.2).
    let mut seen = BTreeSet::new();
    links.retain(|link| question.source_scope == Scope::Page || seen.insert(link.source.place(question.source_scope)));
    let (links, next) = question.paging.cut(links)?;
    Ok(page_of_results(links.into_iter().map(|link| item(graph, link)).collect(), next, 1))
}

/// The links to `target` that pass the filters.
pub fn matching<'graph>(graph: &'graph Graph, target: &Place, query: &LinkQuery) -> Result<Vec<&'graph Link>, Refusal> {
    let words: Vec<&str> = query.filter.as_deref().unwrap_or("external").split('+').collect();
    if let Some(unknown) = words.iter().find(|word| !FILTERS.contains(word)) {
        return Err(Refusal::invalid("filter", format!("`{unknown}` is not a filter.")));
    }
    if words.len() > 1 && !words.contains(&"external") {
        return Err(Refusal::invalid("filter", "`external` must be among several filters."));
    }
    let mut single: BTreeSet<&str> = BTreeSet::new();
    let links = graph.links().iter().filter(|link| {
        target.holds(&link.target)
            && words.iter().all(|word| passes(graph, link, word))
            && query.anchor_text.as_ref().is_none_or(|text| plain(&link.anchor) == plain(text))
            && query
                .source_root_domain
                .as_ref()
                .is_none_or(|root| Address::parse(root).is_some_and(|address| address.root == link.source.root))
            && (!query.subdomains_limited_to_one.contains(&link.source.host) || single.insert(&link.source.host))
    });
    Ok(links.collect())
}

fn passes(graph: &Graph, link: &Link, word: &str) -> bool {
    match word {
        "external" => link.is_external(),
        "follow" => !link.nofollow,
        "nofollow" => link.nofollow,
        "deleted" => link.is_lost(),
        "not_deleted" => !link.is_lost(),
        "redirect" => link.redirect,
        "not_redirect" => !link.redirect,
        "rel_canonical" => link.rel_canonical,
        "not_rel_canonical" => !link.rel_canonical,
        "via_redirect" => link.via_redirect,
        "not_via_redirect" => !link.via_redirect,
        "via_rel_canonical" => link.via_rel_canonical,
        "not_via_rel_canonical" => !link.via_rel_canonical,
        "gained_last_60_days" => graph.is_recent(&link.first_seen),
        _ => link.is_lost() && graph.is_recent(&link.disappeared),
    }
}

/// Anchor text as the index compares it: trimmed, single spaces, lower case.
fn plain(text: &str) -> String {
    text.trim_matches('\0').split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Sorts by one of the six orders, descending.
pub fn sort_links(graph: &Graph, links: &mut [&Link], sort: Option<&str>) -> Result<(), Refusal> {
    let sort = sort.unwrap_or("source_page_authority");
    if !SORTS.contains(&sort) {
        return Err(Refusal::invalid("sort", format!("`{sort}` is not a sort.")));
    }
    links.sort_by_cached_key(|link| {
        let facts = graph.page(&link.source);
        let weight = match sort {
            "source_page_authority" => facts.map_or(0, |f| i64::from(f.page_authority)),
            "source_domain_authority" => facts.map_or(0, |f| i64::from(f.domain_authority)),
            "source_spam_score" => facts.map_or(-1, |f| i64::from(f.spam_score)),
            #[expect(clippy::cast_possible_truncation, reason = "a sort key, and propensities are far below the limit")]
            "source_link_propensity" => facts.map_or(0, |f| (f.link_propensity * 1e9) as i64),
            "root_domains_to_source_page" => metrics::root_domains_to(graph, &Place::Page(link.source.page.clone())),
            _ => metrics::root_domains_to(graph, &Place::Root(link.source.root.clone())),
        };
        std::cmp::Reverse(weight)
    });
    Ok(())
}

fn item(graph: &Graph, link: &Link) -> Value {
    let mut item = link_details(link);
    item.insert("source".to_owned(), Value::Object(metrics::metrics(graph, &link.source)));
    item.insert("target".to_owned(), Value::Object(metrics::metrics(graph, &link.target)));
    Value::Object(item)
}

/// What both APIs tell about the link itself (moz-api 2.2 and 4).
pub fn link_details(link: &Link) -> Map<String, Value> {
    let details = [
        ("anchor_text", json!(plain(&link.anchor))),
        ("date_first_seen", json!(link.first_seen)),
        ("date_last_seen", json!(link.last_seen)),
        ("date_disappeared", json!(link.disappeared)),
        ("nofollow", json!(link.nofollow)),
        ("redirect", json!(link.redirect)),
        ("rel_canonical", json!(link.rel_canonical)),
        ("via_redirect", json!(link.via_redirect)),
        ("via_rel_canonical", json!(link.via_rel_canonical)),
    ];
    details.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
