//! The 52 figures of a page, counted from the graph (moz-api 2.5). Lost links count only as deleted.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::address::{Address, Place, Scope};
use crate::graph::{Graph, Link};

/// All figures of `address`; a page that was never crawled has empty texts and status 0.
pub fn metrics(graph: &Graph, address: &Address) -> Map<String, Value> {
    let facts = graph.page(address);
    let mut figures = Map::new();
    let mut put = |name: &str, value: Value| drop(figures.insert(name.to_owned(), value));
    put("page", json!(address.page));
    put("subdomain", json!(address.host));
    put("root_domain", json!(address.root));
    put("title", json!(facts.map_or("", |f| &f.title)));
    put("last_crawled", json!(facts.map_or("", |f| &f.last_crawled)));
    put("http_code", json!(facts.map_or(0, |f| f.http_code)));
    put("page_authority", json!(facts.map_or(1, |f| f.page_authority)));
    put("domain_authority", json!(facts.map_or_else(|| graph.domain_authority(&address.root), |f| f.domain_authority)));
    put("link_propensity", json!(facts.map_or(0.0, |f| f.link_propensity)));
    put("spam_score", json!(facts.map_or(-1, |f| f.spam_score)));
    for (scope, suffix) in [(Scope::Page, "page"), (Scope::Subdomain, "subdomain"), (Scope::RootDomain, "root_domain")]
    {
        for (name, count) in inbound(graph, &address.place(scope)) {
            put(&format!("{name}_to_{suffix}"), json!(count));
        }
    }
    let (page, root) = (address.place(Scope::Page), address.place(Scope::RootDomain));
    put("indirect_root_domains_to_page", json!(roots(live(graph, &page).filter(|l| l.via_redirect))));
    put("indirect_root_domains_to_root_domain", json!(roots(live(graph, &root).filter(|l| l.via_redirect))));
    let indirect = live(graph, &root).filter(|l| l.via_redirect && l.is_external());
    put("external_indirect_pages_to_root_domain", json!(pages(indirect)));
    for (place, suffix) in [(&page, "page"), (&root, "root_domain")] {
        for (name, count) in outbound(graph, place) {
            put(&format!("{name}_from_{suffix}"), json!(count));
        }
    }
    let crawled = graph.pages().filter(|facts| facts.http_code > 0 && root.holds(&facts.page)).count();
    put("pages_crawled_from_root_domain", json!(crawled));
    figures
}

/// Domains that link to `target` now, itself not counted.
pub fn root_domains_to(graph: &Graph, target: &Place) -> i64 {
    i64::try_from(roots(live(graph, target).filter(|link| link.is_external()))).unwrap_or(i64::MAX)
}

fn inbound(graph: &Graph, target: &Place) -> [(&'static str, usize); 10] {
    let all = || live(graph, target);
    let external = || all().filter(|link| link.is_external());
    let followed = names(external().filter(|link| !link.nofollow).map(|link| &link.source.root));
    let now = names(external().map(|link| &link.source.root));
    let lost = || graph.links().iter().filter(|link| link.is_lost() && target.holds(&link.target));
    let gone = names(lost().filter(|link| link.is_external()).map(|link| &link.source.root));
    [
        ("pages", pages(all())),
        ("nofollow_pages", pages(all().filter(|link| link.nofollow))),
        ("redirect_pages", pages(all().filter(|link| link.redirect))),
        ("external_pages", pages(external())),
        ("external_nofollow_pages", pages(external().filter(|link| link.nofollow))),
        ("external_redirect_pages", pages(external().filter(|link| link.redirect))),
        ("deleted_pages", pages(lost())),
        ("root_domains", now.len()),
        ("deleted_root_domains", gone.difference(&now).count()),
        ("nofollow_root_domains", now.difference(&followed).count()),
    ]
}

fn outbound(graph: &Graph, source: &Place) -> [(&'static str, usize); 4] {
    let all = || graph.links().iter().filter(|l| !l.is_lost() && l.is_external() && source.holds(&l.source));
    let nofollow = || all().filter(|link| link.nofollow);
    [
        ("root_domains", names(all().map(|link| &link.target.root)).len()),
        ("nofollow_root_domains", names(nofollow().map(|link| &link.target.root)).len()),
        ("pages", names(all().map(|link| &link.target.page)).len()),
        ("nofollow_pages", names(nofollow().map(|link| &link.target.page)).len()),
    ]
}

fn live<'graph>(graph: &'graph Graph, target: &Place) -> impl Iterator<Item = &'graph Link> {
    graph.links().iter().filter(move |link| !link.is_lost() && target.holds(&link.target))
}

fn pages<'graph>(links: impl Iterator<Item = &'graph Link>) -> usize {
    names(links.map(|link| &link.source.page)).len()
}

fn roots<'graph>(links: impl Iterator<Item = &'graph Link>) -> usize {
    names(links.map(|link| &link.source.root)).len()
}

fn names<'graph>(all: impl Iterator<Item = &'graph String>) -> BTreeSet<&'graph str> {
    all.map(String::as_str).collect()
}
