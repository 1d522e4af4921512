//! Keys, plans, rows.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::ask::Asker;
use super::{ALMOST, EXHAUSTED, FREE, NO_LINKS_API, NO_PERMISSION, PAID, SMALL};

fn status_question(sources: usize) -> Value {
    json!({ "target": "acme-lamps.example", "sources": vec!["daily-tribune.example/lamp-guide"; sources] })
}

#[test]
fn keys_are_base64_of_an_access_id_and_a_secret() {
    for key in [PAID, FREE, SMALL, ALMOST, EXHAUSTED, NO_LINKS_API, NO_PERMISSION] {
        let plain = String::from_utf8(STANDARD.decode(key).unwrap()).unwrap();
        let (id, secret) = plain.split_once(':').unwrap();
        assert!(id.starts_with("mozscape-") && id.len() == 19 && !secret.is_empty(), "{plain}");
    }
}

#[test]
fn the_same_key_works_in_both_headers_and_nothing_else_does() {
    let mut asker = Asker::new();
    let body = status_question(1).to_string();
    let basic = format!("Basic {PAID}");
    let bearer = format!("Bearer {PAID}");
    for (header, status) in [
        (("x-moz-token", PAID), 200),
        (("authorization", basic.as_str()), 200),
        (("authorization", bearer.as_str()), 401),
        (("x-moz-token", ""), 401),
        (("x-moz-token", "wrong"), 401),
        (("accept", "*/*"), 401),
    ] {
        assert_eq!(asker.send("/v2/link_status", header, &body).status, status, "{header:?}");
    }
}

#[test]
fn rows_run_out_with_403_and_refusals_are_free() {
    let mut asker = Asker::new();
    assert_eq!(asker.v2("link_status", SMALL, &status_question(20)).billed, 40);
    assert_eq!(asker.v2("link_status", SMALL, &json!({})).status, 400);
    let refused = asker.v2("link_status", SMALL, &status_question(6));
    assert_eq!((refused.status, refused.billed, &refused.body["issue"]), (403, 0, &json!("insufficient-quota")));
    assert_eq!(asker.v2("usage_data", SMALL, &json!({})).body, json!({ "rows_consumed": 40 }));
    assert_eq!(asker.v2("link_status", SMALL, &status_question(5)).status, 200);
    assert_eq!(asker.v2("link_status", ALMOST, &status_question(1)).status, 200);
    assert_eq!(asker.v2("link_status", ALMOST, &status_question(1)).status, 403);
    let report = asker.world.accounts.report();
    assert_eq!((&report["total"], &report["byEndpoint"]["link_status"]), (&json!(52), &json!(52)));
    assert_eq!(report["byToken"][SMALL], json!(50));
}

#[test]
fn usage_is_free_and_answers_without_rows_and_out_of_pace() {
    let mut asker = Asker::new();
    assert_eq!(asker.v2("index_metadata", EXHAUSTED, &json!({})).status, 403);
    assert_eq!(asker.v2("links", EXHAUSTED, &json!({ "target": "nobody.example" })).status, 403);
    assert_eq!(asker.rpc("metadata.index.fetch", EXHAUSTED, &json!({})).status, 200);
    let usage = asker.v2("usage_data", EXHAUSTED, &json!({}));
    assert_eq!((usage.status, usage.billed, usage.body), (200, 0, json!({ "rows_consumed": 50 })));
    let span = |start: &str, end: &str| json!({ "start": start, "end": end });
    assert_eq!(asker.v2("usage_data", EXHAUSTED, &span("100", "200")).body, json!({ "rows_consumed": 0 }));
    assert_eq!(asker.v2("usage_data", EXHAUSTED, &span("200", "100")).status, 400);
    assert_eq!(asker.v2("usage_data", EXHAUSTED, &json!({ "start": 100 })).status, 400);
    assert_eq!(asker.v2("link_status", FREE, &status_question(1)).status, 200);
    assert_eq!(asker.v2("usage_data", FREE, &json!({})).status, 200);
}

#[test]
fn the_free_plan_answers_once_in_ten_seconds() {
    let mut asker = Asker::new();
    assert_eq!(asker.v2("link_status", FREE, &status_question(1)).status, 200);
    asker.wait(9_999);
    let soon = asker.v2("link_status", FREE, &status_question(1));
    assert_eq!((soon.status, soon.billed), (429, 0));
    asker.wait(1);
    assert_eq!(asker.v2("link_status", FREE, &status_question(1)).status, 200);
    for _ in 0..3 {
        assert_eq!(asker.v2("link_status", PAID, &status_question(1)).status, 200);
    }
}

#[test]
fn plans_without_the_api_or_the_endpoint_are_told_apart_from_empty_ones() {
    let mut asker = Asker::new();
    assert_eq!(asker.v2("link_status", NO_LINKS_API, &status_question(1)).status, 401);
    assert_eq!(asker.rpc("metadata.index.fetch", NO_LINKS_API, &json!({})).status, 200);
    let denied = asker.v2("link_status", NO_PERMISSION, &status_question(1));
    assert_eq!((denied.status, &denied.body["issue"]), (403, &json!("insufficient-permission")));
    assert_eq!(asker.v2("index_metadata", NO_PERMISSION, &json!({})).status, 200);
}

#[test]
fn an_unknown_endpoint_names_the_known_ones() {
    let answer = Asker::new().v2("quota", PAID, &json!({}));
    assert_eq!(answer.status, 404);
    assert!(super::super::v2::NAMES.iter().all(|name| answer.body["message"].as_str().unwrap().contains(name)));
}
