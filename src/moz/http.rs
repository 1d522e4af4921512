//! The HTTP port: what the API client needs of a browser.

use thiserror::Error;

/// A number by which a request that is under way can be cancelled.
pub type Ticket = u32;

/// A POST of JSON. The adapter sends no cookies, follows no redirect and stores nothing.
#[derive(Debug)]
pub struct HttpRequest<'a> {
    /// Where to.
    pub url: &'a str,
    /// Header names and values. Values may be secret.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: String,
    /// How long to wait for the whole answer, in milliseconds.
    pub timeout_ms: u32,
    /// The longest answer that is read, in bytes.
    pub max_bytes: usize,
    /// By what it can be cancelled.
    pub ticket: Ticket,
}

/// An answer, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After` as it came; the one header that is read.
    pub retry_after: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// An answer without `Retry-After`.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, retry_after: None, body: body.into() }
    }
}

/// Why there is no whole answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HttpFault {
    /// No connection, or it broke before the answer began.
    #[error("no answer came")]
    Network,
    /// It took too long.
    #[error("the time ran out")]
    Timeout,
    /// It was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The answer was longer than is read.
    #[error("the answer is too long")]
    TooLarge,
    /// The answer was a redirect.
    #[error("the answer is a redirect")]
    Redirect,
    /// The connection broke in the middle of the answer.
    #[error("the answer broke off")]
    Truncated,
}

/// Sends requests.
#[allow(async_fn_in_trait, reason = "the core runs on one thread, so no bound on the future is wanted")]
pub trait Http {
    /// Sends, and waits for the whole answer.
    async fn send(&self, request: HttpRequest<'_>) -> Result<HttpResponse, HttpFault>;

    /// Cancels the request of that ticket, if it is under way.
    fn cancel(&self, ticket: Ticket);
}
