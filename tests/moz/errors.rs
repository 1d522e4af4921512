//! Every error that is known of, in every shape that was met or guessed (moz-api 3, 4).

use link_lantern::moz::{Flavour, HttpFault, HttpResponse, MozError, Unanswered};
use serde::Deserialize;

use crate::script::{Script, now, question};

#[derive(Deserialize)]
struct Case {
    status: u16,
    body: String,
    retry_after: Option<String>,
    v2: String,
    rpc: String,
    waits_ms: Option<u64>,
}

fn ask(flavour: Flavour, answer: Result<HttpResponse, HttpFault>) -> Unanswered {
    let script = Script::new([answer]);
    now(script.client().link_status(flavour, &[question("a.example/", "b.example/")])).expect_err("an error")
}

#[test]
fn table() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("../data/moz/errors.json")).expect("the table");
    for case in cases {
        for (flavour, code) in [(Flavour::V2, &case.v2), (Flavour::JsonRpc, &case.rpc)] {
            let mut answer = HttpResponse::new(case.status, case.body.as_str());
            answer.retry_after.clone_from(&case.retry_after);
            let unanswered = ask(flavour, Ok(answer));
            let told = unanswered.retry_after.and_then(|retry| retry.wait(1_000_000));
            let got = (unanswered.error.failure().code, told);
            assert_eq!(got, (code.clone(), case.waits_ms), "{flavour:?} {} {}", case.status, case.body);
            // What is refused is not billed and counts towards the penalty; an answer that is lost may be billed.
            if (400..500).contains(&case.status) {
                assert!(unanswered.error.is_4xx() && !unanswered.error.maybe_billed(), "{}", case.status);
            }
            if case.status >= 500 {
                assert!(!unanswered.error.is_4xx() && unanswered.error.maybe_billed(), "{}", case.status);
            }
        }
    }
}

#[test]
fn faults_of_the_connection() {
    let table = [
        (HttpFault::Network, MozError::Network),
        (HttpFault::Timeout, MozError::Timeout),
        (HttpFault::Cancelled, MozError::Cancelled),
        (HttpFault::TooLarge, MozError::TooLarge),
        (HttpFault::Redirect, MozError::Redirect),
        (HttpFault::Truncated, MozError::Truncated),
    ];
    for (fault, error) in table {
        for flavour in [Flavour::V2, Flavour::JsonRpc] {
            assert_eq!(ask(flavour, Err(fault)), Unanswered::from(error.clone()));
        }
    }
}

#[test]
fn a_401_of_v2_is_told_apart_by_json_rpc() {
    let quota = r#"{"result":{"quota":{"allotted":50,"used":1}}}"#;
    let good = Script::of(quota);
    assert_eq!(now(good.client().tell_apart(MozError::TokenRefused)), MozError::NoLinksApi);
    assert_eq!(good.body()["method"], "quota.lookup", "which is free");
    let bad = Script::new([Ok(HttpResponse::new(401, ""))]);
    assert_eq!(now(bad.client().tell_apart(MozError::TokenRefused)), MozError::TokenRefused);
    let unasked = Script::new([]);
    assert_eq!(now(unasked.client().tell_apart(MozError::Quota)), MozError::Quota);
}
