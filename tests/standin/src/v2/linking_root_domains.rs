//! `linking_root_domains`: who links to a target, by registrable domain (moz-api 2.3).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::address::{Place, Scope};
use crate::graph::{Graph, Link, metrics};
use crate::moz::Answer;
use crate::refusal::Refusal;
use crate::v2::link_status::place;
use crate::v2::{LinkQuery, Paging, matching, page_of_results};

const SORTS: [&str; 5] =
    ["source_domain_authority", "source_link_propensity", "source_spam_score", "date_gained", "date_lost"];

/// The question.
#[derive(Deserialize)]
pub struct Question {
    target: String,
    #[serde(default)]
    target_scope: Scope,
    #[serde(default)]
    filter: Option<String>,
    #[serde(default)]
    sort: Option<String>,
    #[serde(default)]
    begin_date: Option<String>,
    #[serde(default)]
    end_date: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

/// Answers with domains, best first.
pub fn answer(graph: &Graph, question: &Question) -> Result<Answer, Refusal> {
    let target = place("target", &question.target, question.target_scope)?;
    let sort = question.sort.as_deref().unwrap_or("source_domain_authority");
    if !SORTS.contains(&sort) {
        return Err(Refusal::invalid("sort", format!("`{sort}` is not a sort.")));
    }
    let by_date = sort.starts_with("date_");
    if !by_date && (question.begin_date.is_some() || question.end_date.is_some()) {
        return Err(Refusal::invalid("begin_date", "A date window needs a date sort."));
    }
    let query = LinkQuery { filter: question.filter.clone(), ..LinkQuery::default() };
    let mut domains: BTreeMap<&str, Vec<&Link>> = BTreeMap::new();
    for link in matching(graph, &target, &query)? {
        domains.entry(&link.source.root).or_default().push(link);
    }
    let mut domains: Vec<(&str, Vec<&Link>)> = domains.into_iter().collect();
    if by_date {
        let begin = question.begin_date.as_deref().unwrap_or("");
        let end = question.end_date.as_deref().unwrap_or("9999");
        domains.retain(|(_, links)| (begin..=end).contains(&date(sort, links)));
        domains.sort_by(|a, b| date(sort, &b.1).cmp(date(sort, &a.1)));
    } else {
        domains.sort_by_key(|(root, _)| std::cmp::Reverse(graph.domain_authority(root)));
    }
    let (domains, next) = question.paging.cut(domains)?;
    let results = domains.iter().map(|(root, links)| item(graph, root, links)).collect();
    Ok(page_of_results(results, next, 1))
}

fn date<'graph>(sort: &str, links: &[&'graph Link]) -> &'graph str {
    match sort {
        "date_gained" => links.iter().map(|link| link.first_seen.as_str()).min(),
        _ => links.iter().map(|link| link.disappeared.as_str()).max(),
    }
    .unwrap_or("")
}

/// One domain; also the shape of `global_top_root_domains`, with nothing in `to_target` (moz-api 2.8).
pub fn item(graph: &Graph, root: &str, links: &[&Link]) -> Value {
    let count = |test: fn(&Link) -> bool| links.iter().filter(|link| test(link)).count();
    json!({
        "root_domain": root,
        "root_domains_to_root_domain": metrics::root_domains_to(graph, &Place::Root(root.to_owned())),
        "domain_authority": graph.domain_authority(root),
        "link_propensity": graph.home(root).map_or(0.0, |facts| facts.link_propensity),
        "spam_score": graph.home(root).map_or(-1, |facts| facts.spam_score),
        "to_target": {
            "pages": count(|link| !link.is_lost()),
            "nofollow_pages": count(|link| !link.is_lost() && link.nofollow),
            "redirect_pages": count(|link| !link.is_lost() && link.redirect),
            "deleted_pages": count(Link::is_lost),
        },
    })
}
