//! The lists that the extension does not use, kept so that a wrong call meets the right answer (moz-api 2.6-2.8).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::address::{Place, Scope};
use crate::graph::{Graph, PageFacts, metrics};
use crate::moz::Answer;
use crate::refusal::Refusal;
use crate::v2::link_status::place;
use crate::v2::linking_root_domains::item;
use crate::v2::{Paging, page_of_results};

/// The question of `anchor_text`; its scope field is `scope`, not `target_scope` (moz-api 2.6).
#[derive(Deserialize)]
pub struct Anchors {
    target: String,
    #[serde(default)]
    scope: Scope,
    #[serde(flatten)]
    paging: Paging,
}

/// `anchor_text`: texts of the external links, most domains first.
pub fn anchor_text(graph: &Graph, question: &Anchors) -> Result<Answer, Refusal> {
    let target = place("target", &question.target, question.scope)?;
    let mut texts: BTreeMap<String, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for link in graph.links().iter().filter(|link| !link.is_lost() && link.is_external() && target.holds(&link.target))
    {
        let (roots, pages) = texts.entry(link.anchor.to_lowercase()).or_default();
        roots.insert(&link.source.root);
        pages.insert(&link.source.page);
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by_key(|(_, (roots, _))| Reverse(roots.len()));
    let (texts, next) = question.paging.cut(texts)?;
    let results = texts.into_iter().map(|(text, (roots, pages))| {
        json!({ "anchor_text": text, "external_root_domains": roots.len(), "external_pages": pages.len() })
    });
    Ok(page_of_results(results.collect(), next, 1))
}

/// The question of `top_pages` (moz-api 2.7).
#[derive(Deserialize)]
pub struct TopPages {
    target: String,
    #[serde(default = "root_domain")]
    scope: Scope,
    #[serde(flatten)]
    paging: Paging,
}

fn root_domain() -> Scope {
    Scope::RootDomain
}

/// `top_pages`: a site's strongest pages.
pub fn top_pages(graph: &Graph, question: &TopPages) -> Result<Answer, Refusal> {
    let target = place("target", &question.target, question.scope)?;
    if question.scope == Scope::Page {
        return Err(Refusal::invalid("scope", "Give `subdomain` or `root_domain`."));
    }
    pages(graph, &question.paging, |facts| target.holds(&facts.page))
}

/// `global_top_pages`: the strongest pages of all.
pub fn global_top_pages(graph: &Graph, paging: &Paging) -> Result<Answer, Refusal> {
    pages(graph, paging, |_| true)
}

fn pages(graph: &Graph, paging: &Paging, wanted: impl Fn(&PageFacts) -> bool) -> Result<Answer, Refusal> {
    let mut found: Vec<&PageFacts> = graph.pages().filter(|facts| wanted(facts)).collect();
    found.sort_by_key(|facts| Reverse(facts.page_authority));
    let (found, next) = paging.cut(found)?;
    let results = found.into_iter().map(|facts| Value::Object(metrics::metrics(graph, &facts.page)));
    Ok(page_of_results(results.collect(), next, 1))
}

/// `global_top_root_domains`: the strongest domains of all.
pub fn global_top_root_domains(graph: &Graph, paging: &Paging) -> Result<Answer, Refusal> {
    let roots: BTreeSet<&str> = graph.pages().map(|facts| facts.page.root.as_str()).collect();
    let mut roots: Vec<&str> = roots.into_iter().collect();
    roots.sort_by_key(|root| Reverse(metrics::root_domains_to(graph, &Place::Root((*root).to_owned()))));
    let (roots, next) = paging.cut(roots)?;
    Ok(page_of_results(roots.into_iter().map(|root| item(graph, root, &[])).collect(), next, 1))
}
