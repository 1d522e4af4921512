//! Every answer has exactly the keys of the recorded ones (moz-api 6).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::PAID;
use super::ask::Asker;

const METRICS: &str = "page subdomain root_domain title last_crawled http_code pages_to_page nofollow_pages_to_page \
    redirect_pages_to_page external_pages_to_page external_nofollow_pages_to_page external_redirect_pages_to_page \
    deleted_pages_to_page root_domains_to_page indirect_root_domains_to_page deleted_root_domains_to_page \
    nofollow_root_domains_to_page pages_to_subdomain nofollow_pages_to_subdomain redirect_pages_to_subdomain \
    external_pages_to_subdomain external_nofollow_pages_to_subdomain external_redirect_pages_to_subdomain \
    deleted_pages_to_subdomain root_domains_to_subdomain deleted_root_domains_to_subdomain \
    nofollow_root_domains_to_subdomain pages_to_root_domain nofollow_pages_to_root_domain redirect_pages_to_root_domain \
    external_pages_to_root_domain external_indirect_pages_to_root_domain external_nofollow_pages_to_root_domain \
    external_redirect_pages_to_root_domain deleted_pages_to_root_domain root_domains_to_root_domain \
    indirect_root_domains_to_root_domain deleted_root_domains_to_root_domain nofollow_root_domains_to_root_domain \
    page_authority domain_authority link_propensity spam_score root_domains_from_page nofollow_root_domains_from_page \
    pages_from_page nofollow_pages_from_page root_domains_from_root_domain nofollow_root_domains_from_root_domain \
    pages_from_root_domain nofollow_pages_from_root_domain pages_crawled_from_root_domain";
const LINK: &str = "source target anchor_text date_first_seen date_last_seen date_disappeared nofollow redirect \
    rel_canonical via_redirect via_rel_canonical";
const DOMAIN: &str = "root_domain root_domains_to_root_domain domain_authority link_propensity spam_score to_target";
const LIST: &str = "results next_token";

fn assert_keys(value: &Value, expected: &str) {
    let keys: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, expected.split_whitespace().collect());
}

fn ask(name: &str, body: &Value) -> Value {
    let answer = Asker::new().v2(name, PAID, body);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

#[test]
fn account_and_index() {
    assert_keys(&ask("usage_data", &json!({})), "rows_consumed");
    assert_keys(&ask("index_metadata", &json!({})), "index_id spam_score_update_days");
    assert_keys(&ask("final_redirect", &json!({ "page": "old-acme.example" })), "page");
    assert_keys(&ask("link_status", &json!({ "target": "a.example", "sources": ["b.example"] })), "exists");
}

#[test]
fn links() {
    let list = ask("links", &json!({ "target": "acme-lamps.example" }));
    assert_keys(&list, LIST);
    assert_keys(&list["results"][0], LINK);
    assert_keys(&list["results"][0]["source"], METRICS);
    assert_keys(&list["results"][0]["target"], METRICS);
}

#[test]
fn domains() {
    for (name, body) in
        [("linking_root_domains", json!({ "target": "acme-lamps.example" })), ("global_top_root_domains", json!({}))]
    {
        let list = ask(name, &body);
        assert_keys(&list, LIST);
        assert_keys(&list["results"][0], DOMAIN);
        assert_keys(&list["results"][0]["to_target"], "pages nofollow_pages redirect_pages deleted_pages");
    }
}

#[test]
fn metrics() {
    assert_eq!(METRICS.split_whitespace().count(), 52);
    let figures = ask("url_metrics", &json!({ "targets": ["acme-lamps.example"] }));
    assert_keys(&figures, "results");
    assert_keys(&figures["results"][0], METRICS);
    let more = ask("url_metrics", &json!({ "targets": ["acme-lamps.example"], "distributions": true }));
    let arrays: Vec<&Vec<Value>> =
        more["results"][0].as_object().unwrap().values().filter_map(Value::as_array).collect();
    assert!(arrays.len() == 13 && arrays.iter().all(|array| array.len() == 10));
    for name in ["top_pages", "global_top_pages"] {
        let list = ask(name, &json!({ "target": "acme-lamps.example" }));
        assert_keys(&list, LIST);
        assert_keys(&list["results"][0], METRICS);
    }
}

#[test]
fn intersect_and_anchors() {
    let list = ask("link_intersect", &json!({ "positive_targets": [{ "target": "acme-lamps.example" }] }));
    assert_keys(&list, LIST);
    assert_keys(&list["results"][0], "page title domain_authority spam_score matching_target_indexes");
    let list = ask("anchor_text", &json!({ "target": "acme-lamps.example" }));
    assert_keys(&list, LIST);
    assert_keys(&list["results"][0], "anchor_text external_root_domains external_pages");
}

#[test]
fn json_rpc() {
    let query = |query: &str| json!({ "query": query, "scope": "domain" });
    let pair =
        json!({ "target_site_query": query("acme-lamps.example"), "source_site_query": query("lamp-forum.example") });
    let mut asker = Asker::new();
    let mut ask = |method: &str, data: &Value| {
        let answer = asker.rpc(method, PAID, data);
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_keys(&answer.body, "id jsonrpc result");
        answer.body["result"].clone()
    };
    let one = ask("data.site.link.status.fetch", &pair);
    assert_keys(&one, "target_site_query source_site_query exists");
    assert_keys(&one["target_site_query"], "query scope original_site_query site_query_suggestion");
    let several = ask("data.site.link.status.fetch.multiple", &json!({ "queries": [pair] }));
    assert_keys(&several, "results_by_query errors_by_query");
    assert_keys(&several["results_by_query"][0], "target_site_query source_site_query exists");
    let site = json!({ "site_query": query("acme-lamps.example") });
    assert_keys(&ask("data.site.redirect.fetch", &site), "site_query destination");
    let metrics = ask("data.site.metrics.fetch", &site);
    assert_keys(&metrics["site_metrics"], METRICS);
    let list = ask("data.site.link.list", &site);
    assert_keys(&list, "site_query offset links options");
    assert_keys(&list["offset"], "provided_token token limit");
    let link = LINK.replace("source target", "source_site_metrics target_site_metrics");
    assert_keys(&list["links"][0], &link);
    assert_keys(&ask("metadata.index.fetch", &json!({})), "index_id");
    let quota = ask("quota.lookup", &json!({ "path": "api.limits.data.rows" }));
    assert_keys(&quota["quota"], "path account_id allotted used reset report overage period_start period_reset");
}
