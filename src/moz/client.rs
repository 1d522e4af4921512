//! The calls, over the HTTP port.

use serde::Deserialize;

use super::http::{Http, HttpRequest, Ticket};
use super::{MozError, Token, link_status};
use crate::scope::Question;

/// Base of V2 (moz-api 1).
const V2: &str = "https://lsapi.seomoz.com/v2/";
/// How long an answer may take, in milliseconds.
const TIMEOUT_MS: u32 = 20_000;
/// Longest answer read, in bytes. A whole `link_status` answer has under 1 KiB, the longest lists about 200 KiB.
const MAX_BYTES: usize = 2 * 1024 * 1024;

#[derive(Deserialize)]
struct Usage {
    rows_consumed: u64,
}

/// Asks whether the index has each of `questions`, which share target and scopes. Bills 2 rows per question.
pub async fn ask_link_status(
    http: &impl Http,
    token: &Token,
    questions: &[Question],
    ticket: Ticket,
) -> Result<Vec<bool>, MozError> {
    let body = link_status::body(questions).ok_or(MozError::BadRequest)?;
    let answer = post(http, token, "link_status", body, ticket).await?;
    link_status::read(&answer, questions.len())
}

/// Asks for the rows billed so far, which is free and works with an empty quota: the right check of a token
/// (moz-api 2.11).
pub async fn check_token(http: &impl Http, token: &Token, ticket: Ticket) -> Result<u64, MozError> {
    let answer = post(http, token, "usage_data", "{}".to_owned(), ticket).await?;
    link_status::parse::<Usage>(&answer).map(|usage| usage.rows_consumed)
}

async fn post(
    http: &impl Http,
    token: &Token,
    endpoint: &str,
    body: String,
    ticket: Ticket,
) -> Result<Vec<u8>, MozError> {
    let request = HttpRequest {
        url: &format!("{V2}{endpoint}"),
        // Revealed here only, to the host above only.
        headers: &[("x-moz-token", token.reveal()), ("content-type", "application/json")],
        body,
        timeout_ms: TIMEOUT_MS,
        max_bytes: MAX_BYTES,
        ticket,
    };
    let response = http.send(request).await?;
    match MozError::of_status(&response) {
        Some(error) => Err(error),
        None => Ok(response.body),
    }
}
