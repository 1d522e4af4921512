//! The proxy, the log and the control port.

use hyper::Method;
use serde_json::{Value, json};

use super::wire::{Wire, send, v2_request};
use super::{PAID, SMALL};

#[tokio::test]
async fn other_hosts_and_ports_are_refused_and_noted() {
    let wire = Wire::start().await;
    assert!(wire.get("evil.example", "/x").await.is_err());
    assert!(wire.tunnel("lsapi.seomoz.com", 8443).await.is_err());
    assert_eq!(wire.get_plain("http://lsapi.seomoz.com/v2/usage_data").await.unwrap().status, 502);
    assert_eq!(wire.get_plain("http://127.0.0.1/").await.unwrap().status, 502);
    let log = wire.see("/log").await;
    let seen: Vec<Value> =
        log.as_array().unwrap().iter().map(|e| json!([e["method"], e["host"], e["status"], e["refused"]])).collect();
    let refused = |method: &str, host: &str| json!([method, host, 502, true]);
    let expected = [
        refused("CONNECT", "evil.example"),
        refused("CONNECT", "lsapi.seomoz.com"),
        refused("GET", "lsapi.seomoz.com"),
        refused("GET", "127.0.0.1"),
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_call_is_logged_whole_and_has_no_cors_headers() {
    let wire = Wire::start().await;
    let question = json!({ "target": "acme-lamps.example", "sources": ["daily-tribune.example/lamp-guide"] });
    let got = wire.v2("link_status", PAID, &question).await.unwrap();
    assert_eq!((got.json(), got.header("content-type")), (json!({ "exists": [true] }), "application/json"));
    assert!(!got.headers.keys().any(|name| name.as_str().starts_with("access-control")));
    let log = wire.see("/log").await;
    let entry = &log[0];
    assert_eq!(log.as_array().unwrap().len(), 1);
    assert_eq!(
        (&entry["path"], &entry["billed"], &entry["via"]),
        (&json!("/v2/link_status"), &json!(2), &json!("proxy"))
    );
    assert_eq!(entry["headers"]["x-moz-token"], json!(PAID));
    assert_eq!(serde_json::from_str::<Value>(entry["body"].as_str().unwrap()).unwrap(), question);
    assert_eq!((&entry["status"], &entry["scheme"]), (&json!(200), &json!("https")));
}

#[tokio::test]
async fn a_request_given_up_stays_unanswered_in_the_log() {
    let wire = Wire::start().await;
    wire.post("/fault", &json!({ "delayMs": 60_000 })).await;
    let mut tunnel = wire.tunnel("lsapi.seomoz.com", 443).await.unwrap();
    let body = json!({ "target": "a.example", "sources": ["b.example"] });
    let asked = send(&mut tunnel, v2_request("link_status", PAID, &body));
    assert!(tokio::time::timeout(std::time::Duration::from_millis(300), asked).await.is_err());
    let log = wire.see("/log").await;
    assert_eq!((&log[0]["status"], &log[0]["billed"]), (&Value::Null, &json!(2)));
}

#[tokio::test]
async fn reset_brings_back_the_first_state() {
    let wire = Wire::start().await;
    let question = json!({ "target": "acme-lamps.example", "sources": ["new.example"] });
    wire.post("/graph", &json!({ "links": [{ "source": "new.example", "target": "acme-lamps.example" }] })).await;
    wire.post("/index", &json!({ "index_id": "bmV3" })).await;
    wire.post("/pages", &json!({ "url": "https://new.example/", "body": "<a href=/>x</a>" })).await;
    assert_eq!(wire.v2("link_status", SMALL, &question).await.unwrap().json(), json!({ "exists": [true] }));
    assert_eq!(wire.v2("index_metadata", SMALL, &json!({})).await.unwrap().json()["index_id"], json!("bmV3"));
    assert_eq!(wire.get("new.example", "/").await.unwrap().status, 200);
    assert_eq!(wire.see("/usage").await["byToken"][SMALL], json!(3));

    wire.post("/reset", &json!({})).await;
    assert_eq!((wire.see("/log").await, &wire.see("/usage").await["total"]), (json!([]), &json!(0)));
    assert!(wire.get("new.example", "/").await.is_err());
    assert_eq!(wire.v2("link_status", SMALL, &question).await.unwrap().json(), json!({ "exists": [false] }));
}

#[tokio::test]
async fn added_pages_have_the_headers_and_status_they_were_given() {
    let wire = Wire::start().await;
    let page = json!({
        "url": "https://saved.example/a", "body": "hello", "contentType": "text/plain", "status": 203,
        "headers": { "x-robots-tag": "nofollow" },
    });
    wire.post("/pages", &page).await;
    for path in ["/a", "/a?utm_source=x"] {
        let got = wire.get("saved.example", path).await.unwrap();
        assert_eq!(
            (got.status, got.header("content-type"), got.header("x-robots-tag")),
            (203, "text/plain", "nofollow")
        );
    }
    wire.post("/pages", &json!({ "url": "https://saved.example/c.php?id=1", "body": "<p>" })).await;
    let script = wire.get("saved.example", "/c.php?id=1").await.unwrap();
    assert_eq!(script.header("content-type"), "text/html; charset=utf-8");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/pages/quiet-corner.example/index.html");
    wire.post("/pages", &json!({ "url": "https://saved.example/b", "file": file })).await;
    let saved = wire.get_plain("http://saved.example/b").await.unwrap();
    assert!(saved.body.starts_with(b"<!doctype html>") && saved.header("content-type") == "text/html");
}

#[tokio::test]
async fn the_control_port_says_what_is_wrong() {
    let wire = Wire::start().await;
    for (path, body) in [
        ("/fault", json!({ "staus": 500 })),
        ("/fault", json!({ "answer": "explode" })),
        ("/pages", json!({ "url": "https://a.example/" })),
        ("/graph", json!({ "links": [{ "source": "a.example" }] })),
        ("/nothing", json!({})),
    ] {
        let got = wire.control(Method::POST, path, &body).await;
        assert!(got.status == 400 && got.json()["error"].is_string(), "{path}");
    }
}
