//! What `link_status` and the other link questions mean.

use serde_json::{Value, json};

use super::PAID;
use super::ask::Asker;

const TRIBUNE: &str = "https://daily-tribune.example/brass-lamps-return";
const SPRING: &str = "acme-lamps.example/spring-range";

#[test]
fn answers_stand_where_the_sources_stood_and_doubles_are_answered_each() {
    let sources =
        ["review-yard.example/best-lamps", "lamp-forum.example/thread/42", TRIBUNE, "lamp-forum.example/thread/42"];
    let exists = Asker::new().exists(&json!({ "target": SPRING, "sources": sources }));
    assert_eq!(exists, json!([false, true, false, true]));
}

#[test]
fn a_lost_link_is_none_and_a_returned_one_is() {
    let mut asker = Asker::new();
    let source = "review-yard.example/best-lamps";
    assert_eq!(asker.exists(&json!({ "target": SPRING, "sources": [source] })), json!([false]));
    let returned = json!({ "target": "lumen-bros.example/desk-lamp", "sources": [source] });
    assert_eq!(asker.exists(&returned), json!([true]));
}

#[test]
fn all_nine_scopes_of_the_demo_article() {
    let mut asker = Asker::new();
    let mut grid = Vec::new();
    for source_scope in ["page", "subdomain", "root_domain"] {
        for target_scope in ["page", "subdomain", "root_domain"] {
            let body = json!({
                "target": SPRING, "sources": [TRIBUNE],
                "source_scope": source_scope, "target_scope": target_scope,
            });
            grid.push(asker.exists(&body)[0] == json!(true));
        }
    }
    assert_eq!(grid, [false, false, false, false, true, true, false, true, true]);
}

#[test]
fn a_subdomain_is_one_host_and_not_its_parent() {
    let mut asker = Asker::new();
    let ask = |scope: &str| json!({ "target": "acme-lamps.example", "sources": ["interior-notes.example"], "source_scope": scope });
    assert_eq!(asker.exists(&ask("subdomain")), json!([false]));
    assert_eq!(asker.exists(&ask("root_domain")), json!([true]));
}

#[test]
fn scheme_case_and_fragment_do_not_matter_but_www_slash_and_query_do() {
    let sources = [
        "HTTPS://Lamp-Forum.Example/thread/42#top",
        "lamp-forum.example/thread/42",
        "www.lamp-forum.example/thread/42",
        "lamp-forum.example/thread/42/",
        "lamp-forum.example/thread/42?a=1",
    ];
    let exists = Asker::new().exists(&json!({ "target": SPRING, "sources": sources }));
    assert_eq!(exists, json!([true, true, false, false, false]));
}

#[test]
fn fifty_sources_are_taken_and_fifty_one_refused() {
    let mut asker = Asker::new();
    let sources = |count: usize| json!({ "target": SPRING, "sources": vec!["a.example"; count] });
    let fifty = asker.v2("link_status", PAID, &sources(50));
    assert_eq!((fifty.status, fifty.billed, fifty.body["exists"].as_array().unwrap().len()), (200, 100, 50));
    for count in [0, 51] {
        let refused = asker.v2("link_status", PAID, &sources(count));
        assert_eq!((refused.status, refused.billed), (400, 0));
    }
}

#[test]
fn malformed_questions_are_400() {
    let mut asker = Asker::new();
    let questions = [
        json!({}),
        json!({ "target": SPRING }),
        json!({ "sources": [TRIBUNE] }),
        json!({ "target": "", "sources": [TRIBUNE] }),
        json!({ "target": SPRING, "sources": TRIBUNE }),
        json!({ "target": SPRING, "sources": [1] }),
        json!({ "target": SPRING, "sources": ["http://[bad"] }),
        json!({ "target": SPRING, "sources": [TRIBUNE], "target_scope": "domain" }),
        json!([]),
    ];
    for question in questions {
        let answer = asker.v2("link_status", PAID, &question);
        assert_eq!((answer.status, answer.billed), (400, 0), "{question}");
        assert!(answer.body["message"].is_string() && answer.body["issue"].is_string(), "{question}");
    }
    assert_eq!(asker.send("/v2/link_status", ("x-moz-token", PAID), "not json").status, 400);
}

