//! JSON-RPC: the envelope to the letter, results in any order, errors of single questions (moz-api 4).

use link_lantern::moz::{Flavour, HttpResponse, MozError, Quota};
use link_lantern::scope::{Question, Scope};
use serde_json::{Value, json};

use crate::script::{Script, now, question};

fn site(query: &str, scope: &str) -> Value {
    json!({"query": query, "scope": scope})
}

/// What an answer makes of a query.
fn echo(original: &Value) -> Value {
    let query = format!("https://{}", original["query"].as_str().expect("a text"));
    json!({"query": query, "scope": original["scope"], "original_site_query": original, "site_query_suggestion": null})
}

/// A result about page to page.
fn found(source: &str, target: &str, exists: impl Into<Value>) -> Value {
    let (source, target) = (echo(&site(source, "url")), echo(&site(target, "url")));
    json!({"target_site_query": target, "source_site_query": source, "exists": exists.into()})
}

fn failed(source: &str, target: &str, error: &Value) -> Value {
    let mut failed = found(source, target, Value::Null);
    failed["error"] = error.clone();
    failed
}

fn multiple(results: &[Value], errors: &[Value]) -> Script {
    Script::result(&json!({"results_by_query": results, "errors_by_query": errors}))
}

/// What comes of asking for `sources` of one target.
fn ask(script: &Script, sources: &[&str]) -> (Vec<Result<bool, MozError>>, u64, u64) {
    let questions: Vec<Question> = sources.iter().map(|source| question(source, "t/")).collect();
    let answered = now(script.client().link_status(Flavour::JsonRpc, &questions)).expect("an answer");
    (answered.each, answered.rows, answered.strays)
}

#[test]
fn one_question_has_a_call_of_its_own() {
    let script = Script::result(&found("a.example/x", "t/", true));
    assert_eq!(ask(&script, &["a.example/x"]), (vec![Ok(true)], 1, 0));
    let (url, body) = script.sent().remove(0);
    assert_eq!(url, "https://api.moz.com/jsonrpc");
    let data = json!({"target_site_query": site("t/", "url"), "source_site_query": site("a.example/x", "url")});
    assert_eq!(
        body,
        json!({"jsonrpc": "2.0", "id": "01010101-0101-4101-8101-010101010101", "method": "data.site.link.status.fetch", "params": {"data": data}})
    );
    let without_echo = Script::result(&json!({"exists": false}));
    assert_eq!(ask(&without_echo, &["a"]), (vec![Ok(false)], 1, 0));
    let about_another = Script::result(&found("b", "t/", true));
    assert_eq!(ask(&about_another, &["a"]), (vec![Err(MozError::Shape)], 1, 1));
}

#[test]
fn each_question_has_its_own_scopes() {
    let wide = |source_scope, target_scope| Question { source_scope, target_scope, ..question("a", "t/") };
    let questions = [wide(Scope::Page, Scope::RootDomain), wide(Scope::Subdomain, Scope::Page)];
    let pair = |source: &str, target: &str| (site("a", source), site("t/", target));
    let result = |(source, target): (Value, Value), exists: bool| json!({"source_site_query": echo(&source), "target_site_query": echo(&target), "exists": exists});
    // The same addresses in the other order: only the scopes tell which is which.
    let script = multiple(&[result(pair("subdomain", "url"), true), result(pair("url", "domain"), false)], &[]);
    let answered = now(script.client().link_status(Flavour::JsonRpc, &questions)).expect("an answer");
    assert_eq!(answered.each, [Ok(false), Ok(true)]);
    assert_eq!(script.body()["method"], "data.site.link.status.fetch.multiple");
    let sent = |(source, target): (Value, Value)| json!({"source_site_query": source, "target_site_query": target});
    let expected = json!({"queries": [sent(pair("url", "domain")), sent(pair("subdomain", "url"))]});
    assert_eq!(script.body()["params"]["data"], expected);
}

#[test]
fn results_are_matched_by_what_they_repeat() {
    let script = multiple(&[found("c", "t/", false), found("a", "t/", true), found("b", "t/", false)], &[]);
    assert_eq!(ask(&script, &["a", "b", "c"]), (vec![Ok(true), Ok(false), Ok(false)], 3, 0));
    let doubled = multiple(&[found("b", "t/", true), found("a", "t/", false)], &[]);
    assert_eq!(ask(&doubled, &["a", "b", "a"]), (vec![Ok(false), Ok(true), Ok(false)], 2, 0), "one answer for both");
}

#[test]
fn an_error_of_one_question_spoils_no_other() {
    // The form of Moz's own example, with other content.
    let unhandled =
        json!({"name": "UnhandledError", "data": {"key": "k", "value": "v"}, "httpStatus": 500, "jsonrpcCode": -32602});
    let no_data = json!({"code": -32655, "status": 404, "message": "m"});
    let quota = json!({"status": 403, "data": {"issue": "insufficient-quota"}});
    let errors = [failed("b", "t/", &unhandled), failed("c", "t/", &no_data), failed("d", "t/", &quota)];
    let script = multiple(&[found("a", "t/", true)], &errors);
    let each = vec![Ok(true), Err(MozError::Question(500)), Err(MozError::NoData), Err(MozError::Quota)];
    assert_eq!(ask(&script, &["a", "b", "c", "d"]), (each, 1, 0), "only results are billed");
    assert!(!MozError::Question(500).maybe_billed());
    let with_result = multiple(&[found("a", "t/", true), found("b", "t/", false)], &[failed("a", "t/", &unhandled)]);
    assert_eq!(ask(&with_result, &["a", "b"]).0, [Ok(true), Ok(false)], "a result goes before an error");
}

