//! JSON-RPC beyond the shapes of its answers.

use serde_json::{Value, json};

use super::ask::Asker;
use super::{NO_PERMISSION, PAID, SMALL};

const ONE: &str = "data.site.link.status.fetch";
const SEVERAL: &str = "data.site.link.status.fetch.multiple";

fn pair(source: &str, source_scope: &str, target: &str, target_scope: &str) -> Value {
    json!({
        "source_site_query": { "query": source, "scope": source_scope },
        "target_site_query": { "query": target, "scope": target_scope },
    })
}

#[test]
fn scopes_and_the_echo_of_a_query() {
    let mut asker = Asker::new();
    let question = pair("http://daily-tribune.example/brass-lamps-return", "domain", "old-acme.example/spring", "url");
    let answer = asker.rpc(ONE, PAID, &question);
    let result = &answer.body["result"];
    assert_eq!((answer.billed, &result["exists"]), (1, &json!(false)));
    assert_eq!(result["source_site_query"]["query"], json!("http://daily-tribune.example"));
    assert_eq!(result["source_site_query"]["original_site_query"], question["source_site_query"]);
    assert_eq!(result["target_site_query"]["query"], json!("https://old-acme.example/spring"));
    assert_eq!(result["target_site_query"]["site_query_suggestion"]["issue"], json!("redirect"));
    let mut exists = |s: &str, t: &str| {
        asker.rpc(ONE, PAID, &pair("lamp-forum.example/thread", s, "acme-lamps.example/spring-range", t)).body["result"]
            ["exists"]
            == json!(true)
    };
    assert!(exists("subfolder", "url") && exists("domain", "domain") && !exists("url", "url"));
}

#[test]
fn several_answers_come_in_another_order_with_the_unreadable_apart() {
    let sources = ["lamp-forum.example/thread/42", "http://[bad", "a.example", "b.example"];
    let queries: Vec<Value> =
        sources.iter().map(|s| pair(s, "url", "acme-lamps.example/spring-range", "url")).collect();
    let answer = Asker::new().rpc(SEVERAL, PAID, &json!({ "queries": queries }));
    let result = &answer.body["result"];
    let order: Vec<&Value> = result["results_by_query"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["source_site_query"]["original_site_query"]["query"])
        .collect();
    assert_eq!(order, ["a.example", "lamp-forum.example/thread/42", "b.example"]);
    assert_eq!(answer.billed, 3);
    let error = &result["errors_by_query"][0]["error"];
    assert_eq!(error["data"], json!({ "key": "source_site_query.1.query", "value": "http://[bad" }));
    assert_eq!((&error["httpStatus"], &error["jsonrpcCode"]), (&json!(500), &json!(-32602)));
}

#[test]
fn errors_have_the_recorded_codes() {
    let mut asker = Asker::new();
    let id = "3f1c9a52-8f0e-4a51-9d6e-0a4b7f2c8e11";
    let cases = [
        ("wrong", json!({ "jsonrpc": "2.0", "id": id, "method": ONE }), 401, -32651),
        (PAID, json!({ "jsonrpc": "1.0", "id": id, "method": ONE }), 400, -32600),
        (PAID, json!({ "jsonrpc": "2.0", "id": "short", "method": ONE }), 400, -32654),
        (PAID, json!({ "jsonrpc": "2.0", "id": id, "method": "data.site.nothing" }), 400, -32601),
        (PAID, json!({ "jsonrpc": "2.0", "id": id, "method": ONE }), 400, -32652),
        (NO_PERMISSION, json!({ "jsonrpc": "2.0", "id": id, "method": ONE }), 403, -32653),
    ];
    for (token, body, status, code) in cases {
        let answer = asker.send("/jsonrpc", ("x-moz-token", token), &body.to_string());
        let error = &answer.body["error"];
        assert_eq!((answer.status, &error["code"]), (status, &json!(code)), "{body}");
        let name = if code == -32600 { "httpStatus" } else { "status" };
        assert_eq!(error[name], json!(status), "{body}");
        assert_eq!(answer.body["id"], body["id"]);
    }
}

#[test]
fn one_quota_serves_both_apis() {
    let mut asker = Asker::new();
    asker.v2("link_status", SMALL, &json!({ "target": "a.example", "sources": ["b.example"] }));
    asker.rpc(ONE, SMALL, &pair("a.example", "url", "b.example", "url"));
    let quota = asker.rpc("quota.lookup", SMALL, &json!({ "path": "api.limits.data.rows" })).body;
    let quota = &quota["result"]["quota"];
    assert_eq!((&quota["allotted"], &quota["used"]), (&json!(50), &json!(3)));
    assert!(quota["period_start"].as_i64() < quota["period_reset"].as_i64());
    let many = json!({ "queries": vec![pair("a.example", "url", "b.example", "url"); 48] });
    let refused = asker.rpc(SEVERAL, SMALL, &many);
    assert_eq!((refused.status, &refused.body["error"]["data"]["issue"]), (403, &json!("insufficient-quota")));
}

#[test]
fn too_many_errors_bring_the_penalty_until_calm() {
    let mut asker = Asker::new();
    for _ in 0..51 {
        assert_eq!(asker.rpc("no.such.method", PAID, &json!({})).status, 400);
    }
    let fetch = |asker: &mut Asker| asker.rpc("metadata.index.fetch", PAID, &json!({})).status;
    assert_eq!((0..50).filter(|_| fetch(&mut asker) == 200).count(), 50);
    assert_eq!(fetch(&mut asker), 429);
    asker.wait(30_000);
    assert_eq!(fetch(&mut asker), 200);
}