#[test]
fn links_filters_combine_and_pages_follow_on() {
    let mut asker = Asker::new();
    let mut count = |filter: &str| {
        let body =
            json!({ "target": "acme-lamps.example", "target_scope": "root_domain", "filter": filter, "limit": 50 });
        let answer = asker.v2("links", PAID, &body);
        assert_eq!(answer.status, 200, "{}", answer.body);
        let found = answer.body["results"].as_array().unwrap().len();
        assert_eq!(answer.billed, found as u64);
        found
    };
    let all = count("external");
    assert_eq!(count("external+deleted") + count("external+not_deleted"), all);
    assert_eq!(count("external+follow") + count("external+nofollow"), all);
    assert!(count("external+gained_last_60_days") > 0 && count("external+redirect") > 0);

    let first = asker.v2("links", PAID, &json!({ "target": "acme-lamps.example", "limit": 1 }));
    let next = &first.body["next_token"];
    let second = asker.v2("links", PAID, &json!({ "target": "acme-lamps.example", "limit": 1, "next_token": next }));
    assert_ne!(first.body["results"][0]["source"]["page"], second.body["results"][0]["source"]["page"]);
    for wrong in [
        json!({ "filter": "follow+nofollow" }),
        json!({ "filter": "loud" }),
        json!({ "sort": "x" }),
        json!({ "limit": 51 }),
    ] {
        let mut body = wrong.clone();
        body["target"] = json!("acme-lamps.example");
        assert_eq!(asker.v2("links", PAID, &body).status, 400, "{wrong}");
    }
}

#[test]
fn redirects_and_never_crawled_pages() {
    let mut asker = Asker::new();
    let page = asker.v2("final_redirect", PAID, &json!({ "page": "http://old-acme.example" })).body;
    assert_eq!(page, json!({ "page": "acme-lamps.example/" }));
    let none = asker.v2("final_redirect", PAID, &json!({ "page": "acme-lamps.example" })).body;
    assert_eq!(none, json!({ "page": "" }));

    let targets = [TRIBUNE, "acme-lamps.example"];
    let figures = asker.v2("url_metrics", PAID, &json!({ "targets": targets }));
    assert_eq!(figures.billed, 2);
    let [never, known] = &figures.body["results"].as_array().unwrap()[..] else { panic!("two rows") };
    assert_eq!((&never["http_code"], &never["title"], &never["last_crawled"]), (&json!(0), &json!(""), &json!("")));
    assert_eq!((&known["http_code"], &known["root_domains_to_page"]), (&json!(200), &json!(4)));
}

#[test]
fn a_link_given_again_replaces_the_old_one() {
    let mut asker = Asker::new();
    let question = json!({ "target": "acme-lamps.example", "sources": ["daily-tribune.example/lamp-guide"] });
    assert_eq!(asker.exists(&question), json!([true]));
    asker.add_links(&json!([{
        "source": "daily-tribune.example/lamp-guide", "target": "acme-lamps.example",
        "last_seen": "2026-11-01", "disappeared": "2026-11-20",
    }]));
    assert_eq!(asker.exists(&question), json!([false]));
}

#[test]
fn intersect_names_the_targets_each_source_links_to() {
    let targets = ["acme-lamps.example", "lumen-bros.example"].map(|t| json!({ "target": t, "scope": "root_domain" }));
    let body = json!({ "positive_targets": targets, "min_matching_targets": 2, "source_scope": "root_domain" });
    let answer = Asker::new().v2("link_intersect", PAID, &body);
    let results = answer.body["results"].as_array().unwrap();
    assert_eq!(answer.billed, 5 * results.len() as u64);
    let both = json!([0, 1]);
    assert!(!results.is_empty() && results.iter().all(|result: &Value| result["matching_target_indexes"] == both));
}
