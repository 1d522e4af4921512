//! Every fault once, over the wire.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::PAID;
use super::wire::{Failure, Got, Wire, send, v2_request};

fn question() -> Value {
    json!({ "target": "acme-lamps.example/spring-range", "sources": ["lamp-forum.example/thread/42", "a.example"] })
}

/// One call under one fault, and the rows it cost.
async fn under(wire: &Wire, fault: Value) -> (Result<Got, Failure>, u64) {
    wire.post("/reset", &json!({})).await;
    wire.post("/fault", &fault).await;
    let got = wire.v2("link_status", PAID, &question()).await;
    let billed = wire.see("/usage").await["total"].as_u64().unwrap();
    (got, billed)
}

#[tokio::test]
async fn statuses_in_every_shape_are_free() {
    let wire = Wire::start().await;
    for status in [400, 401, 403, 404, 429, 500, 502, 503] {
        let (got, billed) = under(&wire, json!({ "status": status })).await;
        let got = got.unwrap();
        assert_eq!((got.status, billed), (status, 0));
        assert!(got.json()["issue"].is_string() && !got.headers.contains_key("retry-after"));
    }
    let shape = async |shape: &str| under(&wire, json!({ "status": 503, "shape": shape })).await.0.unwrap();
    assert!(shape("error").await.json()["error"].is_string());
    assert!(shape("nested").await.json()["error"]["message"].is_string());
    assert!(shape("empty").await.body.is_empty());
    assert_eq!(shape("html").await.header("content-type"), "text/html; charset=utf-8");
    let (quota, _) = under(&wire, json!({ "status": 403, "issue": "insufficient-quota" })).await;
    assert_eq!(quota.unwrap().json()["issue"], json!("insufficient-quota"));
    let (retry, _) = under(&wire, json!({ "status": 429, "retryAfter": 7 })).await;
    assert_eq!(retry.unwrap().header("retry-after"), "7");
}

#[tokio::test]
async fn broken_connections() {
    let wire = Wire::start().await;
    for (answer, rows) in [("drop", 0), ("drop-after", 4), ("truncated-length", 4), ("truncated-chunk", 4)] {
        let (got, billed) = under(&wire, json!({ "answer": answer })).await;
        assert!(got.is_err(), "{answer}");
        assert_eq!(billed, rows, "{answer}");
    }
    let log = wire.see("/log").await;
    assert_eq!((&log[0]["status"], &log[0]["fault"]), (&json!(200), &json!(true)));
}

#[tokio::test]
async fn wrong_bodies_with_status_200() {
    let wire = Wire::start().await;
    let body = async |answer: &str| {
        let (got, billed) = under(&wire, json!({ "answer": answer })).await;
        let got = got.unwrap();
        assert_eq!((got.status, billed), (200, 4), "{answer}");
        String::from_utf8(got.body.to_vec()).unwrap()
    };
    assert_eq!(body("truncated-json").await, "{\"exists\":[");
    assert!(body("html").await.starts_with("<!doctype html>"));
    assert_eq!(body("exists-short").await, r#"{"exists":[true]}"#);
    assert_eq!(body("exists-long").await, r#"{"exists":[true,false,false]}"#);
    assert_eq!(body("exists-type").await, r#"{"exists":["true","false"]}"#);
    assert_eq!(body("exists-missing").await, "{}");
    assert_eq!(body("exists-object").await, r#"{"exists":{"0":[true,false]}}"#);
}

#[tokio::test]
async fn huge_redirected_cookied_and_late() {
    let wire = Wire::start().await;
    let (huge, _) = under(&wire, json!({ "answer": "huge", "megabytes": 3 })).await;
    let huge = huge.unwrap();
    assert!(huge.body.len() > 3 << 20 && !huge.headers.contains_key("content-length"));
    assert_eq!(huge.json()["exists"], json!([true, false]));

    let (away, billed) = under(&wire, json!({ "answer": "redirect" })).await;
    let away = away.unwrap();
    assert_eq!((away.status, billed, away.header("location")), (302, 0, crate::faulty::LOOK_ALIKE));

    let (cookied, _) = under(&wire, json!({ "setCookie": "a=1", "headers": { "x-more": "yes" } })).await;
    let cookied = cookied.unwrap();
    assert_eq!((cookied.status, cookied.header("set-cookie"), cookied.header("x-more")), (200, "a=1", "yes"));

    let began = Instant::now();
    let (late, billed) = under(&wire, json!({ "delayMs": 300 })).await;
    assert!(late.unwrap().status == 200 && billed == 4 && began.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn faults_strike_as_often_and_where_they_are_told() {
    let wire = Wire::start().await;
    wire.post("/fault", &json!({ "endpoint": "link_status", "times": 2, "status": 500 })).await;
    wire.post("/fault", &json!({ "endpoint": "link_status", "times": 1, "status": 429 })).await;
    assert_eq!(wire.v2("usage_data", PAID, &json!({})).await.unwrap().status, 200);
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(wire.v2("link_status", PAID, &question()).await.unwrap().status);
    }
    assert_eq!(statuses, [500, 500, 429, 200]);
}

#[tokio::test]
async fn a_new_fault_closes_idle_connections() {
    let wire = Wire::start().await;
    let mut tunnel = wire.tunnel("lsapi.seomoz.com", 443).await.unwrap();
    assert_eq!(send(&mut tunnel, v2_request("usage_data", PAID, &json!({}))).await.unwrap().status, 200);
    assert_eq!(send(&mut tunnel, v2_request("usage_data", PAID, &json!({}))).await.unwrap().status, 200);
    wire.post("/fault", &json!({ "answer": "drop" })).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(tunnel.is_closed());
}

#[tokio::test]
async fn json_rpc_faults_speak_json_rpc() {
    use super::ask::Asker;
    use crate::fault::Fault;
    let fault: Fault = serde_json::from_value(json!({ "answer": "query-error" })).unwrap();
    let query = |q: &str| json!({ "query": q, "scope": "url" });
    let body = json!({
        "jsonrpc": "2.0", "id": "3f1c9a52-8f0e-4a51-9d6e-0a4b7f2c8e11",
        "method": "data.site.link.status.fetch.multiple",
        "params": { "data": { "queries": [{ "target_site_query": query("a.example"), "source_site_query": query("b.example") }] } },
    });
    let mut asker = Asker::new();
    let answer = asker.under(&fault, &body);
    assert_eq!(answer["result"]["results_by_query"], json!([]));
    assert_eq!(answer["result"]["errors_by_query"][0]["error"]["data"]["value"], json!("b.example"));
    let fault: Fault = serde_json::from_value(json!({ "status": 429 })).unwrap();
    let refused = asker.under(&fault, &body);
    assert_eq!((&refused["id"], &refused["error"]["status"]), (&body["id"], &json!(429)));
}
