//! V2: bodies to the letter, answers of the recorded shapes, prices.

use link_lantern::moz::{
    Crawl, Filter, Flavour, Limit, MozError, account, link_intersect, link_status, linking_root_domains, links,
    url_metrics,
};
use link_lantern::scope::{Question, Scope};
use serde_json::{Value, json};

use crate::script::{Script, now, question};

const ABOVE_32_BITS: Option<u64> = Some(98_256_494_778);

#[test]
fn link_status_is_read_by_position() {
    let questions = ["a.example/", "b.example/x"].map(|source| question(source, "acme.example/"));
    let script = Script::of(r#"{"exists":[false,true]}"#);
    let answered = now(script.client().link_status(Flavour::V2, &questions)).expect("an answer");
    assert_eq!((answered.each, answered.rows, answered.strays), (vec![Ok(false), Ok(true)], 4, 0));
    let (url, body) = script.sent().remove(0);
    assert_eq!(url, "https://lsapi.seomoz.com/v2/link_status");
    let expected = json!({"target": "acme.example/", "target_scope": "page", "sources": ["a.example/", "b.example/x"], "source_scope": "page"});
    assert_eq!(body, expected);
    for other in ["[true]", "[true,true,true]", "[]"] {
        let script = Script::of(&format!("{{\"exists\":{other}}}"));
        let refused = now(script.client().link_status(Flavour::V2, &questions)).expect_err("refused whole");
        assert_eq!(refused.error, MozError::Length);
    }
}

#[test]
fn link_status_sends_only_what_can_be_asked_together() {
    let wide = Question { source_scope: Scope::RootDomain, ..question("a", "t") };
    let lists = [
        vec![],
        vec![question("a", "t"); 51],
        vec![question("a", "t"), question("a", "u")],
        vec![question("a", "t"), wide],
    ];
    for list in lists {
        let script = Script::new([]);
        let refused = now(script.client().link_status(Flavour::V2, &list)).expect_err("not sent");
        assert_eq!(refused.error, MozError::BadRequest);
    }
    assert_eq!([Flavour::V2, Flavour::JsonRpc].map(|flavour| link_status::rows(flavour, 50)), [100, 50]);
}

#[test]
fn url_metrics_are_read_whatever_is_missing() {
    let targets: Vec<String> = (0..5).map(|at| format!("p{at}.example.com")).collect();
    let script = Script::of(include_str!("../data/moz/url_metrics.json"));
    let answered = now(script.client().url_metrics(Flavour::V2, &targets)).expect("an answer");
    assert_eq!(script.body(), json!({ "targets": targets }));
    assert_eq!(answered.rows, url_metrics::rows(5));
    let all: Vec<_> = answered.each.into_iter().map(|one| one.expect("metrics")).collect();
    let [full, never, broken, nothing, float] = all.as_slice() else { panic!("five") };
    assert_eq!((full.page.as_deref(), full.title.as_deref()), (Some("www.example.com/"), Some("A page")));
    assert_eq!((full.page_authority, full.domain_authority, full.spam_score), (Some(75), Some(91), Some(1)));
    assert_eq!((full.external_pages_to_page, full.crawl()), (ABOVE_32_BITS, Crawl::Status(200)));
    assert_eq!((full.root_domains_to_root_domain, full.pages_from_page), (Some(5_000_000_000), Some(13)));
    assert_eq!((&never.title, &never.last_crawled, never.spam_score), (&None, &None, None));
    assert_eq!((never.crawl(), never.external_pages_to_page), (Crawl::Never, Some(0)), "a zero that is told is told");
    assert_eq!((broken.crawl(), &broken.last_crawled, broken.page_authority), (Crawl::Failed(5), &None, None));
    assert_eq!((broken.root_domains_to_page, broken.domain_authority), (None, Some(91)));
    assert_eq!(*nothing, link_lantern::moz::Metrics::default());
    assert_eq!((float.crawl(), float.page_authority, float.spam_score), (Crawl::Status(301), Some(12), Some(7)));
    assert_eq!((float.external_pages_to_page, float.pages_from_page), (ABOVE_32_BITS, None));
}

#[test]
fn url_metrics_of_another_length_are_refused() {
    let targets = vec!["a.example".to_owned()];
    let short = Script::of(r#"{"results":[]}"#);
    let refused = now(short.client().url_metrics(Flavour::V2, &targets)).expect_err("refused");
    assert_eq!(refused.error, MozError::Length);
    for (targets, flavour) in [(vec![], Flavour::V2), (vec![String::new(); 51], Flavour::JsonRpc)] {
        let refused = now(Script::new([]).client().url_metrics(flavour, &targets)).expect_err("not sent");
        assert_eq!(refused.error, MozError::BadRequest);
    }
}

fn links_query(next_token: Option<&str>) -> links::Query<'_> {
    links::Query {
        target: "acme.example/",
        target_scope: Scope::Page,
        source_root_domain: Some("example.com"),
        source_scope: Scope::Page,
        filter: Filter::All,
        limit: Limit::MOST,
        next_token,
    }
}

#[test]
fn links_are_lost_only_if_gone_since_last_seen() {
    let script = Script::of(include_str!("../data/moz/links.json"));
    let listing = now(script.client().links(&links_query(None))).expect("links");
    let expected = json!({"target": "acme.example/", "target_scope": "page", "source_root_domain": "example.com", "source_scope": "page", "filter": "external", "limit": 50});
    assert_eq!(script.body(), expected);
    assert_eq!((links_query(None).most_rows(), links::rows(&listing)), (50, 6));
    assert_eq!(listing.next.as_deref(), Some("Aa21NnjF/ApB+="));
    let lost: Vec<bool> = listing.items.iter().map(links::Link::is_lost).collect();
    assert_eq!(lost, [false, false, true, true, false, true], "the second went and came back");
    let marks =
        listing.items.iter().map(|l| [l.nofollow, l.redirect, l.rel_canonical, l.via_redirect, l.via_rel_canonical]);
    let mark = |at: Option<usize>| std::array::from_fn::<bool, 5, _>(|one| Some(one) == at);
    assert_eq!(marks.collect::<Vec<_>>(), [Some(0), None, Some(1), Some(3), Some(2), Some(4)].map(mark));
    let anchors: Vec<_> = listing.items.iter().map(|link| link.anchor_text.as_deref()).collect();
    assert_eq!(anchors, [Some("acme lamps"), Some("acme lamps"), Some("acme lamps"), None, None, None]);
    let first = &listing.items[0];
    assert_eq!(first.source.external_pages_to_page, ABOVE_32_BITS);
    assert_eq!(first.target.page.as_deref(), Some("acme.example/"));
    assert_eq!(first.date_first_seen.as_deref(), Some("2020-06-29"));
}

#[test]
fn lists_end() {
    let next = |body: &Value, asked| {
        let script = Script::of(&body.to_string());
        let listing = now(script.client().links(&links_query(asked))).expect("links");
        assert_eq!(script.body().get("next_token").and_then(Value::as_str), asked);
        listing.next
    };
    assert_eq!(next(&json!({"results": [{}], "next_token": "b"}), Some("a")), Some("b".into()));
    assert_eq!(next(&json!({"results": [{}]}), Some("a")), None);
    assert_eq!(next(&json!({"results": [{}], "next_token": ""}), None), None);
    assert_eq!(next(&json!({"results": [{}], "next_token": null}), None), None);
    assert_eq!(next(&json!({"results": [{}], "next_token": "a"}), Some("a")), None, "it leads nowhere new");
    assert_eq!(next(&json!({"results": [], "next_token": "b"}), Some("a")), None, "nothing came");
    assert_eq!([0, 1, 25, 50, 51, 1000].map(|items| Limit::new(items).get()), [1, 1, 25, 50, 50, 50]);
    for broken in ["{}", r#"{"results":null}"#, r#"{"results":[1]}"#, "[]"] {
        let refused = now(Script::of(broken).client().links(&links_query(None))).expect_err("no list");
        assert_eq!(refused.error, MozError::Shape, "an answer without a list is not an empty list: {broken}");
    }
}

#[test]
fn linking_root_domains() {
    let query = linking_root_domains::Query {
        target: "acme.example",
        target_scope: Scope::RootDomain,
        filter: Filter::LostLately,
        limit: Limit::default(),
        next_token: Some("t"),
    };
    let script = Script::of(include_str!("../data/moz/linking_root_domains.json"));
    let listing = now(script.client().linking_root_domains(&query)).expect("domains");
    let expected = json!({"target": "acme.example", "target_scope": "root_domain", "filter": "external+lost_last_60_days", "limit": 25, "next_token": "t"});
    assert_eq!(script.body(), expected);
    assert_eq!((query.most_rows(), linking_root_domains::rows(&listing), &listing.next), (25, 3, &None));
    let [big, small, odd] = listing.items.as_slice() else { panic!("three") };
    assert_eq!((big.root_domain.as_deref(), big.domain_authority), (Some("www.big.example"), Some(100)));
    assert_eq!((big.root_domains_to_root_domain, big.to_target.pages), (Some(5_000_000_000), Some(6_000_000_000)));
    assert_eq!((big.to_target.redirect_pages, big.to_target.deleted_pages), (Some(2), Some(1)));
    assert_eq!((small.domain_authority, small.spam_score, small.root_domains_to_root_domain), (Some(1), None, None));
    assert_eq!((small.to_target.pages, small.to_target.nofollow_pages), (Some(3), None));
    assert_eq!((odd.root_domain.as_deref(), odd.to_target.pages), (Some("odd.example"), None));
}

#[test]
fn link_intersect_costs_five_rows_each() {
    let targets =
        ["one.example", "two.example"].map(|target| link_intersect::Target { target, scope: Scope::RootDomain });
    let query = link_intersect::Query {
        positive_targets: &targets,
        negative_targets: &targets[..1],
        min_matching_targets: Some(2),
        source_scope: Scope::Page,
        limit: Limit::new(10),
        next_token: None,
    };
    let script = Script::of(include_str!("../data/moz/link_intersect.json"));
    let listing = now(script.client().link_intersect(&query)).expect("sources");
    let target = |name: &str| json!({"target": name, "scope": "root_domain"});
    let expected = json!({"positive_targets": [target("one.example"), target("two.example")], "negative_targets": [target("one.example")], "min_matching_targets": 2, "source_scope": "page", "limit": 10});
    assert_eq!(script.body(), expected);
    assert_eq!((query.most_rows(), link_intersect::rows(&listing), &listing.next), (50, 10, &None));
    assert_eq!(listing.items[0].matching_target_indexes, [0, 1], "there is no eighth target");
    assert_eq!(listing.items[0].page.as_deref(), Some("www.big.example/url?sa=t"));
    assert_eq!((listing.items[1].root_domain.as_deref(), listing.items[1].spam_score), (Some("small.example"), None));
    let many = targets.iter().cycle().take(6).cloned().collect::<Vec<_>>();
    let refused = [
        link_intersect::Query { positive_targets: &[], ..query.clone() },
        link_intersect::Query { positive_targets: &many, ..query.clone() },
        link_intersect::Query { source_scope: Scope::Subdomain, ..query.clone() },
    ];
    for query in refused {
        let refused = now(Script::new([]).client().link_intersect(&query)).expect_err("not sent");
        assert_eq!(refused.error, MozError::BadRequest);
    }
}

#[test]
fn the_account_and_the_index() {
    let script = Script::of(r#"{"rows_consumed":98256494778}"#);
    assert_eq!(now(script.client().usage_data(None)), Ok(98_256_494_778));
    assert_eq!(script.body(), json!({}));
    let script = Script::of(r#"{"rows_consumed":7.0}"#);
    assert_eq!(now(script.client().usage_data(Some((1, 2)))), Ok(7));
    assert_eq!(script.body(), json!({"start": "1", "end": "2"}), "Unix seconds as strings");
    let error = |body: &str, span| now(Script::of(body).client().usage_data(span)).expect_err("an error").error;
    assert_eq!(error("{}", None), MozError::Shape);
    assert_eq!(error(r#"{"rows_consumed":null}"#, None), MozError::Shape);
    assert_eq!(error("{}", Some((2, 2))), MozError::BadRequest);

    let script = Script::of(include_str!("../data/moz/index_metadata.json"));
    assert_eq!(now(script.client().index_id(Flavour::V2)), Ok("XGNlt3Lb+/ZkU==".to_owned()));
    assert_eq!(script.sent()[0].0, "https://lsapi.seomoz.com/v2/index_metadata");
    assert_eq!([Flavour::V2, Flavour::JsonRpc].map(account::index_rows), [1, 0]);
    for none in ["{}", r#"{"index_id":""}"#] {
        let refused = now(Script::of(none).client().index_id(Flavour::V2)).expect_err("no name");
        assert_eq!(refused.error, MozError::Shape);
    }
}

#[test]
fn final_redirect() {
    let ask = |body: &str| {
        let script = Script::of(body);
        let to = now(script.client().final_redirect(Flavour::V2, "old.example/x")).expect("an answer");
        assert_eq!(script.body(), json!({"page": "old.example/x"}));
        to
    };
    assert_eq!(ask(r#"{"page":"new.example/x"}"#), Some("new.example/x".to_owned()));
    assert_eq!(ask(r#"{"page":""}"#), None);
    assert_eq!(ask(r#"{"page":null}"#), None);
}