#[test]
fn what_was_not_asked_or_comes_twice_is_counted_and_not_used() {
    let left_out = multiple(&[found("a", "t/", true)], &[]);
    assert_eq!(ask(&left_out, &["a", "b"]), (vec![Ok(true), Err(MozError::NotAnswered)], 1, 0));
    assert!(!MozError::NotAnswered.maybe_billed());
    let twice = multiple(&[found("a", "t/", true), found("a", "t/", true), found("b", "t/", true)], &[]);
    assert_eq!(ask(&twice, &["a", "b"]), (vec![Ok(true), Ok(true)], 3, 1));
    let stray = multiple(&[found("a", "t/", true), found("z", "t/", true)], &[]);
    let each = vec![Ok(true), Err(MozError::Shape)];
    assert_eq!(ask(&stray, &["a", "b"]), (each, 2, 1), "the stray may have been meant for the second, and billed");
    let contradicting = multiple(&[found("a", "t/", true), found("b", "t/", true), found("a", "t/", false)], &[]);
    assert_eq!(ask(&contradicting, &["a", "b"]), (vec![Err(MozError::Shape), Ok(true)], 3, 1));
    let other_target = multiple(&[found("a", "u/", true), found("b", "t/", true)], &[]);
    assert_eq!(ask(&other_target, &["a", "b"]).0, [Err(MozError::Shape), Ok(true)]);
    let nameless = multiple(&[json!({"exists": true}), found("b", "t/", Value::Null)], &[]);
    assert_eq!(ask(&nameless, &["a", "b"]), (vec![Err(MozError::Shape), Err(MozError::Shape)], 2, 1));
}

#[test]
fn the_number_of_questions_is_held() {
    for count in [0, 51] {
        let questions = vec![question("a", "t/"); count];
        let script = Script::new([]);
        let refused = now(script.client().link_status(Flavour::JsonRpc, &questions)).expect_err("not sent");
        assert_eq!(refused.error, MozError::BadRequest);
    }
    let script = Script::result(&json!({"errors_by_query": []}));
    let refused = now(script.client().link_status(Flavour::JsonRpc, &[question("a", "t/"), question("b", "t/")]));
    assert_eq!(refused.expect_err("no list").error, MozError::Shape);
}

#[test]
fn metrics_are_matched_by_what_they_repeat() {
    let metrics = |page: &str, authority: u8| json!({"site_query": echo(&site(page, "url")), "site_metrics": {"page": page, "page_authority": authority, "external_pages_to_page": 98_256_494_778_u64}});
    let error = json!({"site_query": echo(&site("c", "url")), "error": {"httpStatus": 500}});
    let result = json!({"results_by_site": [metrics("b", 2), metrics("a", 1)], "errors_by_site": [error]});
    let script = Script::result(&result);
    let targets = ["a", "b", "c", "d"].map(str::to_owned);
    let answered = now(script.client().url_metrics(Flavour::JsonRpc, &targets)).expect("an answer");
    let authorities: Vec<_> = answered.each.into_iter().map(|one| one.map(|metrics| metrics.page_authority)).collect();
    assert_eq!(authorities, [Ok(Some(1)), Ok(Some(2)), Err(MozError::Question(500)), Err(MozError::NotAnswered)]);
    assert_eq!((answered.rows, answered.strays), (2, 0));
    assert_eq!(script.body()["method"], "data.site.metrics.fetch.multiple");
    let sent: Vec<Value> = targets.iter().map(|target| site(target, "url")).collect();
    assert_eq!(script.body()["params"]["data"], json!({ "site_queries": sent }));
}

#[test]
fn free_calls() {
    let quota = json!({"quota": {"path": "api.limits.data.rows", "account_id": 7, "allotted": 3000, "used": 3010, "period_reset": 1_793_491_200}});
    let script = Script::result(&quota);
    let quota = now(script.client().quota()).expect("a quota");
    assert_eq!(quota, Quota { allotted: Some(3000), used: Some(3010), period_reset: Some(1_793_491_200) });
    assert_eq!(quota.remaining(), Some(0), "with overage more may be used than allotted");
    assert_eq!(Quota { used: Some(1), ..quota.clone() }.remaining(), Some(2999));
    assert_eq!(Quota { used: None, ..quota }.remaining(), None);
    assert_eq!(script.body()["params"]["data"], json!({"path": "api.limits.data.rows"}));

    let script = Script::result(&json!({"index_id": "abc=="}));
    assert_eq!(now(script.client().index_id(Flavour::JsonRpc)), Ok("abc==".to_owned()));
    assert_eq!(script.body()["method"], "metadata.index.fetch");
}

#[test]
fn final_redirect() {
    for (destination, to) in
        [(json!("new.example/"), Some("new.example/".to_owned())), (json!(""), None), (json!(null), None)]
    {
        let script = Script::result(&json!({"site_query": echo(&site("old", "url")), "destination": destination}));
        assert_eq!(now(script.client().final_redirect(Flavour::JsonRpc, "old")), Ok(to));
        assert_eq!(script.body()["method"], "data.site.redirect.fetch");
        assert_eq!(script.body()["params"]["data"], json!({"site_query": site("old", "url")}));
    }
}

#[test]
fn every_call_has_an_id_of_its_own() {
    let answer = || Ok(HttpResponse::new(200, r#"{"result":{"index_id":"a"}}"#));
    let script = Script::new([answer(), answer()]);
    for _ in 0..2 {
        now(script.client().index_id(Flavour::JsonRpc)).expect("a name");
    }
    let ids: Vec<String> =
        script.sent().iter().map(|(_, body)| body["id"].as_str().expect("a text").to_owned()).collect();
    assert!(ids[0] != ids[1] && ids.iter().all(|id| id.len() == 36), "{ids:?}");
}
