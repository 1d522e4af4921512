//! What can go wrong on request: the control port's `POST /fault` (moz-api 7.5, 7.6).
//!
//! Only the description and the queue; `faulty` makes the broken answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::refusal::{Refusal, Shape};

/// One fault. Its fields combine: a delay and a status, a status and a shape, …
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// A V2 name (`link_status`), a JSON-RPC method, or `*` for every call to Moz.
    #[serde(default = "every")]
    pub endpoint: String,
    /// How many calls it strikes; absent means until reset.
    #[serde(default)]
    pub times: Option<u32>,
    /// Waits so long before answering. The rows are billed before the wait, as by a slow network.
    #[serde(default)]
    pub delay_ms: u64,
    /// Answers with this status instead of asking the index; never billed.
    #[serde(default)]
    pub status: Option<u16>,
    /// Replaces the slug that goes with the status.
    #[serde(default)]
    pub issue: Option<String>,
    /// Replaces the sentence that goes with the status.
    #[serde(default)]
    pub message: Option<String>,
    /// The `Retry-After` header, seconds or a date.
    #[serde(default)]
    pub retry_after: Option<Value>,
    /// The shape of the error body.
    #[serde(default)]
    pub shape: Shape,
    /// Spoils the right answer.
    #[serde(default)]
    pub answer: Option<Spoil>,
    /// Size of a `huge` answer.
    #[serde(default = "fifty")]
    pub megabytes: usize,
    /// Where a `redirect` leads; a look-alike host unless given.
    #[serde(default)]
    pub redirect_to: Option<String>,
    /// A `Set-Cookie` header, to see that no cookie comes back.
    #[serde(default)]
    pub set_cookie: Option<String>,
    /// Any other headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// How a right answer is spoiled. All but `drop` and `redirect` are billed like the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spoil {
    /// The connection closes before anything is done.
    Drop,
    /// The connection closes after the rows were billed: the client cannot know.
    DropAfter,
    /// `Content-Length` promises more than arrives.
    TruncatedLength,
    /// A chunked body without its end.
    TruncatedChunk,
    /// A complete HTTP message around half the JSON.
    TruncatedJson,
    /// Status 200 with a web page.
    Html,
    /// One truth value too few.
    ExistsShort,
    /// One too many.
    ExistsLong,
    /// Words instead of truth values.
    ExistsType,
    /// No `exists` at all.
    ExistsMissing,
    /// An object where the array belongs.
    ExistsObject,
    /// The right answer in a body of many megabytes without a declared length.
    Huge,
    /// 302 to another host.
    Redirect,
    /// JSON-RPC: the first query comes back in `errors_by_query` (moz-api 4).
    QueryError,
}

impl Fault {
    /// The refusal that stands for `status`.
    pub fn refusal(&self, status: u16) -> Refusal {
        let mut refusal = match self.issue.as_deref() {
            Some("insufficient-quota") => Refusal { status, ..Refusal::insufficient_quota() },
            _ => Refusal::of_status(status),
        };
        refusal.issue = self.issue.clone().unwrap_or(refusal.issue);
        refusal.message = self.message.clone().unwrap_or(refusal.message);
        refusal
    }

    fn strikes(&self, endpoint: &str) -> bool {
        self.times != Some(0) && (self.endpoint == "*" || self.endpoint == endpoint)
    }
}

/// The faults in the order they were asked for; the first that fits strikes.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds one at the end.
    pub fn push(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// How many are waiting.
    pub fn pending(&self) -> usize {
        self.0.len()
    }

    /// The fault for this call, used up by one.
    pub fn take(&mut self, endpoint: &str) -> Option<Fault> {
        let fault = self.0.iter_mut().find(|fault| fault.strikes(endpoint))?;
        if let Some(times) = &mut fault.times {
            *times -= 1;
        }
        let taken = fault.clone();
        self.0.retain(|fault| fault.times != Some(0));
        Some(taken)
    }
}

fn every() -> String {
    "*".to_owned()
}

fn fifty() -> usize {
    50
}
