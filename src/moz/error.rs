//! What can go wrong when Moz is asked. Decided by HTTP status; every field of a body is optional, since the exact
//! shape of V2 errors is not established (moz-api 3).

use thiserror::Error;

use super::http::{HttpFault, HttpResponse};
use crate::phrase::{Failure, Retry};

/// Why there is no answer from Moz.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MozError {
    /// 400: the question was refused as malformed. Nothing is billed (moz-api 3).
    #[error("Moz refused the question as malformed")]
    BadRequest,
    /// 401: the token is not valid, or its account has no Links API.
    #[error("Moz refused the token")]
    TokenRefused,
    /// 403 without a word of quota: the plan lacks this call.
    #[error("Moz refused the call for this account")]
    Forbidden,
    /// 403 with `insufficient-quota`: the month's rows are used up.
    #[error("the rows of this month are used up")]
    Quota,
    /// 429: faster than the plan allows.
    #[error("too many requests")]
    Rate,
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
            400 => Self::BadRequest,
            401 => Self::TokenRefused,
            403 if says_quota(&response.body) => Self::Quota,
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

    /// True if rows may have been billed though there is no answer.
    pub fn maybe_billed(&self) -> bool {
        self.facts().2
    }

    /// The failure that a person reads.
    pub fn failure(&self) -> Failure {
        let (code, retry, maybe_billed) = self.facts();
        let mut failure = Failure::new(code, retry);
        if let Self::Server(status) | Self::Unexpected(status) = self {
            failure = failure.about(status.to_string());
        }
        failure.maybe_billed = maybe_billed;
        failure
    }
}

/// True if a JSON error body names the quota, wherever in it: V2 was recorded with `issue: "insufficient-quota"`, and
/// the rest of its shape is not established.
fn says_quota(body: &[u8]) -> bool {
    let body = body.trim_ascii();
    body.starts_with(b"{") && body.windows(b"quota".len()).any(|word| word.eq_ignore_ascii_case(b"quota"))
}
