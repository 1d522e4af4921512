//! The calls, over the HTTP port: one way out to each of the two hosts. What is asked and read stands in a file per
//! endpoint, each of which adds its method to `Client`.

use serde::{Deserialize, Serialize};

use super::http::{Http, HttpRequest, HttpResponse, Ticket};
use super::random::{Random, uuid};
use super::{Flavour, MozError, RetryAfter, Token, rpc};
use crate::scope::Question;

/// Base of V2 (moz-api 1).
const V2: &str = "https://lsapi.seomoz.com/v2/";
/// The one address of JSON-RPC (moz-api 4).
const JSON_RPC: &str = "https://api.moz.com/jsonrpc";
/// How long an answer may take, in milliseconds.
const TIMEOUT_MS: u32 = 20_000;
/// Longest answer read, in bytes. A whole `link_status` answer has under 1 KiB, the longest lists about 200 KiB.
const MAX_BYTES: usize = 2 * 1024 * 1024;

/// One call to Moz, or several that are cancelled together.
#[derive(Debug)]
pub struct Client<'a, P> {
    /// The way out.
    pub port: &'a P,
    /// Whose rows are spent.
    pub token: &'a Token,
    /// By what the call can be cancelled.
    pub ticket: Ticket,
}

/// A call that got no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// Why.
    pub error: MozError,
    /// When to come back, if the service said so.
    pub retry_after: Option<RetryAfter>,
}

/// The answers to several questions of one call, each with an end of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered<T> {
    /// One for each question, in the order asked.
    pub each: Vec<Result<T, MozError>>,
    /// Rows billed for all of it.
    pub rows: u64,
    /// Results that belong to no question asked, or came twice: paid for and not used. Always 0 where the order tells.
    pub strays: u64,
}

impl From<MozError> for Unanswered {
    fn from(error: MozError) -> Self {
        Self { error, retry_after: None }
    }
}

impl From<Unanswered> for MozError {
    fn from(unanswered: Unanswered) -> Self {
        unanswered.error
    }
}

impl<P: Http> Client<'_, P> {
    /// Asks an endpoint of V2; the body of its success.
    pub(super) async fn v2(&self, endpoint: &str, body: Option<String>) -> Result<Vec<u8>, Unanswered> {
        let response = self.post(&format!("{V2}{endpoint}"), body.ok_or(MozError::BadRequest)?).await?;
        match MozError::of_status(&response) {
            Some(error) => Err(unanswered(error, &response)),
            None => Ok(response.body),
        }
    }

    async fn post(&self, url: &str, body: String) -> Result<HttpResponse, MozError> {
        let request = HttpRequest {
            url,
            // Revealed here only, to the two addresses above only.
            headers: &[("x-moz-token", self.token.reveal()), ("content-type", "application/json")],
            body,
            timeout_ms: TIMEOUT_MS,
            max_bytes: MAX_BYTES,
            ticket: self.ticket,
        };
        Ok(self.port.send(request).await?)
    }
}

impl<P: Http + Random> Client<'_, P> {
    /// Calls a method of JSON-RPC; the body of its success, for `rpc::parse`.
    pub(super) async fn rpc(&self, method: &str, data: Option<String>) -> Result<Vec<u8>, Unanswered> {
        let body = rpc::body(&uuid(self.port.bytes()), method, &data.ok_or(MozError::BadRequest)?);
        let response = self.post(JSON_RPC, body).await?;
        match rpc::error_of(&response) {
            Some(error) => Err(unanswered(error, &response)),
            None => Ok(response.body),
        }
    }

    /// What a 401 means: V2 refuses a good token too if its account has no Links API, while JSON-RPC takes it
    /// (moz-api 3). Other errors are returned as they are. Asks `quota.lookup`, which is free.
    pub async fn tell_apart(&self, error: MozError) -> MozError {
        match error {
            MozError::TokenRefused if self.quota().await.is_ok() => MozError::NoLinksApi,
            error => error,
        }
    }
}

fn unanswered(error: MozError, response: &HttpResponse) -> Unanswered {
    Unanswered { error, retry_after: response.retry_after.as_deref().and_then(RetryAfter::parse) }
}

/// The JSON of what is sent. It always is JSON; the type says otherwise.
pub(super) fn json(body: &impl Serialize) -> Option<String> {
    serde_json::to_string(body).ok()
}

/// Parses an answer of success, telling apart text that is no JSON, JSON that breaks off, and JSON of another shape.
pub(super) fn parse<'a, T: Deserialize<'a>>(answer: &'a [u8]) -> Result<T, MozError> {
    serde_json::from_slice(answer).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => MozError::Shape,
        serde_json::error::Category::Eof if !answer.trim_ascii().is_empty() => MozError::Truncated,
        _ => MozError::NotJson,
    })
}

/// Asks V2 whether the index has each of `questions`, which share target and scopes. Bills 2 rows per question.
pub async fn ask_link_status(
    http: &impl Http,
    token: &Token,
    questions: &[Question],
    ticket: Ticket,
) -> Result<Vec<bool>, MozError> {
    let answered = Client { port: http, token, ticket }.link_status_v2(questions).await?;
    answered.each.into_iter().collect()
}

impl Flavour {
    /// The host that is asked, which the extension needs permission for.
    pub fn host(self) -> &'static str {
        match self {
            Self::V2 => "lsapi.seomoz.com",
            Self::JsonRpc => "api.moz.com",
        }
    }
}
