//! What can go wrong when Moz is asked. Decided by HTTP status; every field of a body is optional, since the exact
//! shape of V2 errors is not established (moz-api 3). `rpc` reads the errors that JSON-RPC adds.

use thiserror::Error;

use super::http::{HttpFault, HttpResponse};
use crate::phrase::{Failure, Retry};

/// Why there is no answer from Moz.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MozError {
    /// 400: the question was refused as malformed. Nothing is billed (moz-api 3).
    #[error("Moz refused the question as malformed")]
    BadRequest,
    /// 401: the token is not valid, or its account has no Links API; `Client::tell_apart` knows which.
    #[error("Moz refused the token")]
    TokenRefused,
    /// 401 on V2, though JSON-RPC takes the token: its account has no Links API (moz-api 3).
    #[error("the account has no Links API")]
    NoLinksApi,
    /// 403 without a word of quota: the plan lacks this call.
    #[error("Moz refused the call for this account")]
    Forbidden,
    /// 403 with `insufficient-quota`: the month's rows are used up.
    #[error("the rows of this month are used up")]
    Quota,
    /// 429: faster than the plan allows.
    #[error("too many requests")]
    Rate,
    /// 404 with code -32655: there is nothing about what was asked (moz-api 4).
    #[error("Moz has no data for the question")]
    NoData,
    /// Among several questions this one failed, with that status; it is not billed (moz-api 4).
    #[error("Moz failed at this question with status {0}")]
    Question(u16),
    /// Among several questions this one got neither result nor error, so it is not billed (moz-api 4).
    #[error("Moz left the question out")]
    NotAnswered,
    /// 5xx.
    #[error("Moz answered with server error {0}")]
    Server(u16),
    /// A status that the API does not document.
    #[error("Moz answered with unexpected status {0}")]
    Unexpected(u16),
    /// The answer is not JSON, though its status says success.
    #[error("the answer is not JSON")]
    NotJson,
    /// The answer is JSON that breaks off, or the connection did.
    #[error("the answer broke off")]
    Truncated,
    /// The answer is JSON of another shape.
    #[error("the answer has another shape")]
    Shape,
    /// The answer has another number of results than the question had sources.
    #[error("the answer has another length")]
    Length,
    /// No connection.
    #[error("no answer came")]
    Network,
    /// No answer in time.
    #[error("the time ran out")]
    Timeout,
    /// The person cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The answer is longer than is read.
    #[error("the answer is too long")]
    TooLarge,
    /// The answer was a redirect, which the token must not follow.
    #[error("the answer is a redirect")]
    Redirect,
}

impl From<HttpFault> for MozError {
    fn from(fault: HttpFault) -> Self {
        match fault {
            HttpFault::Network => Self::Network,
            HttpFault::Timeout => Self::Timeout,
            HttpFault::Cancelled => Self::Cancelled,
            HttpFault::TooLarge => Self::TooLarge,
            HttpFault::Redirect => Self::Redirect,
            HttpFault::Truncated => Self::Truncated,
        }
    }
}

impl MozError {
    /// The error that a status other than success means.
    pub fn of_status(response: &HttpResponse) -> Option<Self> {
        Some(match response.status {
            200..=299 => return None,
            401 => Self::TokenRefused,
            // Recorded with 403; one client has it that 429 says so too (moz-api 3), and then waiting is no help.
            400..=499 if contains(&response.body, b"insufficient-quota") => Self::Quota,
            400 => Self::BadRequest,
            403 if names_quota(&response.body) => Self::Quota,
            403 => Self::Forbidden,
            429 => Self::Rate,
            status @ 500..=599 => Self::Server(status),
            status => Self::Unexpected(status),
        })
    }

    /// Stable name, whether trying again can help, and whether rows may have been billed all the same: they may
    /// whenever the question was sent and its answer is not known.
    fn facts(&self) -> (&'static str, Retry, bool) {
        match self {
            Self::BadRequest => ("moz.bad_request", Retry::Never, false),
            Self::TokenRefused => ("moz.token_refused", Retry::AfterChange, false),
            Self::Forbidden => ("moz.forbidden", Retry::AfterChange, false),
            Self::Quota => ("moz.quota", Retry::AfterChange, false),
            Self::Rate => ("moz.rate", Retry::Later, false),
            Self::NoLinksApi => ("moz.no_links_api", Retry::AfterChange, false),
            Self::NoData => ("moz.no_data", Retry::Never, false),
            Self::Question(_) => ("moz.question", Retry::Later, false),
            Self::NotAnswered => ("moz.not_answered", Retry::Later, false),
            Self::Server(_) => ("moz.server", Retry::Later, true),
            Self::Unexpected(_) => ("moz.unexpected", Retry::Later, false),
            Self::NotJson => ("moz.not_json", Retry::Later, true),
            Self::Truncated => ("moz.truncated", Retry::Later, true),
            Self::Shape => ("moz.shape", Retry::Later, true),
            Self::Length => ("moz.length", Retry::Later, true),
            Self::Network => ("moz.network", Retry::Now, true),
            Self::Timeout => ("moz.timeout", Retry::Later, true),
            Self::Cancelled => ("moz.cancelled", Retry::Now, true),
            Self::TooLarge => ("moz.too_large", Retry::Later, true),
            Self::Redirect => ("moz.redirect", Retry::Never, false),
        }
    }

    /// True if it was an answer of 4xx, which JSON-RPC counts towards its penalty (moz-api 4).
    pub fn is_4xx(&self) -> bool {
        match self {
            Self::Unexpected(status) => (400..500).contains(status),
            Self::BadRequest
            | Self::TokenRefused
            | Self::NoLinksApi
            | Self::Forbidden
            | Self::Quota
            | Self::Rate
            | Self::NoData => true,
            _ => false,
        }
    }

    /// True if rows may have been billed though there is no answer.
    pub fn maybe_billed(&self) -> bool {
        self.facts().2
    }

    /// The failure that a person reads.
    pub fn failure(&self) -> Failure {
        let (code, retry, maybe_billed) = self.facts();
        let mut failure = Failure::new(code, retry);
        if let Self::Server(status) | Self::Unexpected(status) | Self::Question(status) = self {
            failure = failure.about(status.to_string());
        }
        failure.maybe_billed = maybe_billed;
        failure
    }
}

/// True if a JSON error body names the quota, wherever in it: V2 was recorded with `issue: "insufficient-quota"`, and
/// the rest of its shape is not established.
fn names_quota(body: &[u8]) -> bool {
    body.trim_ascii().starts_with(b"{") && contains(body, b"quota")
}

/// True if `word` stands in `text`, in whatever case.
pub(super) fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|found| found.eq_ignore_ascii_case(word))
}
